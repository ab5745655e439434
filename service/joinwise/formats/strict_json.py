"""Strict JSON: UTF-8, no duplicate keys, no NaN; equal values are written as equal bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import orjson

from joinwise.errors import MalformedError

WHOLE_BELOW = 1e16
"""From here on doubles are written with an exponent, so they need no ``.0`` taken off."""


def read_json(content: bytes) -> Any:
    """The value of a JSON text. Raises MalformedError, which says what and where."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedError(invalid_utf8(error)) from None
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedError(f"This is not JSON: {error.msg} at {where}.") from None
    except RecursionError:
        raise MalformedError("The JSON is nested too deeply.") from None


def invalid_utf8(error: UnicodeDecodeError) -> str:
    return f"Invalid UTF-8 at byte {error.start + 1}."


def _loaded(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        return _LENIENT.decode(text)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) != len(pairs):
        times = Counter(key for key, _ in pairs)
        duplicate = next(key for key in times if times[key] > 1)
        raise MalformedError(f"Duplicate key {json.dumps(duplicate[:80])} in one object.")
    return entries


def _refused(constant: str) -> None:
    raise MalformedError(f"{constant} is not a JSON number.")


_DECODER = json.JSONDecoder(object_pairs_hook=_without_duplicates, parse_constant=_refused)
_LENIENT = json.JSONDecoder(
    object_pairs_hook=_without_duplicates, parse_constant=_refused, parse_int=float
)
"""For integers with more digits than Python converts: they become infinite and fit nothing."""


def write_json(value: Any, indented: bool = False) -> bytes:
    """A JSON text in UTF-8; lone surrogates, which UTF-8 cannot hold, as escapes."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 if indented else None)
    except TypeError:
        text = json.dumps(value, ensure_ascii=False, indent=2 if indented else None)
        return text.encode("utf-8", "backslashreplace")


def embedded(text: str | bytes) -> Any:
    """A JSON text that ``write_json`` puts into a larger one as it stands."""
    return orjson.Fragment(text)


def plain(value: Any) -> Any:
    """A number as the shortest JSON has it: whole ones without ``.0``, zero without a sign."""
    if value.__class__ is float and value.is_integer() and -WHOLE_BELOW < value < WHOLE_BELOW:
        return int(value)
    return list(value) if value.__class__ is tuple else value


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """An object of which every value is as ``plain`` gives it, in half of the time."""
    found = dict(values)
    for name, value in values.items():
        if value.__class__ is float:
            if value.is_integer() and -WHOLE_BELOW < value < WHOLE_BELOW:
                found[name] = int(value)
        elif value.__class__ is tuple:
            found[name] = list(value)
    return found
