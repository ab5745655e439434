"""Sources as data, and as the texts that answers give."""

from typing import Any

import pytest

from joinwise.packs.serializers import pack_answer
from tests.support.fakes import advice_of, diagnostics_of, pack, rule


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("An essay, claim 8", "An essay, claim 8"),
        ({"grade": "J", "what": "a guess"}, "J: a guess"),
        ({"grade": "M", "what": "a survey", "year": 2019}, "M: a survey (2019)"),
        ({"grade": "W", "what": "a post", "url": "example.com"}, "W: a post (example.com)"),
        (
            {"grade": "S", "what": "a study", "url": "example.com", "year": 2019},
            "S: a study (example.com, 2019)",
        ),
    ],
)
def test_an_answer_gives_a_source_as_one_text(source: Any, expected: str) -> None:
    rules = rule("true", source=source)
    assert advice_of(rules)["reasons"][0]["source"] == expected
    assert pack_answer(pack(rules))["rules"][0]["source"] == expected


def test_a_row_and_its_band_cite_alike() -> None:
    rows = "[{to: 1, points: 1, reason: x, source: {grade: M, what: row}}, {from: 1, points: 1, reason: x}]"
    band = f"{{id: b, title: B, over: cost.annual_dues, source: {{grade: J, what: all}}, rows: {rows}}}"
    bands = f"bands: [{band}]"
    sources = [
        advice_of(bands, cost={"annual_dues": dues})["reasons"][0]["source"] for dues in (0, 1)
    ]
    assert sources == ["M: row", "J: all"]


def test_a_lookup_cites_in_either_form_by_key() -> None:
    sources = "{meetup: {grade: M, what: a survey, year: 2019}, peer_group: An essay}"
    fact = f"{{by: kind, values: {{meetup: 1, peer_group: 2}}, source: {sources}}}"
    answer = pack_answer(pack(rule("true"), f"facts: {{usual: {fact}}}"))
    assert answer["facts"][0]["source"] == {
        "meetup": "M: a survey (2019)",
        "peer_group": "An essay",
    }


@pytest.mark.parametrize(
    "lookup",
    [
        "facts: {a: {by: kind, values: {meetup: 1}, source: {meetop: An essay}}}",
        "inputs: {cost.annual_dues: {assume: {by: kind, values: {meetup: 1}}, source: {meetop: An essay}}}",
    ],
)
def test_a_source_of_what_a_lookup_does_not_name_is_an_error(lookup: str) -> None:
    assert any(
        fault.endswith('unknown key "meetop"; did you mean "meetup"?')
        for fault in diagnostics_of(rule("true"), lookup)
    )


def test_what_is_assumed_cites_too() -> None:
    said = "inputs: {mode: {assume: online, source: {grade: J, what: a guess}}}"
    assert str(pack(rule("true"), said).questions["mode"].source) == "J: a guess"
