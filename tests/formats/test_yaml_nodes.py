"""Two readers of YAML compose the same nodes at the same places, or the quicker one composes none."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from joinwise.formats.yaml_nodes import compose, quickly_composed, thoroughly_composed
from joinwise.packs.loader import rule_files
from joinwise.resources import default_folder

PIECES = (
    "a", "b c", "k:", "k: ", "- ", "  - ", "\n", "\n  ", "\n\n   ", "[", "]", "{", "}", ", ", ": ", "#", " # c\n",
    "'it''s'", '"a \\" b"', "|\n", ">-\n  ", "|2\n", ">", ">= 3", "*", "*a", "&a ", "!", "!=", "!!str ", "true", "no",
    "012", "1_0", "1.5e3", "0x1", ".inf", "~", "<<: ", "=", "2026-11-29", "---\n", "...\n", "%YAML 1.1\n", "? ", "?", "@",
    "`", "\\", "é", "ß€", "\u2028", "\x85", "\t", "\r\n", "😀", "\ufeff",
)  # fmt: skip
FILES = sorted(rule_files(default_folder()))
SHIPPED = [path.read_text("utf-8") for path in FILES]


@st.composite
def texts(draw: Any) -> str:
    """Some lines of the rules that come with joinwise, with other signs in between."""
    lines = draw(st.sampled_from(SHIPPED)).splitlines(keepends=True)
    first = draw(st.integers(0, len(lines)))
    text = "".join(lines[first : first + draw(st.integers(0, 3))])
    for _ in range(draw(st.integers(1, 10))):
        place = draw(st.integers(0, len(text)))
        left_out = draw(st.integers(0, 2))
        text = text[:place] + draw(st.sampled_from(PIECES)) + text[place + left_out :]
    return text


def told(node: Any) -> list[tuple[object, ...]]:
    """All of a node that is asked for, and of those below it."""
    style = getattr(node, "style", None) or None if node.id == "scalar" else None
    said = (node.id, str(node.tag), node.start_mark.index, node.end_mark.index, style)
    if node.id == "scalar":
        return [(*said, node.value)]
    below = [
        part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,))
    ]
    return [(*said, len(below)), *(line for part in below for line in told(part))]


@given(texts())
def test_what_is_composed_quickly_is_what_is_composed_thoroughly(text: str) -> None:
    quick = quickly_composed(text)
    if quick is not None:
        assert told(quick) == told(thoroughly_composed(text))


@pytest.mark.parametrize("text", SHIPPED, ids=[path.name for path in FILES])
def test_rules_that_come_with_joinwise_are_composed_quickly(text: str) -> None:
    assert told(quickly_composed(text)) == told(thoroughly_composed(text))


@pytest.mark.parametrize(
    "text",
    [
        "k: &a 1",
        "k: !!str 1",
        "k:",
        "k: |\n \n   a",
        "k: |#",
        "a: 1\n...\n...\n",
        "%YAML 1.1\n---\nk: yes",
        "k: a\u2028b",
        "- 1",
        "k: {" * 101,
        "k: " + "[" * 101 + "]" * 101,
    ],
)
def test_what_may_differ_is_not_composed_quickly(text: str) -> None:
    assert quickly_composed(text) is None


def test_without_libyaml_the_other_reader_composes_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert quickly_composed("k: 1") is None
    assert told(compose("k: 1"))[2][1] == "tag:yaml.org,2002:int"


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_nesting_without_end_takes_no_stack(opening: str) -> None:
    assert quickly_composed(f"k: {opening * 100_000}") is None
