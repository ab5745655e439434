"""A diff says what differs in meaning, and shows by a candidate what each change does."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.changes import EntryChange
from joinwise.authoring.diff import WitnessedChange, changes_between, witnessed_changes
from joinwise.authoring.witness import TRIES
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher
from tests.support import fakes
from tests.support.fakes import rule
from tests.support.generators import pack_from_seed
from tests.support.rule_writer import write_pack

BAND = """
bands:
  - id: b
    title: B
    over: cost.annual_dues
    rows:
"""


def told(one: str, other: str) -> list[tuple[Any, ...]]:
    return [short(each) for each in changes_between(fakes.pack(one), fakes.pack(other))]


def short(change: EntryChange[Any]) -> tuple[Any, ...]:
    keys = {key.key: (key.before, key.after) for key in change.keys}
    return change.section, change.name, str(change.kind), keys


def rows(*rows: str) -> str:
    return BAND + "".join(f"      - {{{row}, reason: Because.}}\n" for row in rows)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "decision: {start: 40}", "decision: {start: 45}",
            [("decision", "decision", "changed", {"start": (40, 45)})],
        ),
        (
            "decision: {words: [{when: time.clashes, join: Stay, skip: Leave}]}",
            "decision: {words: [{when: time.clashes, join: Stay, skip: Go}]}",
            [("decision", "decision", "changed", {"words.1.skip": ("Leave", "Go")})],
        ),
        (
            "plan: {clock: [past_yield.months], idle: {past_yield.deals: 0}}",
            "plan: {clock: [past_yield.months], idle: {past_yield.deals: 1}}",
            [("plan", "plan", "changed", {"idle.past_yield.deals": (0, 1)})],
        ),
        (
            "inputs: {team.people: {assume: 0}}", "inputs: {team.people: {assume: 1}}",
            [("inputs", "team.people", "changed", {"assume": (0, 1)})],
        ),
        (
            "inputs: {mode: {ask: Where?}}", "",
            [("inputs", "mode", "changed", {"ask": ("Where?", "Where people meet.")})],
        ),
        (
            "inputs: {mode: {when: time.clashes}}", "inputs: {mode: {when: not time.clashes}}",
            [("inputs", "mode", "changed", {"when": ("time.clashes", "not time.clashes")})],
        ),
        (
            "inputs: {mode: {ask: x}}", "inputs: {mode: {ask: x, recall: look_up}}",
            [("inputs", "mode", "changed", {"recall": ("by_heart", "look_up")})],
        ),
        (
            rule("true", source={"grade": "M", "what": "x"}),
            rule("true", source={"grade": "M", "what": "x", "year": 2019}),
            [("rules", "r", "changed", {"source": ("M: x", "M: x (2019)")})],
        ),
        (
            "inputs: {mode: {source: One}}", "inputs: {mode: {source: Other}}",
            [("inputs", "mode", "changed", {"source": ("One", "Other")})],
        ),
        (
            "facts: {f: {formula: 1 + 2}}", "facts: {f: {formula: 1 + 3, unit: hours}}",
            [("facts", "f", "changed", {"unit": (None, "hours"), "formula": ("1 + 2", "1 + 3")})],
        ),
        (
            "facts: {f: {by: kind, values: {meetup: 1}}}",
            "facts: {f: {by: kind, values: {meetup: 2, peer_group: 3}}}",
            [("facts", "f", "changed", {"values.meetup": (1, 2), "values.peer_group": (None, 3)})],
        ),
        (
            rule("true", points=1), rule("true", points=2, decide="skip"),
            [("rules", "r", "changed", {"points": (1, 2), "decide": (None, "skip")})],
        ),
        (
            rows("from: 1, to: 2, points: 3"), rows("from: 1, to: 2, points: 4"),
            [("rows", "b from 1 to 2", "changed", {"points": (3, 4)})],
        ),
        (
            rows("from: 1, to: 2, points: 3"), rows("from: 1, to: 3, points: 3"),
            [("rows", "b from 1 to 2", "changed", {"to": (2, 3)})],
        ),
        (
            rows("to: 2, points: 3"), rows("to: 2, points: 3").replace("title: B", "title: C"),
            [("bands", "b", "changed", {"title": ("B", "C")})],
        ),
    ],
)  # fmt: skip
def test_each_part_that_says_something_else_is_named(
    one: str, other: str, expected: list[Any]
) -> None:
    assert told(one, other) == expected


def test_what_is_only_in_one_of_them_is_added_or_removed() -> None:
    one, other = rule("true"), rows("from: 1, points: 3")
    assert [each[:3] for each in told(one, other)] == [
        ("rules", "r", "removed"),
        ("bands", "b", "added"),
    ]
    row = told(rows("from: 1, points: 3"), rows("from: 1, points: 3", "to: 0, points: 2"))
    assert [each[:3] for each in row] == [("rows", "b to 0", "added")]


def test_a_condition_is_told_in_plain_english_too() -> None:
    one, other = fakes.pack(rule("cost.annual_dues > 3")), fakes.pack(rule("time.clashes"))
    (change,) = changes_between(one, other)
    (part,) = change.keys
    assert (part.before, part.after) == ("cost.annual_dues > 3", "time.clashes")
    assert part.english == ("annual dues is more than 3", "the meetings clash with fixed duties")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_layout_and_order_make_no_difference(seed: int, tmp_path: Path) -> None:
    source = pack_from_seed(seed, 20)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    write_pack(tmp_path / "a", source)
    write_pack(tmp_path / "b", source, order=Random(seed), style=Random(seed))
    assert changes_between(load_pack(tmp_path / "a"), load_pack(tmp_path / "b")) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_packs_that_say_something_else_have_a_difference(seed: int, tmp_path: Path) -> None:
    for number in (seed, seed + 1):
        (tmp_path / str(number)).mkdir()
        write_pack(tmp_path / str(number), pack_from_seed(number, 20))
    assert changes_between(*(load_pack(tmp_path / str(number)) for number in (seed, seed + 1)))


BEFORE = """
decision: {start: 40}
inputs: {team.people: {assume: 0}, mode: {ask: Where?}}
facts: {f: {formula: 1 + 2}, g: {formula: you.margin}}
rules:
  - {id: a, title: A, when: time.clashes, reason: Because.}
  - {id: b, title: B, when: time.clashes, points: 3, reason: Because.}
compare: {worth: f, money: f, hours: g}
"""
AFTER = """
decision: {start: 45}
inputs: {team.people: {assume: 1}}
facts: {f: {by: kind, values: {meetup: 1}}, g: {formula: you.margin}, h: {formula: "3"}}
rules:
  - {id: b, title: B, when: not time.clashes, points: 4, reason: Because.}
  - {id: c, title: C, when: time.clashes, reason: Because.}
compare: {worth: f, money: f, hours: f}
"""


def test_a_change_applied_to_the_first_pack_is_all_that_differs_then() -> None:
    one, other = fakes.pack(BEFORE), fakes.pack(AFTER)
    changes = changes_between(one, other)
    assert len(changes) == 9
    for change in changes:
        alone = replace(change.applied_to(one), version="another")
        assert changes_between(one, alone) == [change]


def test_a_changed_row_applied_to_the_first_pack_is_all_that_differs_then() -> None:
    one = fakes.pack(rows("from: 1, to: 2, points: 3", "from: 2, points: 5"))
    other = fakes.pack(rows("from: 1, to: 2, points: 4", "from: 2, points: 6"))
    for change in changes_between(one, other):
        (left,) = changes_between(one, replace(change.applied_to(one), version="another"))
        assert short(left) == short(change)


# Witnesses


def witnessed(one: Pack, other: Pack) -> list[WitnessedChange]:
    """Each difference; every witness is held against both packs."""
    found = list(witnessed_changes(one, other))
    for each in found:
        if each.witness:
            candidate = read_candidate(json.loads(json.dumps(each.witness.candidate)))
            before, after = (Advisor(pack, TreeMatcher).advise(candidate) for pack in (one, other))
            assert each.witness.before == (before.recommendation, before.score)
            assert each.witness.after == (after.recommendation, after.score)
            assert each.witness.alone[0] != before.recommendation
    return found


CONDITION = "reciprocity.referrals_given >= {} and reciprocity.referrals_received <= 1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (rule(CONDITION.format(5), points=-1), rule(CONDITION.format(9), points=-1)),
        (rule("you.margin > 0.3", points=-1), rule("you.margin > 0.31", points=-1)),
        (rule("cost.annual_dues == 1234.5", points=-1), rule("cost.annual_dues == 1234.5")),
        (rule("true", decide="skip"), rule("time.clashes", decide="skip")),
        ("{}", rule("members.fit == 'poor'", points=-1)),
        (rows("from: 500, to: 600, points: -1"), rows("from: 500, to: 650, points: -1")),
        (
            "facts: {f: {formula: 40 * you.margin}}" + rule("f > 3 ", points=-1).join("\n\n"),
            "facts: {f: {formula: 50 * you.margin}}" + rule("f > 3 ", points=-1).join("\n\n"),
        ),
        (
            "inputs: {team.people: {assume: 0}}" + rule("team.people > 2", points=-1).join("\n\n"),
            "inputs: {team.people: {assume: 3}}" + rule("team.people > 2", points=-1).join("\n\n"),
        ),
    ],
)  # fmt: skip
def test_a_change_that_turns_an_advice_is_shown_by_a_candidate(one: str, other: str) -> None:
    for each in witnessed(fakes.pack(one), fakes.pack(other)):
        assert each.witness, each.change


def test_a_row_that_would_overlap_alone_is_tried_with_its_whole_band() -> None:
    one = rows("from: 5, to: 6, points: -1", "from: 6, points: 0")
    other = rows("from: 5, to: 7, points: -1", "from: 7, points: 0")
    first, second = witnessed(fakes.pack(one), fakes.pack(other))
    assert first.witness
    assert 6 <= first.witness.candidate["cost"]["annual_dues"] < 7
    assert (second.change.name, second.witness) == ("b from 6", None)


@pytest.mark.slow
def test_a_witness_turns_under_all_changes_together_where_one_does() -> None:
    one, other = (fakes.pack(rule(CONDITION.format(n), points=-1)) for n in (5, 9))
    assert all(each.witness and each.witness.turns for each in witnessed(one, other))
    both = merged(rule("time.clashes", points=-1), rule("time.clashes", points=1))
    found = witnessed(fakes.pack("decision: {join_at: 50}"), fakes.pack(both))
    assert [each.witness and each.witness.turns for each in found] == [False, None]


def merged(one: str, other: str) -> str:
    return one + other.removeprefix("rules:\n").replace("id: r", "id: s")


def test_a_witness_says_no_more_than_it_needs() -> None:
    one, other = (fakes.pack(rule(CONDITION.format(n), points=-1)) for n in (5, 9))
    (found,) = witnessed(one, other)
    assert found.witness
    assert found.witness.candidate.keys() == {"name", "kind", "reciprocity"}
    assert 5 <= found.witness.candidate["reciprocity"]["referrals_given"] < 9


@pytest.mark.slow
def test_the_same_witness_is_found_each_time() -> None:
    one, other = (fakes.pack(rule(CONDITION.format(n), points=-1)) for n in (5, 9))
    assert witnessed(one, other) == witnessed(one, other)


@pytest.mark.slow
def test_where_nothing_turns_it_says_how_often_it_tried() -> None:
    one, other = (fakes.pack(rule("time.clashes", points=n)) for n in (3, 4))
    (found,) = witnessed(one, other)
    assert (found.witness, found.tries) == (None, TRIES)


def test_words_turn_nothing_and_are_not_tried() -> None:
    (found,) = witnessed(fakes.pack(rule("true")), fakes.pack(rule("true", brief="so")))
    assert (found.witness, found.tries) == (None, 0)


def test_facts_that_a_changed_rule_needs_come_along() -> None:
    one = rule("time.clashes", points=-1)
    other = "facts: {f: {formula: g + 1}, g: {formula: you.margin * 10}}\n" + rule(
        "f > 5", points=-1
    )
    found = {each.change.name: each for each in witnessed(fakes.pack(one), fakes.pack(other))}
    assert found["r"].witness
    assert (found["f"].witness, found["f"].tries) == (None, 0)


def test_a_change_that_makes_no_pack_alone_is_not_tried() -> None:
    one = "facts: {f: {formula: g + 1}, g: {formula: you.margin}}\n" + rule("f > 1.5", points=-1)
    other = "facts: {g: {formula: f + 1}, f: {formula: you.margin}}\n" + rule("f > 1.5", points=-1)
    found = {each.change.name: each for each in witnessed(fakes.pack(one), fakes.pack(other))}
    assert found["f"].witness
    assert (found["g"].witness, found["g"].tries) == (None, 0)


def test_a_fact_of_another_kind_is_not_tried_alone() -> None:
    one = "facts: {f: {formula: you.margin}}\n" + rule("f > 0.5", points=-1)
    other = "facts: {f: {formula: time.clashes}}\n" + rule("f", points=-1)
    found = witnessed(fakes.pack(one), fakes.pack(other))
    assert [(each.witness, each.tries) for each in found] == [(None, 0)] * 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_any_two_packs_are_told_apart_without_an_error(seed: int, tmp_path: Path) -> None:
    for number in (seed, seed + 100):
        (tmp_path / str(number)).mkdir()
        write_pack(tmp_path / str(number), pack_from_seed(number, 6))
    one, other = (load_pack(tmp_path / str(number)) for number in (seed, seed + 100))
    assert len(list(witnessed_changes(one, other, tries=200))) == len(changes_between(one, other))


def test_a_witness_is_a_group_that_people_could_describe_and_is_told_in_words() -> None:
    when = "cost.annual_dues > {} and you.seeks is known"
    one, other = (fakes.pack(rule(when.format(n), points=-1)) for n in (200, 900))
    (found,) = witnessed(one, other)
    assert found.witness
    dues = found.witness.candidate["cost"]["annual_dues"]
    assert 200 < dues <= 900
    assert dues % 10 == 0
    kind = found.witness.candidate["kind"].replace("_", " ")
    assert f"{kind}; annual dues: {dues} USD; what you seek: " in found.witness.text


def test_a_value_is_changed_within_the_range_and_steps_that_the_pack_gives() -> None:
    asked = "inputs: {exposure.messages_per_week: {range: [0, 2000], step: 500}}\n"
    when = "exposure.messages_per_week >= {}"
    one, other = (fakes.pack(asked + rule(when.format(n), points=-1)) for n in (900, 1900))
    (found,) = witnessed(one, other)
    assert found.witness
    assert found.witness.candidate["exposure"] == {"messages_per_week": 1000}


def test_a_limit_that_moved_is_shown_once() -> None:
    one, other = (
        fakes.pack(rows(f"to: {limit}, points: 0", f"from: {limit}, points: -4"))
        for limit in (500, 900)
    )
    first, second = witnessed(one, other)
    assert first.witness
    assert (second.witness, second.tries) == (None, 0)
