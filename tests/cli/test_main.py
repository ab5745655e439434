"""The command line: what it prints, where, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from joinwise.cli.main import main
from tests.support.fakes import rule, written
from tests.support.services import ROOT

EXAMPLES = sorted((ROOT / "examples").iterdir())
CLUB_NAME = "Fortnightly local business club"
SOLVING = ("joinwise.authoring.analysis.", "joinwise.expressions.smt.")
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
        ("serve", "--port", "x"), ("rules", "check", "--format", "xml"), ("rules", "show", "nope"), ("inputs", "nope"),
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
    [
        (),
        ("score",),
        ("serve",),
        ("inputs",),
        ("rules",),
        ("rules", "check"),
        ("rules", "show"),
        ("rules", "schema"),
    ],
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


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A pack with one warning, which only the solver finds, and one note."""
    low, high = rule("cost.annual_dues < 0"), rule("cost.annual_dues > 5", decide="join")
    skip = rule("cost.annual_dues > 9", decide="skip").replace("id: r", "id: s")
    return written(tmp_path, a=low, b=high.replace("id: r", "id: q"), c=skip)


def test_what_a_solver_finds_is_printed_with_a_candidate_that_shows_it(odd: Path) -> None:
    result = run("rules", "check", odd)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        f'{odd}/a.yaml:4:12: warning: "r" can never fire: no candidate makes this true',
        "      when: 'cost.annual_dues < 0'",
        "             ^",
        f'{odd}/b.yaml:4:12: note: "q" decides to join where "s" (c.yaml, line 2) decides to skip; '
        "skip wins there",
    ]
    assert lines[6].startswith(
        '  shown by {"name":"A group","kind":"meetup","cost":{"annual_dues":'
    )
    assert lines[7:] == ["0 errors, 1 warning, 1 note"]


@pytest.mark.parametrize(
    ("options", "exit_code"), [((), 0), (("--strict",), 1), (("--json", "--strict"), 1)]
)
def test_only_strict_makes_a_warning_a_fault(
    odd: Path, options: tuple[str, ...], exit_code: int
) -> None:
    assert run("rules", "check", odd, *options).exit_code == exit_code


def test_a_note_is_no_fault_even_where_it_is_strict(odd: Path) -> None:
    (odd / "a.yaml").unlink()
    assert run("rules", "check", odd, "--strict").exit_code == 0


def test_faults_are_given_as_json(odd: Path) -> None:
    found = json.loads(run("rules", "check", odd, "--json").stdout)
    assert [(each["severity"], each["line"], each["column"]) for each in found] == [
        ("warning", 4, 12),
        ("note", 4, 12),
    ]
    assert found[0]["witness"] is None
    assert found[1]["witness"]["cost"]["annual_dues"] > 9
    assert run("rules", "check", odd, "--format", "json").stdout == json_text(odd)
    assert json.loads(run("rules", "check", "--json").stdout) == []


def json_text(folder: Path) -> str:
    return run("rules", "check", folder, "--json").stdout


def test_faults_are_given_as_annotations(odd: Path) -> None:
    (odd / "d.yaml").write_text("ruls: []")
    result = run("rules", "check", odd, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f'::error file={odd}/d.yaml,line=1,col=1::unknown key "ruls"; did you mean "rules"?'
    ]


def test_without_the_solver_the_check_says_what_it_did_not_look_for(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith(SOLVING)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "z3", None)
    result = run("rules", "check", odd, "--strict")
    assert (result.exit_code, result.stdout) == (0, "0 errors, 0 warnings\n")
    assert result.stderr == (
        "Not looked for, since the extra joinwise[tune] is not installed: rules that can never fire "
        "or always fire, rules with the same meaning, rules that fire only where another does, and "
        "decisions that clash.\n"
    )


def test_what_was_not_decided_in_time_is_counted(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinwise.authoring.analysis.queries.A_QUESTION", 0.0)
    result = run("rules", "check", odd)
    assert result.exit_code == 0
    assert "1 of 1 questions that the solver was asked was not decided" in result.stderr
    assert 'note: whether "r" can fire at all was not decided within its time' in result.stdout


def test_the_solver_is_only_loaded_where_it_is_needed() -> None:
    code = "import sys, joinwise.cli, joinwise.web; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_schema_of_rule_files_is_printed() -> None:
    assert run("rules", "schema").stdout == (ROOT / "rules" / "schema.json").read_text("utf-8")


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
