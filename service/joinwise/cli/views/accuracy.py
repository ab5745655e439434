"""How often the advice was right."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.assessments.accuracy import MIN_JUDGED, Accuracy, Tally, most_judged_first
from joinwise.domain.units import how_many

MEANING = "Advice to join was right if it was worth it, advice to skip if it was not."
CAUTION = (
    "Versions of the rules: {versions}. The shares are Wilson intervals of 95 %: of twenty rows, "
    "about one misses the truth by chance. Few join against the advice, so fewer skips are judged."
)


def accuracy_view(accuracy: Accuracy) -> RenderableType:
    """How often the advice was right; with too few outcomes, only how many there are."""
    judged, unjudged = accuracy.total.judged, accuracy.unjudged
    counts = f"{how_many(judged, 'judged outcome')}, {unjudged:,} without a judgement."
    if not accuracy.is_enough:
        needed = f"At least {MIN_JUDGED} judged outcomes are needed"
        return Text(f"{counts}\n{needed} to say how often the advice was right.")
    parts: list[RenderableType] = [Text(counts), Text(MEANING)]
    parts.append(_table([("all", accuracy.total)]))
    for title, tallies in (
        ("By recommendation", accuracy.by_recommendation),
        ("By kind", accuracy.by_kind),
        ("By rule that fired", accuracy.by_rule),
    ):
        parts += ["", Text(title, style="bold"), _table(most_judged_first(tallies))]
    caution = CAUTION.format(versions=len(accuracy.versions))
    return Group(*parts, "", Text(caution, style="dim"))


def _table(rows: Iterable[tuple[str, Tally]]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, tally in rows:
        table.add_row(Text(f"  {name}"), *_cells(tally))
    return table


def _cells(tally: Tally) -> tuple[Text, Text]:
    if not tally.is_enough:
        return Text(f"of {tally.judged}", justify="right"), Text("too few to say", style="dim")
    low, high = tally.interval
    counts = f"right in {tally.right:,} of {tally.judged:,}"
    return Text(counts, justify="right"), Text(f"{low:.0%} to {high:.0%}")
