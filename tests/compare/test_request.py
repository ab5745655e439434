"""What may be posted to compare, and what is said of all that does not fit."""

from typing import Any

import pytest

from joinwise.compare.portfolio import Limits
from joinwise.compare.request import read_comparison
from joinwise.errors import CandidateError

ONE = {"name": "One", "kind": "meetup"}
TWO = {"name": "Two", "kind": "social_club"}


def problems(**body: Any) -> dict[str, str]:
    with pytest.raises(CandidateError) as refused:
        read_comparison(body)
    return {each.field: each.message for each in refused.value.problems}


def of(name: str) -> dict[str, Any]:
    return {**ONE, "name": name}


def test_what_a_candidate_says_of_you_wins_field_by_field() -> None:
    own = {**ONE, "you": {"margin": 0.2, "hour_value": None}}
    found = read_comparison({"you": {"margin": 0.5, "hour_value": 90}, "candidates": [own, TWO]})
    assert [each.values["you.margin"] for each in found.candidates] == [0.2, 0.5]
    assert [each.values["you.hour_value"] for each in found.candidates] == [90, 90]


@pytest.mark.parametrize(
    ("you", "limits", "expected"),
    [
        (None, None, Limits()),
        ({"annual_budget": 900}, None, Limits(900)),
        ({"annual_budget": 900}, {"annual_budget": None, "hours_per_month": 4}, Limits(900, 4)),
        ({"annual_budget": 900, "hours_per_month": 9}, {"annual_budget": 0}, Limits(0, 9)),
    ],
)
def test_a_limit_left_out_is_that_of_the_common_you(
    you: Any, limits: Any, expected: Limits
) -> None:
    found = read_comparison({"you": you, "limits": limits, "candidates": [ONE, TWO]})
    assert found.limits == expected


def test_a_candidates_own_budget_is_no_limit_for_all() -> None:
    own = {**ONE, "you": {"annual_budget": 100}}
    assert read_comparison({"candidates": [own, TWO]}).limits == Limits()


@pytest.mark.parametrize("count", [2, 100])
def test_two_to_a_hundred_can_be_compared(count: int) -> None:
    found = read_comparison({"candidates": [of(str(number)) for number in range(count)]})
    assert len(found.candidates) == count


@pytest.mark.parametrize(("count", "said"), [(0, "are 0"), (1, "is 1"), (101, "are 101")])
def test_fewer_or_more_cannot(count: int, said: str) -> None:
    found = problems(candidates=[of(str(number)) for number in range(count)])
    assert found == {"candidates": f"Must be 2 to 100 candidates, and there {said}."}


def test_all_are_in_one_currency_dollars_where_none_is_named() -> None:
    euros = {**TWO, "currency": "EUR"}
    dollars = {**TWO, "currency": "USD"}
    assert read_comparison({"candidates": [ONE, dollars]}).currency == "USD"
    assert problems(candidates=[ONE, euros, dollars]) == {
        "candidates[1].currency": "All must be in one currency, and the first is in USD."
    }


def test_the_same_candidate_twice_is_refused_and_two_of_one_name_are_not() -> None:
    assert problems(candidates=[ONE, TWO, ONE]) == {
        "candidates[2]": '"One" is given twice, word for word; leave one of them out.'
    }
    read_comparison({"candidates": [ONE, {**ONE, "mode": "online"}]})


@pytest.mark.parametrize(
    ("limits", "field"),
    [
        ({"annual_budget": -0.01}, "limits.annual_budget"),
        ({"annual_budget": 1e9 + 1}, "limits.annual_budget"),
        ({"hours_per_month": -1}, "limits.hours_per_month"),
        ({"hours_per_month": 744.1}, "limits.hours_per_month"),
        ({"hours_per_month": "4"}, "limits.hours_per_month"),
        ({"hours": 4}, "limits.hours"),
        ([4], "limits"),
    ],
)
def test_limits_that_do_not_fit_are_named(limits: Any, field: str) -> None:
    assert [*problems(candidates=[ONE, TWO], limits=limits)] == [field]


@pytest.mark.parametrize(
    "limits", [{"annual_budget": 0}, {"annual_budget": 1e9, "hours_per_month": 744}]
)
def test_limits_may_be_as_tight_and_as_wide_as_they_come(limits: Any) -> None:
    read_comparison({"candidates": [ONE, TWO], "limits": limits})


def test_all_that_does_not_fit_is_named_at_once_with_what_may_be_meant() -> None:
    crooked = {**ONE, "cost": {"anual_dues": 3}, "cost.annual_dues": 4}
    assert problems(you={"seeks": ["x"]}, limts={}, candidates=[crooked, 3]) == {
        "candidates[0].cost.anual_dues": 'Unknown field; did you mean "cost.annual_dues"?',
        "candidates[0].cost.annual_dues": 'Unknown field; write "annual_dues" inside "cost".',
        "candidates[1]": "Must be an object.",
        "limts": 'Unknown field; did you mean "limits"?',
        "you.seeks[0]": "Must be one of customers, suppliers, alliances, learning, standing, "
        "friendship, perks, service, job.",
    }
