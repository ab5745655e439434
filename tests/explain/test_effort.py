"""What is hard to work out is explained within the effort of a request."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.advisor import build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.explain.budget import Effort
from joinwise.expressions.namespace import Namespace
from joinwise.formats.strict_json import write_json
from joinwise.scoring.matcher import TreeMatcher
from tests.support.explaining import PARTS, SETTINGS, default, explained
from tests.support.fakes import advice_of, pack, rule
from tests.support.generators import FIELDS

pytestmark = pytest.mark.filterwarnings(  # a pack that failed has a long repr
    "ignore::hypothesis.errors.HypothesisWarning"
)


@pytest.mark.slow
def test_conditions_with_thousands_of_parts_are_explained() -> None:
    facts = "facts: {a: {formula: time.clashes}, b: {formula: cost.level == 'high'}}\n"
    for joined in (" or ".join(["a", "b"] * 900), " and ".join(["a"] * 1600)):
        answer = advice_of(facts + rule(joined, points=-5), PARTS)
        assert "time.clashes" in [each["input"] for each in answer["questions"]]


@pytest.mark.slow
def test_a_first_known_of_thousands_is_explained() -> None:
    many = ", ".join(["cost.annual_dues", *["cost.joining_fee"] * 500])
    answer = advice_of(rule(f"coalesce({many}) > 100", points=-5), PARTS)
    assert [each["input"] for each in answer["questions"]] == [
        "cost.annual_dues",
        "cost.joining_fee",
    ]


@pytest.mark.slow
def test_a_chain_of_thousands_of_facts_is_explained() -> None:
    facts = "facts:\n  f0: {formula: cost.level == 'high'}\n"
    facts += "".join(f"  f{n}: {{formula: not f{n - 1}}}\n" for n in range(1, 2001))
    answer = advice_of(facts + rule("f2000", points=-5), PARTS)
    assert [each["turns_at"] for each in answer["questions"]] == [["high"]]


def test_where_it_takes_nothing_to_join_only_a_decision_turns_it() -> None:
    rules = (
        "decision: {start: 0, join_at: 0}\n"
        + rule("time.clashes", points=-50)
        + "  - {id: s, title: S, when: cost.level == 'high', decide: skip, reason: x}\n"
    )
    answer = advice_of(rules, ("questions",))
    assert [each["input"] for each in answer["questions"]] == ["cost.level"]


@pytest.mark.slow
def test_nothing_is_compiled_for_an_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    advisor = build_advisor(default().pack, TreeMatcher).complete()
    monkeypatch.delattr(Namespace, "function")
    for seed in range(20):
        explained(advisor, read_candidate(plausible(seed)))


@pytest.mark.slow
@settings(SETTINGS, max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 30_000))
def test_what_was_found_before_the_effort_was_spent_stays_in_the_answer(
    seed: int, most: int
) -> None:
    candidate = read_candidate(plausible(seed))
    whole = explained(default(), candidate)
    part = default().answer(candidate, PARTS, Effort(most)).to_dict()
    incomplete = part.pop("incomplete", [])
    assert len(write_json(part)) <= len(write_json(whole))
    for name in PARTS:
        if name == "pairs" and part["flips"] == [] != whole["flips"]:
            assert "flips" in incomplete
        elif name in incomplete:
            assert all(stands_among(each, whole[name]) for each in part[name])
        else:
            assert part[name] == whole[name]
    assert set(part["irrelevant"]) <= set(whole["irrelevant"])
    assert part["certainty"] == ("open" if "questions" in incomplete else whole["certainty"])


def stands_among(found: dict[str, Any], every: list[dict[str, Any]]) -> bool:
    return any({**found, "first": None} == {**each, "first": None} for each in every)


def test_what_is_incomplete_is_named_and_the_advice_is_whole() -> None:
    candidate = read_candidate({"name": "Riverside", "kind": "business_club"})
    answer = default().answer(candidate, PARTS, Effort(limit=0)).to_dict()
    assert answer["incomplete"] == ["questions"]
    assert answer["certainty"] == "open"
    assert answer["questions"] == answer["irrelevant"] == []
    assert answer["recommendation"] == default().advise(candidate).recommendation


@pytest.mark.slow
def test_rules_that_are_hard_to_search_do_not_hold_up_a_request() -> None:
    advisor = build_advisor(pack(hostile()), TreeMatcher)
    given = dict.fromkeys(NUMBERS_OF_ALL[::2], 3.0) | {"name": "A", "kind": "meetup"}
    effort = Effort()
    answer = advisor.answer(Candidate(given), PARTS, effort).to_dict()
    assert answer["incomplete"] == list(PARTS)
    assert answer["certainty"] == "open"
    assert -20_000 < effort.left < 0


NUMBERS_OF_ALL = [name for name, field in FIELDS.items() if field.kind == "number"]


def hostile(twists: int = 100) -> str:
    """Rules of which always just one half fires, though no range of any number tells which."""
    total = " + ".join(f"coalesce({name}, 0)" for name in NUMBERS_OF_ALL)
    twisted = (f"abs(round(total / {n}) * {n} - total) < {n / 4}" for n in range(3, twists + 3))
    whens = [when for twist in twisted for when in (twist, f"not ({twist})")]
    rules = [
        {"id": f"r{n}", "title": "R", "when": when, "points": 1, "reason": "x"}
        for n, when in enumerate(whens)
    ]
    inputs = {name: {"change": "either"} for name in NUMBERS_OF_ALL}
    facts = {"total": {"formula": total}}
    decision = {"start": 0, "join_at": twists // 2}
    return json.dumps({"decision": decision, "facts": facts, "rules": rules, "inputs": inputs})
