"""Computed numbers meet a limit as people reckon, whatever their binary fractions."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from joinwise.domain.candidate import Candidate
from joinwise.expressions.closeness import (
    ABSOLUTE,
    RELATIVE,
    edges,
    tolerant,
    without_tolerance,
)
from joinwise.expressions.parser import parse
from joinwise.scoring.decide import Decider
from tests.support.fakes import pack, rule


def fires(when: str, **values: float) -> bool:
    known = {name.replace("__", "."): value for name, value in values.items()}
    decider = Decider(pack(rule(when)))
    return bool(decider.decide(Candidate({"name": "A", "kind": "meetup", **known})).hits)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("0.1 + 0.2 >= 0.3", True),
        ("0.1 + 0.2 <= 0.3", True),
        ("0.1 + 0.2 > 0.3", False),
        ("0.3 < 0.1 + 0.2", False),
        ("0.1 + 0.2 != 0.3", False),
        ("0.1 + 0.2 in [0.3, 5]", True),
        ("0.1 + 0.2 not in [0.3, 5]", False),
        ("5.6 * 20 + 3.8 * 20 + 12 >= 200", True),
        ("1 / 3 * 3 == 1", True),
        ("0.3 - 0.1 - 0.2 >= 0", True),
        ("0.3 - 0.1 - 0.2 < 0", False),
        ("min(0.1 + 0.2, 5) == 0.3", True),
        ("(0.1 + 0.2 if true else 1) == 0.3", True),
        ("-(0.1 + 0.2) >= -0.3", True),
        ("0.1 + 0.2 == 0.4 - 0.1", True),
        ("0.1 + 0.2 > 0.4 - 0.1", False),
        ("0.30001 + 0 > 0.3", True),
        ("0.1 + 0.2 < 0.300000002", True),
        ("1000000000 * 1 > 999999999.99", True),
    ],
)
def test_sums_reach_a_limit_as_people_reckon(when: str, expected: bool) -> None:
    assert fires(when) is expected


def test_what_is_given_is_compared_exactly() -> None:
    dues = 0.1 + 0.2
    assert fires("cost.annual_dues > 0.3", cost__annual_dues=dues)
    assert not fires("cost.annual_dues + 0 > 0.3", cost__annual_dues=dues)


def test_a_fact_that_is_computed_is_compared_as_people_reckon() -> None:
    facts = "facts: {total: {formula: cost.annual_dues + 0.1}, same: {formula: 'max(total, 0)'}}"
    for name in ("total", "same"):
        decider = Decider(pack(f"{facts}\n{rule(f'{name} == 0.3')}"))
        values = {"name": "A", "kind": "meetup", "cost.annual_dues": 0.2}
        assert decider.decide(Candidate(values)).hits


def test_a_band_over_a_sum_begins_where_people_say() -> None:
    text = """
facts: {total: {formula: cost.annual_dues + 0.1}}
bands:
  - {id: b, title: B, over: total, rows: [{to: 0.3, points: 1, reason: R}, {from: 0.3, points: 2, reason: R}]}
"""
    values = {"name": "A", "kind": "meetup", "cost.annual_dues": 0.2}
    (hit,) = Decider(pack(text)).decide(Candidate(values)).hits
    assert hit.points == 2


@example(-ABSOLUTE)
@example(ABSOLUTE)
@example(0.0)
@given(st.floats(-1e12, 1e12))
def test_the_edges_are_the_last_doubles_that_count_as_equal(value: float) -> None:
    low, high = edges(value)
    reach = max(ABSOLUTE, RELATIVE * abs(value))
    assert low <= value <= high
    assert value - low == pytest.approx(reach, rel=1e-3)
    assert high - value == pytest.approx(reach, rel=1e-3)


def test_a_tree_without_a_tolerant_comparison_is_kept_as_it_is() -> None:
    tree = parse("a >= 1 and (b in ['x'] or not max(c, 2) == d)")
    assert tolerant(tree, ()) is tree
    assert without_tolerance(tree) is tree
