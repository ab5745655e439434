"""Several groups in one form: read whole, changed by buttons, and linked to."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.compare.portfolio import Limits
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.web.forms.candidate import query_of, read_form, read_link
from joinwise.web.forms.comparison import (
    NO_LINK,
    TOO_MANY,
    Groups,
    UnlinkedError,
    groups_in,
    query_of_groups,
    query_with,
    with_another,
    with_linked,
    without,
)
from joinwise.web.forms.limits import nice_step
from joinwise.web.forms.locale import reader_of
from tests.support.generators import undated_candidates

ENGLISH = reader_of("en-GB")
LINKED = partial(read_link, reader=ENGLISH)
LUNCH = {"0.name": ["Lunch"], "0.kind": ["meetup"]}
CHESS = {"1.name": ["Chess"], "1.kind": ["social_club"]}
CLUB = {"name": "Club", "kind": "business_club"}


def typed(given: Any) -> Groups:
    return groups_in(given, partial(read_form, reader=ENGLISH))


def opened(given: Any) -> Groups:
    return groups_in(given, LINKED)


def link(path: str = "/", **values: Any) -> str:
    return f"{path}?{urlencode({name.replace('__', '.'): text for name, text in values.items()})}"


def problems(groups: Groups) -> dict[int, dict[str, str]]:
    return {
        each.number: dict(each.entries.problems) for each in groups.all if each.entries.problems
    }


def multi(query: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [text for key, text in query if key == name] for name, _ in query}


@pytest.mark.slow
@given(st.lists(undated_candidates(), min_size=1, max_size=4))
@settings(deadline=None)
def test_a_link_holds_all_groups(all_data: list[dict[str, Any]]) -> None:
    all_data = [data for data in all_data if data["name"] == data["name"].strip()]
    values = [read_candidate(data).values for data in all_data]
    query = [(f"{n}.{name}", text) for n, own in enumerate(values) for name, text in query_of(own)]
    found = opened(multi(query))
    assert [each.entries.values for each in found.all] == values
    assert query_of_groups(found) == query


@pytest.mark.slow
@given(st.dictionaries(st.text(), st.lists(st.text(), max_size=3)))
@settings(deadline=None)
def test_anything_can_be_sent(given: dict[str, list[str]]) -> None:
    found = opened(given)
    assert {*found.unknown} <= {*given}


@pytest.mark.slow
@given(undated_candidates())
@settings(deadline=None)
def test_a_weighed_group_that_is_compared_is_the_same_candidate(data: dict[str, Any]) -> None:
    candidate = read_candidate(data)
    if candidate.name != candidate.name.strip():
        return
    found = opened(multi(query_with(candidate.values)))
    limits = {f"you.{name}" for name in ("annual_budget", "hours_per_month")}
    kept = {name: value for name, value in candidate.values.items() if name not in limits}
    assert [found.candidate(each) for each in found.all] == [Candidate(kept)]
    assert found.limits.values.keys() == limits & candidate.values.keys()


def test_groups_are_in_the_order_of_their_numbers_whatever_the_gaps() -> None:
    found = typed({"10.name": ["B"], "9.name": ["A"]})
    assert [each.entries.text("name") for each in found.all] == ["A", "B"]
    assert multi(query_of_groups(found)) == {"0.name": ["A"], "1.name": ["B"]}


@pytest.mark.parametrize("name", ["00.name", "-1.name", "1e3.name", "name", ".name", "limits.x", "you.annual_budget"])  # fmt: skip
def test_what_has_no_place_is_told(name: str) -> None:
    assert typed({name: ["Lunch"]}).unknown == (name,)


def test_a_hundred_groups_are_read_and_the_rest_counted() -> None:
    given = {f"{number}.name": ["A"] for number in range(101)}
    found = typed(given)
    assert (len(found.all), found.left_over) == (100, 1)
    given.popitem()
    assert typed(given).left_over == 0


def test_what_holds_for_all_gives_way_to_what_a_group_says() -> None:
    found = typed({**LUNCH, **CHESS, "you.hour_value": ["50"], "1.you.hour_value": ["90"]})
    values = [found.candidate(each).values["you.hour_value"] for each in found.ready]
    assert values == [50, 90]


def test_limits_are_no_part_of_the_candidates() -> None:
    found = typed({**LUNCH, "limits.annual_budget": ["1,200.50"], "limits.hours_per_month": [""]})
    assert found.within == Limits(1200.5, None)
    assert "you.annual_budget" not in found.candidate(found.all[0]).values


def test_a_group_without_name_or_kind_is_left_out_and_an_empty_one_is_nothing() -> None:
    found = typed({"0.name": ["Lunch"], "1.kind": ["meetup"], "2.name": [" "]})
    assert problems(found) == {
        0: {"kind": "Choose what kind of thing it is."},
        1: {"name": "Give it a name."},
    }
    assert found.ready == ()
    assert [each.is_blank for each in found.all] == [False, False, True]


def test_a_group_that_does_not_fit_is_left_out() -> None:
    found = typed({**LUNCH, **CHESS, "0.cost.annual_dues": ["much"]})
    assert problems(found).keys() == {0}
    assert [each.number for each in found.ready] == [1]


def test_other_currencies_and_the_same_group_again_are_told_where_they_are() -> None:
    again = {"2.name": ["Lunch"], "2.kind": ["meetup"]}
    euros = {"3.name": ["Lunch"], "3.kind": ["meetup"], "3.currency": ["EUR"]}
    found = typed({**LUNCH, **CHESS, **again, **euros})
    assert problems(found) == {
        2: {"name": '"Lunch" is given twice, word for word; leave one of them out.'},
        3: {"currency": "All must be in one currency, and the first is in USD."},
    }
    assert [each.number for each in found.ready] == [0, 1]


def test_a_group_is_added_and_removed() -> None:
    more = with_another({**LUNCH, **CHESS}, 7)
    assert [each.number for each in typed(more).all] == [0, 1, 7]
    assert without(more, "1") == {**LUNCH, "7.name": [""]}
    assert without(more, "common") == more
    assert without({"10.name": ["A"]}, "1") == {"10.name": ["A"]}


@pytest.mark.parametrize("count", [99, 100])
def test_no_more_than_a_hundred_can_be_added(count: int) -> None:
    given = {f"{number}.name": ["A"] for number in range(count)}
    if count == 99:
        assert len(with_another(given, 99)) == 100
        assert len(typed(with_linked(given, link(**CLUB), LINKED, 99)).all) == 100
    else:
        with pytest.raises(UnlinkedError, match=TOO_MANY):
            with_another(given, 100)
        with pytest.raises(UnlinkedError, match=TOO_MANY):
            with_linked(given, link(**CLUB), LINKED, 100)


def test_the_link_to_a_weighed_group_takes_the_place_of_empty_ones() -> None:
    pasted = link("https://joinwise.example/", **CLUB, cost__annual_dues="1200", you__part="leads")
    found = typed(with_linked({**LUNCH, "1.name": [""]}, pasted, LINKED, 2))
    assert [each.number for each in found.all] == [0, 2]
    assert found.all[1].entries.values == {
        "name": "Club", "kind": "business_club", "cost.annual_dues": 1200, "you.part": "leads"
    }  # fmt: skip


def test_what_a_link_says_of_the_person_fills_what_is_not_said() -> None:
    pasted = link(**CLUB, you__hour_value="40", you__annual_budget="900", you__margin="0.3")
    found = typed(with_linked({**LUNCH, "you.margin": ["30"]}, pasted, LINKED, 1))
    assert found.common.values == {"currency": "USD", "you.hour_value": 40, "you.margin": 0.3}
    assert found.within == Limits(900)
    assert found.all[1].entries.values == {"name": "Club", "kind": "business_club"}


def test_where_something_else_is_said_it_stays_with_the_group() -> None:
    pasted = link(**CLUB, you__hour_value="40", you__annual_budget="900")
    mine = {**LUNCH, "you.hour_value": ["50"], "limits.annual_budget": ["100"]}
    found = typed(with_linked(mine, pasted, LINKED, 1))
    assert found.common.values["you.hour_value"] == 50
    assert found.within == Limits(100)
    assert found.all[1].entries.values["you.hour_value"] == 40
    assert found.all[1].entries.values["you.annual_budget"] == 900


def test_a_pasted_currency_holds_for_all_only_where_nothing_is_there_yet() -> None:
    euros = link(**CLUB, currency="EUR")
    assert typed(with_linked({}, euros, LINKED, 0)).common.values == {"currency": "EUR"}
    beside = typed(with_linked(LUNCH, euros, LINKED, 1))
    assert problems(beside) == {
        1: {"currency": "All must be in one currency, and the first is in USD."}
    }
    dollars = typed(with_linked({**LUNCH, "currency": ["EUR"]}, link(**CLUB), LINKED, 1))
    assert problems(dollars).keys() == {1}


def test_a_pasted_comparison_adds_all_its_groups() -> None:
    pasted = f"/compare?{urlencode({**LUNCH, '5.name': ['Fair']}, doseq=True)}"
    found = typed(with_linked(CHESS, pasted, LINKED, 2))
    assert [each.entries.text("name") for each in found.all] == ["Chess", "Lunch", "Fair"]


def test_what_a_pasted_link_says_that_is_not_known_is_told() -> None:
    found = typed(with_linked({}, "/?name=A&kind=meetup&cost.fee=3", LINKED, 0))
    assert found.unknown == ("0.cost.fee",)


@pytest.mark.parametrize(
    "text", ["", "hello", "http://[", "/compare", "/?you.margin=0.5", "?&&&==", "/?" + "a=1&" * 20_000]
)  # fmt: skip
def test_what_is_no_link_to_a_group_is_refused(text: str) -> None:
    with pytest.raises(UnlinkedError) as refused:
        with_linked(LUNCH, text, LINKED, 1)
    assert str(refused.value) == NO_LINK


@pytest.mark.parametrize(
    ("least", "step"), [(1, 1), (1.1, 2), (2.1, 5), (5.1, 10), (0.04, 0.05), (99_999, 100_000)]
)
def test_steps_are_one_two_or_five(least: float, step: float) -> None:
    assert nice_step(least) == step
