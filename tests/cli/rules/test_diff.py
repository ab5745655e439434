"""What differs between two folders of rules, to read or as JSON."""

import json
from pathlib import Path

import pytest

from joinwise.resources import default_folder
from tests.support.commands import run
from tests.support.fakes import rule, written
from tests.support.services import ROOT


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The default rules, three of which are changed."""
    for file in default_folder().iterdir():
        text = file.read_text().replace(
            "{from: 30, to: 60, points: -2", "{from: 20, to: 60, points: -4"
        )
        text = text.replace(
            "reciprocity.referrals_given >= 5 and", "reciprocity.referrals_given >= 9 and"
        )
        (tmp_path / file.name).write_text(text.replace("join_at: 50", "join_at: 52"))
    return tmp_path


@pytest.mark.slow
def test_each_change_of_the_default_rules_is_shown_by_a_candidate(changed: Path) -> None:
    result = run("rules", "diff", ROOT / "rules", changed)
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    for line in (
        "~ decision  changed",
        "~ one-way-street  changed",
        "~ way from 30 to 60  changed",
    ):
        assert line in lines
    posted = [json.loads(line) for line in lines if line.startswith("    {")]
    assert [candidate["name"] for candidate in posted] == ["Example"] * 3
    assert "\x1b" not in result.stdout


@pytest.mark.slow
def test_as_json_each_change_has_its_parts_and_its_witness(changed: Path) -> None:
    result = run("rules", "diff", changed, "--json")
    answer = json.loads(result.stdout)
    assert answer["before"]["pack"] == "default"
    change = next(entry for entry in answer["differences"] if entry["section"] == "rules")
    assert (change["name"], change["change"]) == ("one-way-street", "changed")
    (part,) = change["parts"]
    assert part["key"] == "when"
    assert part["english"]["after"].startswith("referrals given is at least 9")
    assert change["witness"].keys() == {"candidate", "text", "before", "alone", "after"}


def test_equal_rules_say_the_same(tmp_path: Path) -> None:
    a, b = (
        written(tmp_path / "a", f=rule("true")),
        written(tmp_path / "b", g="# So.\n" + rule("true")),
    )
    result = run("rules", "diff", a, b)
    assert result.stdout.splitlines()[-1] == "They say the same."
    assert run("rules", "diff", a, b, "--fail-on-change").exit_code == 0


def test_a_change_of_a_recommendation_fails_if_that_is_asked_for(tmp_path: Path) -> None:
    a, b = (written(tmp_path / str(n), f=rule("true", points=n)) for n in (-1, 0))
    assert run("rules", "diff", a, b).exit_code == 0
    assert run("rules", "diff", a, b, "--fail-on-change").exit_code == 1
    words = written(tmp_path / "c", f=rule("true", points=-1, brief="so"))
    assert run("rules", "diff", a, words, "--fail-on-change").exit_code == 0


@pytest.mark.slow
def test_rules_at_fault_are_refused(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad", f=rule("nothing"))
    result = run("rules", "diff", bad)
    assert result.exit_code == 1
    assert 'unknown name "nothing"' in result.stderr
    assert run("rules", "diff", tmp_path / "none").exit_code == 1
