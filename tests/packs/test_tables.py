"""Decision tables: rows over several inputs and facts, of which one at most applies."""

from typing import Any

import pytest

from joinwise.packs.serializers import pack_answer
from tests.support.fakes import advice_of, checked, diagnostics_of, pack

SORT = """
facts:
  sort_of_group:
    by: kind
    values: {referral_group: business, chamber_of_commerce: business}
    else: leisure
"""
PART = (
    SORT
    + """
tables:
  - id: part
    title: The part that you take
    over: [sort_of_group, you.part, you.wants_more_work]
    complete: false
    brief: that is the part you take
    rows:
      - {when: [business, on_paper, any], points: -12, reason: "On paper only: {you.part}."}
      - {when: [business, [active, leads], true], points: 8, reason: You would work it.}
      - {when: [leisure, any, any], decide: skip, reason: For fun.}
"""
)


def table(over: str, *rows: str, more: str = "") -> str:
    lines = "".join(f"      - {{when: [{row}], points: 1, reason: x}}\n" for row in rows)
    return f"tables:\n  - id: t\n    title: T\n    over: [{over}]\n{more}    rows:\n{lines}"


def reasons(text: str, **candidate: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = advice_of(text, **candidate)["reasons"]
    return found


def test_the_row_applies_of_which_every_cell_holds() -> None:
    (reason,) = reasons(PART, kind="referral_group", you={"part": "on_paper"})
    assert (reason["rule"], reason["title"], reason["points"]) == (
        "part",
        "The part that you take",
        -12,
    )
    assert reason["text"] == "On paper only: on_paper."
    assert reason["because"] == [
        {"fact": "sort_of_group", "value": "business"},
        {"fact": "you.part", "value": "on_paper"},
        {"fact": "you.wants_more_work", "value": None},
    ]


def test_a_row_whose_cell_is_unknown_does_not_apply() -> None:
    assert not reasons(PART, kind="referral_group", you={"part": "leads"})
    (reason,) = reasons(PART, kind="referral_group", you={"part": "leads", "wants_more_work": True})
    assert reason["points"] == 8


def test_a_row_may_decide() -> None:
    answer = advice_of(PART)
    assert (answer["recommendation"], answer["reasons"][0]["decides"]) == ("skip", "skip")
    assert answer["summary"] == "Skip: that is the part you take."


@pytest.mark.parametrize(
    ("over", "cell", "holds", "fails"),
    [
        ("members.count", '">= 5"', 5, 4),
        ("members.count", '"3 <= _ < 8"', 3, 8),
        ("members.count", '"!= 4"', 5, 4),
        ("members.count", "[4, 5]", 5, 6),
        ("members.count", "4", 4, 5),
        ("members.count", '"in [4, 5]"', 4, 6),
        ("mode", '"!= \'online\'"', "hybrid", "online"),
        ("mode", "[online, hybrid]", "hybrid", "in_person"),
        ("time.clashes", "true", True, False),
        ("you.seeks", "learning", ["learning", "job"], ["job"]),
        ("you.seeks", "[learning, perks]", ["job", "perks"], []),
    ],
)  # fmt: skip
def test_a_cell_is_a_constant_some_constants_or_a_comparison(
    over: str, cell: str, holds: object, fails: object
) -> None:
    text = table(over, cell)
    assert reasons(text, **nested(over, holds))
    assert not reasons(text, **nested(over, fails))


def nested(name: str, value: object) -> dict[str, Any]:
    group, _, own = name.rpartition(".")
    return {group: {own: value}} if group else {own: value}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (table("time.clashes", "true", "any"), "7:16: error: this row and that on line 6 can both apply: time.clashes is true"),
        (table("members.count", '"< 5"', '">= 4"'), "can both apply: members.count is 4"),
        (table("you.seeks", "job", "perks"), 'can both apply: you.seeks is ["job", "perks"]'),
        (table("mode, time.clashes", "any, true", "online, any"), 'mode is "online", time.clashes is true'),
        (table("time.clashes", "yes please"), "6:17: error: time.clashes is true or false: a cell here is true, false, or any"),
        (table("members.count", "many"), 'a number, a list of numbers, a comparison in quotes like ">= 5", or any'),
        (table("members.count", '"> team.people"'), "a cell compares with constants alone"),
        (table("members.count", '"> "'), "6:20: error: unexpected end of expression"),
        (table("members.count", '"5 < _ + 1"'), "a cell compares with constants alone"),
        (table("mode, kind", "online"), "6:16: error: this row has 1 cell, and the table 2 columns"),
        (table("mode, mode", "online, online"), "4:18: error: mode has a column already"),
        (table("mod", "online"), '4:12: error: unknown name "mod"; did you mean "mode"?'),
        (table("mode", "[]"), "a text, a list of texts, or any"),
        (table("mode", "{a: 1}"), "this must be a number, a text, true, false, or a list"),
        (table("mode", *["any"] * 1001), "1006:9: error: a table of 1,001 rows; 1,000 are the most"),
        (table("mode", "any").replace("points: 1, ", ""), '6:9: error: "points" is missing'),
        ("tables: [{id: t, title: T, over: [], rows: []}]", "this is empty; name at least one input"),
        (table("[mode], nope", "online"), '4:20: error: unknown name "nope"'),
        (table("[mode], kind, kind", "online"), "4:26: error: kind has a column already"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_an_error_at_its_place(text: str, message: str) -> None:
    found = [fault for fault in diagnostics_of(text) if " error: " in fault]
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (table("time.clashes", "true"), "a gap: no row applies if time.clashes is false; complete: false says"),
        (table("members.count", '"< 5"', '"> 5"'), "no row applies if members.count is 5"),
        (PART.replace("    complete: false\n", ""), 'if sort_of_group is "business" and you.part is "attends"; complete'),
        (table("mode", "onlin"), 'mode is never "onlin"; did you mean "online"?'),
    ],
)  # fmt: skip
def test_what_no_row_covers_is_a_warning(text: str, message: str) -> None:
    found = diagnostics_of(text)
    assert not any(" error: " in fault for fault in found)
    assert any(message in fault for fault in found), found


def test_a_gap_that_is_meant_is_not_warned_of() -> None:
    assert not diagnostics_of(table("time.clashes", "true", more="    complete: false\n"))
    assert not diagnostics_of(PART)


def test_rows_that_can_both_apply_are_shown_with_a_candidate() -> None:
    check = checked(table("time.clashes, mode", "true, online", "true, any"))
    (fault,) = check.errors
    assert fault.witness == (
        '{"name":"A group","kind":"meetup","time":{"clashes":true},"mode":"online"}'
    )


def test_the_rule_book_tells_a_table_as_it_is_written() -> None:
    (told,) = pack_answer(pack(PART))["tables"]
    assert told["over"] == ["sort_of_group", "you.part", "you.wants_more_work"]
    assert [row["when"] for row in told["rows"]] == [
        ["business", "on_paper", "any"],
        ["business", ["active", "leads"], True],
        ["leisure", "any", "any"],
    ]
    assert told["rows"][1]["english"] == (
        "sort of group is business and your part in it is active or leads and you want more work"
    )


def test_the_version_does_not_go_by_the_order_of_rows() -> None:
    first, second = pack(table("mode", "online", "hybrid")), pack(table("mode", "hybrid", "online"))
    assert first.version == second.version != pack(table("mode", "online")).version


def test_no_row_applies_is_a_miss_that_names_what_is_unknown() -> None:
    text = PART + "rules: [{id: r, title: R, when: time.clashes, reason: x}]"
    answer = advice_of(text, ("misses",), kind="referral_group", you={"part": "active"})
    (miss, _) = answer["misses"]
    assert miss == {
        "rule": "part",
        "title": "The part that you take",
        "failed": [],
        "unknown": ["you.wants_more_work"],
    }


def test_questions_and_flips_go_by_tables() -> None:
    text = PART.replace("8,", "-8,")
    answer = advice_of(text, ("questions",), kind="referral_group", you={"part": "leads"})
    assert [question["input"] for question in answer["questions"]] == ["you.wants_more_work"]
