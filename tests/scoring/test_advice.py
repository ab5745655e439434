"""What fired becomes score, recommendation, reasons and a summary."""

import pytest

from tests.support.fakes import advice_of, rule

DUES = {"cost": {"annual_dues": 10}}


def entry(id: str, points: int = 0, when: str = "true", **more: str) -> str:
    extra = "".join(f", {key}: {value!r}" for key, value in more.items())
    return (
        f"  - {{id: {id}, title: Title {id}, when: {when!r}, points: {points}, reason: x{extra}}}\n"
    )


def rules(*entries: str, decision: str = "") -> str:
    return f"{decision}\nrules:\n{''.join(entries)}"


@pytest.mark.parametrize(
    ("start", "points", "join_at", "score", "recommendation"),
    [
        (50, -1, 50, 49, "skip"),
        (50, 0, 50, 50, "join"),
        (50, 1, 50, 51, "join"),
        (0, -5, 0, 0, "join"),
        (90, 20, 100, 100, "join"),
        (10, -20, 1, 0, "skip"),
    ],
)
def test_the_score_is_the_start_plus_points_and_joins_from_its_limit(
    start: int, points: int, join_at: int, score: int, recommendation: str
) -> None:
    text = rules(entry("a", points), decision=f"decision: {{start: {start}, join_at: {join_at}}}")
    answer = advice_of(text)
    assert (answer["score"], answer["recommendation"]) == (score, recommendation)
    assert answer["join_at"] == join_at


def test_the_score_is_clamped_once_at_the_end() -> None:
    assert advice_of(rules(entry("a", 90), entry("b", -80)))["score"] == 60


def test_a_decision_stands_whatever_the_score_and_skip_beats_join() -> None:
    joins, skips = entry("j", -60, decide="join"), entry("s", 60, decide="skip")
    assert (advice_of(rules(joins))["recommendation"], advice_of(rules(joins))["score"]) == (
        "join",
        0,
    )
    assert advice_of(rules(joins, skips))["recommendation"] == "skip"
    assert advice_of(rules(skips))["score"] == 100


def test_reasons_come_by_decision_then_by_size_then_by_id() -> None:
    entries = [
        entry("z", 3), entry("a", -3), entry("m", -9), entry("note"),
        entry("joins", decide="join"), entry("skips", 1, decide="skip"),
    ]  # fmt: skip
    reasons = advice_of(rules(*entries))["reasons"]
    assert [each["rule"] for each in reasons] == ["skips", "joins", "m", "a", "z", "note"]
    assert [each["effect"] for each in reasons] == [
        "against", "for", "against", "against", "for", "note",
    ]  # fmt: skip
    assert [each["decides"] for each in reasons[:3]] == ["skip", "join", None]


def test_because_names_what_the_condition_names_in_its_order_each_once() -> None:
    when = "cost.joining_fee > 3 or twice > cost.annual_dues or twice > 0 or mode is unknown"
    text = f"facts: {{twice: {{formula: cost.annual_dues * 2}}}}\n{rule(when)}"
    (reason,) = advice_of(text, **DUES)["reasons"]
    assert reason["because"] == [
        {"fact": "cost.joining_fee", "value": None},
        {"fact": "twice", "value": 20},
        {"fact": "cost.annual_dues", "value": 10},
        {"fact": "mode", "value": None},
    ]


BAND = """
bands:
  - id: dues
    title: Dues
    over: cost.annual_dues
    source: The band
    rows:
      - {from: 10, points: 5, reason: "{cost.annual_dues} or more"}
      - {to: 0, points: 1, reason: never}
      - {from: 0, to: 10, points: -5, reason: less, source: The row, brief: it is cheap}
"""


@pytest.mark.parametrize(("dues", "points"), [(0, -5), (9.99, -5), (10, 5), (10.01, 5)])
def test_a_row_of_a_band_applies_from_its_lower_limit_up_to_its_higher(
    dues: float, points: int
) -> None:
    (reason,) = advice_of(BAND, cost={"annual_dues": dues})["reasons"]
    assert (reason["rule"], reason["title"], reason["points"]) == ("dues", "Dues", points)


def test_a_band_speaks_through_its_row() -> None:
    (reason,) = advice_of(BAND, cost={"annual_dues": 1200})["reasons"]
    assert reason["text"] == "1,200 USD or more"
    assert reason["because"] == [{"fact": "cost.annual_dues", "value": 1200}]
    assert reason["source"] == "The band"
    assert advice_of(BAND, cost={"annual_dues": 3})["reasons"][0]["source"] == "The row"
    assert advice_of(BAND, cost={"annual_dues": 3})["summary"] == "Skip: it is cheap."


def test_a_band_over_an_unknown_does_not_apply() -> None:
    assert advice_of(BAND)["reasons"] == []


def test_the_summary_names_the_first_two_reasons_of_the_side_that_won() -> None:
    entries = [
        entry("a", 9), entry("b", 8, brief="it is {cost.annual_dues dollar|dollars}"),
        entry("c", 7), entry("d", -3),
    ]  # fmt: skip
    assert (
        advice_of(rules(*entries), **DUES)["summary"] == "Join: Title a and it is 10 USD dollars."
    )
    assert advice_of(rules(*entries[3:]), **DUES)["summary"] == "Skip: Title d."


@pytest.mark.parametrize(("start", "word"), [(49, "Skip"), (50, "Join")])
def test_if_nothing_speaks_for_either_side_the_summary_says_how_little_is_known(
    start: int, word: str
) -> None:
    text = rules(entry("note"), decision=f"decision: {{start: {start}}}")
    assert advice_of(text)["summary"] == f"{word}: too little is known to say more."


@pytest.mark.parametrize(
    ("start", "points", "summary"),
    [
        (90, -5, "Join: what speaks against it weighs too little."),
        (10, 5, "Skip: what speaks for it weighs too little."),
    ],
)
def test_reasons_of_the_side_that_lost_are_no_reason_for_the_other(
    start: int, points: int, summary: str
) -> None:
    text = rules(entry("a", points), decision=f"decision: {{start: {start}}}")
    assert advice_of(text)["summary"] == summary


WORDS = """
decision:
  words:
    - {when: past_yield.months_member > 0, join: Stay, skip: Leave}
    - {when: kind == "meetup", join: Go, skip: Do not go}
    - {when: kind is known, join: Never, skip: Never}
"""


@pytest.mark.parametrize(
    ("months", "dues", "word"),
    [(3, 0, "Stay"), (3, 10, "Leave"), (0, 0, "Go"), (None, 0, "Go"), (None, 10, "Do not go")],
)
def test_the_word_is_that_of_the_first_words_whose_condition_is_true(
    months: int | None, dues: int, word: str
) -> None:
    text = WORDS + rules(entry("dear", -1, "cost.annual_dues > 0"))
    said = {"past_yield": {"months_member": months}, "cost": {"annual_dues": dues}}
    answer = advice_of(text, **said)
    assert answer["word"] == word
    assert answer["summary"].startswith(f"{word}: ")
    assert answer["recommendation"] == ("skip" if dues else "join")


def test_without_words_that_fit_the_word_is_join_or_skip() -> None:
    words = "decision: {words: [{when: cost.annual_dues > 5, join: Stay, skip: Leave}]}"
    assert advice_of(words)["word"] == "Join"
    assert advice_of("decision: {start: 0}")["word"] == "Skip"


def test_a_word_that_is_left_out_is_the_usual_one_and_words_without_a_condition_always_count() -> (
    None
):
    text = "decision: {words: [{when: time.clashes, skip: Leave}, {join: Visit}]}"
    assert advice_of(text, time={"clashes": True})["word"] == "Join"
    assert advice_of(text)["word"] == "Visit"


def test_an_assumption_that_only_words_read_is_told() -> None:
    text = """
inputs: {mode: {assume: online}}
decision: {words: [{when: mode == "online", join: Log in, skip: Log out}]}
"""
    answer = advice_of(text)
    assert answer["assumed"] == [{"input": "mode", "value": "online"}]
    assert answer["word"] == "Log in"


def test_what_a_text_shows_is_told_as_assumed() -> None:
    shown = "inputs: {cost.joining_fee: {assume: 7}}\n" + rule(
        "cost.annual_dues > 1", points=1
    ).replace("Because.", "Fee {cost.joining_fee}.")
    answer = advice_of(shown, **DUES)
    assert answer["reasons"][0]["text"] == "Fee 7 USD."
    assert answer["assumed"] == [{"input": "cost.joining_fee", "value": 7}]
    assert advice_of(shown)["assumed"] == []
