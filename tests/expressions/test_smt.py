"""The solver's reading of a tree, with all inputs fixed, says what the other readings say."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any

import pytest
import z3
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from joinwise.authoring.analysis.evidence import Case, SampleEvidence
from joinwise.authoring.analysis.promises import PromiseProver
from joinwise.authoring.analysis.solver import CaseSolver, Proof, TimeBudget
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.nesting import nested
from joinwise.expressions.ast import Constant, Node, walk
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.smt.encoder import Encoder
from joinwise.expressions.smt.pairs import HighSide, LowSide
from joinwise.expressions.smt.terms import Flags, Number, Term, Truth, Words
from joinwise.expressions.source import Source
from joinwise.packs.checker import check_files
from joinwise.packs.dependencies import definitions
from joinwise.packs.model import Pack
from tests.support.fakes import pack, rule
from tests.support.generators import candidates, packs
from tests.support.rule_writer import document

MANY = settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
PATIENCE = 2_000


def generated(written: dict[str, Any]) -> Pack:
    found = check_files({"pack.yaml": document(written).encode()}).pack
    assert found
    return found


def asking(pack: Pack, time: TimeBudget | None = None) -> CaseSolver:
    tried = SampleEvidence(pack)
    rules = [each.when for each in tried.advisor.builder.contributions]
    return CaseSolver(pack, rules, tried.holds, time)


class Exactly(Compiler):
    """Python's reading with fractions in place of doubles, so that nothing is rounded."""

    def constant(self, value: Any) -> Source:
        return super().constant(exactly(value))


def exactly(value: Any) -> Any:
    match value:
        case float():
            return Fraction(repr(value))
        case frozenset():
            return frozenset(map(exactly, value))
        case dict():
            return {key: exactly(each) for key, each in value.items()}
    return value


def worked_out(
    program: type[Compiler], pack: Pack, rules: list[Node], values: Mapping[str, Any]
) -> tuple[Any, ...]:
    slots = {name: slot for slot, name in enumerate(pack.inputs)}
    work = program(slots, definitions(pack)).compile(rules)
    return work([values.get(name) for name in pack.inputs])


def fixed(reading: Encoder, values: Mapping[str, Any]) -> list[Any]:
    """That every input which is read has the value that it has."""
    found = []
    for name, (is_given, term) in reading.said.items():
        found.append(is_given == (name in values))
        if name in values:
            found += list(held(term, values[name]))
    return found


def held(term: Term, value: Any) -> list[Any]:
    match term:
        case Number():
            exact = Fraction(value)
            return [term.value == z3.Q(exact.numerator, exact.denominator)]
        case Truth():
            return [term.true if value else term.false]
        case Words():  # what no rule names behaves as the last
            return [term.cases.get(value, list(term.cases.values())[-1])]
        case Flags():
            return [is_in == (each in value) for each, is_in in term.holds.items()]


def agreement(reading: Encoder, trees: list[Node], found: tuple[Any, ...]) -> Any:
    """That every number and truth is what it was worked out to be, or unknown."""
    terms = [reading.term(each) for each in trees]
    return z3.And(*chain.from_iterable(map(same, terms, found)))


def same(term: Term, value: Any) -> Iterator[Any]:
    if isinstance(term, Number | Truth):
        yield term.known == (value is not None)
    if isinstance(term, Number) and value is not None:
        yield from held(term, value)
    if isinstance(term, Truth) and value is not None:
        yield term.true == value


def all_trees(pack: Pack, rules: list[Node]) -> list[Node]:
    """Everything that is worked out, to the last part."""
    defined = [tree for name in pack.order if (tree := pack.definition(name))]
    return list(dict.fromkeys(node for each in [*defined, *rules] for node in walk(each)))


def check(reading: Encoder, values: Mapping[str, Any], claim: Any) -> Any:
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    solver.add(claim, *reading.axioms, *fixed(reading, values))
    return solver.check()


@pytest.mark.slow
@MANY
@given(packs(max_rules=6), st.lists(candidates(), min_size=1, max_size=3))
def test_what_doubles_give_is_never_ruled_out(
    written: dict[str, Any], posted: list[dict[str, Any]]
) -> None:
    pack = generated(written)
    asked = asking(pack)
    trees = all_trees(pack, asked.rules)
    for candidate in map(read_candidate, posted):
        found = worked_out(Compiler, pack, trees, candidate.values)
        reading = asked.encoder(is_exact=False)
        claim = agreement(reading, trees, found)
        assert check(reading, candidate.values, claim) != z3.unsat, document(written)


@pytest.mark.slow
@MANY
@given(packs(max_rules=6), st.lists(candidates(), min_size=1, max_size=3))
def test_without_rounding_both_readings_say_the_same(
    written: dict[str, Any], posted: list[dict[str, Any]]
) -> None:
    pack = generated(written)
    asked = asking(pack)
    trees = all_trees(pack, asked.rules)
    for candidate in map(read_candidate, posted):
        values = {name: exactly(each) for name, each in candidate.values.items()}
        found = worked_out(Exactly, pack, trees, values)
        reading = asked.encoder(is_exact=True)
        claim = agreement(reading, trees, found)
        assert check(reading, values, claim) != z3.unsat, document(written)
        assert check(reading, values, z3.Not(claim)) != z3.sat, document(written)


@pytest.mark.slow
@settings(MANY, max_examples=30)
@given(packs(max_rules=6), candidates(), st.integers(0, 2**32))
def test_what_two_candidates_give_without_rounding_is_never_ruled_out(
    written: dict[str, Any], posted: dict[str, Any], seed: int
) -> None:
    pack, values, rng = generated(written), read_candidate(posted).values, Random(seed)
    numbers = [name for name in INPUTS if isinstance(values.get(name), float)]
    assume(numbers)
    raised = rng.choice(numbers)
    low = {name: exactly(each) for name, each in values.items()}
    high = low | {raised: (low[raised] + int(INPUTS[raised].high) + 1) // 2 + 1}
    assume(high[raised] <= INPUTS[raised].high)
    assume(all(map(is_ordinary, chain(low.values(), constants(pack)))))
    assert pair_of(pack, raised, low, high) != z3.unsat, document(written)


def constants(pack: Pack) -> list[Any]:
    trees = all_trees(pack, asking(pack).rules)
    return [tree.value for tree in trees if isinstance(tree, Constant)]


def is_ordinary(value: Any) -> bool:
    """Whether results stay far from what is too large for a double."""
    return not isinstance(value, float | Fraction) or value == 0 or 1e-7 <= abs(value) <= 1e12


def pair_of(pack: Pack, raised: str, low: dict[str, Any], high: dict[str, Any]) -> Any:
    """Whether two candidates may give what they give, as the solver sees such pairs."""
    asked, prover = asking(pack), PromiseProver(pack)
    trees = all_trees(pack, asked.rules)
    definitions = prover.dependencies.definitions
    one = LowSide(pack.kinds, definitions, prover.vocabulary, inputs=pack.inputs)
    other = HighSide(one, [raised], prover.touched([raised]))
    claims = [
        agreement(side, trees, worked_out(Exactly, pack, trees, values))
        for side, values in ((one, low), (other, high))
    ]
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    solver.add(*claims, *one.axioms, *other.axioms, *fixed(one, low), *fixed(other, high))
    return solver.check()


def asked(when: str, *more: str) -> Any:
    """Whether a rule can fire, as the solver alone says."""
    found = asking(pack(rule(when), *more))
    return found.answer(Case(firing=(0,)))


@pytest.mark.parametrize(
    "when",
    [
        "cost.annual_dues < 0",
        "members.overlap > 1",
        "1 < past_yield.deals < 2",
        "members.overlap * 10 >= 10.000001",
        "cost.annual_dues > cost.joining_fee and cost.joining_fee > cost.annual_dues",
        "cost.annual_dues + cost.joining_fee < cost.annual_dues",
        "cost.annual_dues / 12 > cost.annual_dues",
        "cost.annual_dues / (cost.annual_dues - cost.annual_dues) > 0",
        "cost.annual_dues * 1 / 0 > 0",
        "round(members.overlap) == 2",
        "round(cost.annual_dues, 2) > 0.3 and cost.annual_dues < 0.3",
        "abs(cost.annual_dues - 5) < 1 and cost.annual_dues > 6.5",
        "max(cost.annual_dues, 5) < 5",
        "mode == 'online' and mode == 'hybrid'",
        "kind is unknown",
        "currency not in ['USD'] and currency is unknown",
        "'learning' in you.seeks and you.seeks is unknown",
        "time.clashes and not time.clashes",
        "time.clashes == (not time.clashes)",
        "coalesce(time.clashes, true) and coalesce(time.clashes, true) == false",
        "(1 if time.clashes else 2) > 2",
        "mode == members.fit",
    ],
)
def test_what_can_never_fire_is_proven_for_doubles(when: str) -> None:
    assert asked(when) is Proof.COMPLETE


@pytest.mark.parametrize(
    "when",
    [
        "cost.annual_dues >= 1000000000",
        "members.overlap == 1",
        "past_yield.deals > 1 and past_yield.deals < 3",
        "cost.annual_dues / (cost.annual_dues - 5) > 1",
        "cost.annual_dues * cost.joining_fee == 12",
        "round(cost.annual_dues, 1) == 0.3 and cost.annual_dues != 0.3",
        "round(members.overlap) == 0 and members.overlap >= 0.5",
        "min(cost.annual_dues, 5) == 5 and abs(0 - cost.joining_fee) > 3",
        "name == 'The Club'",
        "currency == 'USD' and currency is unknown",
        "members.trend == past_yield.trend",
        "'learning' in you.seeks and 'job' not in you.seeks",
        "(cost.annual_dues if time.clashes else 3) == 4",
    ],
)
def test_what_can_fire_is_shown_by_a_candidate(when: str) -> None:
    found = asked(when)
    assert isinstance(found, Candidate)
    assert SampleEvidence(pack(rule(when))).holds(
        Case((0,)), read_candidate(nested(dict(found.values)))
    )


def test_what_only_the_rounding_of_doubles_could_make_fire_never_does() -> None:
    assert asked("cost.annual_dues * 3 / 3 > cost.annual_dues") is Proof.COMPLETE
    sums = "cost.annual_dues + 0.1 - cost.annual_dues != 0.1 and cost.annual_dues == 3"
    assert not isinstance(asked(sums), Candidate)


@pytest.mark.parametrize(
    ("when", "fires"),
    [
        ("members.overlap * 0.1 > 0.1", False),
        ("members.overlap * 0.1 >= 0.1", True),
        ("cost.annual_dues + 0.1 == 0.3 and cost.annual_dues == 0.2", True),
        ("cost.annual_dues + 0.1 > 0.3 and cost.annual_dues == 0.2", False),
    ],
)
def test_a_limit_is_met_as_people_reckon(when: str, fires: bool) -> None:
    """That 0.2 + 0.1 is 0.3, the solver knows, though it is more in doubles."""
    assert isinstance(asked(when), Candidate) is fires


def test_an_assumption_makes_an_input_always_have_a_value() -> None:
    assumed = "inputs: {cost.joining_fee: {assume: 5}}"
    assert asked("coalesce(cost.joining_fee, 7) == 7 and cost.joining_fee is unknown", assumed) is (
        Proof.COMPLETE
    )


@pytest.mark.slow
def test_a_chain_of_facts_may_be_long() -> None:
    facts = [f"  a{n + 1}: {{formula: a{n} + 1}}" for n in range(2_000)]
    chain = "\n".join(["facts:", "  a0: {formula: past_yield.deals}", *facts])
    assert asked("a2000 < 2000", chain) is Proof.COMPLETE


def test_a_question_beyond_its_time_is_not_decided() -> None:
    found = asking(pack(rule("cost.annual_dues < 0")), TimeBudget(most=0.0))
    assert found.answer(Case(firing=(0,))) is None


def test_a_question_that_takes_more_effort_than_its_time_buys_is_not_decided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solver = asking(pack(rule("cost.annual_dues * cost.joining_fee < 0")))
    monkeypatch.setattr("joinwise.authoring.analysis.solver.UNITS_PER_SECOND", 1)
    assert solver.answer(Case(firing=(0,))) is None
    monkeypatch.undo()
    assert solver.answer(Case(firing=(0,))) is Proof.COMPLETE
