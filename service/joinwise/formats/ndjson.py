"""The lines of a stream, one at a time and in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

LONGEST_LINE = 64 * 1024


class Stream(Protocol):
    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class OversizedLine:
    """Stands for a line of more than 64 KiB, which is skipped."""

    def __str__(self) -> str:
        return f"longer than {LONGEST_LINE // 1024} KiB."


def numbered_lines(stream: Stream) -> Iterator[tuple[int, bytes | OversizedLine]]:
    """Every line that is not blank, with its number from 1; without what ends it."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 2):
        number += 1
        text = line.rstrip(b"\r\n")
        if len(text) > LONGEST_LINE:
            _skip(stream, line)
            yield number, OversizedLine()
        elif text.strip():
            yield number, text


def _skip(stream: Stream, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)
