"""What the features beside a pack say nothing of is a warning of the check."""

from pathlib import Path

import pytest

from joinwise.authoring.unspecified import unspecified
from joinwise.packs.loader import check_folder
from joinwise.resources import default_folder
from tests.support.commands import run
from tests.support.fakes import written

RULES = """
inputs:
  mode:
    assume: {by: kind, values: {meetup: hybrid, article_writing: online}, else: in_person}
facts:
  usual:
    by: kind
    values: {meetup: 1, peer_group: 2, trade_show: 3}
    about: U.
rules:
  - {id: named, title: N, when: usual > 0, points: 1, reason: N.}
  - {id: unnamed, title: U, when: mode == "online", points: 1, reason: U.}
"""
FEATURE = """
Feature: F
  Scenario: A meetup
    Given a meetup of which nothing else is known
    When joinwise advises on it
    Then "named" applies
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = written(tmp_path / "mine", pack=RULES)
    (folder / "features").mkdir()
    (folder / "features" / "all.feature").write_text(FEATURE, "utf-8")
    return folder


def warnings(folder: Path) -> list[str]:
    """What the features say nothing of, by line."""
    found = sorted(unspecified(check_folder(folder), folder))
    return [f"{warning.line}: {warning.message}" for warning in found]


@pytest.mark.slow
def test_the_check_tells_it(folder: Path) -> None:
    done = run("rules", "check", folder, "--strict")
    assert done.exit_code == 1
    assert 'pack.yaml:12:10: warning: no scenario names "unnamed"' in done.stdout


def test_a_rule_that_no_scenario_names_is_told_where_it_is_written(folder: Path) -> None:
    assert warnings(folder) == ['12: no scenario names "unnamed"']


@pytest.mark.slow
def test_once_the_features_were_run_entries_that_none_touches_are_told(folder: Path) -> None:
    assert run("rules", "test", folder).exit_code == 0
    assert warnings(folder) == [
        '4: no scenario touches kind "article_writing"',
        '8: no scenario touches kind "peer_group" (nor 1 more of its lookup)',
        '12: no scenario names "unnamed"',
    ]


def test_a_pack_without_features_is_not_asked_for_any(tmp_path: Path) -> None:
    assert warnings(written(tmp_path, pack=RULES)) == []


@pytest.mark.slow
def test_a_layer_answers_for_what_it_says_itself(folder: Path) -> None:
    layer = """
extends: default
rules:
  - {id: my-rule, title: M, when: mode == "online", points: 1, reason: M.}
"""
    (folder / "pack.yaml").write_text(layer, "utf-8")
    assert warnings(folder) == ['4: no scenario names "my-rule"']


@pytest.mark.slow
def test_the_rules_that_come_with_joinwise_are_all_specified() -> None:
    assert warnings(default_folder()) == []
