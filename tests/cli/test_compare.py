"""Candidates from files, compared."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.services import ROOT

CLUB = ROOT / "examples" / "fortnightly-local-business-club.json"


def candidate(folder: Path, name: str, **said: object) -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(json.dumps({"name": name, "kind": "chamber_of_commerce", **said}))
    return file


@pytest.mark.slow
def test_candidates_are_compared_and_each_says_why_it_is_left_out(tmp_path: Path) -> None:
    some = {"past_yield": {"business": "some"}}
    files = [candidate(tmp_path, "West", **some), candidate(tmp_path, "East", **some)]
    result = run("compare", *files, "--hours", 3)
    assert result.exit_code == 0
    assert result.stdout.startswith("Join West: worth")
    assert "leaving out West, worth as much." in " ".join(result.stdout.split())
    assert "One more hour a month would change nothing." in result.stdout
    comparison = json.loads(run("compare", *files, "--hours", 3, "--json").stdout)
    assert comparison["best"]["candidates"] == [0]


@pytest.mark.slow
def test_a_file_at_fault_is_left_out_of_the_comparison_and_named(tmp_path: Path) -> None:
    files = [candidate(tmp_path, name) for name in ("West", "East")]
    result = run("compare", *files, candidate(tmp_path, "North", mode="onlin"))
    assert result.exit_code == 1
    assert "North.yaml: mode: " in result.stderr
    assert result.stdout.startswith("Join ")


@pytest.mark.slow
def test_candidates_that_cannot_be_compared_are_named_by_file(tmp_path: Path) -> None:
    euros = candidate(tmp_path, "East", currency="EUR")
    result = run("compare", candidate(tmp_path, "West"), euros)
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"{euros}: currency: All must be in one currency, and the first is in USD.\n"
    )


@pytest.mark.parametrize("limit", [("--budget", -1), ("--hours", 745), ("--hours", "few")])
def test_limits_that_do_not_fit_are_wrong_usage(limit: tuple[str, object]) -> None:
    assert run("compare", CLUB, CLUB, *limit).exit_code == 2


def test_one_candidate_cannot_be_compared() -> None:
    assert run("compare", CLUB).exit_code == 2
