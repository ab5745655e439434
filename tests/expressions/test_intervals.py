"""What an operation may give, given what its operands may be."""

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from joinwise.domain.values import Kind, Value
from joinwise.expressions import intervals as possible
from joinwise.expressions.intervals import (
    BITS,
    FIRST_OF,
    KNOWN,
    NEVER_KNOWN,
    SAME,
    Possible,
    chosen,
)

NUMBERS = st.sampled_from((None, -1e308, -3.0, -0.5, 0.0, 0.25, 1.0, 2.5, 7.0, 1e200, 1e308))
TRUTHS = st.sampled_from((None, False, True))
TEXTS = st.sampled_from((None, "a", "b", "c"))
VALUES = {Kind.NUMBER: NUMBERS, Kind.BOOLEAN: TRUTHS, Kind.TEXT: TEXTS}
KINDS = list(VALUES)


def summed_up(values: Sequence[Value], kind: Kind) -> Possible:
    """The smallest that holds these values."""
    known: list[Any] = [value for value in values if value is not None]
    if kind is Kind.NUMBER:
        return (min(known), max(known), None in values) if known else NEVER_KNOWN
    return sum(BITS[v] for v in set(values)) if kind is Kind.BOOLEAN else frozenset(values)  # type: ignore[index]


def holds(found: Possible, value: Value, kind: Kind) -> bool:
    """Whether this value, too, is held to be possible."""
    if kind is Kind.NUMBER:
        low, high, unknown = found
        return bool(unknown) if value is None else bool(low <= value <= high)
    return bool(found & BITS[value]) if kind is Kind.BOOLEAN else value in found  # type: ignore[index]


def of_known(work: Callable[..., Any]) -> Callable[..., Value]:
    """Unknown where an operand is, or where no finite number comes out."""

    def exactly(*operands: Any) -> Value:
        if None in operands:
            return None
        try:
            found: Value = work(*operands)
        except ZeroDivisionError:
            return None
        return None if isinstance(found, float) and not math.isfinite(found) else found

    return exactly


def first(*operands: Value) -> Value:
    return next((each for each in operands if each is not None), None)


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    return None if condition is None else then if condition else otherwise


NUMBER, BOOLEAN, TEXT = Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT
OPERATIONS: dict[str, tuple[Any, Any, tuple[Kind, ...], Kind]] = {
    "+": (possible.plus, of_known(lambda a, b: a + b), (NUMBER, NUMBER), NUMBER),
    "-": (possible.minus, of_known(lambda a, b: a - b), (NUMBER, NUMBER), NUMBER),
    "*": (possible.times, of_known(lambda a, b: a * b), (NUMBER, NUMBER), NUMBER),
    "/": (possible.over, of_known(lambda a, b: a / b), (NUMBER, NUMBER), NUMBER),
    "min": (possible.lesser, of_known(min), (NUMBER,) * 3, NUMBER),
    "max": (possible.greater, of_known(max), (NUMBER,) * 3, NUMBER),
    "abs": (possible.absolute, of_known(abs), (NUMBER,), NUMBER),
    "in": (
        lambda item: possible.within(item, ("a", "c")),
        of_known(lambda item: item in ("a", "c")),
        (TEXT,),
        BOOLEAN,
    ),
    **{f"first {k}": (FIRST_OF[k], first, (k,) * 3, k) for k in KINDS},
    **{f"choice of {k}": (chosen(k), choose, (BOOLEAN, k, k), k) for k in KINDS},
    **{f"same {k}": (SAME[k], of_known(lambda a, b: a == b), (k, k), BOOLEAN) for k in KINDS},
    **{f"known {k}": (KNOWN[k], lambda a: a is not None, (k,), BOOLEAN) for k in KINDS},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
@settings(deadline=None, derandomize=True, phases=[Phase.generate], max_examples=150)
@given(st.data())
def test_an_operation_may_give_whatever_it_gives_of_its_operands(name: str, data: Any) -> None:
    work, exactly, kinds, result = OPERATIONS[name]
    operands = [data.draw(st.lists(VALUES[kind], min_size=1, max_size=3)) for kind in kinds]
    summaries = [summed_up(each, kind) for each, kind in zip(operands, kinds, strict=True)]
    for values in product(*operands):
        assert holds(work(*summaries), exactly(*values), result)


@pytest.mark.parametrize("name", OPERATIONS)
@settings(deadline=None, derandomize=True, phases=[Phase.generate], max_examples=80)
@given(st.data())
def test_an_operation_gives_but_one_value_of_one_value_each(name: str, data: Any) -> None:
    work, exactly, kinds, result = OPERATIONS[name]
    operands = [data.draw(VALUES[kind]) for kind in kinds]
    found = work(*(summed_up([each], kind) for each, kind in zip(operands, kinds, strict=True)))
    assert found == summed_up([exactly(*operands)], result)
