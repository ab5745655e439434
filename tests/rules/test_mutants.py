"""Mutants of a pack: what is changed, which of them the features notice, and what is missing."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from joinwise.authoring.mutants.missing_scenario import Search, scenario
from joinwise.authoring.mutants.mutations import Changes, Mutant, mutants, places
from joinwise.authoring.mutants.report import Found, explained_in, explanations, report, survivors
from joinwise.authoring.mutants.scenarios import Spec, specs
from joinwise.authoring.mutants.survival import Survival
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.days import AS_OF
from joinwise.expressions.ast import Lookup, names
from joinwise.expressions.parser import parse
from joinwise.expressions.printer import to_text
from joinwise.expressions.typecheck import TypeChecker
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.packs.version import canonical
from joinwise.resources import default_folder
from tests.support.fakes import pack
from tests.support.generators import packs
from tests.support.rule_writer import document
from tests.support.services import ROOT

pytestmark = pytest.mark.xdist_group("mutants")

SAMPLE = 5
FEATURE = """
Feature: Dear groups
  Scenario Outline: A meetup of <cost> a year
    Given a meetup of which we know
      | cost.total_per_year | <cost> |
      | mode                | hybrid |
    When joinwise advises on it
    Then "dear" <does>

    Examples:
      | cost | does             |
      | 300  | does not apply   |
      | 301  | gives -12 points |
"""
RULES = """
inputs:
  cost.total_per_year: {range: [0, 1000], step: 1}
rules:
  - id: dear
    title: Dear
    when: cost.total_per_year > 300 and mode != "online"
    points: -12
    reason: Dear.
"""


@cache
def default_pack() -> Pack:
    return load_pack(default_folder())


@cache
def default_mutants() -> tuple[Mutant, ...]:
    return mutants(default_pack(), places(default_folder()))


@cache
def default_survival() -> Survival:
    return Survival(default_pack(), specs())


def changes(text: str) -> list[str]:
    """The changes of a condition or formula, as the trees that come of it."""
    kinds = pack(f"facts: {{f: {{formula: '{text}', about: F.}}}}")
    return [to_text(changed) for _, changed in Changes(kinds).of(parse(text))]


# What is changed


def test_a_limit_moves_by_the_step_of_its_input_turns_and_is_denied() -> None:
    assert changes("past_yield.deals >= 5") == [
        "past_yield.deals > 5",
        "past_yield.deals < 5",
        "past_yield.deals >= 4",
        "past_yield.deals >= 6",
    ]


def test_another_number_moves_by_one_of_its_second_digit() -> None:
    assert changes("800 * past_yield.profit")[1:] == [
        "790 * past_yield.profit",
        "810 * past_yield.profit",
    ]
    assert changes("past_yield.profit / 0.6")[1:] == [
        "past_yield.profit / 0.59",
        "past_yield.profit / 0.61",
    ]


def test_each_part_of_a_condition_is_left_out_and_denied() -> None:
    assert changes("you.local_market and mode is known") == [
        "mode is known",
        "you.local_market",
        "not you.local_market and mode is known",
        "you.local_market and mode is unknown",
    ]


def test_a_choice_a_list_and_a_call_change() -> None:
    assert changes('mode in ["online", "hybrid"]') == [
        'mode in ["hybrid"]',
        'mode in ["online"]',
        'mode not in ["online", "hybrid"]',
    ]
    assert changes("coalesce(past_yield.profit, 0)") == [
        "0",
        "past_yield.profit",
        "coalesce(past_yield.profit, -1)",
        "coalesce(past_yield.profit, 1)",
    ]
    assert "min(team.people, 1)" in changes("max(team.people, 1)")
    assert "past_yield.profit" in changes("past_yield.profit if you.local_market else 0")


def test_a_rule_loses_itself_its_sign_a_third_of_its_points_and_its_decision() -> None:
    text = RULES.replace("points: -12", "points: -12\n    decide: skip")
    found = [mutant.change for mutant in mutants(pack(text))]
    assert [change for change in found if "`" not in change and "becomes" not in change] == [
        "dropped",
        "points -12 become +12",
        "points -12 become -16",
        "points -12 become -8",
        "decides to join, not skip",
        "decides nothing",
    ]


def test_both_rows_beside_a_limit_move_together() -> None:
    text = """
bands:
  - id: rivals
    title: Rivals
    over: members.competitors
    rows: [{to: 2, points: 1, reason: Few.}, {from: 2, points: -1, reason: Many.}]
"""
    moved = {
        mutant.change: [(row.low, row.high) for row in mutant.pack.bands[0].rows]
        for mutant in mutants(pack(text))
        if mutant.change.startswith("limit")
    }
    assert moved == {
        "limit 2 becomes 1": [(None, 1), (1, None)],
        "limit 2 becomes 3": [(None, 3), (3, None)],
    }


def test_an_assumption_stays_a_value_that_its_input_may_have() -> None:
    text = "inputs: {you.margin: {assume: 1}, cost.joining_fee: {assume: 0}}"
    found = [mutant.name for mutant in mutants(pack(text)) if mutant.redefined]
    assert found == ["cost.joining_fee: `0` becomes `1`", "you.margin: `1` becomes `0.9`"]


@pytest.mark.slow
def test_a_mutant_is_told_by_file_and_line() -> None:
    told = [str(mutant) for mutant in mutants(pack(RULES))]
    assert 'f0.yaml:5: dear: without `mode != "online"`' in told
    place = places(default_folder())["decision"]
    assert (place.file, place.line) == ("decision.yaml", 4)


@pytest.mark.slow
def test_no_two_mutants_have_the_same_name() -> None:
    assert len({mutant.name for mutant in default_mutants()}) == len(default_mutants())


def holds_together(mutant: Mutant, before: Pack) -> None:
    assert mutant.pack != before
    if mutant.after is None:
        return
    checker = TypeChecker(before.kinds)
    was, now = (checker.visit(tree) for tree in (mutant.before, mutant.after) if tree)
    assert not checker.errors, str(mutant)
    assert was is now, str(mutant)
    if not isinstance(mutant.after, Lookup) and AS_OF not in names(mutant.after):
        text = to_text(mutant.after)
        assert to_text(parse(text)) == text, str(mutant)


@pytest.mark.slow
def test_each_mutant_of_the_rules_is_a_valid_pack_and_another_one() -> None:
    for mutant in default_mutants():
        holds_together(mutant, default_pack())
    for mutant in default_mutants()[::50]:
        assert canonical(mutant.pack) != canonical(default_pack()), str(mutant)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(packs(max_rules=3))
def test_each_mutant_of_any_pack_is_a_valid_pack_and_another_one(generated: dict[str, Any]) -> None:
    before = pack(document(generated))
    found = mutants(before)
    for mutant in found[:: 1 + len(found) // 50]:
        holds_together(mutant, before)


# Which of them are noticed


@pytest.mark.slow
def test_what_the_features_do_not_notice_of_a_sample_is_explained() -> None:
    sample = default_mutants()[::SAMPLE]
    alive = survivors(default_survival(), sample)
    explained = explained_in(ROOT / "features")
    found = Found(sample, alive, {mutant.name: explained.get(mutant.name, "") for mutant in alive})
    assert [str(mutant) for mutant in found.unexplained] == [], "run `make mutants`"
    assert found.noticed >= 0.9 * len(sample)


def changes_of_rules_that_stay() -> list[Mutant]:
    return [mutant for mutant in default_mutants() if mutant.change != "dropped"]


@pytest.mark.slow
def test_what_is_worked_out_again_is_enough() -> None:
    """The short way comes to the same as working everything out under the mutant.

    A rule that is gone is left out: the long way notices each scenario that names it, whether or
    not the advice differs.
    """
    survival = Survival(default_pack(), specs()[::9])
    for mutant in changes_of_rules_that_stay()[::41]:
        short, long = survival.noticed_by(mutant), survival.noticed_slowly_by(mutant)
        assert (short is None) == (long is None), str(mutant)


@pytest.mark.slow
def test_every_spec_comes_out_under_the_rules_as_they_are() -> None:
    assert default_survival().fallen() == []


# What is missing


def written(folder: Path, text: str = FEATURE) -> tuple[Spec, ...]:
    folder.mkdir(exist_ok=True)
    (folder / "dear.feature").write_text(text, "utf-8")
    return specs(folder)


def survived(folder: Path) -> tuple[Survival, list[Mutant]]:
    survival = Survival(pack(RULES), written(folder))
    return survival, survivors(survival, mutants(pack(RULES)))


def test_what_a_small_feature_lets_pass(tmp_path: Path) -> None:
    _, alive = survived(tmp_path / "one")
    assert [mutant.change for mutant in alive] == [
        "start 50 becomes 49",
        "start 50 becomes 51",
        "join_at 50 becomes 49",
        "join_at 50 becomes 51",
        'without `mode != "online"`',
    ]


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_the_scenario_that_is_missing_notices_the_mutant_and_holds_else(
    tmp_path: Path, number: int
) -> None:
    survival, alive = survived(tmp_path / "one")
    candidates = Search(survival.cases, []).find(alive[number])
    assert candidates
    text = (
        FEATURE
        + "\n"
        + scenario(survival.cases, alive[number], candidates).replace("    S", "  S", 1)
    )
    after = Survival(pack(RULES), written(tmp_path / "two", text))
    assert after.fallen() == []
    assert after.noticed_by(alive[number])


@pytest.mark.slow
def test_of_the_rules_too_a_mutant_is_told_from_them_by_the_scenario_it_finds(
    tmp_path: Path,
) -> None:
    cases, said = default_survival().cases, [read_candidate(spec.candidate) for spec in specs()]
    search, informed = Search(cases, []), Search(cases, said)
    explained = explained_in(ROOT / "features")
    to_tell = [mutant for mutant in default_mutants() if mutant.name not in explained]
    for number, mutant in enumerate(to_tell[::97]):
        candidate = search.find(mutant) or informed.find(mutant)
        assert candidate, str(mutant)
        assert all(not INPUTS[name].problem(value) for name, value in candidate.values.items())
        text = f"Feature: F\n{scenario(cases, mutant, candidate)}\n"
        after = Survival(default_pack(), written(tmp_path / f"{number}", text))
        assert after.fallen() == [], text
        assert after.noticed_by(mutant), text


@pytest.mark.slow
def test_one_that_says_the_same_is_not_told_apart() -> None:
    text = RULES.replace('mode != "online"', "coalesce(cost.total_per_year, 1) > 0")
    survival = Survival(pack(text), [])
    same = [mutant for mutant in mutants(pack(text)) if "without `1`" in mutant.change]
    same += [mutant for mutant in mutants(pack(text)) if mutant.change == "join_at 50 becomes 49"]
    assert [Search(survival.cases, [], 300).find(mutant) for mutant in same] == [None, None]


def test_the_report_shows_what_is_missing_and_what_is_explained_in_vain(tmp_path: Path) -> None:
    survival, alive = survived(tmp_path)
    explained = {mutant.name: "Because." for mutant in alive[:-1]} | {"dear: gone": "It was."}
    found = Found(mutants(pack(RULES)), alive, explained)
    lines = "\n".join(report(found, survival))
    assert "5 survive, 1 of them unexplained." in lines
    assert 'Then "dear" does not apply' in lines
    assert 'does not survive any more: "dear: gone"' in lines
    assert not found.is_good


def test_an_explanation_is_the_text_above_and_a_heading_is_none() -> None:
    text = "# Title\n\n    a: bare\n\nBecause it\nis so:\n\n    b: one\n    c: two\n"
    assert explanations(text) == {
        "a: bare": "",
        "b: one": "Because it is so:",
        "c: two": "Because it is so:",
    }


def test_a_survivor_without_a_reason_is_unexplained() -> None:
    (mutant, *_) = mutants(pack(RULES))
    assert Found([mutant], [mutant], {mutant.name: ""}).unexplained == [mutant]
