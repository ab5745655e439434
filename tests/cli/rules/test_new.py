"""A start for rules of one's own passes its check and its scenarios."""

from pathlib import Path

import pytest

from tests.support.commands import run


@pytest.mark.slow
@pytest.mark.parametrize("extends", [(), ("--extends", "default")])
def test_what_it_writes_passes_check_and_test(tmp_path: Path, extends: tuple[str, ...]) -> None:
    folder = tmp_path / "mine"
    made = run("rules", "new", folder, *extends)
    assert made.exit_code == 0
    assert f"joinwise rules test {folder}" in made.stdout
    shown = run("rules", "show", "our-way-there", "--rules", folder)
    assert "It is far away" in shown.stdout
    assert run("rules", "new", folder).exit_code == 2


@pytest.mark.slow
def test_its_scenarios_pass(tmp_path: Path) -> None:
    run("rules", "new", tmp_path / "mine")
    tested = run("rules", "test", tmp_path / "mine")
    assert tested.exit_code == 0, tested.output
    checked = run("rules", "check", tmp_path / "mine", "--strict")
    assert checked.exit_code == 0, checked.output
    assert "1 file: 1 rule, 0 rows, 0 facts" in checked.output
