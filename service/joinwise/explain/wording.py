"""What would flip a recommendation, in words."""

from __future__ import annotations

from collections.abc import Sequence

from joinwise.domain.inputs import Input
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Kind, Value
from joinwise.explain.counterfactuals import Change, Flip
from joinwise.explain.questions import OpenQuestion
from joinwise.packs.model import Pack

ARTICLE_FREE = ("your ", "what ", "how ")


def flip_text(flip: Flip, pack: Pack, currency: str, values: ValueFormat = ENGLISH) -> str:
    """``Join if the annual dues were 310 USD a year or less (now 900).``"""
    parts = [_change(change, pack, currency, values) for change in flip.changes]
    return values.gettext(
        "%(word)s if %(changes)s.",
        word=values.gettext(flip.recommendation.capitalize()),
        changes=values.conjoined(parts),
    )


def turns_at_text(
    question: OpenQuestion, pack: Pack, currency: str, values: ValueFormat = ENGLISH
) -> str:
    """``it flips at 0 to 310 USD a year, 2,000 USD a year``."""
    input = pack.inputs[question.input]
    answers = (_answer(answer, input, currency, values) for answer in question.turns_at)
    return values.gettext("it flips at %(answers)s", answers=", ".join(answers))


def _answer(
    answer: Value | tuple[float, float], input: Input, currency: str, values: ValueFormat
) -> str:
    match answer:
        case (float(low), float(high)):
            ends = dict.fromkeys(_value(end, input, values) for end in (low, high))
            return f"{_stretch([*ends], values)}{_unit(input, currency, values)}"
        case (str(only),):
            return _value(only, input, values)
        case tuple():
            raise AssertionError(answer)
    return _value(answer, input, values)


def _stretch(ends: Sequence[str], values: ValueFormat) -> str:
    if len(ends) == 1:
        return ends[0]
    low, high = ends
    return values.gettext("%(low)s to %(high)s", low=low, high=high)


def _change(change: Change, pack: Pack, currency: str, values: ValueFormat) -> str:
    question = pack.questions[change.input]
    input = question.input
    after, before = (_value(value, input, values) for value in (change.after, change.before))
    if input.kind is not Kind.NUMBER:
        return values.gettext(
            'the answer to "%(ask)s" were %(after)s (now %(before)s)',
            ask=values.gettext(question.ask),
            after=after,
            before=before,
        )
    return values.gettext(
        "%(label)s were %(after)s%(beyond)s (now %(before)s)",
        label=_label(input, values),
        after=f"{after}{_unit(input, currency, values)}",
        beyond=values.gettext(f" or {change.and_beyond}") if change.and_beyond else "",
        before=before,
    )


def _label(input: Input, values: ValueFormat) -> str:
    label = values.gettext(input.label)
    if input.label.startswith(ARTICLE_FREE):
        return values.gettext("%(label)s", label=label)
    return values.gettext("the %(label)s", label=label)


def _value(value: Value, input: Input, values: ValueFormat) -> str:
    match value:
        case bool() | None:
            return values.value(value)
        case float():
            return values.exact(value, input.unit)
    return values.gettext(str(value).replace("_", " "))


def _unit(input: Input, currency: str, values: ValueFormat) -> str:
    """A currency, with the rest of the unit if the label does not say it."""
    if not input.unit.is_money:
        return ""
    rest = "" if " per " in input.label else values.gettext(input.unit.rest.strip())
    return f" {currency} {rest}".rstrip()
