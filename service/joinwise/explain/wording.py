"""What would turn a recommendation, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.explain.counterfactuals import Change, Flip
from joinwise.packs.model import Pack
from joinwise.packs.templates import shown

ARTICLE_FREE = ("your ", "what ", "how ")


Exact = Callable[[float, str], str]
"""How a number is written in full, given its unit."""


def exact(value: float, unit: str) -> str:
    """Every digit: ``1,234.5``, and ``12.5%`` of a share."""
    is_share = unit.startswith("share")
    digits = f"{value * 100 if is_share else value:,.10f}".rstrip("0").rstrip(".")
    return f"{digits}%" if is_share else digits


def flip_text(flip: Flip, pack: Pack, currency: str, exact: Exact = exact) -> str:
    """``Join if the annual dues were 310 USD a year or less (now 900).``"""
    parts = " and ".join(_change(each, pack, currency, exact) for each in flip.changes)
    return f"{flip.recommendation.capitalize()} if {parts}."


def turning_text(question: Mapping[str, Any], currency: str) -> str:
    """Of a question as answers have it: ``it turns at 0 to 310 USD a year, 2,000 USD a year``."""
    input = INPUTS[question["input"]]
    answers = (_turning(each, input, currency) for each in question["turns_at"])
    return f"it turns at {', '.join(answers)}"


def _turning(answer: Any, input: Input, currency: str) -> str:
    match answer:
        case {"from": low, "to": high}:
            ends = dict.fromkeys(_said(float(end), input, exact) for end in (low, high))
            return f"{' to '.join(ends)}{_unit(input, currency)}"
        case [only]:
            return _said(only, input, exact)
    return _said(answer, input, exact)


def _change(change: Change, pack: Pack, currency: str, exact: Exact) -> str:
    question = pack.questions[change.input]
    input = question.input
    after, before = (_said(each, input, exact) for each in (change.after, change.before))
    if input.kind is not Kind.NUMBER:
        return f'the answer to "{question.ask}" were {after} (now {before})'
    label = input.label if input.label.startswith(ARTICLE_FREE) else f"the {input.label}"
    beyond = f" or {change.and_beyond}" if change.and_beyond else ""
    return f"{label} were {after}{_unit(input, currency)}{beyond} (now {before})"


def _said(value: Value, input: Input, exact: Exact) -> str:
    match value:
        case bool() | None:
            return shown(value, "", "")
        case float():
            return exact(value, input.unit)
    return str(value).replace("_", " ")


def _unit(input: Input, currency: str) -> str:
    """A currency, with the rest of the unit where the label does not say it."""
    if not input.unit.startswith("money"):
        return ""
    rest = "" if " per " in input.label else input.unit.removeprefix("money")
    return f" {currency}{rest}"
