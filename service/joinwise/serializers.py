"""What the service and the command line say, as JSON-ready data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from joinwise.compare.portfolio import Best, Ranked, Swap
from joinwise.compare.wording import MEASURES, ComparisonWording
from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.domain.values import Kind
from joinwise.explain.counterfactuals import Flip
from joinwise.explain.explainer import Explanation
from joinwise.explain.plan import CandidatePlan, Review, Threshold
from joinwise.explain.questions import OpenQuestion
from joinwise.explain.wording import flip_text
from joinwise.formats.strict_json import plain
from joinwise.packs.model import Pack
from joinwise.scoring.misses import Miss


def misses_answer(misses: Iterable[Miss]) -> list[dict[str, Any]]:
    """The rules that did not fire, and why."""
    return [
        {
            "rule": miss.rule,
            "title": miss.title,
            "failed": [{"test": test, "value": plain(value)} for test, value in miss.failed],
            "unknown": list(miss.unknown),
        }
        for miss in misses
    ]


def explanation_answer(
    explanation: Explanation, pack: Pack, currency: str, values: ValueFormat = ENGLISH
) -> dict[str, Any]:
    """The parts asked for; ``incomplete`` only if the effort did not suffice."""
    answer: dict[str, Any] = {}
    if explanation.misses is not None:
        answer["misses"] = misses_answer(explanation.misses)
    if explanation.questions is not None:
        answer["certainty"] = "firm" if explanation.is_firm else "open"
        answer["questions"] = [
            _question(question, pack, values) for question in explanation.questions.open
        ]
        answer["irrelevant"] = list(explanation.questions.irrelevant)
    if explanation.flips is not None:
        answer["flips"] = [_flip(flip, pack, currency, values) for flip in explanation.flips]
    if explanation.pairs is not None:
        answer["pairs"] = [_pair(pair, pack, currency, values) for pair in explanation.pairs]
    if explanation.plan is not None:
        answer["plan"] = _plan(explanation.plan)
    incomplete = list(explanation.incomplete)
    return answer | ({"incomplete": incomplete} if incomplete else {})


def _plan(plan: CandidatePlan) -> dict[str, Any]:
    break_even, look_again = plan.break_even, plan.look_again
    return {
        "break_even": break_even and _threshold(break_even),
        "look_again": look_again and _review(look_again),
    }


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"value": plain(threshold.value), "text": threshold.text}


def _review(review: Review) -> dict[str, Any]:
    return {
        "months": review.months,
        "recommendation": review.recommendation,
        "text": review.text,
    }


def _question(question: OpenQuestion, pack: Pack, values: ValueFormat) -> dict[str, Any]:
    is_number = pack.inputs[question.input].kind is Kind.NUMBER
    return {
        "input": question.input,
        "ask": values.gettext(question.ask),
        "assumed": plain(question.assumed),
        "turns_at": [
            _stretch(answer) if is_number else plain(answer) for answer in question.turns_at
        ],
        "first": question.first,
    }


def _stretch(ends: Any) -> dict[str, Any]:
    low, high = ends
    return {"from": plain(low), "to": plain(high)}


def _flip(flip: Flip, pack: Pack, currency: str, values: ValueFormat) -> dict[str, Any]:
    (change,) = _changes(flip)
    text = flip_text(flip, pack, currency, values)
    return {**change, "recommendation": flip.recommendation, "text": text}


def _pair(flip: Flip, pack: Pack, currency: str, values: ValueFormat) -> dict[str, Any]:
    text = flip_text(flip, pack, currency, values)
    return {"changes": _changes(flip), "recommendation": flip.recommendation, "text": text}


def _changes(flip: Flip) -> list[dict[str, Any]]:
    return [
        {"input": change.input, "from": plain(change.before), "to": plain(change.after)}
        for change in flip.changes
    ]


def comparison_answer(words: ComparisonWording) -> dict[str, Any]:
    """All candidates ranked, the set to join, and what wider limits would change in it."""
    comparison, pack, currency = words.comparison, words.pack, words.currency
    limits = comparison.limits
    return {
        "summary": words.summary(),
        "currency": currency,
        "units": {measure: pack.unit((pack.compare or {})[measure]).text for measure in MEASURES},
        "limits": {
            "annual_budget": plain(limits.annual_budget),
            "hours_per_month": plain(limits.hours_per_month),
        },
        "best": _best(comparison.best),
        "ranked": [
            _ranked(rank, ranked, words) for rank, ranked in enumerate(comparison.ranked, start=1)
        ],
        "one_more_hour": _wider(comparison.one_more_hour, words.one_more_hour()),
        "hundred_more": _wider(comparison.hundred_more, words.hundred_more()),
        "rules": {"pack": pack.name, "version": pack.version},
    }


def _best(best: Best) -> dict[str, Any]:
    return {
        "candidates": list(best.places),
        "worth": plain(best.worth),
        "money": plain(best.money),
        "hours": plain(best.hours),
        "proven": best.is_proven,
        "at_most": plain(best.at_most),
    }


def _ranked(rank: int, ranked: Ranked, words: ComparisonWording) -> dict[str, Any]:
    offer = ranked.offer
    return {
        "rank": rank,
        "candidate": ranked.place,
        "name": offer.name,
        "recommendation": offer.recommendation,
        "score": offer.score,
        "summary": offer.summary,
        "worth": plain(offer.worth),
        "money": plain(offer.money),
        "hours": plain(offer.hours),
        "standing": ranked.standing,
        "text": words.standing(ranked),
        "instead": _swap(ranked.swap) if ranked.swap else None,
    }


def _wider(swap: Swap | None, text: str | None) -> dict[str, Any] | None:
    return {**_swap(swap), "text": text} if swap else None


def _swap(swap: Swap) -> dict[str, Any]:
    return {
        "takes_in": list(swap.takes_in),
        "leaves_out": list(swap.leaves_out),
        "gain": plain(swap.gain),
        "proven": swap.is_proven,
    }
