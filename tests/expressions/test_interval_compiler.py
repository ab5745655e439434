"""What is read over ranges holds all that comes out of their values, and nothing else for one."""

from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.explain.search import SearchSpace
from joinwise.expressions.ast import Name, Node
from joinwise.expressions.interval_compiler import IntervalCompiler
from joinwise.expressions.intervals import BITS, Possible, only, value_of
from joinwise.packs.dependencies import definitions
from joinwise.packs.model import Pack
from joinwise.scoring.facts import Evaluator
from tests.support.fakes import pack
from tests.support.generators import SEEDS, candidates, packs
from tests.support.rule_writer import document

SETTINGS = settings(
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NUMBERS = (0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 12.0, 50.0, 100.0, 1000.0, 1e9)
VARIED = [name for name in INPUTS if name not in ("name", "kind", "currency")]


class Reading:
    """All facts and conditions of a pack, over ranges and exactly."""

    def __init__(self, text: str) -> None:
        self.pack: Pack = pack(text)
        self.trees: list[Node] = [Name(name) for name in self.pack.facts]
        self.trees += [rule.when for rule in self.pack.rules]
        self.trees += [Name(name) for name in VARIED]
        self.compiler = IntervalCompiler(self.pack.kinds, definitions(self.pack))
        self.slots = [self.compiler.export(tree) for tree in self.trees]
        self.kinds = [self.compiler.kind(tree) for tree in self.trees]
        blocks = self.compiler.blocks.in_order()
        self.runs = [self.compiler.function([each], each.exports.values()) for each in blocks]
        self.workings = Evaluator(self.pack, self.trees)

    def over(self, candidate: Candidate, varied: dict[str, Possible]) -> list[Possible]:
        given: list[Possible] = [None] * self.compiler.blocks.frame_size
        slots = self.compiler.blocks.slots
        for name in candidate.values.keys() & slots.keys():
            given[slots[name]] = only(candidate.values[name], self.pack.kinds[name])
        for name, possible in varied.items():
            given[slots[name]] = possible
        for run in self.runs:
            run(given)
        return [given[slot] for slot in self.slots]

    def exactly(self, candidate: Candidate, values: dict[str, Value]) -> tuple[Value, ...]:
        return self.workings.evaluate(Candidate({**candidate.values, **values}))[1]


def holds(possible: Possible, value: Value, kind: Kind) -> bool:
    match kind:
        case Kind.NUMBER:
            low, high, unknown = possible
            return bool(unknown) if value is None else bool(low <= value <= high)
        case Kind.BOOLEAN:
            return bool(possible & BITS[value])  # type: ignore[index]
        case Kind.TEXT:
            return value in possible
    return bool(possible == value)


def tried(rng: Random, input: Input) -> SearchSpace:
    """A few values of an input, in order; one of a list."""
    if input.kind is Kind.LIST:
        return SearchSpace(input.kind, ((rng.choice(input.values),),))
    if input.kind is Kind.BOOLEAN:
        return SearchSpace(input.kind, (False, True)[: rng.randint(1, 2)])
    every: list[Value] = list(input.values or (n for n in NUMBERS if n <= input.high))
    start = rng.randrange(len(every))
    return SearchSpace(input.kind, tuple(every[start : start + rng.randint(1, 4)]))


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(packs(1, 12), candidates(), st.lists(SEEDS, min_size=20, max_size=20))
def test_whatever_comes_out_was_held_possible(content: Any, body: Any, seeds: list[int]) -> None:
    reading, candidate = Reading(document(content)), read_candidate(body)
    for rng in map(Random, seeds):
        names = rng.sample(VARIED, rng.randint(1, 3))
        assert_held(reading, candidate, {name: tried(rng, INPUTS[name]) for name in names})


def assert_held(reading: Reading, candidate: Candidate, spaces: dict[str, SearchSpace]) -> None:
    varied = {name: each.possible(0, len(each.values) - 1) for name, each in spaces.items()}
    found = reading.over(candidate, varied)
    for values in product(*(each.values for each in spaces.values())):
        exact = reading.exactly(candidate, dict(zip(spaces, values, strict=True)))
        for possible, value, kind in zip(found, exact, reading.kinds, strict=True):
            assert holds(possible, value, kind)


LARGE = "1" + "0" * 300
EDGES = f"""facts:
  overflow: {{formula: cost.annual_dues * cost.joining_fee * {LARGE}}}
  overflow_of_sum: {{formula: cost.annual_dues * {LARGE} + cost.joining_fee * {LARGE}}}
  difference: {{formula: cost.annual_dues - cost.joining_fee}}
  product: {{formula: difference * (cost.joining_fee - cost.annual_dues / 2)}}
  ratio: {{formula: cost.annual_dues / difference}}
  ratio_of_large: {{formula: {LARGE} * cost.annual_dues / (cost.joining_fee / {LARGE})}}
  either: {{formula: ratio if time.clashes else product}}
  first: {{formula: "coalesce(ratio, either, overflow, 5)"}}
  first_sure: {{formula: "coalesce(cost.annual_dues, ratio)"}}
  between: {{formula: "0 < difference <= ratio"}}
  far: {{formula: "abs(round(product, 1)) > max(first, -ratio, 2)"}}
  all_known: {{formula: ratio is known and not (overflow is known or between)}}
"""


@pytest.mark.slow
@settings(SETTINGS, max_examples=100)
@given(SEEDS)
def test_sums_that_overflow_and_quotients_that_do_not_exist_are_held_possible(seed: int) -> None:
    rng = Random(seed)
    names = ("cost.annual_dues", "cost.joining_fee", "time.clashes")
    varying = rng.sample(names, rng.randint(1, 3))
    given = {name: rng.choice(tried(rng, INPUTS[name]).values) for name in names}
    said = {name: value for name, value in given.items() if rng.random() < 0.8}
    candidate = Candidate({"name": "A", "kind": "meetup", **said})
    assert_held(edges(), candidate, {name: tried(rng, INPUTS[name]) for name in varying})


@cache
def edges() -> Reading:
    return Reading(EDGES)


@pytest.mark.slow
@settings(SETTINGS, max_examples=60)
@given(packs(1, 12), st.lists(candidates(), min_size=5, max_size=5))
def test_what_does_not_vary_comes_out_exactly(content: Any, group: list[Any]) -> None:
    reading = Reading(document(content))
    for candidate in map(read_candidate, group):
        found, exact = reading.over(candidate, {}), reading.exactly(candidate, {})
        for possible, value, kind in zip(found, exact, reading.kinds, strict=True):
            assert value_of(possible, kind) == value
            assert holds(possible, value, kind)
