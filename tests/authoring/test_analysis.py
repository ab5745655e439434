"""What a check finds in a pack as a whole is true, and shown by a candidate or proven."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import z3
from hypothesis import given, settings

from joinwise.advisor import Advisor
from joinwise.authoring.analysis.evidence import Case, SampleEvidence
from joinwise.authoring.analysis.findings import PackAnalyzer, analyze
from joinwise.authoring.analysis.locations import RuleLocations
from joinwise.authoring.analysis.solver import Proof, TimeBudget
from joinwise.diagnostics import Diagnostic
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.checker import check_files
from joinwise.packs.loader import check_folder
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.scoring.advice import contributions
from joinwise.scoring.matcher import TreeMatcher
from tests.expressions.test_smt import MANY
from tests.support.fakes import checked
from tests.support.generators import Pack as Written
from tests.support.generators import candidate_from_seed, packs
from tests.support.rule_writer import document

BAND = "bands: [{id: b, title: B, over: cost.annual_dues, rows: [%s]}]"


def a_rule(id: str, when: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "title": id.upper(), "when": when, "reason": "Because.", **more}


def found(*rules: dict[str, Any], **sections: Any) -> list[str]:
    """What is found in a pack of these rules, without the witnesses."""
    return [f"{each.severity}: {each.message}" for each in faults(*rules, **sections)]


def faults(*rules: dict[str, Any], **sections: Any) -> tuple[Diagnostic, ...]:
    return analyze(checked(json.dumps({"rules": rules, **sections}, indent=1))).diagnostics


def firing(pack: Pack, witness: str) -> set[str]:
    """What fires for a witness as it would be posted."""
    advice = Advisor(pack, TreeMatcher).advise(read_candidate(json.loads(witness)))
    return {each.rule for each in advice.reasons}


@pytest.mark.slow
def test_nothing_is_odd_in_the_shipped_rules_as_a_whole() -> None:
    result = analyze(check_folder(default_folder()))
    assert (result.diagnostics, result.undecided) == ((), 0)


@pytest.mark.parametrize(
    ("when", "is_odd"),
    [
        ("cost.annual_dues > 1000000000", True),
        ("cost.annual_dues >= 1000000000", False),
        ("4 < past_yield.deals < 5", True),
        ("4 < past_yield.deals <= 5", False),
        ("mode == 'online' and mode == 'hybrid'", True),
        ("mode == 'online' or mode == 'hybrid'", False),
        ("kind is unknown", True),
        ("mode is unknown", False),
        ("cost.annual_dues * cost.annual_dues < 0", True),
        ("cost.annual_dues * cost.annual_dues <= 0", False),
    ],
)
def test_a_rule_that_can_never_fire_is_warned_of(when: str, is_odd: bool) -> None:
    warning = 'warning: "r" can never fire: no candidate makes this true'
    assert found(a_rule("r", when)) == ([warning] if is_odd else [])


@pytest.mark.parametrize(
    ("when", "is_odd"),
    [
        ("true", True),
        ("mode is known or mode is unknown", True),
        ("mode == 'online' or mode != 'online'", False),
        ("coalesce(cost.annual_dues, 0) >= 0", True),
        ("coalesce(cost.annual_dues, 0) > 0", False),
        ("currency == 'USD' or currency != 'USD'", True),
    ],
)
def test_a_rule_that_always_fires_is_warned_of(when: str, is_odd: bool) -> None:
    warning = 'warning: "r" always fires: every candidate makes this true'
    assert found(a_rule("r", when)) == ([warning] if is_odd else [])


@pytest.mark.slow
def test_an_assumption_is_part_of_what_can_be() -> None:
    rule = a_rule("r", "cost.joining_fee >= 0")
    assumed = {"cost.joining_fee": {"assume": 0}}
    assert found(rule) == []
    assert len(found(rule, inputs=assumed)) == 1


def test_a_row_that_can_never_apply_is_warned_of_at_its_place() -> None:
    rows = "{to: 0, points: 1, reason: x}, {from: 0, to: 5, points: 2, reason: x}, "
    (fault,) = analyze(checked(BAND % f"{rows}{{from: 5, points: 3, reason: x}}")).diagnostics
    assert fault.message == 'this row of "b" can never fire: no candidate makes this true'
    assert (fault.line, fault.column) == (1, BAND.index("%s") + 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "cost.annual_dues > 5 and time.clashes",
            "not (not time.clashes or cost.annual_dues <= 5)",
        ),
        ("past_yield.deals > 4", "past_yield.deals >= 5"),
        ("mode in ['online', 'hybrid']", "mode is known and mode != 'in_person'"),
    ],
)
def test_two_rules_with_the_same_meaning_are_warned_of_at_the_later(one: str, other: str) -> None:
    rules = a_rule("b", one, points=3), a_rule("a", other, points=5)
    (fault,) = faults(*rules)
    assert fault.severity == "warning"
    assert fault.message.startswith('"a" means the same as "b" (f0.yaml, line 3)')
    assert fault.message.endswith("and both count for it")
    check = checked(json.dumps({"rules": rules}))
    assert check.pack
    assert firing(check.pack, fault.witness) == {"a", "b"}


def test_the_same_condition_may_count_for_one_thing_and_against_another() -> None:
    rules = a_rule("b", "time.clashes", points=3), a_rule("a", "time.clashes", points=-5)
    assert found(*rules) == []


@pytest.mark.parametrize(
    ("computed", "given"),
    [
        ("cost.annual_dues * 3 > 300", "cost.annual_dues > 100"),
        ("cost.annual_dues * 2 > 10", "cost.annual_dues > 5"),
    ],
)
def test_what_is_the_same_but_for_rounding_is_said_to_be_so(computed: str, given: str) -> None:
    rules = a_rule("a", computed), a_rule("b", given)
    (said,) = found(*rules)
    assert said.endswith("if one fires, so does the other, and neither counts (but for rounding)")


def test_points_that_stack_are_noted_and_no_fault() -> None:
    dear = a_rule("dear", "cost.annual_dues > 500", points=-3)
    dearer = a_rule("dearer", "cost.annual_dues > 900", points=-4)
    assert found(dear, dearer) == [
        'note: "dearer" fires only if "dear" (f0.yaml, line 3) does; together they give -7'
    ]


def test_a_rule_that_fires_only_where_another_decides_to_skip_is_noted() -> None:
    over = a_rule("over", "cost.annual_dues > 500", decide="skip")
    good = a_rule("good", "cost.annual_dues > 900 and time.clashes == false", points=4)
    assert found(over, good) == [
        'note: "good" fires only if "over" (f0.yaml, line 3) does, which decides to skip: '
        "it never changes the recommendation"
    ]


def test_points_against_are_lost_where_another_decides_to_skip_and_that_is_told_once() -> None:
    over = a_rule("over", "cost.annual_dues > 500", decide="skip")
    dear = a_rule("dear", "cost.annual_dues > 500", points=-4)
    assert found(over, dear) == [
        'note: "dear" fires only if "over" (f0.yaml, line 3) does, which decides to skip: '
        "it never changes the recommendation"
    ]


@pytest.mark.slow
def test_rules_that_only_tell_may_fire_where_others_do() -> None:
    much = a_rule("much", "cost.annual_dues > 500")
    assert found(much, a_rule("more", "cost.annual_dues > 900")) == []
    assert len(found(much, a_rule("again", "500 < cost.annual_dues"))) == 1


def test_a_decision_that_another_makes_already_is_noted() -> None:
    one = a_rule("one", "cost.annual_dues > 500", decide="skip")
    two = a_rule("two", "cost.annual_dues > 900", decide="skip")
    assert found(one, two) == [
        'note: "two" fires only if "one" (f0.yaml, line 3) does, and both decide to skip: '
        "it decides nothing by itself"
    ]


@pytest.mark.parametrize(
    ("join", "clash"),
    [
        ("members.fit == 'good'", True),
        ("cost.annual_dues <= 500", False),
        ("cost.annual_dues <= 500 or members.fit == 'good'", True),
        ("cost.annual_dues <= 501", True),
    ],
)
def test_decisions_that_clash_are_noted_with_a_candidate(join: str, clash: bool) -> None:
    rules = (
        a_rule("go", join, decide="join"),
        a_rule("stop", "cost.annual_dues > 500", decide="skip"),
    )
    noted = faults(*rules)
    assert bool(noted) is clash
    for fault in noted:
        assert fault.severity == "note"
        check = checked(json.dumps({"rules": rules}))
        assert check.pack
        assert firing(check.pack, fault.witness) == {"go", "stop"}


def test_rules_that_share_no_input_are_not_compared() -> None:
    check = checked(
        json.dumps({"rules": [a_rule("a", "time.clashes"), a_rule("b", "mode is known")]})
    )
    assert analyze(check).asked == 0


def test_what_is_not_decided_in_its_time_is_noted_and_counted() -> None:
    check = checked(json.dumps({"rules": [a_rule("r", "cost.annual_dues < 0")]}))
    result = analyze(check, TimeBudget(most=0.0))
    assert (result.asked, result.undecided) == (1, 1)
    (fault,) = result.diagnostics
    assert fault.message == 'whether "r" can fire at all was not decided in time'
    assert fault.severity == "note"


def test_the_solver_gives_up_once_its_time_by_the_clock_is_over() -> None:
    solver = z3.Solver()
    TimeBudget(patience=0.1).limit(solver, seconds=1)
    solver.add(*nine_in_eight())
    assert (solver.check(), solver.reason_unknown()) == (z3.unknown, "timeout")


def nine_in_eight() -> Iterator[Any]:
    """That nine fit into eight places, one into each: it takes long to see that they do not."""
    places = [[z3.Bool(f"{one} in {place}") for place in range(8)] for one in range(9)]
    yield from map(z3.Or, places)
    yield from (z3.AtMost(*taken, 1) for taken in zip(*places, strict=True))


def test_what_takes_too_long_by_the_clock_is_not_called_proven() -> None:
    """Quotients, rounded and taken times what they were divided by, are not much more."""
    share = "round(cost.annual_dues / cost.joining_fee, 2) * cost.joining_fee"
    again = f"round({share} / cost.meals_per_meeting, 2) * cost.meals_per_meeting"
    hard = a_rule("r", f"{again} > cost.annual_dues + cost.joining_fee + cost.meals_per_meeting")
    check = checked(json.dumps({"rules": [hard]}))
    (fault,) = analyze(check, TimeBudget(patience=0.1)).diagnostics
    assert not fault.message.endswith("no candidate makes this true")


def test_a_pack_with_errors_is_not_analyzed() -> None:
    assert analyze(checked(json.dumps({"rules": [a_rule("r", "nope")]}))).diagnostics == ()


@pytest.mark.slow
def test_the_same_pack_gives_the_same_findings() -> None:
    rules = [a_rule(f"r-{n}", f"cost.annual_dues > {n * 50}", points=1) for n in range(8)]
    assert faults(*rules) == faults(*rules)


@pytest.mark.slow
@settings(MANY, max_examples=12)
@given(packs(max_rules=10))
def test_no_candidate_contradicts_what_is_proven(written: Written) -> None:
    check = check_files({"pack.yaml": document(written).encode()})
    assert check.pack
    analyzer = PackAnalyzer(check.pack, RuleLocations(check, contributions(check.pack)))
    findings = list(analyzer.findings())
    tried = SampleEvidence(check.pack)
    tried.add(read_candidate(candidate_from_seed(seed)) for seed in range(300))
    for case, answer in analyzer.answers.items():
        if answer is Proof.COMPLETE:
            assert tried.find(case) is None, f"{case}\n{document(written)}"
    assert all(not each.witness or firing(check.pack, each.witness) for each in findings)


def test_a_witness_says_no_more_than_the_case_needs() -> None:
    tried = SampleEvidence(check_pack("members.fit == 'good' or cost.annual_dues > 500"))
    candidate = read_candidate(candidate_from_seed(3) | {"members": {"fit": "good"}})
    found = json.loads(tried.witness(Case((0,)), candidate))
    assert found.keys() <= {"name", "kind", "members", "cost"}


def check_pack(when: str) -> Pack:
    pack = checked(json.dumps({"rules": [a_rule("r", when)]})).pack
    assert pack
    return pack


def test_a_case_is_found_among_what_was_tried_whatever_the_order() -> None:
    tried = SampleEvidence(check_pack("time.clashes"))
    seeds = [*range(40)]
    Random(1).shuffle(seeds)
    for seed in seeds:
        tried.add([read_candidate(candidate_from_seed(seed))])
    for case in (Case(firing=(0,)), Case(silent=(0,))):
        candidate = tried.find(case)
        assert candidate
        assert tried.holds(case, candidate)
    assert tried.find(Case((0,), (0,))) is None
