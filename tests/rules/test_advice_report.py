"""The advice is distributed as it should be over many candidates, and the report tells what it did."""

from functools import cache
from random import Random

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.impact.contributions import IN, NOT_YET, Case, Weigher
from joinwise.authoring.impact.proofs import proof
from joinwise.authoring.impact.tables import table
from joinwise.authoring.populations.plausible import begun, plausible
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.recommendation import JOIN
from joinwise.domain.versions import short
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from tests.support.fakes import pack
from tools.advice_report import BAND, REPORT, report

pytestmark = [pytest.mark.xdist_group("advice-report"), pytest.mark.slow]
SAMPLE = range(5000)


@cache
def weigher() -> Weigher:
    return Weigher(load_pack(default_folder()))


@cache
def cases() -> tuple[Case, ...]:
    return tuple(weigher().weigh(read_candidate(plausible(seed))) for seed in SAMPLE)


def percent(found: list[Case]) -> float:
    return 100 * sum(case.joins for case in found) / len(found)


def test_about_half_of_those_who_ask_are_advised_to_join() -> None:
    low, high = BAND
    assert low <= percent([*cases()]) <= high


def test_the_better_it_goes_the_more_are_advised_to_join() -> None:
    by_luck = sorted(SAMPLE, key=lambda seed: begun(Random(seed)).luck)
    third = len(by_luck) // 3
    badly, usual, well = (
        percent([cases()[seed] for seed in by_luck[start : start + third]])
        for start in (0, third, 2 * third)
    )
    assert badly < usual < well


def test_who_is_in_is_oftener_advised_to_stay_than_who_is_not_to_begin() -> None:
    outside = [case for case in cases() if case.stay == NOT_YET]
    assert percent([case for case in cases() if case.stay == IN]) > percent(outside)


def test_weighing_says_what_the_service_says() -> None:
    advisor = Advisor(weigher().pack)
    for seed in SAMPLE[::20]:
        advice = advisor.advise(read_candidate(plausible(seed)))
        case, fired = cases()[seed], [reason.rule for reason in advice.reasons]
        assert (case.score, case.joins) == (advice.score, advice.recommendation == JOIN)
        assert [weigher().contributions[number].rule for number in case.fired] == fired


RULES = """
decision: {start: 45, join_at: 50}
rules:
  - {id: note, title: N, when: "true", reason: A note.}
  - {id: small, title: S, when: kind == "meetup", points: 1, reason: Small.}
  - {id: never, title: V, when: cost.annual_dues < 0, points: 30, reason: Never.}
  - {id: rare, title: R, when: members.count == 0, points: 5, reason: Rare.}
  - {id: limit, title: L, when: cost.total_per_year > 900000000, decide: join, reason: Limit.}
"""


def test_the_report_names_what_can_never_decide() -> None:
    text, unexplained = report(pack(RULES), 200)
    assert unexplained == ["never", "small"]
    assert "`never`" in text


def test_what_a_sample_does_not_show_is_shown_by_a_candidate_with_no_word_too_many() -> None:
    found = Weigher(pack(RULES))
    shown = proof(found, found.labels.index("rare"))
    assert shown
    assert shown.candidate.values.keys() == {"name", "kind", "members.count"}
    assert shown.without < 50 <= shown.score == shown.without + 5
    assert proof(found, found.labels.index("limit"))


def test_the_report_is_of_the_rules_in_force() -> None:
    version = short(weigher().pack.version)
    assert version in REPORT.read_text("utf-8"), "run `make advice-report`"


def test_a_table_stands_in_columns() -> None:
    assert table(("a", "count"), [("x|y", "7")], right={1}) == (
        "| a    | count |\n| ---- | ----: |\n| x\\|y |     7 |\n"
    )
