"""Sums decide as a person would reckon them, however they are put together."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.advisor import Advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.scoring.model import Advice

ADVISOR = Advisor(load_pack(default_folder()))
NO_DEMANDS = {"follow_up_hours_per_month": 0, "setup_hours": 0}

tenths = st.integers(0, 80).map(lambda value: Decimal(value) / 10)
hundredths = st.integers(1, 900).map(lambda value: Decimal(value) / 100)
meetings = st.integers(1, 60)


def advised(**groups: dict[str, Any]) -> Advice:
    return ADVISOR.advise(read_candidate({"name": "A meetup", "kind": "meetup", **groups}))


def points(advice: Advice) -> dict[str, int]:
    return {reason.rule: reason.points for reason in advice.reasons}


def monthly(hours: Decimal, way: Decimal, available: Decimal) -> Advice:
    """Of one meeting a month."""
    time = {"meetings_per_year": 12, "hours_per_meeting": float(hours), **NO_DEMANDS}
    travel = {"hours_per_meeting": float(way)}
    return advised(time=time, travel=travel, you={"hours_per_month": float(available)})


@pytest.mark.slow
@given(meetings, tenths, tenths)
def test_hours_split_between_meeting_and_way_give_the_points_of_their_sum(
    number: int, meeting: Decimal, way: Decimal
) -> None:
    def points_of_hours(hours: Decimal, rest: Decimal) -> int | None:
        time = {"meetings_per_year": number, "hours_per_meeting": float(hours), **NO_DEMANDS}
        return points(advised(time=time, travel={"hours_per_meeting": float(rest)})).get("hours")

    assert points_of_hours(meeting, way) == points_of_hours(meeting + way, Decimal())


@pytest.mark.slow
@given(tenths, tenths)
def test_hours_that_add_up_to_what_you_can_give_are_not_too_many(
    meeting: Decimal, way: Decimal
) -> None:
    fired = points(monthly(meeting, way, meeting + way))
    assert "over-hours" not in fired


@pytest.mark.slow
@given(tenths, tenths, hundredths)
def test_a_hundredth_of_an_hour_over_is_over(meeting: Decimal, way: Decimal, more: Decimal) -> None:
    needed = meeting + way
    assert monthly(meeting + more, way, needed).recommendation == "skip"
    assert "over-hours" in points(monthly(meeting + more, way, needed))


@pytest.mark.slow
@given(hundredths, hundredths)
def test_costs_that_add_up_to_the_budget_are_within_it(dues: Decimal, fee: Decimal) -> None:
    cost = {"annual_dues": float(dues), "other_per_year": float(fee)}
    advice = advised(cost=cost, you={"annual_budget": float(dues + fee)})
    assert "over-budget" not in points(advice)


@pytest.mark.slow
@given(hundredths, hundredths)
def test_a_cent_over_the_budget_is_over(dues: Decimal, fee: Decimal) -> None:
    budget = dues + fee - Decimal("0.01")
    cost = {"annual_dues": float(dues), "other_per_year": float(fee)}
    advice = advised(cost=cost, you={"annual_budget": float(budget)})
    assert "over-budget" in points(advice)
