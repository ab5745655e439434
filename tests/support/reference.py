"""A slow and plain evaluator of the rule language, sharing no code with joinwise itself.

A pack is a dict shaped like the rule files, with a tree in the place of every expression:

    {"decision": {"start": 50, "join_at": 50},
     "inputs": {"you.hour_value": {"assume": 60.0}},      # or {"by": ..}, or {"formula": tree}
     "facts": {"yearly_hours": {"formula": tree}},        # or {"by": .., "values": .., "else": ..}
     "rules": [{"id": .., "title": .., "when": tree, "points": .., "decide": .., "reason": ..}],
     "bands": [{"id": .., "title": .., "over": name, "rows": [{"from": .., "to": .., ..}]}],
     "tables": [{"id": .., "title": .., "over": [name], "rows": [{"when": [cell], ..}]}]}
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, cast

from tests.support.rule_writer import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Nothing,
    Or,
    Said,
    children,
    names_in,
    source,
)

Pack = dict[str, Any]
Candidate = dict[str, Any]


class Unknown:
    """What nobody said and nothing could work out."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()
Value = float | str | bool | tuple[str, ...] | Unknown


# What is known of a candidate


@dataclass(frozen=True)
class World:
    """A pack and what one candidate says, by input name."""

    pack: Pack
    said: dict[str, Value]
    worked_out: dict[str, Value] = field(default_factory=dict)


def world_of(pack: Pack, candidate: Candidate) -> World:
    """`candidate` is the nested body of a request; null is the same as left out."""
    return World(pack, dict(said_by(candidate)))


def said_by(group: Candidate, prefix: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in group.items():
        if isinstance(value, dict):
            yield from said_by(value, f"{prefix}{key}.")
        elif value is not None:
            yield prefix + key, as_value(value)


def as_value(raw: Any) -> Value:
    """Numbers are doubles, lists are sorted and without duplicates."""
    if isinstance(raw, list):
        return tuple(sorted(set(raw)))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    return cast(Value, raw)


def value_of(world: World, name: str) -> Value:
    """The value of an input (said, assumed or defaulted) or of a fact."""
    if name not in world.worked_out:
        world.worked_out[name] = work_out(world, name)
    return world.worked_out[name]


def work_out(world: World, name: str) -> Value:
    if name in world.said:
        return world.said[name]
    if is_fact(world, name):
        return by_definition(world, world.pack["facts"][name])
    if has_assumption(world, name):
        return by_assumption(world, world.pack["inputs"][name]["assume"])
    return "USD" if name == "currency" else UNKNOWN


def is_fact(world: World, name: str) -> bool:
    return name in world.pack.get("facts", {})


def has_assumption(world: World, name: str) -> bool:
    return world.pack.get("inputs", {}).get(name, {}).get("assume") is not None


def by_assumption(world: World, assume: Any) -> Value:
    return by_definition(world, assume) if isinstance(assume, dict) else as_value(assume)


def by_definition(world: World, definition: dict[str, Any]) -> Value:
    """A formula, or a lookup: an unknown key is unknown, a missing one takes `else`."""
    if "formula" in definition:
        return evaluate(world, definition["formula"])
    if definition["by"] == "date":
        begun = [day for day in definition["values"] if day <= day_of(world)]
        key: Value = max(begun, default="")
    else:
        key = value_of(world, definition["by"])
    if key is UNKNOWN:
        return UNKNOWN
    return as_value(definition["values"].get(key, definition.get("else", UNKNOWN)))


def day_of(world: World) -> str:
    """ISO dates come in the order of texts."""
    return str(world.said.get("as_of", datetime.now(UTC).date().isoformat()))


def holds_now(world: World, rule: dict[str, Any]) -> bool:
    return bool(rule.get("from", "") <= day_of(world) <= rule.get("until", "9999-12-31"))


def uses_dates(pack: Pack) -> bool:
    lookups = [*pack.get("facts", {}).values()]
    lookups += [input["assume"] for input in pack.get("inputs", {}).values() if "assume" in input]
    periods = [key in rule for rule in pack.get("rules", []) for key in ("from", "until")]
    return any(periods) or any(
        isinstance(each, dict) and each.get("by") == "date" for each in lookups
    )


def is_known(world: World, name: str) -> bool:
    if is_fact(world, name):
        return value_of(world, name) is not UNKNOWN
    return name in world.said


# Evaluation


def evaluate(world: World, node: Node) -> Value:
    """The value of a tree: a double, a text, a truth value, or UNKNOWN."""
    match node:
        case Constant(value):
            return as_value(value)
        case Nothing():
            return UNKNOWN
        case Said(name, otherwise):
            return world.said[name] if name in world.said else evaluate(world, otherwise)
        case Name(name):
            return value_of(world, name)
        case Negative(of):
            return strict(lambda number: -number, [evaluate(world, of)])
        case Arithmetic(left, op, right):
            return strict(ARITHMETIC[op], [evaluate(world, left), evaluate(world, right)])
        case Call(function, arguments):
            return called(function, [evaluate(world, argument) for argument in arguments])
        case Choice():
            return chosen(world, node)
        case _:
            return truth_of(world, node)


def truth_of(world: World, node: Logic) -> Value:
    match node:
        case Known(name, known):
            return is_known(world, name) is known
        case Comparison():
            return conjunction([compare(world, *pair) for pair in pairs(node)])
        case Among():
            return among(world, node)
        case Not(of):
            return negation(evaluate(world, of))
        case And(parts):
            return conjunction([evaluate(world, part) for part in parts])
        case Or(parts):
            return disjunction([evaluate(world, part) for part in parts])


def negation(value: Value) -> Value:
    return UNKNOWN if value is UNKNOWN else not value


def conjunction(values: list[Value]) -> Value:
    """Kleene's `and`: one false makes it false, whatever is unknown beside it."""
    if any(value is False for value in values):
        return False
    return UNKNOWN if UNKNOWN in values else True


def disjunction(values: list[Value]) -> Value:
    return negation(conjunction([negation(value) for value in values]))


def chosen(world: World, choice: Choice) -> Value:
    condition = evaluate(world, choice.condition)
    if condition is UNKNOWN:
        return UNKNOWN
    return evaluate(world, choice.then if condition else choice.otherwise)


def pairs(chain: Comparison) -> list[tuple[Node, str, Node]]:
    """`1 <= x < 3` as `1 <= x` and `x < 3`."""
    operands = [chain.first, *(operand for _, operand in chain.rest)]
    return [(left, op, right) for left, (op, right) in zip(operands, chain.rest, strict=False)]


def compare(world: World, left: Node, op: str, right: Node) -> Value:
    is_rough = is_reckoned(world.pack, left) or is_reckoned(world.pack, right)
    operation = ROUGH[op] if is_rough else COMPARISONS[op]
    return strict(operation, [evaluate(world, left), evaluate(world, right)])


def is_reckoned(pack: Pack, node: Node) -> bool:
    """Whether a number was added, subtracted, multiplied or divided on the way to it."""
    match node:
        case Arithmetic():
            return True
        case Name(name):
            fact, input = (pack.get(part, {}).get(name, {}) for part in ("facts", "inputs"))
            assume = input.get("assume")
            formulas = [
                fact.get("formula"),
                assume.get("formula") if isinstance(assume, dict) else None,
            ]
            return any(is_reckoned(pack, each) for each in formulas if each is not None)
        case Negative(of):
            return is_reckoned(pack, of)
        case Call(function, arguments):
            return function != "round" and any(is_reckoned(pack, each) for each in arguments)
        case Said(name, otherwise):
            return is_reckoned(pack, Name(name)) or is_reckoned(pack, otherwise)
        case Choice():
            return is_reckoned(pack, node.then) or is_reckoned(pack, node.otherwise)
    return False


def are_near(one: float, other: float) -> bool:
    """Equal as people reckon: to the ninth decimal, or to twelve digits of a large number."""
    return abs(one - other) <= max(1e-9, 1e-12 * max(abs(one), abs(other)))


def among(world: World, node: Among) -> Value:
    members = node.members
    if isinstance(members, Name):
        group: Value | tuple[Value, ...] = value_of(world, members.name)
    else:
        group = tuple(as_value(member.value) for member in members)
    left, is_rough = evaluate(world, node.left), is_reckoned(world.pack, node.left)
    is_in = (lambda one, many: any(are_near(one, each) for each in many)) if is_rough else holds
    return strict(lambda one, many: is_in(one, many) is node.among, [left, group])


def holds(one: Any, many: Any) -> bool:
    return one in many


def called(function: str, values: list[Value]) -> Value:
    if function == "coalesce":
        return next((value for value in values if value is not UNKNOWN), UNKNOWN)
    return strict(FUNCTIONS[function], values)


def strict(operation: Callable[..., Any], operands: Iterable[Any]) -> Value:
    """The result, unknown where an operand is, or where it is not a finite double."""
    values = list(operands)
    if UNKNOWN in values:
        return UNKNOWN
    result = operation(*values)
    return result if not isinstance(result, float) or math.isfinite(result) else UNKNOWN


def quotient(left: float, right: float) -> Value:
    return UNKNOWN if right == 0 else left / right


def rounded(number: float, digits: float = 0) -> float:
    return float(round(number, int(digits)))


ARITHMETIC: dict[str, Callable[..., Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": quotient,
}
COMPARISONS: dict[str, Callable[..., Any]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
ROUGH: dict[str, Callable[..., Any]] = {
    "==": are_near,
    "!=": lambda left, right: not are_near(left, right),
    "<": lambda left, right: left < right and not are_near(left, right),
    "<=": lambda left, right: left < right or are_near(left, right),
    ">": lambda left, right: left > right and not are_near(left, right),
    ">=": lambda left, right: left > right or are_near(left, right),
}
FUNCTIONS: dict[str, Callable[..., Any]] = {"min": min, "max": max, "abs": abs, "round": rounded}


# The advice


def advise(pack: Pack, candidate: Candidate) -> dict[str, Any]:
    """Section 2 of the contract, without `name`, `summary`, `rules` and the texts of reasons."""
    world = world_of(pack, candidate)
    reasons = sorted(all_reasons(world), key=rank)
    score = total(pack, reasons)
    join_at = pack.get("decision", {}).get("join_at", 50)
    return {
        "recommendation": recommended(reasons, score, join_at),
        "score": score,
        "join_at": join_at,
        "reasons": reasons,
        "facts": {name: shown(value_of(world, name)) for name in pack.get("facts", {})},
        "assumed": assumed(world),
        **({"as_of": day_of(world)} if uses_dates(pack) else {}),
    }


def all_reasons(world: World) -> Iterator[dict[str, Any]]:
    for rule in world.pack.get("rules", []):
        if holds_now(world, rule) and evaluate(world, rule["when"]) is True:
            yield reason(world, rule, rule, names_in(rule["when"]))
    for band in world.pack.get("bands", []):
        for row in rows_that_apply(world, band):
            yield reason(world, band, row, [band["over"]])
    for table in world.pack.get("tables", []):
        for row in table_rows_that_apply(world, table):
            yield reason(world, table, row, table["over"])


def rows_that_apply(world: World, band: dict[str, Any]) -> list[dict[str, Any]]:
    value = value_of(world, band["over"])
    if value is UNKNOWN:
        return []
    is_rough = is_reckoned(world.pack, Name(band["over"]))
    tests = ROUGH if is_rough else COMPARISONS
    return [row for row in band["rows"] if is_within(value, row, tests)]


def table_rows_that_apply(world: World, table: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of which every cell holds; nothing unknown holds but for a cell that says any."""
    return [
        row
        for row in table["rows"]
        if all(cell_holds(world, *pair) for pair in zip(table["over"], row["when"], strict=True))
    ]


def cell_holds(world: World, name: str, cell: Any) -> bool:
    if cell == "any":
        return True
    value = value_of(world, name)
    if value is UNKNOWN:
        return False
    if isinstance(cell, str) and cell[0] in "<>=!0123456789":
        return compared_in_cell(world, name, value, cell)
    wanted = cell if isinstance(cell, list) else [cell]
    if isinstance(value, tuple):
        return any(each in value for each in wanted)
    rough = is_reckoned(world.pack, Name(name))
    return any(are_near(each, value) if rough else each == value for each in wanted)  # type: ignore[arg-type]


def compared_in_cell(world: World, name: str, value: Any, cell: str) -> bool:
    """``>= 5`` or ``3 <= _ < 8``."""
    tests = ROUGH if is_reckoned(world.pack, Name(name)) else COMPARISONS
    words = (cell if "_" in cell else f"_ {cell}").split()
    sides = [value if word == "_" else word for word in words]
    return all(
        tests[sides[at]](*(float(side) for side in (sides[at - 1], sides[at + 1])))
        for at in range(1, len(sides), 2)
    )


def is_within(value: Any, row: dict[str, Any], tests: dict[str, Callable[..., Any]]) -> bool:
    reaches = "from" not in row or tests[">="](value, row["from"])
    return bool(reaches and ("to" not in row or tests["<"](value, row["to"])))


def reason(
    world: World, rule: dict[str, Any], part: dict[str, Any], names: list[str]
) -> dict[str, Any]:
    """One entry of `reasons`; `part` is the rule itself, or the row of a band."""
    points, decides = part.get("points", 0), part.get("decide")
    return {
        "rule": rule["id"],
        "title": rule["title"],
        "effect": effect(points, decides),
        "points": points,
        "decides": decides,
        "because": [{"fact": name, "value": shown(value_of(world, name))} for name in names],
        "source": part.get("source", rule.get("source")),
    }


def effect(points: int, decides: str | None) -> str:
    if decides:
        return {"join": "for", "skip": "against"}[decides]
    return "note" if points == 0 else "for" if points > 0 else "against"


def rank(entry: dict[str, Any]) -> tuple[int, int, str]:
    deciding = ["skip", "join", None].index(entry["decides"])
    return deciding, -abs(entry["points"]), entry["rule"]


def total(pack: Pack, reasons: list[dict[str, Any]]) -> int:
    """Clamped once, at the end."""
    start: int = pack.get("decision", {}).get("start", 50)
    points: list[int] = [entry["points"] for entry in reasons]
    return min(100, max(0, start + sum(points)))


def recommended(reasons: list[dict[str, Any]], score: int, join_at: int) -> str:
    deciding = {entry["decides"] for entry in reasons}
    if "skip" in deciding:
        return "skip"
    return "join" if "join" in deciding or score >= join_at else "skip"


def shown(value: Value) -> Any:
    """A value as JSON has it: unknown is null, a list is a list, and zero has no sign."""
    if value is UNKNOWN:
        return None
    if isinstance(value, tuple):
        return list(value)
    return value + 0.0 if isinstance(value, float) else value


# What was assumed


def assumed(world: World) -> list[dict[str, Any]]:
    """The inputs that were read, were not said, and have a value all the same."""
    inputs = [name for name in sorted(read(world)) if is_assumed(world, name)]
    return [
        {"input": name, "value": shown(value_of(world, name))}
        for name in inputs
        if value_of(world, name) is not UNKNOWN
    ]


def is_assumed(world: World, name: str) -> bool:
    return has_assumption(world, name) and name not in world.said


def read(world: World) -> set[str]:
    """Names that facts, conditions, bands, fired texts, and assumptions in use mention."""
    waiting, seen = list(read_at_first(world)), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += names_behind(world, name)
    return seen


def read_at_first(world: World) -> Iterator[str]:
    for definition in world.pack.get("facts", {}).values():
        yield from named_by(definition)
    for rule in world.pack.get("rules", []):
        yield from names_in(rule["when"])
        if holds_now(world, rule) and evaluate(world, rule["when"]) is True:
            yield from named_in_text(rule["reason"])
    for band in world.pack.get("bands", []):
        yield band["over"]
        for row in rows_that_apply(world, band):
            yield from named_in_text(row["reason"])
    for table in world.pack.get("tables", []):
        yield from table["over"]
        for row in table_rows_that_apply(world, table):
            yield from named_in_text(row["reason"])


def names_behind(world: World, name: str) -> list[str]:
    """The names that the assumption of an input mentions, where it is in use."""
    if not is_assumed(world, name):
        return []
    assume = world.pack["inputs"][name]["assume"]
    return named_by(assume) if isinstance(assume, dict) else []


def named_by(definition: dict[str, Any]) -> list[str]:
    return names_in(definition["formula"]) if "formula" in definition else [definition["by"]]


def named_in_text(text: str) -> list[str]:
    return re.findall(r"\{([a-z][\w.]*)", text.replace("{{", ""))


# Why a rule did not fire


def misses(pack: Pack, candidate: Candidate) -> list[dict[str, Any]]:
    """Rules and bands that did not fire, by id: rule, title, failed tests and unknown inputs."""
    world = world_of(pack, candidate)
    rules = [
        rule
        for rule in pack.get("rules", [])
        if not holds_now(world, rule) or evaluate(world, rule["when"]) is not True
    ]
    bands = [band for band in pack.get("bands", []) if not rows_that_apply(world, band)]
    tables = [t for t in pack.get("tables", []) if not table_rows_that_apply(world, t)]
    found = [miss(world, rule) for rule in rules] + [miss_of_band(world, band) for band in bands]
    found += [miss_of_table(world, table) for table in tables]
    return sorted(found, key=lambda entry: str(entry["rule"]))


def miss(world: World, rule: dict[str, Any]) -> dict[str, Any]:
    tests = list(single_tests(world, rule["when"]))
    is_true = evaluate(world, rule["when"]) is True
    undecided = [] if is_true else [*single_tests(world, rule["when"], only_open=True)]
    failed = [test for test in tests if evaluate(world, test) is False]
    return {
        "rule": rule["id"],
        "title": rule["title"],
        "failed": [*passed_days(world, rule), *(failure(world, test) for test in failed)],
        "unknown": sorted(set[str]().union(*(to_blame(world, test) for test in undecided))),
    }


def passed_days(world: World, rule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    today = day_of(world)
    if today < rule.get("from", ""):
        yield {"test": f"as_of >= {rule['from']}", "value": today}
    if today > rule.get("until", "9999-12-31"):
        yield {"test": f"as_of <= {rule['until']}", "value": today}


def failure(world: World, test: Node) -> dict[str, Any]:
    return {"test": source(spelt_out(test)), "value": shown(left_value(world, test))}


def miss_of_band(world: World, band: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(to_blame(world, Name(band["over"])))
    return {"rule": band["id"], "title": band["title"], "failed": [], "unknown": unknown}


def miss_of_table(world: World, table: dict[str, Any]) -> dict[str, Any]:
    unknown = set[str]().union(*(to_blame(world, Name(name)) for name in table["over"]))
    return {
        "rule": table["id"],
        "title": table["title"],
        "failed": [],
        "unknown": sorted(unknown),
    }


def single_tests(
    world: World, node: Node, wanted: bool = True, only_open: bool = False
) -> Iterator[Node]:
    """The single tests of a condition, negations pushed inward and chains split.

    ``only_open`` leaves out those in a part that holds, whatever else is unknown in it.
    """
    match node:
        case Not(of):
            yield from single_tests(world, of, not wanted, only_open)
        case And(parts) | Or(parts):
            for part in parts:
                if not (only_open and evaluate(world, part) is wanted):
                    yield from single_tests(world, part, wanted, only_open)
        case Choice() | Said() if is_settled(world, condition_of(node)):
            yield from single_tests(world, taken(world, node), wanted, only_open)
        case Comparison():
            for left, op, right in pairs(node):
                yield Comparison(left, ((op if wanted else OPPOSITE[op], right),))
        case Among(left, members, is_in):
            yield Among(left, members, is_in is wanted)
        case Known(name, known):
            yield Known(name, known is wanted)
        case _:
            yield node if wanted else Not(node)


def taken(world: World, node: Choice | Said) -> Node:
    """The part of a choice that counts."""
    if isinstance(node, Said):
        return Name(node.name) if node.name in world.said else node.otherwise
    return node.then if evaluate(world, node.condition) is True else node.otherwise


def condition_of(node: Choice | Said) -> Node:
    return Known(node.name) if isinstance(node, Said) else node.condition


def is_settled(world: World, condition: Node) -> bool:
    return evaluate(world, condition) is not UNKNOWN


OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def spelt_out(part: Any) -> Any:
    """What stands inside a test: chains split, `not x in` as `x not in`, and so on."""
    if isinstance(part, tuple):
        return tuple(spelt_out(member) for member in part)
    if not isinstance(part, Node):
        return part
    inside = {field.name: spelt_out(getattr(part, field.name)) for field in fields(part)}
    match replace(part, **inside):
        case Comparison(_, [_, _, *_]) as chain:
            return And(tuple(Comparison(left, ((op, right),)) for left, op, right in pairs(chain)))
        case Not(Among(left, members, True)):
            return Among(left, members, among=False)
        case Not(Known(name, True)):
            return Known(name, known=False)
        case Choice(Name(name), Known(tested, True), otherwise) if is_said(name, tested):
            return Said(name, otherwise)
        case node:
            return node


def is_said(name: str, tested: str) -> bool:
    return name == tested and not name.startswith("fact_")


def left_value(world: World, test: Node) -> Value:
    match test:
        case Comparison(left, _) | Among(left, _, _) | Not(left):
            return evaluate(world, left)
        case Known(name, _):
            return value_of(world, name)
    return evaluate(world, test)


def to_blame(world: World, node: Node) -> set[str]:
    """The inputs without a value because of which a tree has none."""
    if evaluate(world, node) is not UNKNOWN:
        return set()
    match node:
        case Name(name):
            return to_blame_for(world, name)
        case Said(_, otherwise):
            return to_blame(world, otherwise)
        case Choice(condition=condition):
            part = taken(world, node) if is_settled(world, condition) else condition
            return to_blame(world, part)
    return set[str]().union(*(to_blame(world, child) for child in children(node)))


def to_blame_for(world: World, name: str) -> set[str]:
    if not is_fact(world, name):
        return {name}
    definition = world.pack["facts"][name]
    return to_blame(world, definition.get("formula") or Name(definition["by"]))
