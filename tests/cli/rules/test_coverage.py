"""What no scenario covers, on the command line."""

from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.fakes import rule, written
from tests.support.services import ROOT


@pytest.mark.slow
def test_it_ends_with_1_only_if_it_is_strict(tmp_path: Path) -> None:
    rules = written(tmp_path, a=rule("team.people > 999999"))
    result = run("rules", "coverage", "--rules", rules)
    assert result.exit_code == 0
    assert "a.yaml:2: rule r: never applied" in result.stdout
    assert run("rules", "coverage", "--strict", "--rules", rules).exit_code == 1


@pytest.mark.slow
def test_every_part_is_listed_with_the_examples_that_cover_it() -> None:
    assert "rule over-budget" in run("rules", "coverage", "--all").stdout


@pytest.mark.slow
def test_results_that_are_none_are_an_error() -> None:
    result = run("rules", "coverage", "--results", ROOT / "README.md")
    assert result.exit_code == 1
    assert "holds no results" in result.stderr
