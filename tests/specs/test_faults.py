"""What is wrong in feature files is told by file and line, in words."""

import pytest

from joinwise.packs.model import Pack
from joinwise.specs.faults import read_features
from joinwise.specs.gherkin import feature_files
from joinwise.specs.results import default_features
from joinwise.specs.sentences import load_sentences
from tests.support.dear_groups import FEATURE, RULES
from tests.support.fakes import pack

SLIPS = {
    "a row with a cell too few": ("| cost.annual_dues | <cost> |", "| cost.annual_dues |",
        "5: this row has 1 cell, not 2"),
    "a row without its end": ("| 301  | gives -12 points |", "| 301  | gives -12 points",
        "12: this row has 1 cell, not 2; end the row with |"),
    "a misspelled keyword": ("When joinwise advises on it\n    Then \"dear\"", "wen joinwise advises on it\n    Then \"dear\"",
        '6: "wen" is no keyword; did you mean "When"?'),
    "a misspelled first step": ("Given a meetup of which nothing", "Gven a meetup of which nothing",
        '15: "Gven" is no keyword; did you mean "Given"?'),
    "a misspelled block": ("Scenario Outline:", "Scenaro Outline:",
        '3: "Scenaro Outline:" is no keyword; did you mean "Scenario Outline:"?'),
    "a block without its colon": ("Scenario: A meetup", "Scenario A meetup", '14: "Scenario" needs a colon: "Scenario:"'),
    "an unknown input": ("| cost.annual_dues |", "| cost.anual_dues |",
        '5: there is no input "cost.anual_dues"; did you mean "cost.annual_dues"?'),
    "an unknown label": ("| cost.annual_dues |", "| anual dues |",
        '5: there is no input "anual dues"; did you mean "annual dues"?'),
    "an unknown kind": ("a meetup of which nothing", "a met up of which nothing",
        '15: there is no kind "met up"; did you mean "meetup"?'),
    "an unknown rule": ('"dear" <does>', '"deer" <does>',
        '11: there is no rule "deer"; did you mean "dear"?'),
    "an unknown fact": ('the fact "dues"', 'the fact "duse"',
        '17: there is no fact "duse"; did you mean "dues"?'),
    "a value that does not fit": ("| 300  | does not apply   |", "| many | does not apply   |",
        "11: cost.annual_dues: Must be a number."),
    "a sentence that nobody wrote": ("joinwise advises on it\n    Then the", "joinwise advices on it\n    Then the",
        '16: no sentence says "joinwise advices on it"; did you mean "joinwise advises on it"?'),
    "a column that is missing": ("| cost | does             |", "| costs | does            |",
        '10: no column is called "cost"; did you mean "costs"?'),
    "a column that is not used": ('Then "dear" <does>', 'Then "dear" applies',
        '10: no step uses the column "does"'),
    "a name used twice": ("Scenario: A meetup", "Scenario: A meetup of <cost> a year",
        "14: a scenario of the same name stands on line 3"),
    "a scenario that says nothing": ('Then the fact "dues" is not known', "",
        "14: this scenario says nothing: add a Then step"),
    "a table below the wrong sentence": ("nothing else is known", "nothing else is known\n      | mode | online |",
        "15: this sentence has no table below it"),
    "a table that is missing": ("which nothing else is known", "which we know",
        "15: a table belongs below this step"),
    "an outline without cases": ("      | 300  | does not apply   |\n      | 301  | gives -12 points |\n", "",
        "3: an outline needs Examples: with a row for each case"),
    "no feature": ("Feature: Dear groups", "Feture: Dear groups",
        '1: "Feture:" is no keyword; did you mean "Feature:"?'),
}  # fmt: skip


def faults(pack: Pack, content: bytes) -> list[str]:
    reading = read_features({"dear.feature": content}, pack, load_sentences())
    return [str(fault) for fault in reading.faults]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_by_file_and_line(name: str) -> None:
    before, after, told = SLIPS[name]
    assert before in FEATURE
    assert f"dear.feature:{told}" in faults(pack(RULES), FEATURE.replace(before, after, 1).encode())


def test_a_feature_without_slips_has_no_faults() -> None:
    assert faults(pack(RULES), FEATURE.encode()) == []


def test_an_input_may_be_called_by_its_label() -> None:
    content = FEATURE.replace("cost.annual_dues", "annual dues")
    assert faults(pack(RULES), content.encode()) == []


def test_a_file_that_is_not_utf_8_is_named_with_the_line() -> None:
    assert faults(pack(RULES), b"Feature: odd\n  Scenario: caf\xe9\n") == [
        "dear.feature:2: not UTF-8 (byte 29): save the file as UTF-8"
    ]


@pytest.mark.slow
def test_the_features_that_come_with_joinwise_have_no_faults(default_pack: Pack) -> None:
    files = feature_files(default_features())
    assert read_features(files, default_pack, load_sentences()).faults == ()
