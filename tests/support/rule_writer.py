"""The tree of the rule language, and its way back to text: expressions as source, packs as YAML."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

# The tree


@dataclass(frozen=True)
class Constant:
    """A number (never below zero), a text, true or false."""

    value: float | str | bool


@dataclass(frozen=True)
class Nothing:
    """`unknown`."""


@dataclass(frozen=True)
class Said:
    """`said(name, otherwise)`."""

    name: str
    otherwise: "Node"


@dataclass(frozen=True)
class Name:
    """An input or a fact."""

    name: str


@dataclass(frozen=True)
class Known:
    """`name is known`, or `name is unknown` where `known` is false."""

    name: str
    known: bool = True


@dataclass(frozen=True)
class Negative:
    """`-of`."""

    of: "Node"


@dataclass(frozen=True)
class Arithmetic:
    """`left op right`, op being one of + - * /."""

    left: "Node"
    op: str
    right: "Node"


@dataclass(frozen=True)
class Call:
    """`function(argument, ...)`."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Comparison:
    """`first op second op third ...`, the rest as pairs of op and node."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True)
class Among:
    """`left in [constant, ...]` or `left in list_input`; `not in` where `among` is false."""

    left: "Node"
    members: tuple[Constant, ...] | Name
    among: bool = True


@dataclass(frozen=True)
class Not:
    """`not of`."""

    of: "Node"


@dataclass(frozen=True)
class And:
    """`part and part and ...`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """`part or part or ...`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Choice:
    """`then if condition else otherwise`."""

    then: "Node"
    condition: "Node"
    otherwise: "Node"


Logic = Known | Comparison | Among | Not | And | Or
Node = Constant | Nothing | Said | Name | Negative | Arithmetic | Call | Choice | Logic


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below a node, in the order in which they are written."""
    match node:
        case Negative(of) | Not(of):
            return (of,)
        case And(parts) | Or(parts) | Call(_, parts):
            return parts
        case Arithmetic(left, _, right):
            return (left, right)
        case Comparison(first, rest):
            return (first, *(operand for _, operand in rest))
        case Among(left, Name() as members):
            return (left, members)
        case Among(left, _):
            return (left,)
        case Choice(then, condition, otherwise):
            return (then, condition, otherwise)
        case Said(_, otherwise):
            return (otherwise,)
    return ()


def names_in(node: Node) -> list[str]:
    """The inputs and facts that a tree names, in its order, each once."""
    own = [node.name] if isinstance(node, Name | Known | Said) else []
    below = [name for child in children(node) for name in names_in(child)]
    return list(dict.fromkeys(own + below))


# Expressions as source

CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY = range(8)


def source(node: Node, rng: Random | None = None) -> str:
    """The text of a tree: with the fewest brackets, or with spare brackets and odd white space."""
    text = written(node, CHOICE, rng)
    return loosened(text, rng) if rng else text


def written(node: Node, least: int, rng: Random | None) -> str:
    """The text of a node where the grammar asks for at least the level `least`."""
    level, text = level_and_text(node, rng)
    is_spare = rng is not None and rng.random() < 0.15
    return f"({text})" if level < least or is_spare else text


def level_and_text(node: Node, rng: Random | None) -> tuple[int, str]:
    def at(least: int, part: Node) -> str:
        return written(part, least, rng)

    match node:
        case Constant(value):
            return UNARY, constant(value, rng)
        case Name(name):
            return UNARY, name
        case Nothing() | Said():
            return UNARY, of_the_unknown(node, rng)
        case Negative(of):
            return UNARY, f"-{at(UNARY, of)}"
        case Call(function, arguments):
            return UNARY, f"{function}({', '.join(passed(function, arguments, rng))})"
        case Arithmetic(left, "*" | "/" as op, right):
            return PRODUCT, f"{at(PRODUCT, left)} {op} {at(UNARY, right)}"
        case Arithmetic(left, op, right):
            return SUM, f"{at(SUM, left)} {op} {at(PRODUCT, right)}"
        case Choice(then, condition, otherwise):
            return CHOICE, f"{at(OR, then)} if {at(OR, condition)} else {at(CHOICE, otherwise)}"
        case _:
            return level_and_logic(node, rng)


def of_the_unknown(node: Nothing | Said, rng: Random | None) -> str:
    if isinstance(node, Nothing):
        return "unknown"
    return f"said({node.name}, {written(node.otherwise, CHOICE, rng)})"


def level_and_logic(node: Logic, rng: Random | None) -> tuple[int, str]:
    def at(least: int, part: Node) -> str:
        return written(part, least, rng)

    match node:
        case Comparison(first, rest):
            tail = [f"{op} {at(SUM, operand)}" for op, operand in rest]
            return COMPARISON, " ".join([at(SUM, first), *tail])
        case Among(left, members, is_in):
            word = "in" if is_in else "not in"
            return COMPARISON, f"{at(SUM, left)} {word} {group(members, rng)}"
        case Known(name, known):
            return COMPARISON, f"{name} is {'known' if known else 'unknown'}"
        case Not(of):
            return NOT, f"not {at(NOT, of)}"
        case And(parts):
            return AND, " and ".join(at(NOT, part) for part in parts)
        case Or(parts):
            return OR, " or ".join(at(AND, part) for part in parts)


def passed(function: str, arguments: tuple[Node, ...], rng: Random | None) -> Iterator[str]:
    """The arguments of a call; the digits of `round` are a literal and get no brackets."""
    for place, argument in enumerate(arguments):
        is_digits = function == "round" and place == 1
        yield written(argument, CHOICE, None if is_digits else rng)


def group(members: tuple[Constant, ...] | Name, rng: Random | None) -> str:
    if isinstance(members, Name):
        return members.name
    return f"[{', '.join(constant(member.value, rng) for member in members)}]"


def constant(value: float | str | bool, rng: Random | None = None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value, rng)
    return number(value)


def quoted(text: str, rng: Random | None) -> str:
    """A text between the quotes that it does not hold itself; there are no escapes."""
    prefers_single = rng is not None and rng.random() < 0.5 and "'" not in text
    quote = "'" if prefers_single or '"' in text else '"'
    return f"{quote}{text}{quote}"


def number(value: float) -> str:
    """The shortest decimals of a double, without an exponent; `3`, not `3.0`."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


TOKEN = re.compile(r"""\s+|"[^"]*"|'[^']*'|[\w.]+|[<>=!]=|.""")


def loosened(text: str, rng: Random) -> str:
    """The same tokens with other white space between them."""
    loose = ""
    for token in TOKEN.findall(text):
        needs_space = re.search(r"\w$", loose) and re.match(r"\w", token)
        space = rng.choice([" ", "  ", "\n"]) if needs_space else rng.choice(["", "", " ", " \n"])
        loose += "" if token.isspace() else space + token
    return loose.strip()


# Packs as YAML


def write_pack(
    folder: Path, pack: dict[str, Any], order: Random | None = None, style: Random | None = None
) -> None:
    """One file, or some in any order; sources with the fewest brackets, or in any style."""
    parts = split(pack, order) if order else [pack]
    for position, part in enumerate(parts):
        name = f"{order.choice('abcdefgh') if order else 'pack'}-{position}.yaml"
        remark = f"# {order.random()}\n" if order else ""
        folder.joinpath(name).write_text(remark + document(part, style), encoding="utf-8")


def split(pack: dict[str, Any], rng: Random) -> list[dict[str, Any]]:
    """One to four packs that together say what the pack says."""
    parts: list[dict[str, Any]] = [{} for _ in range(rng.randint(1, 4))]
    for section, content in pack.items():
        if section == "decision":
            rng.choice(parts)[section] = content
        elif isinstance(content, dict):
            for key, value in content.items():
                rng.choice(parts).setdefault(section, {})[key] = value
        else:
            for entry in content:
                rng.choice(parts).setdefault(section, []).append(entry)
    return [shuffled(part, rng) for part in parts if part]


ORDERED = ("over", "when")
"""Lists whose order says something."""


def shuffled(value: Any, rng: Random) -> Any:
    """The same with the keys of all dicts and the entries of all lists in another order."""
    if isinstance(value, dict):
        keys = rng.sample(list(value), len(value))
        return {key: value[key] if key in ORDERED else shuffled(value[key], rng) for key in keys}
    if isinstance(value, list):
        return [shuffled(entry, rng) for entry in rng.sample(value, len(value))]
    return value


def document(part: dict[str, Any], style: Random | None = None) -> str:
    """The YAML text of a pack: a line for each entry of its sections."""
    lines = [
        line
        for section, content in part.items()
        for line in [f"{section}:", *entries(content, style)]
    ]
    return "\n".join(lines) + "\n"


def entries(content: Any, style: Random | None) -> list[str]:
    if isinstance(content, dict):
        return [f"  {key}: {flow(value, style)}" for key, value in content.items()]
    return [f"  - {flow(value, style)}" for value in content]


def flow(value: Any, style: Random | None) -> str:
    """A value in YAML's one-line style; trees become quoted source."""
    if isinstance(value, dict):
        pairs = [f"{json.dumps(key)}: {flow(content, style)}" for key, content in value.items()]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(entry, style) for entry in value)}]"
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    return number(value) if isinstance(value, int | float) else flow(source(value, style), style)
