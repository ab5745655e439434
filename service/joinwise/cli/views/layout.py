"""How views are set out."""

from __future__ import annotations

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from joinwise.domain.recommendation import JOIN, SKIP, Recommendation

COLOURS = {JOIN: "green", SKIP: "red"}
BADGES = {JOIN: "bold white on green", SKIP: "bold white on red"}
"""The style of a recommendation on a coloured ground."""


def two_columns() -> Table:
    """A narrow column for numbers, and a wide one."""
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=4, no_wrap=True)
    table.add_column()
    return table


def verdict(recommendation: Recommendation, score: int) -> Text:
    return Text(f"{recommendation} {score}", style=f"bold {COLOURS[recommendation]}")


def indented(view: RenderableType, columns: int) -> RenderableType:
    return Padding(view, (0, 0, 0, columns), expand=False)


def uncut(line: str, style: str = "") -> Text:
    """A line that is neither wrapped nor cut if it is printed without cropping."""
    return Text(line, no_wrap=True, overflow="ignore", style=style)
