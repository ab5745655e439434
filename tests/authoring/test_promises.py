"""What is called proven no pair of candidates breaks; what is broken is shown, the rest is named."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from joinwise.authoring.analysis.monotone import MonotonePack
from joinwise.authoring.analysis.promise_findings import promise_diagnostics
from joinwise.authoring.analysis.promises import PromiseProver
from joinwise.authoring.analysis.solver import TimeBudget
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.expressions.parser import parse
from joinwise.packs.checker import check_files
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack, Place, Promise
from joinwise.packs.promises import NUMBERS
from joinwise.scoring.advice import contributions
from joinwise.scoring.decide import Decider
from tests.support.commands import run
from tests.support.fakes import checked, rule, written
from tests.support.generators import candidate_from_seed, packs
from tests.support.rule_writer import document

DUES_NEVER_JOIN = "promises: [{higher: cost.annual_dues, never: join}]\n"
BAND = "bands:\n  - id: b\n    title: B\n    over: {over}\n    rows:\n"


FLAGS = ("exposure.public_profile", "you.required", "you.has_better_use", "members.exclusive_seat")
ANY_SCORE = "decision: {start: 60}\n" + "".join(
    rule(flag, points=-(2**place))
    .replace("rules:\n", "" if place else "rules:\n")
    .replace("id: r", f"id: any-{place}")
    for place, flag in enumerate(FLAGS)
)
"""Rules of other inputs, with which the score before the rules at hand is anything near the limit."""


def found(*texts: str) -> list[str]:
    """The severities and messages about the promises of rule files, in short."""
    diagnostics = promise_diagnostics(checked(ANY_SCORE, *texts))
    return [f"{fault.severity}: {fault.message}" for fault in diagnostics]


def band(over: str, *rows: str) -> str:
    lines = "".join(f"      - {{{row}, reason: Because.}}\n" for row in rows)
    return BAND.replace("{over}", over) + lines


def fact(formula: str) -> str:
    return f"facts: {{f: {{formula: {formula!r}}}}}\n"


@pytest.mark.parametrize(
    "rules",
    [
        rule("cost.annual_dues > 9", points=-5),
        rule("cost.annual_dues <= 9", points=5),
        rule("cost.annual_dues == 0", points=5),
        rule("not cost.annual_dues > 9", points=5),
        rule("cost.annual_dues is unknown", points=-60),
        rule("cost.annual_dues > 9 and time.clashes", points=-5),
        rule("cost.annual_dues > 9 or time.clashes", points=-5),
        rule("cost.annual_dues > you.annual_budget", decide="skip"),
        rule("cost.annual_dues < you.annual_budget", decide="join"),
        rule("1 <= cost.annual_dues", points=0),
        rule("5 / (cost.annual_dues + 1) < 2", points=-5),
        rule("you.margin * cost.annual_dues > 9", points=-5),
        rule("-cost.annual_dues < -9", points=-5),
        rule("(cost.annual_dues if time.clashes else 0) > 9", points=-5),
        rule("(7 if cost.annual_dues > 5 else 2) > 3", points=-5),
        rule("min(cost.annual_dues, 9) > 3", points=-5),
        rule("max(cost.annual_dues, you.annual_budget) > 3", points=-5),
        rule("round(cost.annual_dues, 1) > 3", points=-5),
        rule("coalesce(cost.total_per_year, cost.annual_dues) > 3", points=-5),
        rule("you.margin + you.importance * (cost.annual_dues - you.margin) > 3", points=-5),
        rule("cost.annual_dues / (cost.annual_dues + 2) > 0.5", points=-5),
        fact("cost.annual_dues * 2") + rule("f > 9", points=-5),
        band("cost.annual_dues", "to: 1, points: 5", "from: 1, points: 2"),
        band("cost.annual_dues", "from: 1, to: 2, points: -5", "from: 2, points: -6"),
        "facts: {f: {by: kind, values: {meetup: 2, peer_group: 3}}}\n"
        + rule("f * cost.annual_dues > 9", points=-5),
    ],
)
def test_what_moves_one_way_is_proven(rules: str) -> None:
    assert found(DUES_NEVER_JOIN, rules) == []


@pytest.mark.parametrize(
    ("never", "formula", "is_proven"),
    [
        (JOIN, "max(0, cost.annual_dues - 3) / (cost.joining_fee + 1) > 4", True),
        (JOIN, "cost.annual_dues / (you.hour_value - 5) > 4", False),
        (JOIN, "5 / (cost.annual_dues + 1) > 4", False),
        (SKIP, "5 / (cost.annual_dues + 1) > 4", True),
        (SKIP, "5 / cost.annual_dues > 4", False),
        (JOIN, "abs(cost.annual_dues - 3) > 4", False),
        (JOIN, "(cost.annual_dues if cost.annual_dues > 3 else 9) > 4", False),
        (JOIN, "(cost.annual_dues > 4 if time.clashes else cost.annual_dues > 3)", True),
        (JOIN, "cost.annual_dues == 0", False),
        (SKIP, "cost.annual_dues == 0", True),
    ],
)
def test_most_promises_need_no_solver(never: Recommendation, formula: str, is_proven: bool) -> None:
    pack = checked(rule(formula, points=-5)).pack
    assert pack
    promise = Promise("cost.annual_dues", never, None, None, Place("pack.yaml", 1))
    assert MonotonePack(pack).proves(promise, ("cost.annual_dues",)) is is_proven


@pytest.mark.parametrize(
    ("given", "is_proven"),
    [
        ("past_yield.months >= 0.5", True),
        ("past_yield.months > 0.1", True),
        ("past_yield.months <= 0.5", False),
        ("past_yield.deals is known", False),
    ],
)
def test_what_a_condition_says_of_inputs_counts_in_the_proof(given: str, is_proven: bool) -> None:
    rules = fact("past_yield.deals / (past_yield.months if past_yield.months >= 0.1 else 9)")
    pack = checked(rules + rule("f > 4", points=5)).pack
    assert pack
    condition = parse(given)
    promise = Promise("past_yield.months", JOIN, condition, None, Place("pack.yaml", 1))
    assert MonotonePack(pack).proves(promise, ("past_yield.months",)) is is_proven


@pytest.mark.parametrize(("given", "is_proven"), [("is unknown", True), ("is known", False)])
def test_what_is_known_in_a_promise_decides_what_depends_on_it(given: str, is_proven: bool) -> None:
    rules = rule("(cost.annual_dues if you.margin is known else 1) > 4", points=5)
    pack = checked(rules).pack
    assert pack
    condition = parse(f"you.margin {given}")
    promise = Promise("cost.annual_dues", JOIN, condition, None, Place("pack.yaml", 1))
    assert MonotonePack(pack).proves(promise, ("cost.annual_dues",)) is is_proven


@pytest.mark.slow
def test_nearly_all_promises_of_the_default_pack_need_no_solver(default_pack: Pack) -> None:
    left = [inputs for _, inputs in MonotonePack(default_pack).open()]
    assert left == [
        ("past_yield.deals",), ("past_yield.revenue",), ("past_yield.share_of_income",)
    ]  # fmt: skip


def test_rules_that_give_way_to_each_other_are_weighed_together() -> None:
    probably = rule("5 < cost.annual_dues <= 9", points=-10)
    surely = rule("cost.annual_dues > 9", points=-10).replace("id: r", "id: s")
    assert found(DUES_NEVER_JOIN, probably, surely) == []
    lighter = surely.replace("-10", "-9")
    assert found(DUES_NEVER_JOIN, probably, lighter) != []


@pytest.mark.parametrize(
    "rules",
    [
        rule("cost.annual_dues > 9", points=5),
        rule("cost.annual_dues < 9", points=-5),
        rule("cost.annual_dues == 3", points=-5),
        rule("cost.annual_dues > 9", decide="join"),
        rule("cost.annual_dues < 9", decide="skip"),
        rule("1 / cost.annual_dues > 2", points=-5),
        fact("1 / cost.annual_dues") + rule("f is known", points=5),
        rule("abs(cost.annual_dues - 10) > 5", points=-5),
        rule("cost.annual_dues * (you.margin - 1) > -3 ", points=-5),
        band("cost.annual_dues", "from: 1, to: 2, points: -5"),
        band("cost.annual_dues", "from: 3, points: 1"),
    ],
)
def test_what_is_broken_is_an_error(rules: str) -> None:
    assert found(DUES_NEVER_JOIN, rules) == [
        "error: broken promise: a higher cost.annual_dues can turn skip into join"
    ]


def test_a_promise_never_to_skip_is_broken_the_other_way() -> None:
    promise = "promises: [{higher: past_yield.deals, never: skip}]\n"
    assert found(promise, rule("past_yield.deals > 3", points=5)) == []
    assert found(promise, rule("past_yield.deals > 3", points=-5)) == [
        "error: broken promise: a higher past_yield.deals can turn join into skip"
    ]


@pytest.mark.slow
def test_what_the_lemmas_do_not_reach_is_unproven_and_its_rule_named() -> None:
    """The square of a number and twice the number: their difference only falls below 1."""
    rules = rule("cost.annual_dues * cost.annual_dues - 2 * cost.annual_dues < -2", points=-5)
    assert found(DUES_NEVER_JOIN, rules) == [
        "warning: unproven promise: that a higher cost.annual_dues never turns skip into join; "
        '"r" is in the way'
    ]


def test_what_takes_too_long_is_said_to_be_undecided() -> None:
    check = checked(ANY_SCORE, DUES_NEVER_JOIN, rule("cost.annual_dues > 9", points=5))
    (fault,) = promise_diagnostics(check, TimeBudget(0))
    assert fault.message.endswith("never turns skip into join was not decided in time")


def test_a_promise_holds_only_under_its_condition() -> None:
    rules = rule("cost.annual_dues > 9 and not time.clashes", points=5)
    promise = "promises: [{higher: cost.annual_dues, never: join, given: time.clashes}]\n"
    assert found(promise, rules) == []
    assert found(DUES_NEVER_JOIN, rules) != []


def test_inputs_of_a_list_grow_by_the_same_amount() -> None:
    rules = rule("past_yield.months_member - past_yield.months > 9", points=5)
    both = "promises: [{higher: [past_yield.months, past_yield.months_member], never: join}]\n"
    one = "promises: [{higher: past_yield.months_member, never: join}]\n"
    assert found(both, rules) == []
    assert found(one, rules) != []


def test_a_broken_promise_is_shown_at_its_place_by_two_candidates(tmp_path: Path) -> None:
    folder = written(tmp_path, a=DUES_NEVER_JOIN, b=rule("cost.annual_dues <= 9", points=-5))
    result = run("rules", "check", folder, "--json")
    (fault,) = [each for each in json.loads(result.stdout) if each["severity"] == "error"]
    assert result.exit_code == 1
    assert (fault["line"], fault["column"]) == (1, 21)
    before, after = fault["witness"]
    assert before["cost"]["annual_dues"] <= 9 < after["cost"]["annual_dues"]
    assert [
        advised(side, rule("cost.annual_dues <= 9", points=-5)) for side in fault["witness"]
    ] == [
        SKIP,
        JOIN,
    ]


def advised(candidate: dict[str, Any], rules: str) -> Recommendation:
    pack = checked(rules).pack
    assert pack
    return Decider(pack).decide(read_candidate(candidate)).recommendation


# What is called proven


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(packs(max_rules=4), st.integers(0, 2**32))
def test_what_is_proven_is_broken_by_no_pair(made: dict[str, Any], seed: int) -> None:
    pack, rng = check_files({"pack.yaml": document(made).encode()}).pack, Random(seed)
    assert pack
    read = Dependencies(pack).inputs_read(each.when for each in contributions(pack))
    name = rng.choice(sorted(read & NUMBERS.keys()) or [*NUMBERS])
    never = rng.choice([JOIN, SKIP])
    promise = Promise(name, never, None, None, Place("pack.yaml", 1))
    prover = PromiseProver(replace(pack, promises=(promise,)), TimeBudget(2))
    if prover.doubt(promise, (name,)) is None:
        assert not any(breaks(pack, name, never, rng) for _ in range(60)), document(made)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=15,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(packs(max_rules=4), st.integers(0, 2**32))
def test_what_a_reading_proves_is_broken_by_no_pair(made: dict[str, Any], seed: int) -> None:
    pack, rng = check_files({"pack.yaml": document(made).encode()}).pack, Random(seed)
    assert pack
    read = Dependencies(pack).inputs_read(each.when for each in contributions(pack))
    for name in sorted(read & NUMBERS.keys()):
        for never in (JOIN, SKIP):
            promise = Promise(name, never, None, None, Place("pack.yaml", 1))
            if MonotonePack(pack).proves(promise, (name,)):
                assert not any(breaks(pack, name, never, rng) for _ in range(20)), document(made)


def breaks(pack: Pack, name: str, never: Recommendation, rng: Random) -> bool:
    said = dict(read_candidate(candidate_from_seed(rng.randrange(2**32))).values)
    low, high = sorted(some_value(name, rng) for _ in range(2))
    decider = Decider(pack)
    before, after = (
        decider.decide(Candidate({**said, name: value})).recommendation for value in (low, high)
    )
    return before != never == after


def some_value(name: str, rng: Random) -> float:
    input = INPUTS[name]
    drawn = rng.choice([0, 1, 3, 10, 100, 1e3, 1e4, input.high]) * rng.choice([0.1, 0.5, 1])
    return min(input.high, float(round(drawn)) if input.whole else drawn)
