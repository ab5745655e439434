"""What the service and the command line say, as JSON-ready data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from joinwise.jsontext import plain
from joinwise.misses import Miss
from joinwise.model import Advice, Reason


def advice_answer(advice: Advice) -> dict[str, Any]:
    """An advice in the shape that callers rely on."""
    return {
        "name": advice.name,
        "recommendation": advice.recommendation,
        "score": advice.score,
        "join_at": advice.join_at,
        "summary": advice.summary,
        "reasons": [_reason(each) for each in advice.reasons],
        "facts": {name: plain(value) for name, value in advice.facts.items()},
        "assumed": [{"input": name, "value": plain(value)} for name, value in advice.assumed],
        "rules": {"pack": advice.pack, "version": advice.version},
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "title": reason.title,
        "effect": reason.effect,
        "points": reason.points,
        "decides": reason.decides,
        "text": reason.text,
        "because": [{"fact": name, "value": plain(value)} for name, value in reason.because],
        "source": reason.source,
    }


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
