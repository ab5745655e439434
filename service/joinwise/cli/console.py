"""Where the commands print: the console for people, and JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from joinwise.formats.directions import harmless
from joinwise.formats.strict_json import write_json

MAX_WIDTH = 100


class HarmlessConsole(Console):
    """Prints what came from outside without obeying it; only its own styles command a terminal."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            is_text = segment.control is None
            yield Segment(harmless(segment.text), segment.style) if is_text else segment


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal, at most 100 columns; colours only on a terminal."""
    plain = HarmlessConsole(stderr=stderr, highlight=False, markup=False, emoji=False)
    plain.width = min(plain.width, MAX_WIDTH)
    return plain


def escape_unprintable() -> None:
    """From now on standard output escapes what its encoding does not have."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_json(data: Any, indented: bool = True) -> None:
    click.echo(write_json(data, indented=indented))


def print_error(message: object, source: object = "joinwise") -> None:
    """A line on standard error: what it is about, and what is wrong with it."""
    click.echo(harmless(f"{source}: {message}"), err=True)
