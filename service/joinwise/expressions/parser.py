"""Reads an expression into a tree."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive, v_args

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
from joinwise.expressions.said import SAID, said_problem, with_choices
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
    node: Node = with_choices(_TreeBuilder().transform(tree))
    _refuse_invalid(node)
    return node


@cache
def _parser() -> Lark:
    grammar = files("joinwise.expressions").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=True)


def _refuse_depth(tree: Tree[Token]) -> None:
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in parent.children if isinstance(child, Tree)]
        if not level:
            return
    message = f"nested more than {MAX_DEPTH} levels deep; split it into facts"
    raise ExpressionError(message, _at(level[0].meta))


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


def _at(meta: Meta) -> Span:
    return (meta.start_pos, meta.end_pos)


@v_args(meta=True)
class _TreeBuilder(Transformer_NonRecursive[Token, Node]):
    def number(self, meta: Meta, parts: list[Token]) -> Node:
        return Constant(float(parts[0]), Kind.NUMBER, _at(meta))

    def text(self, meta: Meta, parts: list[Token]) -> Node:
        return Constant(str(parts[0])[1:-1], Kind.TEXT, _at(meta))

    def truth(self, meta: Meta, parts: list[Token]) -> Node:
        return Constant(parts[0] == "true", Kind.BOOLEAN, _at(meta))

    def unknown(self, meta: Meta, parts: list[Token]) -> Node:
        return Unknown(at=_at(meta))

    def name(self, meta: Meta, parts: list[Token]) -> Node:
        return Name(str(parts[0]), _at(meta))

    def bracket(self, meta: Meta, parts: list[Any]) -> Node:
        inner: Node = parts[0]
        return replace(inner, at=_at(meta))

    def options(self, meta: Meta, parts: list[Any]) -> tuple[Constant, ...]:
        return tuple(parts)

    def negative(self, meta: Meta, parts: list[Any]) -> Node:
        return Negative(parts[1], _at(meta))

    def arithmetic(self, meta: Meta, parts: list[Any]) -> Node:
        left, operator, right = parts
        return Arithmetic(str(operator), left, right, _at(meta))

    def call(self, meta: Meta, parts: list[Any]) -> Node:
        function, *arguments = parts
        return Call(str(function), tuple(arguments), _at(meta))

    def chain(self, meta: Meta, parts: list[Any]) -> Node:
        """``1 <= x < 3`` means ``1 <= x and x < 3``."""
        links = tuple(
            Comparison(str(operator), left, right, (left.at[0], right.at[1]))
            for left, operator, right in zip(parts[:-2:2], parts[1::2], parts[2::2], strict=True)
        )
        return links[0] if len(links) == 1 else And(links, _at(meta))

    def among(self, meta: Meta, parts: list[Any]) -> Node:
        item, denied, options = parts
        return _unless(denied, Among(item, options, _at(meta)))

    def within(self, meta: Meta, parts: list[Any]) -> Node:
        item, denied, container = parts
        return _unless(denied, Within(item, container, _at(meta)))

    def known(self, meta: Meta, parts: list[Any]) -> Node:
        name, state = parts
        return _unless(state == "unknown", Known(name, _at(meta)))

    def negation(self, meta: Meta, parts: list[Any]) -> Node:
        return Not(parts[-1], _at(meta))

    def and_(self, meta: Meta, parts: list[Any]) -> Node:
        return And(tuple(parts), _at(meta))

    def or_(self, meta: Meta, parts: list[Any]) -> Node:
        return Or(tuple(parts), _at(meta))

    def choice(self, meta: Meta, parts: list[Any]) -> Node:
        then, condition, otherwise = parts
        return Choice(then, condition, otherwise, _at(meta))


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
