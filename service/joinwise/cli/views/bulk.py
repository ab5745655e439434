"""What a bulk job came to, for people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from rich.progress import ProgressColumn, Task
from rich.text import Text

from joinwise.cli.views.progress import progress_bar
from joinwise.domain.units import how_many

if TYPE_CHECKING:
    from joinwise.bulk.report import Report

MOST_FIRED = 5


class Rate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:,.0f} rows, {task.speed or 0:,.0f} a second")


def progress(total: int | None) -> AbstractContextManager[Callable[[int], None]]:
    """A bar on a terminal, for so many rows; the function advances it."""
    return progress_bar("Scoring", Rate(), total)


def bulk_view(report: Report) -> str:
    """Rows, recommendations, the rules that fired most, what was refused."""
    counts = report.counts
    decided = f"{counts.join:,} join, {counts.skip:,} skip, {counts.refused:,} refused"
    lines = [f"{how_many(counts.rows, 'row')} in {report.seconds:,.1f} s: {decided}"]
    most = counts.most_fired(MOST_FIRED)
    if most:
        lines += ["Fired most:", *(f"  {times:>12,}  {rule}" for rule, times in most)]
    if counts.refused and report.rejects:
        lines.append(f"What was refused, and why: {report.rejects}")
    return "\n".join(lines)
