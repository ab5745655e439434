"""What is unknown, and what the caller said, in the words of the language."""

from typing import Any

import pytest

from joinwise.domain.units import Unit
from joinwise.expressions.english import english
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.expressions.printer import to_text
from tests.support.fakes import advice_of, diagnostics_of, rule

SAID = """
inputs:
  cost.annual_dues: {assume: 500}
facts:
  dues: {formula: "said(cost.annual_dues, 0)"}
  all_of_it: {formula: "said(cost.annual_dues, 0) + said(cost.joining_fee, 10)"}
"""
UNKNOWN = """
facts:
  guess: {formula: "coalesce(unknown, 3)"}
  word: {formula: "unknown if time.clashes else mode"}
  truth: {formula: "unknown or time.clashes"}
"""


def facts(text: str, **candidate: Any) -> dict[str, Any]:
    found: dict[str, Any] = advice_of(text + rule("time.clashes"), **candidate)["facts"]
    return found


def test_said_takes_what_the_caller_gave_and_nothing_assumed() -> None:
    assert facts(SAID) == {"dues": 0, "all_of_it": 10}
    assert facts(SAID, cost={"annual_dues": 70}) == {"dues": 70, "all_of_it": 80}


def test_unknown_has_no_value_whatever_its_kind() -> None:
    assert facts(UNKNOWN, mode="online") == {"guess": 3, "word": None, "truth": None}
    found = facts(UNKNOWN, mode="online", time={"clashes": False})
    assert found == {"guess": 3, "word": "online", "truth": None}
    assert facts(UNKNOWN, time={"clashes": True})["truth"] is True


@pytest.mark.parametrize("text", ["said(cost.annual_dues, unknown)", "unknown", "-unknown + 1"])
def test_what_was_read_is_written_as_it_was(text: str) -> None:
    assert to_text(parse(text)) == text


def test_what_says_the_same_at_length_is_written_as_said() -> None:
    assert to_text(parse("mode if mode is known else 'online'")) == 'said(mode, "online")'
    assert to_text(parse("fact if fact is known else 0")) == "fact if fact is known else 0"


def test_both_words_read_as_english() -> None:
    tree = parse("said(cost.annual_dues, 0) > 3 or said(time.clashes, unknown)")
    sentence = english(tree, lambda name: Unit(""))
    assert sentence == (
        "annual dues (0 if not said) is more than 3 or "
        "(the meetings clash with fixed duties (unknown if not said))"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("said(mode)", "said takes 2 arguments, not 1"),
        ("said(dues, 0)", "said takes an input, and dues is none; of a fact, coalesce takes"),
        ("said(1, 0)", "the first argument of said must be an input"),
        ("said", 'said is a function; expected "\\("'),
        ("siad(mode, 1)", 'did you mean "said"'),
        ("mode in [unknown]", 'unexpected "unknown"; expected a number, a text in quotes'),
    ],
)
def test_what_said_cannot_take_is_an_error(text: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        parse(text)


@pytest.mark.parametrize("formula", ["unknown", "coalesce(unknown, unknown)"])
def test_a_fact_that_is_only_unknown_is_an_error(formula: str) -> None:
    (message, *_) = diagnostics_of(f"facts: {{a: {{formula: '{formula}'}}}}")
    assert "nothing here says whether this unknown is a number, a text or true/false" in message
