"""JSON is read strictly, and written so that equal answers are equal bytes."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.errors import MalformedError
from joinwise.formats.strict_json import plain, read_json, write_json


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Expecting value at line 1, column 1"),
        (b"{\n  x}", "line 2, column 3"),
        (b"\xff{}", "Invalid UTF-8 at byte 1"),
        ("{}".encode("utf-16"), "Invalid UTF-8"),
        (b'{"a": 1, "b": 2, "a": 3}', 'Duplicate key "a"'),
        (b'{"x": {"a": 1, "a": 1}}', 'Duplicate key "a"'),
        (b"NaN", "NaN is not a JSON number"),
        (b"[Infinity]", "Infinity is not a JSON number"),
        (b"[-Infinity]", "-Infinity is not a JSON number"),
        (b"[" * 10_000 + b"]" * 10_000, "nested too deeply"),
        (b'{"a":' * 10_000, "nested too deeply"),
        (b"{} {}", "Extra data"),
        (b"{'a': 1}", "Expecting property name"),
    ],
)
def test_what_is_not_json_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(MalformedError, match=message):
        read_json(content)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}


def test_numbers_beyond_doubles_are_infinite_and_fit_nowhere() -> None:
    assert read_json(b"[1e400]") == [math.inf]
    assert read_json(b"[" + b"9" * 5000 + b"]") == [math.inf]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3.0, "3"), (-0.0, "0"), (0.1, "0.1"), (1e9, "1000000000"), (1e15, "1000000000000000"),
        (1e16, "1e+16"), (1e300, "1e+300"), (2.5, "2.5"), (True, "true"), (None, "null"),
        (("a", "b"), '["a","b"]'), ("x", '"x"'),
    ],
)  # fmt: skip
def test_numbers_are_shortest_and_whole_ones_have_no_fraction(value: Any, expected: str) -> None:
    assert write_json(plain(value)) == expected.encode()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back_as_it_was(value: float) -> None:
    written = write_json(plain(value))
    assert float(json.loads(written)) == value
    assert not written.endswith(b".0")


@pytest.mark.slow
@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    assert json.loads(write_json([text])) == [text]


def test_lone_surrogates_are_written_as_escapes() -> None:
    assert write_json("\ud800é") == '"\\ud800é"'.encode()
