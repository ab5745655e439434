"""A feature file is read with all that it says."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.specs.gherkin import Feature, FeatureError, read_feature

TEXT = '''
# above all
@money
Feature: What it takes
  First paragraph
  goes on.

  Second paragraph.

  Background:
    Given a start

  Scenario: Outside of any policy
    Then "loose" applies

  # about the policy
  @strict
  Rule: Dear is dear
    Why it is so.

    Background: Everybody pays
      Given a fee

    # about the scenario
    Scenario Outline: A group of <cost>
      Given a group of which we know
        # within the table
        | cost.annual_dues | <cost> |
      And a letter
        """
        Pay <cost>, <thanks>.
        """
      When joinwise advises on it
      Then "dear" <does>
      And the score is 3
      And "dear" says: You pay <cost>.
      But "cheap" does not apply

      Examples: below
        Why below.

        | cost | does           |
        # just below
        | 9    | does not apply |

      Examples:
        | cost | does    |
        | 10   | applies |
        | 10   | applies |
# at the end
'''


@pytest.fixture
def feature() -> Feature:
    return read_feature("in/cost.feature", TEXT.encode())


def test_a_feature_keeps_its_texts(feature: Feature) -> None:
    assert (feature.file, feature.name, feature.tags) == (
        "in/cost.feature", "What it takes", ("@money",)
    )  # fmt: skip
    assert feature.description == "First paragraph\ngoes on.\n\nSecond paragraph."
    assert feature.background
    assert [step.text for step in feature.background.steps] == ["a start"]


def test_a_policy_is_a_rule_of_the_file_and_what_stands_outside_has_one_without_name(
    feature: Feature,
) -> None:
    outside, policy = feature.policies
    assert (outside.name, [each.name for each in outside.scenarios]) == (
        "", ["Outside of any policy"]
    )  # fmt: skip
    assert (policy.name, policy.description, policy.tags) == (
        "Dear is dear", "Why it is so.", ("@strict",)
    )  # fmt: skip
    assert policy.background
    assert policy.background.name == "Everybody pays"


def test_comments_stay_with_what_they_stand_above(feature: Feature) -> None:
    policy = feature.policies[1]
    (scenario,) = policy.scenarios
    assert feature.notes == ("above all",)
    assert policy.notes == ("about the policy",)
    assert scenario.notes == ("about the scenario",)
    assert scenario.steps[0].notes == ("within the table",)
    assert scenario.examples[0].notes == ("just below",)
    assert feature.afterword == ("at the end",)


def test_examples_are_numbered_over_all_tables_of_a_scenario(feature: Feature) -> None:
    (scenario,) = feature.policies[1].scenarios
    assert [(each.key.number, each.cells) for each in scenario.examples] == [
        (1, ("9", "does not apply")), (2, ("10", "applies")), (3, ("10", "applies"))
    ]  # fmt: skip
    assert {each.key.scenario for each in scenario.examples} == {"A group of <cost>"}
    lines = TEXT.splitlines()
    assert ["9" in lines[each.line - 1] for each in scenario.examples] == [True, False, False]


def test_an_example_fills_the_slots_that_it_has_values_for(feature: Feature) -> None:
    example = feature.policies[1].scenarios[0].examples[0]
    assert example.steps[0].table == (("cost.annual_dues", "9"),)
    assert example.steps[1].document == "Pay 9, <thanks>."
    assert [step.text for step in example.checks] == [
        '"dear" does not apply', "the score is 3", '"dear" says: You pay 9.', '"cheap" does not apply'
    ]  # fmt: skip


def test_an_example_names_the_rules_of_its_checks(feature: Feature) -> None:
    examples = feature.examples
    assert examples[0].expectations == {"loose": True}
    assert examples[1].expectations == {"dear": True, "cheap": False}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "x.feature:1: no"),
        (b"\xff", "x.feature:1: not UTF-8 (byte 1)"),
        (b"Feature: a\n Scenario: b\n  Given x\nFeature: c\n", "x.feature:4: "),
        (b"#language: xx\nFeature: a", "x.feature:1: "),
        (b"Feature: a\n Scenario: b\n  Given c\n   | 1 | 2 |\n   | 1 |\n", "x.feature:5: "),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(content: bytes, said: str) -> None:
    with pytest.raises(FeatureError) as caught:
        read_feature("x.feature", content)
    assert str(caught.value).startswith(said)


LINES = st.sampled_from(TEXT.splitlines()) | st.text(max_size=20)


@pytest.mark.slow
@given(st.binary() | st.lists(LINES).map(lambda lines: "\n".join(lines).encode("utf-8", "replace")))
def test_no_content_crashes_the_reader(content: bytes) -> None:
    with suppress(FeatureError):
        read_feature("x.feature", content)
