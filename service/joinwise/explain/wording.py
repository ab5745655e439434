"""What would flip a recommendation, in words."""

from __future__ import annotations

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Kind, Value
from joinwise.explain.counterfactuals import Change, Flip
from joinwise.explain.questions import OpenQuestion
from joinwise.packs.model import Pack

ARTICLE_FREE = ("your ", "what ", "how ")


def flip_text(flip: Flip, pack: Pack, currency: str, values: ValueFormat = ENGLISH) -> str:
    """``Join if the annual dues were 310 USD a year or less (now 900).``"""
    parts = " and ".join(_change(change, pack, currency, values) for change in flip.changes)
    return f"{flip.recommendation.capitalize()} if {parts}."


def turns_at_text(question: OpenQuestion, currency: str) -> str:
    """``it flips at 0 to 310 USD a year, 2,000 USD a year``."""
    input = INPUTS[question.input]
    answers = (_answer(answer, input, currency) for answer in question.turns_at)
    return f"it flips at {', '.join(answers)}"


def _answer(answer: Value | tuple[float, float], input: Input, currency: str) -> str:
    match answer:
        case (float(low), float(high)):
            ends = dict.fromkeys(_value(end, input, ENGLISH) for end in (low, high))
            return f"{' to '.join(ends)}{_unit(input, currency)}"
        case (str(only),):
            return _value(only, input, ENGLISH)
        case tuple():
            raise AssertionError(answer)
    return _value(answer, input, ENGLISH)


def _change(change: Change, pack: Pack, currency: str, values: ValueFormat) -> str:
    question = pack.questions[change.input]
    input = question.input
    after, before = (_value(value, input, values) for value in (change.after, change.before))
    if input.kind is not Kind.NUMBER:
        return f'the answer to "{question.ask}" were {after} (now {before})'
    label = input.label if input.label.startswith(ARTICLE_FREE) else f"the {input.label}"
    beyond = f" or {change.and_beyond}" if change.and_beyond else ""
    return f"{label} were {after}{_unit(input, currency)}{beyond} (now {before})"


def _value(value: Value, input: Input, values: ValueFormat) -> str:
    match value:
        case bool() | None:
            return values.value(value)
        case float():
            return values.exact(value, input.unit)
    return str(value).replace("_", " ")


def _unit(input: Input, currency: str) -> str:
    """A currency, with the rest of the unit if the label does not say it."""
    if not input.unit.is_money:
        return ""
    rest = "" if " per " in input.label else input.unit.rest
    return f" {currency}{rest}"
