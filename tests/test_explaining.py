"""What to ask and what would turn it, compared with a full search over small grids."""

from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from generators import FIELDS, Field, candidate_from_seed, pack_from_seed
from joinwise.bootstrap import build_advisor
from joinwise.candidates import read_candidate
from joinwise.explaining import Explaining
from joinwise.flips import Flip
from joinwise.model import Candidate
from joinwise.outlooks import Effort
from printing import write_pack

NEVER_ASKED = ("name", "kind", "currency")
PARTS = ("questions", "flips", "pairs")


class Case:
    """A generated pack with small grids, and a candidate."""

    def __init__(self, seed: int, folder: str) -> None:
        rng = Random(seed)
        pack = pack_from_seed(seed, rng.randint(1, 15))
        self.inputs = pack.setdefault("inputs", {})
        for name, field in FIELDS.items():
            if name not in NEVER_ASKED:
                self.inputs.setdefault(name, {}).update(tried(rng, field))
        write_pack(Path(folder), pack)
        self.advisor = build_advisor(Path(folder))
        self.candidate = read_candidate(candidate_from_seed(seed))
        self.before = self.of({})
        self.explanation = Explaining(self.advisor.pack).explain(self.candidate, PARTS)
        assert not self.explanation.incomplete

    def of(self, changes: dict[str, Any]) -> str:
        return self.advisor.advise(Candidate({**self.candidate.values, **changes})).recommendation

    def turns(self, **changes: Any) -> bool:
        return self.of(changes) != self.before

    def values(self, name: str) -> list[Any]:
        return grid(self.inputs[name], FIELDS[name])

    def changeable(self) -> list[str]:
        given = self.candidate.values
        return [
            name
            for name in sorted(given)
            if FIELDS[name].kind != "list" and self.inputs.get(name, {}).get("change")
        ]

    def reachable(self, name: str, values: list[Any]) -> list[tuple[float, Any]]:
        """Values in the way of the change, with how far each is."""
        before, change = self.candidate.values[name], self.inputs[name]["change"]
        if FIELDS[name].kind != "number":
            return [(1.0, value) for value in values if value != before]
        low, high = self.inputs[name]["range"]
        return [
            (abs(value - before) / (high - low), value)
            for value in values
            if (value < before and change != "higher") or (value > before and change != "lower")
        ]


def tried(rng: Random, field: Field) -> dict[str, Any]:
    """A grid of at most eight values, and the way of a change."""
    found: dict[str, Any] = {}
    if field.kind == "number":
        step = 1 if field.is_whole or rng.random() < 0.3 else 0.25
        step = min(step, 0.25) if field.top <= 1 else step * rng.choice((1, 4, 12, 40))
        low = rng.choice((0, step)) if field.top > 1 else 0
        high = (
            low + step * rng.randint(1, 7) + rng.choice((0, 0, 0 if field.is_whole else step / 2))
        )
        found = {"range": [low, min(field.top, high)], "step": step}
    return found | (
        {"change": rng.choice(("lower", "higher", "either"))} if rng.random() < 0.6 else {}
    )


def grid(entry: dict[str, Any], field: Field) -> list[Any]:
    if field.kind == "truth":
        return [False, True]
    if field.kind == "list":
        return [(each,) for each in field.values]
    if field.kind == "text":
        return list(field.values)
    low, high = entry["range"]
    return [float(low + k * entry["step"]) for k in range(int((high - low) / entry["step"]) + 1)]


@pytest.fixture(params=range(40))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    return Case(request.param, str(tmp_path))


def test_questions_are_those_inputs_whose_answer_alone_turns_it(case: Case) -> None:
    questions = case.explanation.questions
    assert questions is not None
    told = {each.input: set(answers(case, each)) for each in questions.open}
    for name in FIELDS:
        if name in NEVER_ASKED or name in case.candidate.values:
            assert name not in {*told, *questions.irrelevant}
            continue
        turning = {value for value in case.values(name) if case.turns(**{name: value})}
        assert told.get(name, set()) == turning, name
        assert (name in questions.irrelevant) == (not turning)


def answers(case: Case, question: Any) -> list[Any]:
    """Every value at which a question says that it turns."""
    if FIELDS[question.input].kind != "number":
        return list(question.turns_at)
    values = case.values(question.input)
    return [v for v in values if any(low <= v <= high for low, high in question.turns_at)]


def test_one_question_is_asked_first_where_there_are_any(case: Case) -> None:
    questions = case.explanation.questions
    assert questions is not None
    assert [each.first for each in questions.open] == [
        place == 0 for place in range(len(questions.open))
    ]


def test_each_flip_is_the_nearest_value_that_turns_it_and_none_is_missed(case: Case) -> None:
    expected = {}
    for name in case.changeable():
        turning = [
            each
            for each in case.reachable(name, case.values(name))
            if case.turns(**{name: each[1]})
        ]
        if turning:
            expected[name] = min(turning, key=lambda each: each[0])
    found = {flip.changes[0].input: flip for flip in case.explanation.flips or ()}
    assert {name: flip.changes[0].after for name, flip in found.items()} == {
        name: value for name, (_, value) in expected.items()
    }
    order = [(flip.distance, flip.changes[0].input) for flip in found.values()]
    assert order == sorted(order)


def test_pairs_are_the_nearest_where_no_single_change_turns_it(case: Case) -> None:
    explanation = case.explanation
    assert explanation.pairs is not None
    if explanation.flips:
        assert explanation.pairs == ()
        return
    nearest = sorted(
        each for two in combinations(case.changeable(), 2) for each in nearest_of(case, two)
    )
    found = [(round(flip.distance, 9), *inputs_of(flip)) for flip in explanation.pairs]
    assert found == [(round(distance, 9), *two) for distance, *two in nearest[:3]]
    for flip in explanation.pairs:
        assert case.of({each.input: each.after for each in flip.changes}) == flip.recommendation


def inputs_of(flip: Flip) -> tuple[str, ...]:
    return tuple(change.input for change in flip.changes)


def nearest_of(case: Case, two: tuple[str, str]) -> list[tuple[float, str, str]]:
    """The least distance at which two inputs turn it together, if any."""
    ways = product(*(case.reachable(name, case.values(name)) for name in two))
    found = [
        one[0] + other[0] for one, other in ways if case.turns(**{two[0]: one[1], two[1]: other[1]})
    ]
    return [(min(found), *two)] if found else []


EVERY = "?include=questions,flips,pairs"
CLUB = {
    "name": "Riverside",
    "kind": "business_club",
    "cost": {"total_per_year": 700},
    "you": {"annual_budget": 500, "part": "active"},
}


def test_the_answer_says_what_to_ask_and_what_would_turn_it(client: FlaskClient) -> None:
    answer = client.post(f"/v1/score{EVERY}", json=CLUB).get_json()
    assert answer["recommendation"] == "skip"
    assert [each["text"] for each in answer["flips"]] == [
        "Join if the total cost were 500 USD a year or less (now 700).",
        "Join if your annual budget were 700 USD a year or more (now 500).",
    ]
    assert answer["certainty"] == ("open" if answer["questions"] else "firm")
    assert answer["pairs"] == []
    assert "incomplete" not in answer


def test_flips_without_pairs_and_questions_come_alone(client: FlaskClient) -> None:
    answer = client.post("/v1/score?include=flips", json=CLUB).get_json()
    assert not {"questions", "certainty", "irrelevant", "pairs"} & answer.keys()


def test_what_takes_too_long_to_find_is_named(app: Flask) -> None:
    advisor = app.extensions["joinwise"].advisor
    candidate = read_candidate({"name": "Riverside", "kind": "business_club"})
    answer = advisor.answer(candidate, PARTS, Effort(most=50))
    assert answer["incomplete"][0] == "questions"
    assert answer["certainty"] == "open"
    assert answer["recommendation"] == advisor.advise(candidate).recommendation


def test_a_batch_and_lines_are_explained_like_one(client: FlaskClient) -> None:
    alone = client.post(f"/v1/score{EVERY}", json=CLUB).get_json()
    batch = client.post(f"/v1/score/batch{EVERY}", json={"candidates": [CLUB]}).get_json()
    assert batch["results"] == [alone]
