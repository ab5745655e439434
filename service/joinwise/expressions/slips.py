"""What people write who know other languages or spreadsheets, and what to write instead."""

from __future__ import annotations

import re

from joinwise.expressions.parser_words import KEYWORDS

CURRENCY_SIGNS = "€$£¥₹"
DIGITS = "write numbers with a point and without separators: 0.5, 1000"

SIGNS = {
    "&": 'write "and"',
    "|": 'write "or"',
    "!": 'write "not"',
    "%": "write a share as a number: 0.2 for 20%",
    "“": 'write straight quotes: "',
    "”": 'write straight quotes: "',
    "„": 'write straight quotes: "',
    "\u2018": "write straight quotes: '",
    "\u2019": "write straight quotes: '",
    "\u2212": "that is not a minus sign; write -",
    "\u2013": "that is not a minus sign; write -",
    "—": "that is not a minus sign; write -",
    "≥": 'write ">="',
    "≤": 'write "<="',
    "≠": 'write "!="',
    "\u00d7": 'write "*"',
    "·": 'write "*"',
    "÷": 'write "/"',
    "^": "there are no powers; multiply",
    "{": "braces are for texts; here a name stands by itself",
    "\xa0": "that is a no-break space; write a plain one",
    **dict.fromkeys(
        CURRENCY_SIGNS, "leave the sign out; amounts are in the currency of the candidate"
    ),
}
"""By a character that no expression holds."""

WORDS = {
    "between": 'write "1 <= x <= 3"',
    "equals": 'write "=="',
    "contains": 'write "text" in list',
    "then": 'write "a if condition else b"',
    "elif": 'write "a if b else c if d else e"',
    "xor": 'write "!="',
    "over": 'write "/", or ">"',
}
"""By a word where none may stand."""


def slip_at(text: str, start: int) -> str:
    """What to write instead of a character that no expression holds; empty if that is not known."""
    before, after = text[:start].rstrip(), text[start + 1 :]
    if text[start] == "=":
        return _about_equals(before, after)
    if text[start] in "'" and before[-1:].isdigit() and after[:3].isdigit():
        return DIGITS
    return SIGNS.get(text[start], "")


def _about_equals(before: str, after: str) -> str:
    sign = after[:1]
    if sign in ("<", ">"):
        return f'write "{sign}="'
    return 'write "=="' if before[-1:] != "=" else 'write "==" with two signs'


def slip_of(text: str, word: str, start: int) -> str:
    """What to write instead of a word or sign that may not stand where it does."""
    before = text[:start].rstrip()
    if word == "," and before[-1:].isdigit() and text[start + 1 : start + 2].isdigit():
        return DIGITS
    if word == ">" and before.endswith("<"):
        return 'write "!="'
    if word == "(" and re.search(r"\bin$", before):
        return 'write square brackets: in ["a", "b"]'
    if word == "not" and re.search(r"\bis$", before):
        return 'write "is unknown"'
    if word in ("true", "false") and re.search(r"\bis$", before):
        return "a true or false stands by itself, or after not"
    if word in ("*", "/") and before.endswith(word):
        return "there are no powers; multiply" if word == "*" else 'write "/"'
    if word != word.lower() and word.lower() in KEYWORDS:
        return f'write "{word.lower()}" in small letters'
    return WORDS.get(word.lower(), "")


TRUTHS = {"yes": "true", "no": "false", "on": "true", "off": "false", "y": "true", "n": "false"}
DAYS = ("today", "now", "date", "as_of", "year", "month")
NOTHING = ("null", "none", "nil", "nothing", "nan", "missing")


def slip_of_name(name: str) -> str:
    """What to write instead of a name that nothing has; empty if that is not known."""
    small = name.lower()
    if small in DAYS:
        return "; a rule holds from: and until: a date, and values go by: date"
    if small in TRUTHS or (small in ("true", "false") and name != small):
        return f"; write {TRUTHS.get(small, small)}, without quotes"
    return "; write unknown" if small in NOTHING else ""
