"""What is wrong or odd in rule files, in every format."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.fakes import rule, written

SOLVING = ("joinwise.authoring.analysis.", "joinwise.expressions.smt.")


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A pack with one warning, which only the solver finds, and one note."""
    low, high = rule("time.setup_hours < 0"), rule("time.setup_hours > 5", decide="join")
    skip = rule("time.setup_hours > 9", decide="skip").replace("id: r", "id: s")
    return written(tmp_path, a=low, b=high.replace("id: r", "id: q"), c=skip)


def test_a_folder_is_checked_or_else_the_active_rules(tmp_path: Path) -> None:
    good = written(tmp_path / "good", a=rule("time.clashes"))
    active = written(tmp_path / "active", a=rule("time.clash"))
    assert run("rules", "check", good, JOINWISE_RULES=str(active)).exit_code == 0
    result = run("rules", "check", JOINWISE_RULES=str(active))
    assert (result.exit_code, str(active) in result.stdout) == (1, True)


def test_every_error_is_printed_with_its_line_and_a_caret(tmp_path: Path) -> None:
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


def test_what_was_passed_over_is_named_beside_errors_too(tmp_path: Path) -> None:
    bad = written(tmp_path, a=rule("time.clash"))
    (tmp_path / "own.YAML").write_text("", encoding="utf-8")
    assert run("rules", "check", bad).stderr == "not read: own.YAML (name it .yaml)\n"
    (tmp_path / "a.yaml").unlink()
    assert "own.YAML (name it .yaml)" in run("rules", "check", bad).stderr


def test_what_a_solver_finds_is_printed_with_a_candidate_that_shows_it(odd: Path) -> None:
    result = run("rules", "check", odd)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        f'{odd}/a.yaml:4:12: warning: "r" can never fire: no candidate makes this true',
        "      when: 'time.setup_hours < 0'",
        "             ^",
        f'{odd}/b.yaml:4:12: note: "q" decides to join when "s" (c.yaml, line 2) decides to skip; '
        "then skip wins",
    ]
    assert lines[6].startswith(
        '  shown by {"name":"A group","kind":"meetup","time":{"setup_hours":'
    )
    assert lines[7:] == ["0 errors, 1 warning, 1 note"]


@pytest.mark.parametrize(
    ("options", "exit_code"), [((), 0), (("--strict",), 1), (("--json", "--strict"), 1)]
)
def test_only_strict_makes_a_warning_a_fault(
    odd: Path, options: tuple[str, ...], exit_code: int
) -> None:
    assert run("rules", "check", odd, *options).exit_code == exit_code


def test_a_note_is_no_fault_even_if_it_is_strict(odd: Path) -> None:
    (odd / "a.yaml").unlink()
    assert run("rules", "check", odd, "--strict").exit_code == 0


@pytest.mark.slow
def test_old_sources_are_noted_if_it_is_asked_and_are_no_fault(tmp_path: Path) -> None:
    old = {"grade": "M", "what": "x", "year": 2006}
    cited = written(tmp_path, a=rule("time.clashes", source=old))
    assert run("rules", "check", cited).stdout == "0 errors, 0 warnings\n"
    result = run("rules", "check", cited, "--sources", "--strict")
    assert result.exit_code == 0
    assert "years old; look whether it still holds" in result.stdout
    assert result.stdout.endswith("0 errors, 0 warnings, 1 note\n")


@pytest.mark.slow
def test_faults_are_given_as_json(odd: Path, tmp_path: Path) -> None:
    data = json.loads(run("rules", "check", odd, "--json").stdout)
    assert [(entry["severity"], entry["line"], entry["column"]) for entry in data] == [
        ("warning", 4, 12),
        ("note", 4, 12),
    ]
    assert data[0]["witness"] is None
    assert data[1]["witness"]["time"]["setup_hours"] > 9
    assert json.loads(run("rules", "check", odd, "--format", "json").stdout) == data
    good = written(tmp_path / "good", a=rule("time.clashes"))
    assert json.loads(run("rules", "check", good, "--json").stdout) == []


def test_faults_are_given_as_annotations(odd: Path) -> None:
    (odd / "d.yaml").write_text("ruls: []")
    result = run("rules", "check", odd, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f'::error file={odd}/d.yaml,line=1,col=1::unknown key "ruls"; did you mean "rules"?'
    ]


def test_without_the_solver_the_check_says_what_it_did_not_check(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith(SOLVING)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "z3", None)
    result = run("rules", "check", odd, "--strict")
    assert (result.exit_code, result.stdout) == (0, "0 errors, 0 warnings\n")
    assert "the extra joinwise[tune] is not installed" in result.stderr


def test_what_was_not_decided_in_time_is_counted(
    odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinwise.authoring.analysis.solver.SECONDS_PER_QUESTION", 0.0)
    result = run("rules", "check", odd)
    assert result.exit_code == 0
    assert "1 of 1 questions to the solver was not decided in time" in result.stderr
    assert 'note: whether "r" can fire at all was not decided in time' in result.stdout


@pytest.mark.slow
def test_the_solver_is_only_loaded_if_it_is_needed() -> None:
    code = "import sys, joinwise.cli, joinwise.web; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
