"""What came from outside commands no terminal, and turns no text."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from joinwise.cli.console import HarmlessConsole
from joinwise.cli.main import main
from joinwise.formats.directions import harmless

HARMFUL = "\x1b\x07\x00\x7f\x9b\u202e\u202a\u2066"
RULE = 'rules: [{{id: r, title: "{}", when: "true", points: 1, reason: x}}]'
ESCAPE, BELL, OVERRIDE = r"\e[31m", r"\a", r"\u202E"


def is_harmless(text: str) -> bool:
    return not set(text) & set(HARMFUL)


def test_a_harmful_character_is_written_as_its_code() -> None:
    assert (
        harmless("a\x1b[31mb\u202ec\td\n\u2068e\u2069") == "a\\x1b[31mb\\u202ec\td\n\u2068e\u2069"
    )
    assert is_harmless(harmless(HARMFUL))


def test_a_console_obeys_its_own_styles_alone() -> None:
    terminal = HarmlessConsole(file=io.StringIO(), force_terminal=True, markup=False)
    terminal.print("a\x1b]0;title\x07b", style="red")
    written = terminal.file.getvalue()  # type: ignore[attr-defined]
    assert "\x07" not in written
    assert "\x1b]" not in written
    assert "\x1b[31m" in written


@pytest.mark.slow
def test_the_name_of_a_field_is_shown_harmlessly(tmp_path: Path) -> None:
    file = tmp_path / "candidate.json"
    file.write_text(json.dumps({"name": "A", "kind": "meetup", HARMFUL: 1}))
    result = CliRunner().invoke(main, ["score", str(file)])
    assert result.exit_code == 1
    assert r"\x1b" in result.output
    assert is_harmless(result.output)


@pytest.mark.parametrize("character", [ESCAPE, BELL, OVERRIDE, r"\u2066", r"\x9b"])
def test_a_text_of_a_rule_holds_none(tmp_path: Path, character: str) -> None:
    (tmp_path / "rules.yaml").write_text(RULE.format(f"T{character}"))
    result = CliRunner().invoke(main, ["rules", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert "is not allowed" in result.output
    assert is_harmless(result.output)


def test_a_line_of_a_rule_file_is_shown_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULE.format("T\u202egnp.exe") + " # \u202e")
    result = CliRunner().invoke(main, ["rules", "check", str(tmp_path)])
    assert is_harmless(result.output)
