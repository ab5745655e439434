"""The outcome of an assessment: what became of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from joinwise.domain.candidate_schema import Given, schema_of
from joinwise.domain.inputs import Input
from joinwise.domain.units import NO_UNIT, Unit
from joinwise.domain.values import Kind
from joinwise.formats.strict_json import plain

OUTCOME = (
    Input("joined", Kind.BOOLEAN, NO_UNIT, "You joined it, or stayed in it.", "joined"),
    Input(
        "months",
        Kind.NUMBER,
        Unit("months"),
        "The months that the figures cover.",
        "months",
        0,
        1200,
    ),
    Input("deals", Kind.NUMBER, Unit("count"), "Pieces of business won.", "deals", 0, 1e6, True),
    Input("profit", Kind.NUMBER, Unit("money"), "Profit from those deals.", "profit", 0, 1e9),
    Input("hours", Kind.NUMBER, Unit("hours"), "Hours that it took, all told.", "hours", 0, 1e6),
    Input("worth_it", Kind.BOOLEAN, NO_UNIT, "It was, or would have been, worth it.", "worth it"),
)
"""What can be said of an outcome; money is in the currency of the candidate."""

REQUIRED = "joined"

OutcomeSchema = schema_of(
    "Outcome", {input.name: Given(input, required=input.name == REQUIRED) for input in OUTCOME}
)
"""An outcome as JSON; only ``joined`` is required, and null means not known."""


def outcome_answer(loaded: Mapping[str, Any]) -> dict[str, Any]:
    """What the schema loaded, as JSON-ready data; null if not known."""
    return {input.name: plain(loaded.get(input.name)) for input in OUTCOME}
