"""Every rule and every row is held by a scenario: without it, some scenario would not come out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.impact.contributions import label
from joinwise.authoring.mutants.scenarios import Answer, Spec, specs
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.scoring.misses import Miss, MissFinder
from joinwise.scoring.model import Advice
from joinwise.serializers import misses_answer
from tests.support.fakes import pack

pytestmark = pytest.mark.xdist_group("leave-one-out")


@cache
def default_pack() -> Pack:
    return load_pack(default_folder())


class WithoutOne:
    """Answers as the service would, and as it would without one of the rules and rows."""

    def __init__(self, pack: Pack) -> None:
        self.advisor = Advisor(pack)
        self.misses = MissFinder(pack)
        self.labels = [
            label(pack, contribution) for contribution in self.advisor.builder.contributions
        ]

    def answers(self, candidate: Candidate) -> tuple[Answer, Iterator[tuple[str, Answer]]]:
        """The answer, and the answer without each that fired; the others change nothing."""
        findings, subjects = self.advisor.evaluator.evaluate(candidate)
        fired = self.advisor.matcher.fired(subjects)
        advise = self.advisor.builder.advise
        misses = self.misses.find(candidate, set())
        others = (
            (self.labels[left], answer_of(advise(findings, fired - {left}), misses))
            for left in fired
        )
        return answer_of(advise(findings, fired), misses), others


def answer_of(advice: Advice, misses: Iterable[Miss]) -> Answer:
    """One that was left out counts among those that do not apply."""
    told = {reason.rule for reason in advice.reasons}
    rest = [miss for miss in misses if miss.rule not in told]
    return advice.to_dict() | {"misses": misses_answer(rest)}


def without(pack: Pack, rule: str) -> Pack:
    """The pack as if the rule or band had never been written."""
    return replace(
        pack,
        rules=tuple(other for other in pack.rules if other.id != rule),
        bands=tuple(band for band in pack.bands if band.id != rule),
        tables=tuple(table for table in pack.tables if table.id != rule),
    )


def held(pack: Pack, scenarios: Iterable[Spec]) -> dict[str, str]:
    """Each rule and row that a scenario would miss, with the first scenario that would."""
    asking, found = WithoutOne(pack), dict[str, str]()
    for spec in scenarios:
        _, others = asking.answers(read_candidate(spec.candidate))
        for name, answer in others:
            if name not in found and not spec.holds(answer):
                found[name] = spec.title
    return found


def unheld(pack: Pack, scenarios: Iterable[Spec]) -> list[str]:
    return sorted({*WithoutOne(pack).labels} - held(pack, scenarios).keys())


@pytest.mark.slow
def test_every_scenario_comes_out_in_process_as_through_the_service() -> None:
    asking = WithoutOne(default_pack())
    for spec in specs():
        answer, _ = asking.answers(read_candidate(spec.candidate))
        assert spec.holds(answer), spec.title


@pytest.mark.slow
def test_without_any_one_rule_or_row_some_scenario_comes_out_otherwise() -> None:
    assert unheld(default_pack(), specs()) == []


@pytest.mark.slow
def test_leaving_out_is_like_never_having_written_it() -> None:
    asking, advisors = WithoutOne(default_pack()), dict[str, Advisor]()
    for spec in specs()[::7]:
        candidate = read_candidate(spec.candidate)
        for name, answer in asking.answers(candidate)[1]:
            rule = name.partition(":")[0]
            if rule not in advisors:
                advisors[rule] = Advisor(without(default_pack(), rule))
            written = advisors[rule].answer(candidate).to_dict()
            for key in ("recommendation", "score", "summary", "reasons", "facts"):
                assert answer[key] == written[key], (spec.title, rule)


TWO = """
rules:
  - {id: dear, title: Dear, when: cost.annual_dues > 9, points: -1, reason: Dear.}
  - {id: free, title: Free, when: cost.annual_dues == 0, points: 1, reason: Free.}
bands:
  - id: years
    title: Years
    over: past_yield.months_member
    rows: [{to: 12, points: 1, reason: New.}, {from: 12, points: 2, reason: Old.}]
"""


def is_skipped(answer: Answer) -> None:
    assert answer["recommendation"] == "skip"


def test_what_no_scenario_would_miss_is_named() -> None:
    said = {"name": "A", "kind": "meetup", "cost": {"annual_dues": 10}}
    told = {**said, "past_yield": {"months_member": 24}}
    scenarios = [Spec("dues", said, (is_skipped,)), Spec("years", told, ())]
    assert unheld(pack(TWO), scenarios) == [
        "free",
        "years: from 12",
        "years: under 12",
    ]


@pytest.mark.slow
def test_a_sentence_of_the_features_can_fail() -> None:
    asking = WithoutOne(replace(default_pack(), rules=()))
    fallen = [s for s in specs() if not s.holds(asking.answers(read_candidate(s.candidate))[0])]
    assert len(fallen) > len(specs()) / 4
