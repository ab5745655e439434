"""``?fields=``: some fields of an advice alone, each as the whole advice has it."""

import json
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.scoring.model import FIELDS
from tests.support.generators import candidate_from_seed

GROUP = {"name": "A group", "kind": "meetup", "cost": {"annual_dues": 100}}


def score(client: FlaskClient, query: str, group: Any = GROUP) -> Any:
    return client.post(f"/v1/score?{query}", json=group).get_json()


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), st.sets(st.sampled_from(FIELDS), min_size=1))
def test_each_field_is_that_of_the_whole_advice(app: Flask, seed: int, wanted: set[str]) -> None:
    client, group = app.test_client(), candidate_from_seed(seed)
    whole = score(client, "", group)
    named = ",".join(Random(seed).sample(sorted(wanted), len(wanted)))
    part = score(client, f"fields={named}", group)
    assert list(part.items()) == [
        (field, whole[field]) for field in FIELDS if field in wanted and field in whole
    ]


def test_fields_are_named_in_any_way_that_lists_are(client: FlaskClient) -> None:
    lean = {key: score(client, "")[key] for key in ("recommendation", "score")}
    for query in ("fields=score,recommendation", "fields=score%2Crecommendation"):
        assert score(client, query) == lean
    assert score(client, "fields=score&fields=score&fields=recommendation") == lean


def test_what_is_to_be_included_is_added_to_them(client: FlaskClient) -> None:
    assert list(score(client, "fields=score&include=misses")) == ["score", "misses"]


@pytest.mark.parametrize(
    ("query", "said"),
    [("fields=scor", 'did you mean "score"?'), ("fields=", "known: name, "), ("fields=,", "known")],
)
def test_a_field_that_there_is_not_is_refused(client: FlaskClient, query: str, said: str) -> None:
    problem = score(client, query)
    assert (problem["status"], problem["errors"][0]["field"]) == (422, "fields")
    assert said in problem["errors"][0]["message"]


def test_batches_and_streams_answer_with_them(client: FlaskClient) -> None:
    lean = score(client, "fields=rules,score")
    path = "/v1/score/batch?fields=rules,score"
    first, second = client.post(path, json={"candidates": [GROUP, {}]}).get_json()["results"]
    assert (first, second["error"]["code"]) == (lean, "invalid")
    lines = json.dumps(GROUP).encode() + b"\n{}\n"
    stream = client.post(path, data=lines, content_type="application/x-ndjson").data.splitlines()
    assert json.loads(stream[0]) == lean
    assert json.loads(stream[1])["error"]["line"] == 2


def test_advice_without_texts_is_counted_like_any_other(app: Flask) -> None:
    metrics = app.extensions["joinwise"].metrics
    rules = app.extensions["joinwise"].rules

    def counted() -> Any:
        metrics.update(rules)
        return metrics.fired()

    before = counted()
    score(app.test_client(), "")
    whole = counted()
    score(app.test_client(), "fields=score")
    lean = counted()
    assert lean.advices - whole.advices == whole.advices - before.advices == 1
    changes = {rule: count - whole.rules.get(rule, 0) for rule, count in lean.rules.items()}
    assert changes == {
        rule: count - before.rules.get(rule, 0) for rule, count in whole.rules.items()
    }
