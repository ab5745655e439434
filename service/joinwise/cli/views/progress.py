"""A bar on the terminal while a command works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

from joinwise.cli.console import console


@contextmanager
def progress_bar(
    title: str, measure: ProgressColumn, total: int | None, refreshes_itself: bool = True
) -> Iterator[Callable[[int], None]]:
    """A bar for so much work, and how far it is; the function advances it.

    Nothing is shown but on a terminal. Without ``refreshes_itself`` it takes no thread.
    """
    terminal = console(stderr=True)
    if not terminal.is_terminal:
        yield lambda done: None
        return
    columns = (TextColumn(title), BarColumn(), measure, TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True, auto_refresh=refreshes_itself) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=done, refresh=not refreshes_itself)
