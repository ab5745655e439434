"""How the advice is distributed over many groups, under the active rules and under a draft."""

from pathlib import Path

import pytest
from click.testing import Result

from tests.support.commands import run
from tests.support.fakes import written

RULES = """
rules:
  - {id: dear, title: Dear, when: cost.annual_dues >= 300, points: -5, reason: Dear.}
  - {id: never, title: Never, when: cost.annual_dues > 900000000, points: 30, reason: Never.}
  - {id: note, title: Note, when: mode == "online", reason: A note.}
"""


@pytest.fixture
def active(tmp_path: Path) -> Path:
    return written(tmp_path / "active", rules=RULES)


def report(active: Path, *arguments: object) -> Result:
    return run("rules", "report", *arguments, "--plausible", 200, "--rules", active)


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its header."""
    lines = text.partition(f"## {heading}\n")[2].partition("\n## ")[0].splitlines()
    table = [line for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


@pytest.mark.slow
def test_it_tells_who_joins_what_each_rule_does_and_what_never_decides(active: Path) -> None:
    text = report(active).stdout
    name, count, percent = rows(text, "How many are advised to join")[0]
    assert (name, count) == ("everybody who asks", "200")
    rule, points, fires, alone, *_ = rows(text, "What each rule and row does")[0]
    assert (rule, points) == ("`dear`", "-5")
    assert float(alone) == pytest.approx(float(fires)) == pytest.approx(100 - float(percent), abs=1)
    assert rows(text, "What decided nowhere") == [["`never`", "+30", "0"]]
    assert [row[0] for row in rows(text, "Notes")] == ["`note`"]


@pytest.mark.slow
def test_a_draft_stands_beside_it_and_what_moves_most_comes_first(
    active: Path, tmp_path: Path
) -> None:
    draft = written(
        tmp_path / "draft", rules=RULES.replace('"online", reason', '"online", points: -9, reason')
    )
    text = report(active, draft).stdout
    name, *_, moves = rows(text, "How many are advised to join")[0]
    assert (name, float(moves) < -50) == ("online", True)
    changed = rows(text, "What each rule and row does")[0]
    assert changed[:3] == ["`note`", "0", "-9"]
    assert rows(text, "What decided nowhere with the draft") == [["`never`", "+30", "0"]]


def test_a_draft_with_an_error_is_refused_at_its_place(active: Path, tmp_path: Path) -> None:
    draft = written(tmp_path / "draft", rules=RULES.replace("annual_dues >=", "annual_due >="))
    result = report(active, draft)
    assert result.exit_code == 1
    assert 'rules.yaml:3:35: error: unknown name "cost.annual_due"' in result.stderr
