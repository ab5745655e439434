"""Packs without faults, made from seeds."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

from tests.support.generators.author import Author
from tests.support.generators.candidates import beside
from tests.support.generators.fields import (
    COMMON,
    DATED,
    DAYS,
    FIELDS,
    NEVER_ASSUMED,
    POINTS,
    Field,
    plain_value,
)
from tests.support.rule_writer import Call, Choice, Constant, Node, Nothing, names_in, number

Pack = dict[str, Any]


def pack_from_seed(seed: int, rules: int) -> Pack:
    """A pack with that many rules, and facts, assumptions and bands to go with them."""
    rng = Random(seed)

    def seeds(number: int) -> list[int]:
        return [rng.getrandbits(32) for _ in range(number)]

    return build_pack(seed, seeds(3 + rules // 5), seeds(rules), seeds(rules // 8))


def build_pack(seed: int, definitions: list[int], rules: list[int], bands: list[int]) -> Pack:
    """A seed for each definition (a fact or a worked-out assumption), rule and band."""
    rng = Random(seed)
    palette = chosen_fields(rng, 12 + len(rules) // 6)
    targets = [name for name in list(palette)[8:] if may_be_worked_out(name) and rng.random() < 0.3]
    pack: Pack = {"inputs": constant_assumptions(rng, palette, targets), "facts": {}}
    names = {name: field for name, field in palette.items() if name not in targets}
    for position, definition in enumerate(definitions):
        define(pack, Author(Random(definition), names), targets, f"fact_{position}")
    author = Author(rng, names | {name: palette[name] for name in targets})
    pack |= {
        "decision": decision(rng),
        "rules": [rule(writing(author, rule_seed), n) for n, rule_seed in enumerate(rules)],
        "bands": [
            band(writing(author, band_seed), n + len(rules)) for n, band_seed in enumerate(bands)
        ],
        "tables": [table(writing(author, band_seed + 1), n) for n, band_seed in enumerate(bands)],
    }
    return {section: content for section, content in pack.items() if content}


def writing(author: Author, seed: int) -> Author:
    return replace(author, rng=Random(seed))


def chosen_fields(rng: Random, size: int) -> dict[str, Field]:
    """Some fields, so that rules often meet over the same names; the first eight of every kind."""
    first = [name for kind, number in FIRST.items() for name in rng.sample(of_kind(kind), number)]
    names = first + rng.sample(list(FIELDS), min(size, len(FIELDS)))
    return {name: FIELDS[name] for name in dict.fromkeys(names)}


FIRST = {"text": 1, "truth": 1, "list": 1, "number": 5}


def of_kind(kind: str) -> list[str]:
    return [name for name, field in FIELDS.items() if field.kind == kind]


def may_be_worked_out(name: str) -> bool:
    return name not in NEVER_ASSUMED and FIELDS[name].kind != "list"


def constant_assumptions(
    rng: Random, palette: dict[str, Field], targets: list[str]
) -> dict[str, Any]:
    free = [name for name in palette if name not in targets and name not in NEVER_ASSUMED]
    chosen = [name for name in free if rng.random() < 0.3]
    return {name: {"assume": plain_value(rng, palette[name])} for name in chosen}


def decision(rng: Random) -> dict[str, int]:
    keys = rng.choice(((), ("start",), ("join_at",), ("start", "join_at")))
    return {key: rng.choice((0, 40, 50, 50, 55, 60, 100)) for key in keys}


def define(pack: Pack, author: Author, targets: list[str], fact: str) -> None:
    """Adds a fact or an assumption, and its name to those that later ones may use."""
    if targets and author.rng.random() < 0.4:
        target = targets.pop()
        pack["inputs"][target] = {"assume": definition_of(author, FIELDS[target], is_input=True)}
        author.names[target] = FIELDS[target]
    else:
        field = fact_field(author)
        pack["facts"][fact] = definition_of(author, field, is_input=False)
        author.names[fact] = field


def fact_field(author: Author) -> Field:
    kind = author.rng.choice(("number", "number", "number", "text", "truth"))
    if kind == "text":
        return author.names[author.name("text")]
    return Field(kind, top=1e9)


def definition_of(author: Author, field: Field, is_input: bool) -> dict[str, Any]:
    if author.rng.random() < 0.4:
        return lookup(author, field)
    depth = author.rng.randint(0, 3)
    if field.kind == "number":
        return {"formula": of_a_kind(author.number(depth), Constant(1.0))}
    if field.kind == "truth":
        return {"formula": of_a_kind(author.truth(depth), Constant(True))}
    write = own_text if is_input else Author.text_like
    return {"formula": write(author, field, depth)}


def of_a_kind(node: Node, example: Constant) -> Node:
    """The same if anything in it says of what kind it is."""
    return node if has_kind(node) else Call("coalesce", (node, example))


def has_kind(node: Node) -> bool:
    match node:
        case Nothing():
            return False
        case Call("coalesce", parts):
            return any(map(has_kind, parts))
        case Choice(then, _, otherwise):
            return has_kind(then) or has_kind(otherwise)
    return True


def own_text(author: Author, field: Field, depth: int) -> Node:
    """A text that is always one of the field's own values."""
    one, other = (Constant(author.rng.choice(field.values)) for _ in range(2))
    return Choice(one, author.truth(depth), other)


def lookup(author: Author, field: Field) -> dict[str, Any]:
    rng, by = author.rng, author.name("text")
    keys = author.names[by].values
    if beside(rng).random() < DATED:
        by, keys = "date", DAYS
    chosen = rng.sample(keys, rng.randint(1, min(5, len(keys))))
    found = {"by": by, "values": {key: plain_value(rng, field) for key in chosen}}
    return found | ({"else": plain_value(rng, field)} if rng.random() < 0.6 else {})


def rule(author: Author, number: int) -> dict[str, Any]:
    rng = author.rng
    when = author.truth(rng.choice((0, 1, 1, 2, 2, 3, 4)))
    entry = {
        "id": identifier(rng, number),
        "title": f'Title {number}: a "plain" one, it\'s said',
        "when": when,
        "reason": text_naming(author, names_in(when)),
    }
    return entry | points(rng) | decides(rng) | source_of(rng) | period(beside(rng))


def period(rng: Random) -> dict[str, str]:
    if rng.random() > DATED:
        return {}
    start, end = sorted(rng.choices(DAYS, k=2))
    return rng.choice(({"from": start}, {"until": end}, {"from": start, "until": end}))


def identifier(rng: Random, number: int) -> str:
    return f"{rng.choice(('cost', 'cost-of-time', 'time', 'a', 'z9'))}-{number}"


def points(rng: Random) -> dict[str, int]:
    return {"points": rng.choice(POINTS)} if rng.random() < 0.85 else {}


def decides(rng: Random) -> dict[str, str]:
    return {"decide": rng.choice(("join", "skip"))} if rng.random() < 0.06 else {}


def source_of(rng: Random) -> dict[str, str]:
    return {"source": "An essay, claim 8 — “quoted”"} if rng.random() < 0.5 else {}


def text_naming(author: Author, names: Iterable[str]) -> str:
    """A text with some of the names in it."""
    may_stand = [name for name in names if author.names[name].kind != "list"]
    chosen = [name for name in may_stand if author.rng.random() < 0.3]
    return " ".join(["It is so {{that is all}}.", *(placeholder(author, n) for n in chosen)])


def placeholder(author: Author, name: str) -> str:
    is_number = author.names[name].kind == "number"
    return f"{{{name} one|many}}" if is_number and author.rng.random() < 0.5 else f"{{{name}}}"


def band(author: Author, number: int) -> dict[str, Any]:
    rng, over = author.rng, author.name("number")
    return {
        "id": identifier(rng, number),
        "title": f"Band {number}",
        "over": over,
        "rows": [row(author, over, limits) for limits in stretches(rng)],
    } | source_of(rng)


def table(author: Author, number: int) -> dict[str, Any]:
    """The cells of its first column stand apart, so that no two rows can apply together."""
    rng = author.rng
    over = [author.name(rng.choice(("number", "text"))), *(author.any_name() for _ in range(2))]
    over = list(dict.fromkeys(over))
    keys = [key for key in first_cells(rng, author.names[over[0]]) if rng.random() < 0.8]
    rows = [table_row(author, over, key) for key in keys or ["any"]]
    found = {"id": f"table-{number}", "title": f"Table {number}", "over": over, "rows": rows}
    return found | source_of(rng)


def first_cells(rng: Random, field: Field) -> list[Any]:
    if field.kind == "text":
        values = rng.sample(field.values, min(len(field.values), rng.randint(2, 5)))
        return [values[:2], *values[2:]]
    low, high = sorted(rng.sample((1.0, 2.5, 5.0, 10.0, 100.0), 2))
    written = [f"< {number(low)}", f"{number(low)} <= _ < {number(high)}", high]
    return [*written, f"> {number(high)}"]


def table_row(author: Author, over: list[str], key: Any) -> dict[str, Any]:
    rng = author.rng
    cells = [key, *(cell(rng, author.names[name]) for name in over[1:])]
    entry = {"when": cells, "points": rng.choice(POINTS), "reason": text_naming(author, over)}
    return entry | decides(rng)


def cell(rng: Random, field: Field) -> Any:
    if rng.random() < 0.3:
        return "any"
    if field.kind == "truth":
        return rng.random() < 0.5
    if field.kind == "number":
        limit = rng.choice(COMMON)
        written = [f"{op} {number(limit)}" for op in ("<", "<=", ">", ">=", "!=", "==")]
        return rng.choice([*written, f"0.5 <= _ < {number(limit)}", limit, [limit, 3.0]])
    return (
        rng.sample(field.values, rng.randint(1, 2))
        if rng.random() < 0.5
        else rng.choice(field.values)
    )


def row(author: Author, over: str, limits: dict[str, float]) -> dict[str, Any]:
    own = {"source": "Of this row only"} if author.rng.random() < 0.3 else {}
    text = text_naming(author, [over])
    return limits | {"points": author.rng.choice(POINTS), "reason": text} | own


def stretches(rng: Random) -> list[dict[str, float]]:
    """Limits of rows that do not overlap; some stretches are left out."""
    cuts = sorted(rng.sample((-10.0, -1.0, *COMMON), rng.randint(1, 4)))
    inner = [{"from": low, "to": high} for low, high in pairwise(cuts)]
    every = [{"to": cuts[0]}, *inner, {"from": cuts[-1]}]
    kept = [limits for limits in every if rng.random() < 0.8]
    return kept or every
