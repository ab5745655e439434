"""What fits is taken as it is, what does not fit is refused with every problem at once."""

import math
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from joinwise.domain.candidate_schema import CandidateSchema, candidate_of, read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.nesting import nested
from joinwise.domain.values import Kind
from joinwise.errors import CandidateError
from joinwise.formats.strict_schema import candidate_error
from tests.support.generators import candidate_from_seed, candidates

NUMBERS = [each for each in INPUTS.values() if each.kind is Kind.NUMBER]
TEXTS = [each for each in INPUTS.values() if each.kind is Kind.TEXT and each.values]
FLAGS = [each for each in INPUTS.values() if each.kind is Kind.BOOLEAN]
LISTS = [each for each in INPUTS.values() if each.kind is Kind.LIST]


def problems(candidate: Any) -> dict[str, str]:
    with pytest.raises(CandidateError) as caught:
        read_candidate(candidate)
    return {each.field: each.message for each in caught.value.problems}


def with_input(name: str, value: Any) -> dict[str, Any]:
    return {"name": "A", "kind": "meetup", **nested({name: value})}


def value_of(name: str, value: Any) -> Any:
    return read_candidate(with_input(name, value)).values[name]


@pytest.mark.parametrize("input", NUMBERS, ids=lambda each: each.name)
def test_a_number_is_taken_from_its_lowest_to_its_highest(input: Any) -> None:
    assert value_of(input.name, input.low) == input.low
    assert value_of(input.name, int(input.high)) == input.high
    beyond = (math.nextafter(0, -1), math.nextafter(input.high, math.inf), -1, 10**400)
    for value in (*beyond, math.nan, math.inf, "3", True, [], {}):
        assert list(problems(with_input(input.name, value))) == [input.name]


@pytest.mark.parametrize(
    "input", [each for each in NUMBERS if each.whole], ids=lambda each: each.name
)
def test_counts_are_whole(input: Any) -> None:
    assert value_of(input.name, 3.0) == 3
    assert problems(with_input(input.name, 3.5)) == {input.name: "Must be a whole number."}


def test_numbers_are_doubles() -> None:
    assert isinstance(value_of("cost.annual_dues", 3), float)


@pytest.mark.parametrize("input", TEXTS, ids=lambda each: each.name)
def test_a_text_is_one_of_its_values(input: Any) -> None:
    for value in input.values:
        assert value_of(input.name, value) == value
    for value in ("", "nope", input.values[0].swapcase(), 3, True, []):
        assert list(problems(with_input(input.name, value))) == [input.name]


@pytest.mark.parametrize("input", FLAGS, ids=lambda each: each.name)
def test_a_flag_is_true_or_false(input: Any) -> None:
    assert value_of(input.name, True) is True
    for value in (1, 0, "true", "yes", []):
        assert problems(with_input(input.name, value)) == {input.name: "Must be true or false."}


@pytest.mark.parametrize("input", LISTS, ids=lambda each: each.name)
def test_a_list_holds_its_values_each_once_in_any_order(input: Any) -> None:
    backwards = [*reversed(input.values), *input.values]
    assert value_of(input.name, backwards) == input.values
    assert value_of(input.name, []) == ()
    wrong = [input.values[0], "nope", None]
    assert list(problems(with_input(input.name, wrong))) == [f"{input.name}[1]", f"{input.name}[2]"]
    assert problems(with_input(input.name, "x")) == {input.name: "Must be a list."}


@pytest.mark.parametrize("name", ["A", "x" * 200, "Café ☕ 中文", "-", "שלום", "a\u200db"])
def test_a_name_has_1_to_200_characters(name: str) -> None:
    assert value_of("name", name) == name


@pytest.mark.parametrize("name", ["", "x" * 201, "a\0", "a\nb", "\x7f", "\x85", "\ud800", None, 3])
def test_a_name_holds_no_control_characters_or_lone_surrogates(name: Any) -> None:
    assert list(problems(with_input("name", name))) == ["name"]


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029"])
def test_a_name_holds_nothing_that_rewrites_the_line_around_it(mark: str) -> None:
    assert problems(with_input("name", f"Club {mark}abc")) == {
        "name": f"Must not hold the character {mark!a}."
    }


@pytest.mark.parametrize("name", [" ", "\u200b", "\u3164\u2800", "\ufeff\u00ad"])
def test_a_name_can_be_seen(name: str) -> None:
    assert problems(with_input("name", name)) == {"name": "Must hold a character that can be seen."}


def test_currencies_in_use_are_taken_and_dollars_need_not_be_said() -> None:
    assert value_of("currency", "EUR") == "EUR"
    assert "currency" not in read_candidate({"name": "A", "kind": "meetup"}).values
    for code in ("DEM", "usd", "XXX", "XTS", "BGN"):
        assert "ISO 4217" in problems(with_input("currency", code))["currency"]


def test_name_and_kind_are_required() -> None:
    assert problems({}) == {"kind": "This is required.", "name": "This is required."}
    assert list(problems({"name": None, "kind": None})) == ["kind", "name"]


def test_all_problems_are_told_at_once_with_the_nearest_known_name() -> None:
    candidate = {
        "kind": "meetupp",
        "cost": {"anual_dues": 1, "joining_fee": -1, "x": 1},
        "travel": 3,
        "cots": {},
        "cost.annual_dues": 3,
        "you": {"seeks": ["fame"]},
    }
    found = problems(candidate)
    assert list(found) == [
        "cost.annual_dues", "cost.anual_dues", "cost.joining_fee", "cost.x", "cots", "kind", "name",
        "travel", "you.seeks[0]",
    ]  # fmt: skip
    assert found["cost.annual_dues"] == 'Unknown field; write "annual_dues" inside "cost".'
    assert found["cost.anual_dues"] == 'Unknown field; did you mean "cost.annual_dues"?'
    assert found["cost.x"] == 'Unknown field; did you mean "cost.level"?'
    assert found["cots"] == 'Unknown field; did you mean "cost"?'
    assert found["kind"].endswith('did you mean "meetup"?')
    assert found["travel"] == "Must be an object."


@pytest.mark.parametrize("data", [None, [], "x", 3, True])
def test_a_candidate_is_an_object(data: Any) -> None:
    assert problems(data) == {"": "Must be an object."}


def test_nulls_everywhere_say_nothing() -> None:
    blank = {each.name: None for each in INPUTS.values() if each.name not in ("name", "kind")}
    candidate = {"name": "A", "kind": "meetup", **nested(blank)}
    assert set(read_candidate(candidate).values) == {"name", "kind"}
    groups = dict.fromkeys(("cost", "travel", "time", "past_yield", "you", "team"))
    assert set(read_candidate({"name": "A", "kind": "meetup", **groups}).values) == {"name", "kind"}


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_generated_candidates_fit(seed: int) -> None:
    read_candidate(candidate_from_seed(seed))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.sampled_from([*INPUTS, "cost", "you", "members"]), json_values)
def test_any_value_anywhere_fits_or_is_named(name: str, value: Any) -> None:
    candidate = {"name": "A", "kind": "meetup"}
    candidate.update(nested({name: value}) if "." in name else {name: value})
    assert all(field.startswith(name) for field in fields_at_fault(candidate))


def fields_at_fault(candidate: Any) -> list[str]:
    try:
        read_candidate(candidate)
    except CandidateError as error:
        return [problem.field for problem in error.problems]
    return []


SCHEMA = CandidateSchema()
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=3), st.just({}),
    st.lists(st.sampled_from(["job", "learning", 3, None]), max_size=3), st.just(10**400),
)  # fmt: skip

ODD_VALUES = (None, True, -1, 0, 0.5, 1e400, 10**400, "", "low", "a\u202eb", {}, [], ["job"], [3])


def by_schema(data: Any) -> Any:
    try:
        return list(candidate_of(SCHEMA.load(data)).values.items())
    except ValidationError:
        return None


def by_reading(data: Any) -> Any:
    try:
        return list(read_candidate(data).values.items())
    except CandidateError:
        return None


def said_by_schema(data: Any) -> list[tuple[str, str]]:
    try:
        SCHEMA.load(data)
    except ValidationError as error:
        problems = candidate_error(error.messages, SCHEMA).problems
        return [(problem.field, problem.message) for problem in problems]
    return []


def said_by_reading(data: Any) -> list[tuple[str, str]]:
    try:
        read_candidate(data)
    except CandidateError as error:
        return [(problem.field, problem.message) for problem in error.problems]
    return []


def assert_read_alike(data: Any) -> None:
    assert repr(by_reading(data)) == repr(by_schema(data))
    assert said_by_reading(data) == said_by_schema(data)


@pytest.mark.slow
@given(candidates(), st.sampled_from([*INPUTS, "cost", "cost.dues", "x", "kind.x"]), ODD)
def test_what_fits_is_what_the_schema_makes_of_it(data: Any, name: str, odd: Any) -> None:
    assert_read_alike(data)
    group, _, own = name.rpartition(".")
    if not group:
        assert_read_alike({**data, own: odd})
    elif isinstance(data.get(group, {}), dict):
        assert_read_alike({**data, group: {**data.get(group, {}), own: odd}})


@pytest.mark.slow
def test_thousands_of_bodies_are_read_as_by_the_schema() -> None:
    for seed in range(3_000):
        random = Random(seed)
        data = candidate_from_seed(seed)
        for _ in range(random.randint(0, 2)):
            parent = random.choice([data, *(each for each in data.values() if type(each) is dict)])
            parent[random.choice([*parent, "cost", "x"])] = random.choice(ODD_VALUES)
        assert_read_alike(data)


@pytest.mark.parametrize(
    "data", [None, [], "a", 3, {}, {"name": "A"}, {"": {}}, {"": {"name": "A"}}]
)
def test_what_is_no_candidate_is_refused_as_by_the_schema(data: Any) -> None:
    assert_read_alike(data)
