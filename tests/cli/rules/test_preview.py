"""What a draft would change, to read or as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from joinwise.formats.ndjson import LONGEST_LINE
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.commands import run
from tests.support.fakes import MINIMAL, rule, written
from tests.support.services import ROOT

DEAR = {**MINIMAL, "name": "Dear", "cost": {"annual_dues": 150}}


def dear(limit: int) -> str:
    return rule(f"cost.annual_dues >= {limit}", points=-5)


@pytest.fixture
def active(tmp_path: Path) -> Path:
    return written(tmp_path / "rules", cost=dear(100), other="facts: {f: {formula: 1}}")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft", cost=dear(200))


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    file = tmp_path / "groups.ndjson"
    file.write_text(f"{json.dumps(MINIMAL)}\n{json.dumps(DEAR)}\n")
    return file


def preview(active: Path, *arguments: object, stdin: str | None = None) -> Result:
    return run("rules", "preview", *arguments, "--rules", active, stdin=stdin)


def test_it_prints_how_many_change_the_scores_and_what_changes(
    active: Path, draft: Path, groups: Path
) -> None:
    result = preview(active, draft, groups)
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0] == str(draft)
    assert lines[1] == "against the active rules (custom), over 2 candidates"
    assert "       1  change from skip to join" in lines
    assert "       1  stay the same" in lines
    assert any(line.startswith("   40-49 ░") for line in lines)
    assert f"  skip 45 -> join 50  Dear  {groups}:2" in lines
    assert "      no longer -5  R  r" in lines
    assert "\x1b" not in result.stdout


def test_as_json_it_writes_a_line_for_each_change_and_then_the_counts(
    active: Path, draft: Path, groups: Path
) -> None:
    result = preview(active, draft, groups, "--json")
    change, summary = map(json.loads, result.stdout.splitlines())
    assert change["candidate"] == f"{groups}:2"
    assert change["change"] == "skip_to_join"
    assert change["rules"] == [
        {"rule": "r", "before": {"points": -5, "decides": None}, "after": None}
    ]
    assert summary["changes"] == {
        "skip_to_join": 1, "join_to_skip": 0, "score_only": 0, "same": 1,
    }  # fmt: skip
    assert (summary["candidates"], summary["failed"]) == (2, 0)


def test_one_file_stands_in_for_the_file_of_its_name(
    active: Path, draft: Path, groups: Path
) -> None:
    whole, one = (
        json.loads(preview(active, folder, groups, "--json").stdout.splitlines()[-1])
        for folder in (draft, draft / "cost.yaml")
    )
    assert whole["changes"] == one["changes"]
    assert whole["draft"]["version"] != one["draft"]["version"]


def test_a_change_of_a_recommendation_fails_if_that_is_asked_for(
    active: Path, draft: Path, groups: Path
) -> None:
    assert preview(active, draft, groups, "--fail-on-change").exit_code == 1
    assert preview(active, active, groups, "--fail-on-change").exit_code == 0


@pytest.mark.parametrize(("most", "shown"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_so_many_changes_are_listed_at_most(
    active: Path, draft: Path, tmp_path: Path, most: int, shown: int
) -> None:
    file = tmp_path / "two.json"
    file.write_text(json.dumps([DEAR, DEAR]))
    assert preview(active, draft, file, "--most", most).stdout.count("skip 45 ->") == shown
    lines = preview(active, draft, file, "--most", most, "--json").stdout.splitlines()
    assert len(lines) == shown + 1


def test_a_bad_line_is_named_and_the_others_are_done(
    active: Path, draft: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.ndjson"
    long = " " * (LONGEST_LINE + 1)
    file.write_text(f'{{\n{{"name": "a", "kind": "metup"}}\n{long}\n{json.dumps(DEAR)}\n')
    (tmp_path / "empty").mkdir()
    result = preview(active, draft, file, tmp_path / "none.json", tmp_path / "empty", "--json")
    assert result.exit_code == 1
    assert f"{file}:1: This is not JSON" in result.stderr
    assert f"{file}:2: kind: Must be one of" in result.stderr
    assert f"{file}:3: This line is longer than 64 KiB." in result.stderr
    assert "none.json: This cannot be read: No such file or directory." in result.stderr
    summary = json.loads(result.stdout.splitlines()[-1])
    assert (summary["candidates"], summary["failed"]) == (1, 5)


@pytest.mark.parametrize("text", ["", "{}\n{}\n"])
def test_over_no_candidates_there_is_nothing_to_count(
    active: Path, draft: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "bad.ndjson"
    file.write_text(text)
    lines = preview(active, draft, file).stdout.splitlines()
    assert lines[1] == "against the active rules (custom), over no candidates"
    assert not any("Scores" in line or "stay the same" in line for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(DEAR)}\n{json.dumps(DEAR)}\n",
        json.dumps([DEAR, DEAR]),
        json.dumps({"candidates": [DEAR, DEAR]}, indent=1),
        "- &a {name: Dear, kind: meetup, cost: {annual_dues: 150}}\n- *a\n",
    ],
)
def test_standard_input_takes_lines_lists_and_yaml(active: Path, draft: Path, text: str) -> None:
    lines = preview(active, draft, "-", "--json", stdin=text).stdout.splitlines()
    assert json.loads(lines[-1])["changes"]["skip_to_join"] == 2


@pytest.mark.parametrize("name", ["cost.yaml", "none.yaml", "cost.txt", "none"])
def test_a_draft_at_fault_is_refused_with_every_fault(
    active: Path, groups: Path, tmp_path: Path, name: str
) -> None:
    written(tmp_path, cost=rule("cost.annual_due > 3"))
    (tmp_path / "cost.txt").write_text("")
    result = preview(active, tmp_path / name, groups)
    assert result.exit_code == 1
    assert f"{tmp_path / name}:" in result.stderr
    assert ": error: " in result.stderr


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store of its own."""
    address = f"sqlite:///{tmp_path}/store.db"
    monkeypatch.setenv("JOINWISE_DATABASE_URL", address)
    return address


@pytest.mark.slow
def test_without_a_file_it_decides_on_what_is_saved(
    active: Path, draft: Path, address: str
) -> None:
    client = create_app(Settings(rules=active, database_url=address)).test_client()
    for candidate in (MINIMAL, DEAR, DEAR):
        assert client.post("/v1/assessments", json=candidate).status_code == 201
    summary = json.loads(preview(active, draft, "--json").stdout.splitlines()[-1])
    assert sum(summary["changes"].values()) == 3
    assert summary["changes"]["same"] == 1


@pytest.mark.parametrize("has_store", [False, True])
def test_if_nothing_is_saved_it_decides_on_what_comes_with_joinwise(
    active: Path, draft: Path, address: str, tmp_path: Path, has_store: bool
) -> None:
    assert not has_store or run("db", "upgrade").exit_code == 0
    result = preview(active, draft, "--plausible", 20, "--json")
    summary = json.loads(result.stdout.splitlines()[-1])
    assert result.exit_code == 0
    assert {name: sum(counts.values()) for name, counts in summary["populations"].items()} == {
        "accounts": 152, "plausible": 20
    }  # fmt: skip
    assert (tmp_path / "store.db").exists() == has_store


def test_kinds_and_rules_are_counted_and_made_up_groups_are_not_listed(
    active: Path, draft: Path, address: str
) -> None:
    result = preview(active, draft, "--plausible", 100)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "By kind of group" in lines
    rule_line = next(line for line in lines if line.endswith("R r"))
    flipped = [line for line in lines if line.endswith("change from skip to join")]
    accounts, plausible, *_ = flipped[0].split()
    assert rule_line.split()[0] == str(int(accounts) + int(plausible))
    assert int(plausible) > 0
    assert "plausible 1" not in result.stdout


def test_accounts_with_a_verdict_are_candidates_too(
    active: Path, draft: Path, tmp_path: Path
) -> None:
    file = tmp_path / "accounts.json"
    accounts = [{"candidate": DEAR, "verdict": verdict} for verdict in ("join", "skip")]
    file.write_text(json.dumps(accounts))
    text = preview(active, draft, file).stdout
    assert "skip 45 -> join 50  now right  Dear" in text
    assert "skip 45 -> join 50  now wrong  Dear" in text


def test_where_nothing_changes_no_scores_are_drawn(active: Path, groups: Path) -> None:
    assert "Scores" not in preview(active, active, groups).stdout


@pytest.mark.slow
def test_the_rules_that_come_with_joinwise_are_what_they_are() -> None:
    result = run("rules", "preview", ROOT / "rules", *sorted((ROOT / "examples").iterdir()))
    assert result.exit_code == 0
    assert "What changes" not in result.stdout
