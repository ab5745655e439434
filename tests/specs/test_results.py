"""The features joined with what running them gave, and that these results are of today."""

import json
from pathlib import Path

import pytest

from joinwise.advisor import Advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.specs.results import (
    RESULTS,
    ExampleResult,
    Failure,
    Specs,
    Tally,
    default_features,
    expectations_of,
    read_specs,
    results_text,
)

pytestmark = pytest.mark.slow

STALE = "features/results.json is of other rules or features: run `make features`"

FEATURE = """
Feature: Dear groups

  Rule: Dear is weighed

    Scenario Outline: A trade association of <cost> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost> |
      When joinwise advises on it
      Then "money" gives <points> points

      Examples:
        | cost | points |
        | 20   | 5      |
        | 800  | 7      |

    Scenario: Nothing is known
      Given a meetup of which nothing else is known
      When joinwise advises on it
      Then "over-budget" does not apply

    Scenario: A kind that nobody knows
      Given a flock of which nothing else is known
      When joinwise advises on it
      Then the advice is to join

    Scenario: A sentence that nobody wrote
      Given a meetup of which nothing else is known
      When joinwise sings
      Then the advice is to join
"""


@pytest.fixture(scope="module")
def shipped() -> Specs:
    return read_specs()


def test_the_results_are_of_these_rules_and_features(shipped: Specs) -> None:
    assert shipped.rules == load_pack(default_folder()).version, STALE
    assert not shipped.is_stale, STALE
    assert set(shipped.results) == {each.key for each in shipped.examples}, STALE


def test_all_features_can_be_read_and_run(shipped: Specs) -> None:
    assert shipped.errors == ()


def test_the_results_are_what_joinwise_advises_today(shipped: Specs) -> None:
    advisor = Advisor(load_pack(default_folder()))
    asked = [each for each in shipped.results.values() if each.recommendation]
    assert asked
    for result in asked:
        advice = advisor.advise(read_candidate(result.candidate))
        fired = {each.rule: each.points for each in advice.reasons}
        found = (advice.recommendation, advice.score, fired)
        assert found == (result.recommendation, result.score, result.fired), STALE


def test_the_results_hold_the_checks_an_example_a_line(shipped: Specs) -> None:
    text = (default_features() / RESULTS).read_text("utf-8")
    checks = [json.loads(line.rstrip(","))["checks"] for line in text.splitlines()[4:-2]]
    expected = [[step.text for step in each.checks] for each in shipped.examples]
    assert [
        [each if isinstance(each, str) else each["text"] for each in row] for row in checks
    ] == (expected)


def test_results_come_back_as_they_were_kept(tmp_path: Path) -> None:
    (tmp_path / "dear.feature").write_text(FEATURE)
    first, second, *_ = read_specs(tmp_path).examples
    results = {
        first.key: ExampleResult(None, {"name": "<é>", "kind": "meetup"}, "join", 61, {"money": 5}),
        second.key: ExampleResult(Failure("step", "message")),
    }
    text = results_text(tmp_path, "sha256:1", results)
    assert text == results_text(tmp_path, "sha256:1", dict(reversed(results.items())))
    (tmp_path / RESULTS).write_text(text, "utf-8")
    specs = read_specs(tmp_path)
    assert (specs.rules, specs.is_stale, specs.results) == ("sha256:1", False, results)
    assert specs.tally(specs.examples) == Tally(passed=1, failed=1, unrun=3)


def test_any_change_in_the_features_makes_the_results_stale(tmp_path: Path) -> None:
    file = tmp_path / "dear.feature"
    file.write_text(FEATURE)
    (tmp_path / RESULTS).write_text(results_text(tmp_path, None, {}))
    assert not read_specs(tmp_path).is_stale
    file.write_text(FEATURE.replace("| 800 ", "| 801 "))
    assert read_specs(tmp_path).is_stale


def test_a_rule_knows_the_scenarios_that_specify_it(tmp_path: Path) -> None:
    (tmp_path / "dear.feature").write_text(FEATURE)
    specs = read_specs(tmp_path)
    uses = {rule: [(each.scenario.name, each.applies, each.silent) for each in found]
            for rule, found in specs.uses().items()}  # fmt: skip
    assert uses == {
        "money": [("A trade association of <cost> a year", 2, 0)],
        "over-budget": [("Nothing is known", 0, 1)],
    }
    assert expectations_of(specs.examples) == {"money": (2, 0), "over-budget": (0, 1)}


@pytest.mark.parametrize(
    "text", ["", "<<<<<<< HEAD", "[]", "{}", '{"rows": 3}', '{"rules": 1, "rows": [{}]}',
             '{"rules": "", "features": "", "rows": [{"failure": {"x": 1}}]}'],
)  # fmt: skip
def test_broken_results_are_a_fault_that_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / RESULTS).write_text(text)
    specs = read_specs(tmp_path)
    assert specs.results == {}
    assert "joinwise rules test" in specs.errors[0]


def test_what_is_wrong_with_the_features_is_told(tmp_path: Path) -> None:
    scenario = "Scenario: Twice\n  Given x\n  Then y\n"
    (tmp_path / "broken.feature").write_text("Feature: a\nScenario: b\n  Given x\nFeature: c")
    (tmp_path / "twice.feature").write_text(f"Feature: c\n{scenario}{scenario}")
    specs = read_specs(tmp_path)
    assert [each.partition(" ")[0] for each in specs.errors] == [
        "broken.feature:4:", "twice.feature:5:"
    ]  # fmt: skip
    assert read_specs(tmp_path / "nowhere").features == ()


def test_a_scenario_that_says_nothing_does_not_pass(tmp_path: Path) -> None:
    text = "Feature: a\nScenario: Silent\n  Given x\nScenario: Empty\nScenario: Says\n  Then y\n"
    (tmp_path / "a.feature").write_text(text)
    keys = [example.key for example in read_specs(tmp_path).examples]
    results = {key: ExampleResult() for key in keys}
    (tmp_path / RESULTS).write_text(results_text(tmp_path, "sha256:0", results))
    specs = read_specs(tmp_path)
    assert [str(error).partition(" ")[0] for error in specs.errors] == [
        "a.feature:2:",
        "a.feature:4:",
    ]
    passed = [result and result.passed for result in map(specs.result_of, specs.examples)]
    assert passed == [None, None, True]
