"""Which inputs the promises of a pack are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.expressions.printer import to_text
from joinwise.packs.files.entry import Entry
from joinwise.packs.model import Pack, Promise
from joinwise.packs.own_inputs import OwnInputs
from joinwise.suggestions import nearest

NUMBERS: Mapping[str, None] = {
    input.name: None for input in INPUTS.values() if input.kind is Kind.NUMBER
}


Inputs = Mapping[str, Input]


def numbers_in(inputs: Inputs) -> list[str]:
    return [name for name, input in inputs.items() if input.kind is Kind.NUMBER]


def check_higher(entry: Entry, own: OwnInputs) -> bool:
    """Whether what grows are numbers; reports what is wrong with a name or pattern."""
    higher = entry.data["higher"]
    if isinstance(higher, str):
        return _check(entry, "higher", higher, own, is_pattern="*" in higher)
    checked = [
        _check(entry, f"higher/{place}", name, own, is_pattern=False)
        for place, name in enumerate(higher)
    ]
    return all(checked)


def _check(entry: Entry, key: str, name: str, own: OwnInputs, is_pattern: bool) -> bool:
    inputs = own.catalogue.inputs
    problem = _pattern_problem(name, own) if is_pattern else _name_problem(name, inputs)
    if problem and name not in own.faulty:
        entry.report(key, problem)
    return not problem


def _pattern_problem(pattern: str, own: OwnInputs) -> str:
    known = (*numbers_in(own.catalogue.inputs), *own.faulty)
    if any(fnmatchcase(name, pattern) for name in known):
        return ""
    return f'"{pattern[:80]}" matches no number among the inputs'


def _name_problem(name: str, inputs: Inputs) -> str:
    if name in numbers_in(inputs):
        return ""
    if name in inputs:
        return f"{name} is {inputs[name].kind.described}; only a number can be higher"
    return f'unknown input "{name[:80]}"{nearest(name, numbers_in(inputs))}'


PromiseOrder = tuple[str, str, str]


def promise_order(promise: Promise) -> PromiseOrder:
    """The place of a promise among others, wherever they are written."""
    return promise.name, promise.never, to_text(promise.given) if promise.given else ""


def promised(pack: Pack) -> Iterator[tuple[Promise, tuple[str, ...]]]:
    """Each promise with inputs that grow together, for a pattern once for each that it matches.

    A pattern leaves out what another promise names by itself.
    """
    by_itself = {promise.higher for promise in pack.promises if isinstance(promise.higher, str)}
    for promise in pack.promises:
        higher = promise.higher
        if isinstance(higher, tuple):
            yield promise, higher
        elif "*" not in higher:
            yield promise, (higher,)
        else:
            for name in numbers_in(pack.inputs):
                if fnmatchcase(name, higher) and name not in by_itself:
                    yield promise, (name,)
