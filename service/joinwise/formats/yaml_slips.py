"""What is wrong with a text that is no YAML, in plain words and where people look for it."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

PLAIN = (
    (r"mapping values are not allowed", "a colon in a text: put all of the text in quotes"),
    (r"found character '\\t'", "a tab: indent with spaces"),
    (r"character '?[@`%]", "a text that starts with {sign} needs quotes"),
    (r"expected alphabetic or numeric", "a text that starts with {sign} needs quotes"),
    (r"expected ',' or '\}'", "inside { } a comma or the closing } is missing"),
    (r"expected ',' or '\]'", "inside [ ] a comma or the closing ] is missing"),
    (r"could not find expected ':'", "a key without a colon, or a text that goes on too far left"),
    (r"unknown escape character", "a backslash in double quotes: use single quotes"),
    (r"undefined alias", "no anchor of this name stands above"),
    (r"did not find expected digit|block scalar", "after | or > the text begins on the next line"),
    (
        r"sequence entries are not allowed",
        "a text that starts with - needs quotes; a number has no space after its -",
    ),
    (r"mapping keys are not allowed", "a text that starts with ? needs quotes"),
    (r"expected a single document", "one file holds one document: take the --- out"),
)
"""What the reader of YAML says, as a pattern, and what is meant."""

UNREADABLE = "this cannot be read as YAML; look at the quotes, colons and indentation around it"


def slip_in(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """Where in a text something is wrong, and what."""
    context, problem = error.context or "", error.problem or ""
    at = error.problem_mark.index if error.problem_mark else 0
    begun = error.context_mark.index if error.context_mark else at
    if "quoted scalar" in context and "end of stream" in problem:
        return begun, "the quote that opens here never closes"
    if "block" in context and "block end" in problem:
        return _misplaced(at, begun, text)
    if "flow" in context and ("end" in problem or "node content" in problem):
        sign = "{" if "mapping" in context else "["
        opening = text.rfind(sign, 0, at)
        return max(opening, 0), f"the {sign} that opens here is not closed as it should be"
    if "block scalar" in context and (unquoted := _opening(at, text)):
        return unquoted
    said = f"{context} {problem}"
    found = (words for pattern, words in PLAIN if re.search(pattern, said))
    return at, next(found, UNREADABLE).replace("{sign}", text[at : at + 1])


def _misplaced(at: int, begun: int, text: str) -> tuple[int, str]:
    """What stands where an entry should end: mostly a line that is indented otherwise."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if line.strip():
        unquoted = at, "this cannot follow here; put all of the text in quotes"
        return _opening(at, text) or unquoted
    own, other = _column(at, text), _column(begun, text)
    return at, f"this line stands {own} in, and what it belongs to stands {other} in"


def _opening(at: int, text: str) -> tuple[int, str] | None:
    """The sign that a text starts with, of which the line goes on after it."""
    begun = text.rfind("\n", 0, at) + 1
    opening = re.search(r"[:\-]\s+([{\[\"'])", text[begun:at])
    if opening is None:
        return None
    sign = opening[1]
    return begun + opening.start(1), f"a text that starts with {sign} needs quotes around all of it"


def _column(index: int, text: str) -> int:
    return index - text.rfind("\n", 0, index) - 1
