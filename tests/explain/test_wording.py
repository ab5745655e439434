"""What would turn a recommendation, in words, here and on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from joinwise.advisor import build_advisor
from joinwise.cli.views.advice import advice_view
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.values import UNKNOWN
from joinwise.explain.budget import Effort
from joinwise.explain.questions import OpenQuestion
from joinwise.explain.wording import turns_at_text
from joinwise.scoring.matcher import TreeMatcher
from tests.support.commands import run
from tests.support.fakes import MINIMAL, advice_of, pack, rule, written


@pytest.mark.parametrize(
    ("input", "turns_at", "expected"),
    [
        ("you.margin", [(0.07, 0.335)], "it flips at 7% to 33.5%"),
        ("you.margin", [(1.0, 1.0)], "it flips at 100%"),
        (
            "cost.annual_dues",
            [(0.0, 310.0), (2000.5, 2000.5)],
            "it flips at 0 to 310 EUR a year, 2,000.5 EUR a year",
        ),
        ("travel.cost_per_meeting", [(4.0, 5.0)], "it flips at 4 to 5 EUR"),
        ("members.count", [(1e3, 1e10)], "it flips at 1,000 to 10,000,000,000"),
        ("time.clashes", [True], "it flips at yes"),
        ("you.part", ["on_paper", "attends"], "it flips at on paper, attends"),
        ("you.seeks", [("learning",), ("job",)], "it flips at learning, job"),
    ],
)
def test_what_turns_it_is_told_in_the_unit_of_the_input(
    input: str, turns_at: list[Any], expected: str
) -> None:
    question = OpenQuestion(input, "?", UNKNOWN, tuple(turns_at), 1.0)
    assert turns_at_text(question, pack(rule("members.count > 1")), "EUR") == expected


@pytest.mark.parametrize(
    ("when", "said", "expected"),
    [
        ("you.margin > 0.25", {"you": {"margin": 0.3}}, "the margin were 25% or less (now 30%)"),
        (
            "cost.annual_dues > 1500",
            {"cost": {"annual_dues": 2000}},
            "the annual dues were 1,500 EUR a year or less (now 2,000)",
        ),
        (
            "cost.annual_dues > 400",
            {"cost": {"annual_dues": 2000}},
            "the annual dues were 0 EUR a year (now 2,000)",
        ),
        (
            "time.clashes",
            {"time": {"clashes": True}},
            'the answer to "Does it clash?" were no (now yes)',
        ),
    ],
)
def test_a_change_is_told_in_the_unit_of_the_input(
    when: str, said: dict[str, Any], expected: str
) -> None:
    inputs = """inputs:
  you.margin: {step: 0.05, change: lower}
  cost.annual_dues: {range: [0, 10000], step: 500, change: lower}
  time.clashes: {ask: Does it clash?, change: either}
"""
    answer = advice_of(rule(when, points=-5) + inputs, ("flips",), currency="EUR", **said)
    assert [each["text"] for each in answer["flips"]] == [f"Join if {expected}."]


RULES = (
    rule("you.margin < 0.25", points=-5) + "inputs: {you.margin: {ask: Your margin?, step: 0.05}}"
)


def test_the_command_line_says_where_an_answer_turns_it(tmp_path: Path) -> None:
    folder = written(tmp_path, a=RULES)
    said = run("score", "-", "--explain", "--rules", folder, stdin=json.dumps(MINIMAL)).stdout
    assert "Ask first: Your margin? (it flips at 0% to 20%)" in said
    assert "Nothing that you could change would flip it." in said


def test_what_took_too_long_is_told_and_no_more_is_claimed() -> None:
    advisor, candidate = build_advisor(pack(RULES), TreeMatcher), read_candidate(MINIMAL)
    answer = advisor.answer(candidate, ("questions", "flips"), Effort(0))
    console = Console(record=True, width=100)
    console.print(advice_view(answer))
    said = console.export_text()
    assert "Finding all questions took too long: there may be others." in said
    assert "No single answer" not in said
