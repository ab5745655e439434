"""``joinwise rules test``: feature files against any pack, and what is wrong in them, in words."""

import sys
from pathlib import Path

import pytest

from joinwise.formats.strict_json import read_json
from joinwise.specs.results import RESULTS
from tests.support.commands import run
from tests.support.dear_groups import FEATURE, RULES
from tests.support.fakes import rule, written
from tests.support.services import ROOT

TURNS = "turns the advice to skip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Rules of one's own, with a feature in the folder beside."""
    folder = written(tmp_path / "mine", dear=RULES)
    (folder / "features").mkdir()
    (folder / "features" / "dear.feature").write_text(FEATURE, "utf-8")
    return folder


def slip(folder: Path, before: str, after: str) -> None:
    file = folder / "features" / "dear.feature"
    assert before in FEATURE
    file.write_text(FEATURE.replace(before, after, 1), "utf-8")


@pytest.mark.slow
def test_features_in_the_folder_of_the_rules_are_run_and_their_results_are_kept(
    folder: Path,
) -> None:
    done = run("rules", "test", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 feature, 2 scenarios, 3 examples: 3 passed" in done.stdout
    assert "3 examples touch all sides of 1 of 1 rules" in done.stdout
    assert len(read_json((folder / "features" / RESULTS).read_bytes())["rows"]) == 3


@pytest.mark.slow
def test_of_a_layer_only_what_it_says_itself_is_asked_for(folder: Path) -> None:
    written(folder.parent / "base", base=rule("mode is known", points=2))
    written(folder, layer="extends: ../base")
    done = run("rules", "test", folder, "--mutants", "--tries", 1)
    assert "3 examples touch all sides of 1 of 1 rules" in done.stdout
    assert "base.yaml" not in done.stdout
    covered = run("rules", "coverage", "--rules", folder).stdout
    assert "3 examples touch all sides of 1 of 1 rules" in covered


@pytest.mark.slow
def test_results_under_other_rules_are_not_kept(folder: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other", dear=RULES.replace("300", "200"))
    done = run("rules", "test", other, "--features", folder / "features")
    assert done.exit_code == 1
    assert not (folder / "features" / RESULTS).exists()


@pytest.mark.slow
def test_what_does_not_hold_is_told_by_place_with_what_was_found(folder: Path) -> None:
    slip(folder, "gives -12 points", "gives -9 points ")
    done = run("rules", "test", folder)
    assert done.exit_code == 1
    assert "3 examples: 2 passed, 1 failed" in done.stdout
    assert 'dear.feature:12: expected: "dear" gives -9 points' in done.stdout
    assert '    found: "dear" applies, and gives -12 points.' in done.stdout


@pytest.mark.slow
def test_a_rule_turns_the_advice_if_it_would_be_the_other_without_its_points(folder: Path) -> None:
    written = FEATURE.replace("cost.annual_dues", "annual dues").replace("gives -12 points", TURNS)
    feature = folder / "features" / "dear.feature"
    feature.write_text(written.replace("does not apply  ", TURNS), "utf-8")
    done = run("rules", "test", folder)
    assert "3 examples: 2 passed, 1 failed" in done.stdout
    assert f'dear.feature:11: expected: "dear" {TURNS}' in done.stdout
    assert '"dear" does not apply. The score is 50, and it takes 50 to join.' in done.stdout


@pytest.mark.slow
def test_slips_are_told_by_file_and_line_in_words(folder: Path) -> None:
    slip(folder, "a meetup of which nothing", "a met up of which nothing")
    (folder / "features" / "odd.feature").write_text(FEATURE.replace("When", "wen", 1), "utf-8")
    done = run("rules", "test", folder)
    assert done.exit_code == 1
    assert [line.partition("/features/")[2] for line in done.stderr.splitlines()] == [
        'dear.feature:15: there is no kind "met up"; did you mean "meetup"?',
        'odd.feature:6: "wen" is no keyword; did you mean "When"?',
    ]


@pytest.mark.slow
def test_what_was_found_is_told_in_the_words_of_the_features(folder: Path) -> None:
    slip(folder, 'advises on it\n    Then the fact "dues" is not known', """explains its advice on it
    Then it says what would flip it
      | Skip it. |""")  # fmt: skip
    done = run("rules", "test", folder)
    assert "expected: it says what would flip it\n    found: It says: nothing\n" in done.stdout


@pytest.mark.slow
def test_what_is_wrong_in_one_scenario_does_not_stop_the_others(folder: Path) -> None:
    slip(folder, "a meetup of which nothing", "a met up of which nothing")
    assert "3 examples: 2 passed, 1 not run" in run("rules", "test", folder).stdout


OWN = """
from pytest_bdd import then

@then("it is cheap")
def is_cheap(advice):
    \"\"\"Nobody would mind the dues.\"\"\"
    assert advice["facts"]["dues"] is None, "It is not."
"""


@pytest.mark.slow
def test_sentences_of_ones_own_stand_in_a_file_beside_the_features(folder: Path) -> None:
    slip(folder, 'the fact "dues" is not known', "it is cheap")
    (folder / "features" / "steps.py").write_text(OWN, "utf-8")
    assert run("rules", "test", folder).exit_code == 0
    listed = run("rules", "test", folder, "--sentences").stdout
    assert "| Then it is cheap | Nobody would mind the dues. |" in listed


@pytest.mark.slow
def test_what_is_wrong_in_such_a_file_is_told_by_line(folder: Path) -> None:
    (folder / "features" / "steps.py").write_text("\nimport no_such_module\n", "utf-8")
    done = run("rules", "test", folder)
    assert done.exit_code == 1
    assert "steps.py:2: ModuleNotFoundError: No module named 'no_such_module'" in done.stderr


@pytest.mark.slow
def test_a_folder_without_features_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for other in ("empty", "nowhere"):
        done = run("rules", "test", folder, "--features", tmp_path / other)
        assert done.exit_code == 1
        assert "no feature files (*.feature)" in done.stderr


@pytest.mark.slow
def test_mutants_name_the_scenarios_that_are_missing(folder: Path) -> None:
    done = run("rules", "test", folder, "--mutants", "--tries", 300)
    assert done.exit_code == 1
    assert "mutants against 3 examples" in done.stdout
    assert "Scenario: decision: start 50 becomes 49" in done.stdout


@pytest.mark.slow
def test_mutants_wait_until_all_examples_pass(folder: Path) -> None:
    slip(folder, "gives -12 points", "gives -9 points ")
    assert "no mutants before all examples pass" in run("rules", "test", folder, "--mutants").stderr


@pytest.mark.slow
def test_the_page_is_written(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "features.html"
    assert run("rules", "test", folder, "--html", page).exit_code == 0
    assert "Dear groups" in page.read_text("utf-8")


@pytest.mark.slow
def test_without_pytest_the_extra_that_is_missing_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("running", "sentences", "recorder"):
        monkeypatch.delitem(sys.modules, f"joinwise.specs.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "pytest_bdd", None)
    done = run("rules", "test", folder)
    assert done.exit_code == 2
    assert "pip install 'joinwise[test]'" in done.stderr


def test_the_documentation_lists_the_sentences_as_the_command_prints_them() -> None:
    assert run("rules", "test", "--sentences").stdout == (ROOT / "docs" / "sentences.md").read_text(
        "utf-8"
    ), "run `make sentences`"


def test_every_sentence_says_what_it_means() -> None:
    lines = run("rules", "test", "--sentences").stdout.splitlines()
    assert [line for line in lines if line.endswith("|  |")] == []


WITH_OWN = """
inputs:
  own.accessible: {type: boolean, about: No stairs.}
kinds:
  bowling_league: {like: athletic_club, about: Bowling.}
rules:
  - {id: stairs, title: S, when: not own.accessible, points: -7, reason: Stairs.}
"""
OWN_FEATURE = """\
Feature: Stairs
  Scenario Outline: A league
    Given a bowling league of which we know
      | own.accessible | <there> |
    When joinwise advises on it
    Then "stairs" <does>
    Examples:
      | there | does            |
      | false | gives -7 points |
      | true  | does not apply  |
"""


@pytest.mark.slow
def test_own_inputs_and_kinds_are_known_to_the_features(tmp_path: Path) -> None:
    folder = written(tmp_path / "own", pack=WITH_OWN)
    (folder / "features").mkdir()
    feature = folder / "features" / "stairs.feature"
    feature.write_text(OWN_FEATURE, "utf-8")
    done = run("rules", "test", folder, "--mutants", "--tries", 100)
    assert "2 examples: 2 passed" in done.stdout
    assert "Scenario: decision: start 50 becomes 49" in done.stdout
    feature.write_text(OWN_FEATURE.replace("own.accessible", "own.accesible"), "utf-8")
    told = run("rules", "test", folder).stderr
    assert 'there is no input "own.accesible"; did you mean "own.accessible"?' in told
