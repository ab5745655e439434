"""A candidate filled in as a form is read whole, and a link to it says the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.languages.reader import Sign, reader_in
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.web.forms.candidate import (
    Entries,
    plain_field,
    query_of,
    read_form,
    read_link,
    sections,
)
from joinwise.web.forms.locale import reader_of
from tests.support.generators import undated_candidates

ENGLISH, GERMAN = reader_of("en-GB,en;q=0.8"), reader_of("fr;q=0.3, de-AT")
NAMED = {"name": ["Lunch"], "kind": ["meetup"]}


def form(**more: list[str]) -> dict[str, list[str]]:
    return {**NAMED, **{name.replace("__", "."): texts for name, texts in more.items()}}


def multi(query: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [text for key, text in query if key == name] for name, _ in query}


@pytest.mark.slow
@given(undated_candidates(), st.sampled_from([ENGLISH, GERMAN]))
def test_a_link_holds_the_whole_candidate_and_shows_it_so_that_it_can_be_sent_again(
    data: dict[str, Any], reader: Any
) -> None:
    candidate = read_candidate(data)
    if candidate.name != candidate.name.strip():
        return
    opened = read_link(multi(query_of(candidate.values)), reader)
    assert opened.candidate == candidate
    assert read_form(opened.texts, reader).candidate == candidate


def test_numbers_are_read_as_the_reader_writes_them() -> None:
    given = form(cost__annual_dues=["1.200,50"], you__margin=["30"])
    assert read_form(given, GERMAN).values["cost.annual_dues"] == 1200.5
    assert read_form(given, GERMAN).values["you.margin"] == 0.3


def test_money_may_have_the_sign_of_the_currency_that_the_form_says() -> None:
    given = {**NAMED, "currency": ["EUR"], "cost.annual_dues": ["40 €"]}
    assert read_form(given, ENGLISH).values["cost.annual_dues"] == 40
    assert "cost.annual_dues" in read_form({**given, "currency": ["CHF"]}, ENGLISH).problems


def test_what_is_wrong_is_told_field_by_field_and_what_was_typed_stays() -> None:
    given = form(cost__annual_dues=["<b>"], time__clashes=["maybe"], mode=["on foot"])
    found = read_form(given, ENGLISH)
    assert found.problems.keys() == {"cost.annual_dues", "time.clashes", "mode"}
    assert found.text("cost.annual_dues") == "<b>"
    assert found.candidate is not None


@pytest.mark.parametrize("missing", ["name", "kind"])
def test_without_a_name_or_a_kind_there_is_no_candidate(missing: str) -> None:
    assert read_form({**NAMED, missing: [" "]}, ENGLISH).candidate is None


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        (["none"], ()),
        (["standing", "learning"], ("learning", "standing")),
        (["learning", "learning"], ("learning",)),
    ],
)
def test_boxes_are_a_list_in_the_order_of_the_field(boxes: list[str], value: Any) -> None:
    assert read_form(form(past_yield__gained=boxes), ENGLISH).values["past_yield.gained"] == value


@pytest.mark.parametrize("boxes", [["none", "learning"], ["fame"]])
def test_boxes_that_contradict_or_do_not_exist_are_told(boxes: list[str]) -> None:
    assert "past_yield.gained" in read_form(form(past_yield__gained=boxes), ENGLISH).problems


def test_names_that_no_field_has_are_kept_apart() -> None:
    assert read_form({**NAMED, "cost.fee": ["3"]}, ENGLISH).unknown == ("cost.fee",)


@pytest.mark.parametrize("text", ["1,5", "1e999", "nan", "", "-1", "x" * 10_000])
def test_a_number_in_a_link_is_plain_or_a_problem(text: str) -> None:
    found = read_link(form(cost__annual_dues=[text]), GERMAN)
    assert ("cost.annual_dues" in found.problems) == bool(text)


@pytest.mark.slow
def test_every_input_has_one_field_with_a_question() -> None:
    pack = load_pack(default_folder())
    fields = [each for section in sections(pack, "EUR") for each in section.fields]
    assert [each.name for each in fields] == [*INPUTS]
    assert all(each.ask for each in fields)


@pytest.mark.parametrize(
    ("locale", "name", "unit", "sign"),
    [
        ("en", "cost.annual_dues", "a year", Sign("$")),
        ("de", "cost.annual_dues", "im Jahr", Sign("$", is_last=True)),
        ("de_CH", "cost.joining_fee", "", Sign("$")),
        ("fr", "you.hour_value", "an hour", Sign("$US", is_last=True)),
        ("en", "you.margin", "", Sign("%", is_last=True)),
        ("tr", "you.margin", "", Sign("%")),
        ("en", "time.hours_per_meeting", "hours a meeting", Sign()),
        ("en", "time.meetings_per_year", "a year", Sign()),
    ],
)
def test_a_sign_stands_where_the_reader_writes_it_and_the_rest_of_the_unit_beside(
    locale: str, name: str, unit: str, sign: Sign
) -> None:
    field = plain_field(INPUTS[name], "How much?", "USD", reader_in(locale))
    assert (field.unit, field.sign) == (unit, sign)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from([*INPUTS]), st.lists(st.text())))
def test_anything_can_be_filled_in(given: dict[str, list[str]]) -> None:
    found: Entries = read_form(given, ENGLISH)
    assert not found.values.keys() & found.problems.keys()
