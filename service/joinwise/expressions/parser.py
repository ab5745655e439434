"""Reads an expression into a tree."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.visitors import Transformer_NonRecursive

from joinwise.domain.values import Kind
from joinwise.errors import JoinwiseError
from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Span,
    Unknown,
    Within,
    walk,
)
from joinwise.expressions.functions import FUNCTIONS, listed
from joinwise.expressions.said import SAID, said_problem, written_out
from joinwise.expressions.slips import slip_at, slip_of
from joinwise.suggestions import nearest

MAX_LENGTH = 10_000
"""Characters of one expression; people write a few hundred at most."""

FEW_TREES = 16
"""Kept, so that a text that is repeated is parsed once."""

MAX_DEPTH = 100
"""Levels of brackets and operators in one expression."""


class ExpressionError(JoinwiseError):
    """One expression is wrong at ``at``, characters of its text."""

    def __init__(self, message: str, at: Span) -> None:
        super().__init__(message)
        self.at = at


@lru_cache(maxsize=FEW_TREES)
def parse(text: str) -> Node:
    """The tree of an expression.

    Raises ExpressionError if the text does not parse, is too long or nested too deeply.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH:,} characters; split it into facts", (0, 1))
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _explained(error, text) from None
    _refuse_depth(tree)
    node: Node = _TreeBuilder().transform(tree)
    _refuse_invalid(node)
    return node


@cache
def _parser() -> Lark:
    grammar = files("joinwise.expressions").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=True)


def _refuse_depth(tree: Tree[Token]) -> None:
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in parent.children if isinstance(child, Tree)]
        if not level:
            return
    message = f"nested more than {MAX_DEPTH} levels deep; split it into facts"
    first: Tree[Token] | Token = level[0]
    while isinstance(first, Tree):
        first = first.children[0]
    raise ExpressionError(message, _place(first))


def _refuse_invalid(node: Node) -> None:
    for part in walk(node):
        match part:
            case Constant(math.inf):
                raise ExpressionError("a number too large for a double", part.at)
            case Name(name) if name in FUNCTIONS or name == SAID:
                raise ExpressionError(f'{name} is a function; expected "(" after it', part.at)
            case Call("said"):
                raise ExpressionError(said_problem(part), part.at)
            case Call(function) if function not in FUNCTIONS:
                start = part.at[0]
                raise ExpressionError(_unknown(function), (start, start + len(function)))


def _unknown(function: str) -> str:
    functions = [*FUNCTIONS, SAID]
    known = f"functions are {', '.join(functions)}"
    return f'unknown function "{function[:40]}"{nearest(function, functions)}; {known}'


def _at(parts: list[Any]) -> Span:
    """From the first of some tokens and nodes to the last."""
    return (_place(parts[0])[0], _place(parts[-1])[1])


def _place(part: Token | Node) -> Span:
    return (part.start_pos or 0, part.end_pos or 0) if isinstance(part, Token) else part.at


class _TreeBuilder(Transformer_NonRecursive[Token, Node]):
    def number(self, parts: list[Token]) -> Node:
        return Constant(float(parts[0]), Kind.NUMBER, _at(parts))

    def text(self, parts: list[Token]) -> Node:
        return Constant(str(parts[0])[1:-1], Kind.TEXT, _at(parts))

    def truth(self, parts: list[Token]) -> Node:
        return Constant(parts[0] == "true", Kind.BOOLEAN, _at(parts))

    def unknown(self, parts: list[Token]) -> Node:
        return Unknown(at=_at(parts))

    def name(self, parts: list[Token]) -> Node:
        return Name(str(parts[0]), _at(parts))

    def bracket(self, parts: list[Any]) -> Node:
        inner: Node = parts[1]
        return replace(inner, at=_at(parts))

    def negative(self, parts: list[Any]) -> Node:
        return Negative(parts[1], _at(parts))

    def arithmetic(self, parts: list[Any]) -> Node:
        left, operator, right = parts
        return Arithmetic(str(operator), left, right, _at(parts))

    def call(self, parts: list[Any]) -> Node:
        function, *arguments, _ = parts
        return written_out(Call(str(function), tuple(arguments), _at(parts)))

    def chain(self, parts: list[Any]) -> Node:
        """``1 <= x < 3`` means ``1 <= x and x < 3``."""
        links = tuple(
            Comparison(str(operator), left, right, (left.at[0], right.at[1]))
            for left, operator, right in zip(parts[:-2:2], parts[1::2], parts[2::2], strict=True)
        )
        return links[0] if len(links) == 1 else And(links, _at(parts))

    def among(self, parts: list[Any]) -> Node:
        item, denied, _, *options, _ = parts
        return _unless(denied, Among(item, tuple(options), _at(parts)))

    def within(self, parts: list[Any]) -> Node:
        item, denied, container = parts
        return _unless(denied, Within(item, container, _at(parts)))

    def known(self, parts: list[Any]) -> Node:
        name, state = parts
        return _unless(state == "unknown", Known(name, _at(parts)))

    def negation(self, parts: list[Any]) -> Node:
        return Not(parts[-1], _at(parts))

    def and_(self, parts: list[Any]) -> Node:
        return And(tuple(parts), _at(parts))

    def or_(self, parts: list[Any]) -> Node:
        return Or(tuple(parts), _at(parts))

    def choice(self, parts: list[Any]) -> Node:
        then, condition, otherwise = parts
        return Choice(then, condition, otherwise, _at(parts))


def _unless(denied: object, node: Node) -> Node:
    return Not(node, node.at) if denied else node


OPERATORS = {"PLUS", "MINUS", "TIMES", "OVER", "COMPARISON", "IS"}
SPELLED = {
    "AND": '"and"', "OR": '"or"', "IF": '"if"', "ELSE": '"else"', "KNOWN": '"known"',
    "UNKNOWN": '"unknown"', "IN": '"in"', "RPAR": '")"', "LSQB": '"["',
    "RSQB": '"]"', "COMMA": '","', "$END": "the end",
}  # fmt: skip


def _explained(error: UnexpectedInput, text: str) -> ExpressionError:
    if isinstance(error, UnexpectedCharacters):
        start = error.pos_in_stream or 0
        return ExpressionError(_unexpected_character(text, start), (start, start + 1))
    assert isinstance(error, UnexpectedToken)
    token: Token = error.token
    expected = f"expected {_expected(set(error.accepts))}"
    if token.type == "$END":
        end = len(text.rstrip())
        return ExpressionError(f"unexpected end of expression; {expected}", (end, end))
    at = (token.start_pos or 0, token.end_pos or 0)
    cure = slip_of(text, str(token), at[0])
    return ExpressionError(f"unexpected {_quoted(token)}; {cure or expected}", at)


def _unexpected_character(text: str, start: int) -> str:
    character = text[start]
    if character in "\"'" and not slip_at(text, start):
        return f"missing closing {character}; a text ends on the line on which it starts"
    cure = slip_at(text, start)
    return f"unexpected {_quoted(character)}{f'; {cure}' if cure else ''}"


def _quoted(text: str) -> str:
    return f'"{text[:40]}"' if text.isprintable() else ascii(text[:40])


def _expected(accepts: set[str]) -> str:
    if "NUMBER" in accepts:
        return "a value" if "NAME" in accepts else "a number, a text in quotes, true or false"
    words = ["a name"] if "NAME" in accepts else []
    words += ["an operator"] if OPERATORS & accepts else []
    words += [spelled for token, spelled in SPELLED.items() if token in accepts]
    return listed(words, " or ")
