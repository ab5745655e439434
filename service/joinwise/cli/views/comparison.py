"""A comparison of candidates."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.cli.views.layout import BADGES
from joinwise.compare.portfolio import Ranked, Standing
from joinwise.compare.wording import MEASURES, ComparisonWording
from joinwise.domain.recommendation import JOIN
from joinwise.domain.units import ENGLISH
from joinwise.formats.directions import isolated


def comparison_view(words: ComparisonWording) -> RenderableType:
    """Which ones to join, all of them ranked with why, and what wider limits would change."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(no_wrap=True)
    table.add_column()
    for measure in MEASURES:
        table.add_column(measure, justify="right", no_wrap=True)
    for ranked in sorted(words.comparison.ranked, key=_is_out):
        table.add_row(*_row(ranked, words))
    return Group(Text(words.summary(), style="bold"), "", table, *map(Text, words.wider_limits()))


def _is_out(ranked: Ranked) -> bool:
    return ranked.standing is not Standing.IN


def _row(ranked: Ranked, words: ComparisonWording) -> Iterator[RenderableType]:
    offer, is_out = ranked.offer, _is_out(ranked)
    yield (Text("  no  ", style="dim") if is_out else Text(" JOIN ", style=BADGES[JOIN]))
    why = f"\n{words.standing(ranked)}" if is_out else ""
    yield Text.assemble((isolated(offer.name), "bold"), why)
    for amount in (offer.worth, offer.money, offer.hours):
        yield Text(ENGLISH.value(amount))
