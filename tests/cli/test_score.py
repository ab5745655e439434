"""Advice on candidates from files, to read or as JSON."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.services import ROOT

EXAMPLES = sorted((ROOT / "examples").iterdir())
CLUB = ROOT / "examples" / "fortnightly-local-business-club.json"
CLUB_NAME = "Fortnightly local business club"


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_published_account_is_advised_with_a_reason(example: Path) -> None:
    result = run("score", example, "--json")
    assert result.exit_code == 0
    advice = json.loads(result.stdout)
    assert advice["recommendation"] in ("join", "skip")
    assert advice["reasons"]


@pytest.mark.slow
def test_the_reading_form_gives_verdict_score_reasons_and_assumptions() -> None:
    result = run("score", CLUB)
    lines = result.stdout.splitlines()
    assert lines[0].strip().startswith("JOIN")
    assert "of 100; it takes 50 to join" in lines[1]
    assert [line for line in lines if line in ("For", "Against", "To note", "Assumed")] == [
        "For", "Against", "To note", "Assumed",
    ]  # fmt: skip
    assert "\x1b" not in result.stdout


@pytest.mark.slow
def test_json_is_one_object_or_one_a_line() -> None:
    assert json.loads(run("score", CLUB, "--json").stdout)["name"] == CLUB_NAME
    lines = run("score", CLUB, CLUB, "--json").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == [CLUB_NAME] * 2


@pytest.mark.slow
def test_candidates_come_from_json_yaml_or_standard_input(tmp_path: Path) -> None:
    text = CLUB.read_text()
    yaml = tmp_path / "club.yaml"
    yaml.write_text("name: Fortnightly local business club\nkind: business_club\n")
    assert json.loads(run("score", yaml, "--json").stdout)["name"] == CLUB_NAME
    assert run("score", "-", "--json", stdin=text).stdout == run("score", CLUB, "--json").stdout
    assert (
        run("score", "-", "--json", stdin=yaml.read_text()).stdout
        == run("score", yaml, "--json").stdout
    )


@pytest.mark.slow
def test_a_file_at_fault_is_named_on_standard_error_and_the_others_are_done(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"name": "x", "kind": "metup"}')
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: [")
    result = run("score", bad, CLUB, broken, tmp_path / "missing.json", tmp_path, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["name"] == CLUB_NAME
    errors = result.stderr
    assert f"{bad}: kind: Must be one of" in errors
    assert 'did you mean "meetup"?' in errors
    assert f"{broken}:1:7: error: not YAML" in errors
    assert "missing.json: This cannot be read: No such file or directory." in errors
    assert f"{tmp_path}: This cannot be read: Is a directory." in errors


@pytest.mark.slow
def test_misses_are_shown_if_asked_for() -> None:
    assert "misses" in json.loads(run("score", CLUB, "--json", "--include", "misses").stdout)
    assert "Rules that did not fire" in run("score", CLUB, "--include", "misses").stdout


def test_the_plan_stands_near_the_verdict(tmp_path: Path) -> None:
    write_rules(tmp_path / "rules")
    (tmp_path / "club.json").write_text('{"name": "A club", "kind": "meetup"}')
    for option in ("--explain", "--include=plan"):
        lines = run("score", tmp_path / "club.json", "--rules", tmp_path / "rules", option)
        assert lines.stdout.splitlines()[:6] == [
            " STAY   A club",
            "████████████████████│░░░░░░░░░░░░░░░░░░░░  50 of 100; it takes 50 to join",
            "",
            "Stay: too little is known to say more.",
            "",
            "3 pay for it.",
        ]
        assert lines.stdout.splitlines()[6] == "Again in 5 months."


def write_rules(folder: Path) -> None:
    folder.mkdir()
    (folder / "rules.yaml").write_text("""
decision: {words: [{when: true, join: Stay, skip: Leave}]}
facts: {needed: {formula: 3}}
rules: [{id: old, title: O, when: past_yield.months > 4, points: -1, reason: r}]
plan:
  break_even: {fact: needed, text: "{needed} pay for it."}
  clock: [past_yield.months]
  look_again: {most: 12, text: "Again in {months month|months}."}
""")
