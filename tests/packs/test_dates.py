"""Rules that hold for a time, and values that change with it."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl
import pytest

from joinwise.advisor import build_advisor
from joinwise.assessments.service import AssessmentService
from joinwise.assessments.store import Store
from joinwise.authoring.diff import witnessed_changes
from joinwise.authoring.endings import endings
from joinwise.bulk.frames import score_frame
from joinwise.domain.days import day_of, iso_date, today
from joinwise.domain.values import Kind
from joinwise.expressions.ast import Choice, Comparison, Name, Unknown, number
from joinwise.expressions.printer import to_text
from joinwise.packs.loader import load_pack
from joinwise.packs.serializers import inputs_answer, pack_answer
from joinwise.packs.uses import named_answer
from tests.support.fakes import (
    MINIMAL,
    advice_of,
    app_under,
    checked,
    diagnostics_of,
    pack,
    rule,
    written,
)

DUES = """
facts:
  usual_dues:
    by: date
    values: {2026-01-01: 500, 2027-01-01: 550, 2028-06-30: 600}
    unit: money
"""
DATED = (
    DUES
    + """
inputs:
  cost.annual_dues: {change: lower, range: [0, 1000], step: 10}
rules:
  - {id: dear, title: Dear, when: cost.annual_dues > usual_dues, points: -20, reason: "Usual is {usual_dues}."}
  - {id: fair, title: Fair, when: 'mode == "online"', from: 2026-12-01, until: 2027-02-28, points: 8, reason: A fair.}
"""
)


def advice(day: str | None, **candidate: Any) -> dict[str, Any]:
    return advice_of(DATED, **candidate, **({"as_of": day} if day else {}))


def fired(day: str | None, **candidate: Any) -> list[str]:
    return [reason["rule"] for reason in advice(day, **candidate)["reasons"]]


@pytest.mark.parametrize(
    ("day", "dues"),
    [
        ("2025-12-31", None),
        ("2026-01-01", 500),
        ("2026-12-31", 500),
        ("2027-01-01", 550),
        ("2028-06-29", 550),
        ("2028-06-30", 600),
        ("9999-12-31", 600),
    ],
)
def test_a_value_is_the_latest_that_is_not_after_the_day(day: str, dues: float | None) -> None:
    assert advice(day)["facts"]["usual_dues"] == dues


def test_before_the_first_date_it_is_what_else_says() -> None:
    text = "facts: {f: {by: date, values: {2026-01-01: low}, else: high}}"
    assert advice_of(text, as_of="2025-01-01")["facts"]["f"] == "high"


def test_an_assumption_may_change_with_time() -> None:
    assume = "inputs: {mode: {assume: {by: date, values: {2020-01-01: online}}}}\n"
    text = assume + rule('mode == "online"')
    assert advice_of(text)["assumed"] == [{"input": "mode", "value": "online"}]
    assert advice_of(text, as_of="2019-12-31")["assumed"] == []


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2026-11-30", False),
        ("2026-12-01", True),
        ("2027-02-28", True),
        ("2027-03-01", False),
    ],
)
def test_a_rule_fires_from_its_first_day_until_its_last(day: str, fires: bool) -> None:
    assert ("fair" in fired(day, mode="online")) is fires


def test_the_condition_of_a_rule_is_what_it_says_and_not_its_dates() -> None:
    (reason,) = advice("2027-01-01", mode="online")["reasons"]
    assert reason["because"] == [{"fact": "mode", "value": "online"}]


def test_a_rule_out_of_its_time_tells_so_among_the_misses() -> None:
    answer = advice_of(DATED, ("misses",), mode="online", as_of="2027-03-01")
    assert answer["misses"][1]["failed"] == [{"test": "as_of <= 2027-02-28", "value": "2027-03-01"}]


def test_the_day_is_in_the_answer_and_left_out_is_this_one() -> None:
    assert advice("2027-01-01")["as_of"] == "2027-01-01"
    assert advice(None)["as_of"] == iso_date(today())


def test_rules_without_dates_take_no_notice_of_a_day() -> None:
    plain = rule('mode == "online"', points=3)
    with_day = advice_of(plain, ("questions", "flips"), mode="online", as_of="2027-01-01")
    assert with_day == advice_of(plain, ("questions", "flips"), mode="online")
    assert "as_of" not in with_day


def test_the_day_is_neither_asked_for_nor_changed() -> None:
    answer = advice_of(DATED, ("questions", "flips"), cost={"annual_dues": 560}, as_of="2027-01-01")
    asked = {question["input"] for question in answer["questions"]} | {*answer["irrelevant"]}
    assert "as_of" not in asked
    assert [(flip["input"], flip["to"]) for flip in answer["flips"]] == [("cost.annual_dues", 550)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "day", ["2027-02-29", "2027-1-31", "20270131", "2027-W01-1", "", 20270131, True, ["2027-01-31"]]
)
def test_what_is_no_date_is_refused(day: Any) -> None:
    app = app_under(build_advisor(pack(DATED)))
    answer = app.test_client().post("/v1/score", json={**MINIMAL, "as_of": day})
    assert answer.get_json()["errors"] == [
        {"field": "as_of", "message": "Must be a date like 2027-01-31."}
    ]


def test_the_day_is_an_input_of_rules_that_use_dates_alone() -> None:
    (day,) = [each for each in inputs_answer(pack(DATED)) if each["input"] == "as_of"]
    assert day["type"] == "date"
    assert not [each for each in inputs_answer(pack(rule("true"))) if each["input"] == "as_of"]


def test_rules_tell_their_dates_as_they_are_written() -> None:
    answer = pack_answer(pack(DATED))
    assert answer["rules"][1]["when"] == 'mode == "online"'
    assert (answer["rules"][1]["from"], answer["rules"][1]["until"]) == ("2026-12-01", "2027-02-28")
    (fact,) = answer["facts"]
    assert (fact["by"], [*fact["values"]]) == ("date", ["2026-01-01", "2027-01-01", "2028-06-30"])
    assert (
        fact["english"] == "500 from 2026-01-01 on, 550 from 2027-01-01 on, 600 from 2028-06-30 on"
    )
    assert "from" not in answer["rules"][0]


def from_day(day: str, operator: Literal[">=", "<"] = ">=") -> Comparison:
    return Comparison(operator, Name("as_of"), number(day_of(day) or 0))


FIRST, SECOND = "2027-01-01", "2028-01-01"


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (
            Choice(number(2), from_day(FIRST), Unknown(Kind.NUMBER)),
            'date -> {"2027-01-01": 2}',
        ),
        (
            Choice(number(2), from_day(FIRST, "<"), number(1)),
            "2 if as_of < 2027-01-01 else 1",
        ),
        (
            Choice(Unknown(Kind.NUMBER), from_day(FIRST), number(1)),
            "unknown if as_of >= 2027-01-01 else 1",
        ),
        (
            Choice(Name("members.count"), from_day(FIRST), number(1)),
            "members.count if as_of >= 2027-01-01 else 1",
        ),
        (
            Choice(number(3), from_day(FIRST), Choice(number(2), from_day(SECOND), number(1))),
            '3 if as_of >= 2027-01-01 else date -> {"2028-01-01": 2, else: 1}',
        ),
    ],
)
def test_only_values_by_day_read_as_a_table(tree: Choice, text: str) -> None:
    """Mutants of such a table may be anything else."""
    assert to_text(tree) == text


def test_what_goes_by_the_day_is_said_to_use_it() -> None:
    answer = named_answer(pack(DATED), "as_of")
    assert answer is not None
    assert answer["used_by"] == ["fair", "usual_dues"]


def test_dates_are_part_of_the_version() -> None:
    moved = DATED.replace("until: 2027-02-28", "until: 2027-03-01")
    assert pack(moved).version != pack(DATED).version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "facts: {f: {by: date, values: {soon: 1}}}",
            '"soon" is no date; write it like 2027-01-31',
        ),
        ("facts: {f: {by: date, values: {2027-1-1: 1}}}", '"2027-1-1" is no date'),
        ("facts: {date: {formula: 1}}", 'a fact cannot be called "date"'),
        ("facts: {as_of: {formula: 1}}", 'a fact cannot be called "as_of": that is an input'),
        (rule("true", until="tomorrow"), "this must be a date like 2027-01-31"),
        (rule("as_of > 3"), "as_of cannot stand here"),
        ("facts: {f: {formula: 1 if as_of > 3 else 2}}", "as_of cannot stand here"),
        ("bands: [{id: b, title: B, over: as_of, rows: [{to: 3, points: 1, reason: x}]}]", "as_of"),
        (
            "rules: [{id: r, title: R, when: true, reason: x, from: 2027-02-01, until: 2027-01-31}]",
            "this is before the day from which it holds, 2027-02-01",
        ),
    ],
)
def test_dates_that_cannot_be_meant_are_errors(text: str, said: str) -> None:
    assert any("error" in each and said in each for each in diagnostics_of(text))


def test_a_layer_may_change_a_dated_value(tmp_path: Path) -> None:
    written(tmp_path / "base", base=DATED)
    layer = "extends: ../base\nchange: {usual_dues: {values: {2027-01-01: 700}}, fair: {until: 2027-01-01}}"
    written(tmp_path / "own", own=layer)
    answer = build_advisor(load_pack(tmp_path / "own")).advise(
        {**MINIMAL, "mode": "online", "as_of": "2027-01-02"}
    )
    assert answer.facts["usual_dues"] == 700
    assert not answer.reasons


def test_what_ends_within_ninety_days_is_noted() -> None:
    notes = endings(checked(DATED).written, day_of("2026-12-15") or 0)
    assert sorted((note.line, note.message) for note in notes) == [
        (5, "this value begins in 17 days; until then it is 500"),
        (12, "this ends in 75 days"),
    ]


def test_a_rule_that_has_ended_is_noted() -> None:
    notes = endings(checked(DATED).written, day_of("2027-03-01") or 0)
    assert [note.message for note in notes] == ["this has ended; the rule fires no more"]


def test_rows_of_a_table_each_have_their_day() -> None:
    days = ["2026-12-15", None, "2027-02-30", "2027-03-01"]
    frame = pl.DataFrame({"kind": ["meetup"] * 4, "mode": ["online"] * 4, "as_of": days})
    scored = score_frame(frame, pack(DATED))
    assert scored["score"].to_list() == [58, advice(None, mode="online")["score"], None, 50]
    assert scored["refused"].to_list() == [None, None, "as_of", None]


def test_dates_of_a_data_frame_are_days_too() -> None:
    days = [date(2026, 12, 15), date(2027, 3, 1)]
    frame = pl.DataFrame({"kind": ["meetup"] * 2, "mode": ["online"] * 2, "as_of": days})
    assert score_frame(frame, pack(DATED))["score"].to_list() == [58, 50]


@pytest.mark.slow
def test_a_saved_advice_is_replayed_for_its_own_day(store: Store) -> None:
    app = app_under(build_advisor(pack(DATED)), store)
    client = app.test_client()
    saved = client.post(
        "/v1/assessments", json={**MINIMAL, "mode": "online", "as_of": "2027-01-01"}
    )
    replayed = client.post(f"{saved.headers['Location']}/replay").get_json()
    assert replayed["same"]
    assert replayed["advice"]["as_of"] == "2027-01-01"


def test_a_saved_advice_without_a_day_is_replayed_for_the_day_of_its_request(store: Store) -> None:
    keeper, dated = AssessmentService(store), pack(DATED)
    advised = build_advisor(dated).advise({**MINIMAL, "mode": "online", "as_of": "2027-01-01"})
    saved = keeper.save(dated, advised, {**MINIMAL, "mode": "online"}).assessment
    assert keeper.replay(saved).is_same


def test_a_moved_end_is_shown_by_a_group_on_such_a_day() -> None:
    moved = checked(
        DATED.replace("until: 2027-02-28", "until: 2027-03-31").replace("points: 8", "points: -8")
    )
    before = checked(DATED.replace("points: 8", "points: -8"))
    assert before.pack is not None
    assert moved.pack is not None
    (change,) = witnessed_changes(before.pack, moved.pack)
    assert change.witness is not None
    assert "2027-02-28" < change.witness.candidate["as_of"] <= "2027-03-31"


@pytest.mark.slow
def test_pages_are_of_this_day(store: Store) -> None:
    client = app_under(build_advisor(pack(DATED)), store).test_client()
    assert client.get("/?kind=meetup&mode=online&name=A").status_code == 200
    assert client.get("/rules/fair").status_code == 200
    assert "it is 2026-12-01 or after" in client.get("/rules/fair").text


@pytest.mark.parametrize("is_dated_first", [True, False])
def test_rules_with_dates_are_compared_with_rules_without(is_dated_first: bool) -> None:
    plain = DATED.replace("from: 2026-12-01, until: 2027-02-28, points: 8", "points: -8").replace(
        "by: date\n    values: {2026-01-01: 500, 2027-01-01: 550, 2028-06-30: 600}", "formula: 500"
    )
    dated = pack(DATED.replace("points: 8", "points: -8"))
    packs = [dated, pack(plain)] if is_dated_first else [pack(plain), dated]
    changes = {each.change.name: each.witness for each in witnessed_changes(*packs)}
    assert set(changes) == {"usual_dues", "fair"}
    assert all(changes.values())
