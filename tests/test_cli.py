"""The command line: what it prints, where, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from fakes import rule, written
from joinwise.cli import main

EXAMPLES = sorted((ROOT / "examples").iterdir())
CLUB_NAME = "Fortnightly local business club"
CLUB = str(ROOT / "examples" / "fortnightly-local-business-club.json")


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.stem)
def test_every_published_account_is_advised_with_a_reason(example: Path) -> None:
    result = run("score", example, "--json")
    assert result.exit_code == 0
    advice = json.loads(result.stdout)
    assert advice["recommendation"] in ("join", "skip")
    assert advice["reasons"]


def test_the_reading_form_gives_verdict_score_reasons_and_assumptions() -> None:
    result = run("score", CLUB)
    lines = result.stdout.splitlines()
    assert lines[0].strip().startswith("JOIN")
    assert "of 100; it takes 50 to join" in lines[1]
    assert [line for line in lines if line in ("For", "Against", "To note", "Taken for granted")] == [
        "For", "Against", "To note", "Taken for granted",
    ]  # fmt: skip
    assert "\x1b" not in result.stdout


def test_json_is_one_object_or_one_a_line() -> None:
    assert json.loads(run("score", CLUB, "--json").stdout)["name"] == CLUB_NAME
    lines = run("score", CLUB, CLUB, "--json").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == [CLUB_NAME] * 2


def test_candidates_come_from_json_yaml_or_standard_input(tmp_path: Path) -> None:
    text = Path(CLUB).read_text()
    yaml = tmp_path / "club.yaml"
    yaml.write_text("name: Fortnightly local business club\nkind: business_club\n")
    assert json.loads(run("score", yaml, "--json").stdout)["name"] == CLUB_NAME
    assert run("score", "-", "--json", stdin=text).stdout == run("score", CLUB, "--json").stdout
    assert (
        run("score", "-", "--json", stdin=yaml.read_text()).stdout
        == run("score", yaml, "--json").stdout
    )


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
    assert f"{broken}:1:8: error: not YAML" in errors
    assert "missing.json: This cannot be read: No such file or directory." in errors
    assert f"{tmp_path}: This cannot be read: Is a directory." in errors


def test_misses_are_shown_where_asked_for() -> None:
    assert "misses" in json.loads(run("score", CLUB, "--json", "--include", "misses").stdout)
    assert "Rules that did not fire" in run("score", CLUB, "--include", "misses").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",), ("score", CLUB, "--nope"), ("nope",), ("score", CLUB, "--include", "mises"),
        ("serve", "--port", "x"), ("rules", "show", "nope"), ("inputs", "nope"),
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_setting_that_does_not_fit_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_PORT", "http")
    monkeypatch.setenv("JOINWISE_WORKERS", "0")
    result = run("score", CLUB)
    assert result.exit_code == 2
    assert "JOINWISE_PORT" in result.stderr
    assert "JOINWISE_WORKERS" in result.stderr


@pytest.mark.parametrize(
    "command",
    [(), ("score",), ("serve",), ("inputs",), ("rules",), ("rules", "check"), ("rules", "show")],
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    assert run(*command, "-h").exit_code == 0
    assert run(*command, "-h").stdout == run(*command, "--help").stdout


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("joinwise ")


def test_inputs_are_listed_and_searched() -> None:
    assert "past_yield.months_to_first_deal" in run("inputs").stdout
    found = json.loads(run("inputs", "joining_fee", "--json").stdout)["inputs"]
    assert [each["input"] for each in found] == ["cost.joining_fee"]


def test_rules_are_shown_in_plain_english_or_as_data() -> None:
    shown = run("rules", "show").stdout
    assert "if members hire" not in shown
    assert "if named cash rounded is more than your annual budget rounded" in shown
    assert "reason" in run("rules", "show", "one-way-street").stdout
    assert json.loads(run("rules", "show", "payback", "--json").stdout)["over"] == "payback"


def test_rule_files_are_checked(tmp_path: Path) -> None:
    good = written(tmp_path / "good", a=rule("time.clashes"))
    assert (run("rules", "check", good).exit_code, run("rules", "check").exit_code) == (0, 0)
    odd = written(tmp_path / "odd", a=rule("cost.annual_dues > 1 / 0"))
    assert run("rules", "check", odd).exit_code == 0
    assert run("rules", "check", odd, "--strict").exit_code == 1
    bad = written(tmp_path / "bad", a=rule("time.clash"), b="decision: {start: x}")
    result = run("rules", "check", bad)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f'{bad}/a.yaml:4:12: error: unknown name "time.clash"; did you mean "time.clashes"?',
        "      when: 'time.clash'",
        "             ^",
        f"{bad}/b.yaml:1:19: error: start: this must be a whole number",
        "  decision: {start: x}",
        "                    ^",
        "2 errors, 0 warnings",
    ]


@pytest.mark.parametrize("command", [("score", CLUB), ("serve",), ("rules", "show"), ("inputs",)])
def test_a_pack_at_fault_stops_every_command_with_its_faults(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    bad = written(tmp_path, a=rule("time.clash"))
    result = run(*command, "--rules", bad)
    assert result.exit_code == 1
    assert f"{bad}/a.yaml:4:12: error: unknown name" in result.stderr
    assert result.stdout == ""


def test_a_reader_that_goes_away_is_no_fault_of_ours() -> None:
    command = f"{sys.executable} -m joinwise inputs | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def candidate(folder: Path, name: str, **said: object) -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(json.dumps({"name": name, "kind": "chamber_of_commerce", **said}))
    return file


def test_candidates_are_compared_and_each_says_why_it_is_left_out(tmp_path: Path) -> None:
    some = {"past_yield": {"business": "some"}}
    files = [candidate(tmp_path, "West", **some), candidate(tmp_path, "East", **some)]
    result = run("compare", *files, "--hours", 3)
    assert result.exit_code == 0
    assert result.stdout.startswith("Join West: worth")
    assert "leaving out West, worth as much." in " ".join(result.stdout.split())
    assert "One more hour a month would change nothing." in result.stdout
    found = json.loads(run("compare", *files, "--hours", 3, "--json").stdout)
    assert found["best"]["candidates"] == [0]


def test_a_file_at_fault_is_left_out_of_the_comparison_and_named(tmp_path: Path) -> None:
    files = [candidate(tmp_path, each) for each in ("West", "East")]
    result = run("compare", *files, candidate(tmp_path, "North", mode="onlin"))
    assert result.exit_code == 1
    assert "North.yaml: mode: " in result.stderr
    assert result.stdout.startswith("Join ")


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
    assert run("compare", CLUB, EXAMPLES[0], *limit).exit_code == 2


def test_one_candidate_cannot_be_compared() -> None:
    assert run("compare", CLUB).exit_code == 2
