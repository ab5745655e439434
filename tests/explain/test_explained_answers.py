"""Explanations over HTTP."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate_schema import read_candidate
from tests.support.explaining import default, explained

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
    assert [each["first"] for each in answer["questions"]] == [
        place == 0 for place in range(len(answer["questions"]))
    ]
    assert answer["certainty"] == ("open" if answer["questions"] else "firm")
    assert answer["pairs"] == []
    assert "incomplete" not in answer


def test_flips_without_pairs_and_questions_come_alone(client: FlaskClient) -> None:
    answer = client.post("/v1/score?include=flips", json=CLUB).get_json()
    assert not {"questions", "certainty", "irrelevant", "pairs"} & answer.keys()


def test_a_batch_and_lines_are_explained_like_one(client: FlaskClient) -> None:
    alone = client.post(f"/v1/score{EVERY}", json=CLUB).get_json()
    batch = client.post(f"/v1/score/batch{EVERY}", json={"candidates": [CLUB]}).get_json()
    assert batch["results"] == [alone]


@pytest.mark.slow
def test_the_rule_engine_and_the_direct_reading_are_explained_alike(app: Flask) -> None:
    with_engine = app.extensions["joinwise"].rules.advisor
    for seed in range(20):
        candidate = read_candidate(plausible(seed))
        assert explained(with_engine, candidate) == explained(default(), candidate)
