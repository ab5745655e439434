"""Texts become trees, or say where they stop making sense."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.expressions.ast import walk
from joinwise.expressions.parser import MAX_DEPTH, MAX_LENGTH, ExpressionError, parse
from joinwise.expressions.printer import to_text
from tests.support.generators import pack_from_seed
from tests.support.rule_writer import source


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not a == b", "not (a == b)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b * c", "(a / b) * c"),
        ("-a * b", "(-a) * b"),
        ("a if b else c if d else e", "a if b else (c if d else e)"),
        ("a if b or c else d", "a if (b or c) else d"),
        ("1 <= x < 3", "1 <= x and x < 3"),
        ("a < b == c", "a < b and b == c"),
        ("x not in [1, 2]", "not (x in [1, 2])"),
        ("x is unknown", "not (x is known)"),
        ("not x is known and y", "(not (x is known)) and y"),
    ],
)
def test_operators_bind_as_the_grammar_says(text: str, bracketed: str) -> None:
    assert parse(text) == parse(bracketed)


@pytest.mark.parametrize("text", ["iffy", "nota", "is_known", "minimum", "trueish", "in_", "a.b.c"])
def test_names_may_start_with_keywords(text: str) -> None:
    assert to_text(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a >= 3 b", 'unexpected "b"; expected an operator, "and", "or", "if" or the end', 7),
        ("a = 3", 'unexpected "="; write "=="', 2),
        ("a ==", "unexpected end of expression; expected a value", 4),
        ("(a", 'unexpected end of expression; expected ")"', 2),
        ("a if b", 'unexpected end of expression; expected "else"', 6),
        ("+ a", 'unexpected "+"; expected a value', 0),
        ("x is 3", 'unexpected "3"; expected "known" or "unknown"', 5),
        ("x in 3", 'unexpected "3"; expected a name or "["', 5),
        ("x in [y]", 'unexpected "y"; expected a number, a text in quotes, true or false', 6),
        ("x in [-1]", 'unexpected "-"; expected a number, a text in quotes, true or false', 6),
        ("mun(a, b)", 'unknown function "mun"; did you mean "min"?', 0),
        ("1 + foo (a)", 'unknown function "foo"; functions are min, max, abs', 4),
        ("x in min(a)", 'unexpected "("; expected "and", "or", "if" or the end', 8),
        ("min > 3", 'min is a function; expected "(" after it', 0),
        ("1 + max", 'max is a function; expected "(" after it', 4),
        ("1e5", 'unexpected "e5"', 1),
        ("'abc", "missing closing '; a text ends on the line on which it starts", 0),
        ("a; b", 'unexpected ";"', 1),
        ("__import__('os')", 'unknown function "__import__"', 0),
        ("a.__class__", None, 0),
        ("é", 'unexpected "é"', 0),
        ("\0", r"unexpected '\x00'", 0),
        ("9" * 400, "a number too large for a double", 0),
    ],
)
def test_a_text_that_does_not_parse_says_what_and_where(
    text: str, message: str | None, at: int
) -> None:
    if message is None:
        assert to_text(parse(text)) == text
        return
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)
    assert caught.value.at[0] == at


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a or not b", ["a or not b", "a", "not b", "b"]),
        ("max( 1, - a )", ["max( 1, - a )", "1", "- a", "a"]),
        ("(a + 2) * b", ["(a + 2) * b", "(a + 2)", "a", "2", "b"]),
        ("a if (b) else true", ["a if (b) else true", "a", "(b)", "true"]),
        ("x in ['p', 'q']", ["x in ['p', 'q']", "x", "'p'", "'q'"]),
        ("'p' in x", ["'p' in x", "'p'", "x"]),
        ("x is known", ["x is known", "x"]),
        (
            "1 <= x < unknown",
            ["1 <= x < unknown", "1 <= x", "1", "x", "x < unknown", "x", "unknown"],
        ),
    ],
)
def test_each_part_knows_where_it_is_written(text: str, parts: list[str]) -> None:
    assert [text[slice(*node.at)] for node in walk(parse(text))] == parts


@pytest.mark.parametrize(
    "deep",
    ["(" * 1000 + "a" + ")" * 1000, "not " * 200 + "a", "-" * 200 + "a", "a + " * 2000 + "a"],
)
def test_nesting_is_bounded(deep: str) -> None:
    with pytest.raises(ExpressionError, match=f"nested more than {MAX_DEPTH} levels deep"):
        parse(deep)


@pytest.mark.parametrize("length", [MAX_LENGTH + 1, 1_000_000])
def test_length_is_bounded(length: int) -> None:
    with pytest.raises(ExpressionError, match="longer than 10,000 characters"):
        parse("a" * length)


@pytest.mark.slow
@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_a_printed_tree_parses_to_itself(seed: int) -> None:
    for rule in pack_from_seed(seed, 3)["rules"]:
        tree = parse(source(rule["when"]))
        assert parse(to_text(tree)) == tree


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        tree = parse(text)
    except ExpressionError as error:
        start = error.at[0]
    else:
        start = 0
        assert parse(to_text(tree)) == tree
    assert 0 <= start <= len(text)
