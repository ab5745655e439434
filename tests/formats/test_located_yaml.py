"""YAML is read as plain data that knows its places; whatever is wrong is told at its place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.diagnostics import DiagnosticLog, TooManyErrors
from joinwise.formats.located_yaml import Document, read_document


def read(text: str) -> Document:
    return read_document("a.yaml", text.encode("utf-8", "surrogatepass"))


def told(text: str) -> list[str]:
    return [str(fault) for fault in read(text).log]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("._", "._"),
        ("!!float x", "x"),
        ("!!int 0x", "0x"),
        ("!!bool maybe", "maybe"),
        ("!!null x", "x"),
        ("2001-01-01", "2001-01-01"),
        ("1e400", float("inf")),
        ("~", None),
        ("true", True),
        ("no", "no"),
    ],
)
def test_what_only_looks_like_a_number_is_a_text(text: str, value: Any) -> None:
    document = read(f"a: {text}")
    assert document.data == {"a": value}
    assert [*document.log] == []


def test_one_and_a_half_minutes_in_base_sixty_are_a_text() -> None:
    assert read("%YAML 1.1\n---\na: 1:30.5").data == {"a": "1:30.5"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "a: !!foo x",
            "a.yaml:1:4: error: tags such as tag:yaml.org,2002:foo have no meaning here",
        ),
        ("a: !own x", "a.yaml:1:4: error: tags such as !own have no meaning here"),
        (
            "a: &x {b: 1}\nc:\n  <<: *x\n",
            "a.yaml:3:3: error: merge keys (<<) are not read; write the entry out",
        ),
        ("a: 1\nb: 2\na: 3", 'a.yaml:3:1: error: duplicate "a" (first defined on line 1)'),
        ("a: 1\n\fb: 2", "a.yaml:2:1: error: the character U+000C is not allowed"),
        ("? [a]\n: 1", "a.yaml:1:3: error: a key must be plain text"),
    ],
)
def test_what_is_not_read_is_told_at_its_place(text: str, fault: str) -> None:
    assert told(text) == [fault]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_are_counted_as_editors_do(end: str) -> None:
    (fault,) = read(f'a: 1{end}c: "x\u2028y\x85z"{end}b: !own 2{end}').log
    assert (fault.line, fault.column, fault.excerpt) == (3, 4, "b: !own 2")


SCALARS = st.text("0123456789._-+xeEinfaNTrulsoy:~!<\u202e\x85\r\n\t'\"", max_size=8)
TAGS = st.sampled_from(
    ["", "!!int ", "!!float ", "!!bool ", "!!null ", "!!str ", "!!x ", "&a ", "*a "]
)


@pytest.mark.slow
@given(st.lists(st.tuples(SCALARS, TAGS, SCALARS), max_size=4))
def test_no_text_ends_in_anything_but_data_or_faults(entries: list[tuple[str, str, str]]) -> None:
    text = "\n".join(f"{key}: {tag}{value}" for key, tag, value in entries)
    log = DiagnosticLog()
    try:
        document = read_document("a.yaml", text.encode(), log)
    except TooManyErrors:
        return
    assert all(1 <= fault.line <= len(document.lines) for fault in log)
