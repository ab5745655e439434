"""What is wrong with the lines of a feature file that the parser does not understand, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from joinwise.domain.units import how_many
from joinwise.suggestions import nearest

STEP_KEYWORDS = ("Given", "When", "Then", "And", "But")
BLOCK_KEYWORDS = (
    "Feature:",
    "Rule:",
    "Background:",
    "Scenario:",
    "Scenario Outline:",
    "Examples:",
)
KEYWORDS = (*STEP_KEYWORDS, *BLOCK_KEYWORDS)
MISPLACED = {
    "|": "a table belongs below a step or below Examples:",
    '"': "a quoted text belongs below a step",
    "Feature:": "a file holds one feature",
    "Background:": "a background belongs above all scenarios, and there is one",
    "Scenario": "a scenario belongs below Feature: or Rule:",
    "Examples:": "examples belong below the steps of a Scenario Outline:",
    "Given": "a step belongs below a Scenario: or Background:",
}
HEAD = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)?:")
BARE = re.compile(r"(?:Scenario Outline|Scenario(?! Outline)|Background|Examples)(?= |$)")
CELL_END = re.compile(r"(?<!\\)\|")


def syntax_problem(lines: Sequence[str], line: int, said: str) -> str:
    """What to mend at a line (counted from 1) of which the parser ``said`` something."""
    text = lines[line - 1].strip() if line <= len(lines) else ""
    if "cell count" in said:
        return cells_problem(text, _cells_above(lines, line))
    if "Language not supported" in said:
        return f"{said.rstrip('.').lower()}; leave the line out to write in English"
    if said.startswith("unexpected end of file"):
        return "the file ends too early: a tag stands above nothing, or a quoted text has no end"
    return block_problem(text) or keyword_problem(text) or f'"{_short(text)}" is not expected here'


def cells_problem(text: str, expected: int) -> str:
    """A row with too few or too many cells."""
    found = count_cells(text)
    open_end = "" if text.endswith("|") else "; end the row with |"
    return f"this row has {how_many(found, 'cell')}, not {expected}{open_end}"


def keyword_problem(text: str) -> str:
    """What stands at the start of a line instead of a keyword, or in the wrong place."""
    for start, problem in MISPLACED.items():
        if text.startswith(start):
            return problem
    if text.startswith(STEP_KEYWORDS):
        return MISPLACED["Given"]
    word = first_word(text)
    hint = keyword_like(word)
    if hint:
        return f'"{word}" is no keyword{hint}'
    return f'"{_short(text)}" begins with no keyword: a step begins with {_listed(STEP_KEYWORDS)}'


def keyword_like(word: str) -> str:
    """``; did you mean "When"?`` for a word that is hardly anything else, or an empty text."""
    known = [keyword.partition(" ")[0] for keyword in KEYWORDS]
    return "" if word in known else nearest(word.capitalize(), known)


def block_problem(text: str) -> str:
    """What is wrong with a line that was meant to begin a part of the file; empty if nothing is.

    The parser takes such a line, and the steps below it, for a description.
    """
    head = HEAD.match(text)
    if head and head[0] not in BLOCK_KEYWORDS:
        match = get_close_matches(head[0].title(), BLOCK_KEYWORDS, n=1, cutoff=0.8)
        return f'"{head[0]}" is no keyword; did you mean "{match[0]}"?' if match else ""
    bare = BARE.match(text)
    return f'"{bare[0]}" needs a colon: "{bare[0]}:"' if bare else ""


def first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text.split() else ""


def count_cells(text: str) -> int:
    """The cells of a row that has a ``|`` on both sides of each."""
    return max(0, len(CELL_END.findall(text)) - 1)


def _cells_above(lines: Sequence[str], line: int) -> int:
    """The cells of the first row of the table that a line belongs to."""
    first = line - 1
    while first > 0 and lines[first - 1].strip()[:1] in ("|", "#", ""):
        first -= 1
    rows = [text.strip() for text in lines[first:line] if text.strip().startswith("|")]
    return count_cells(rows[0])


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
