"""Answers, hints and effort are bounded, whatever a body holds."""

import json
from time import process_time
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from joinwise.diagnostics import MOST_PROBLEMS
from joinwise.expressions.parser import parse
from joinwise.web.errors import FEW_PROBLEMS, MOST_PROBLEMS_OF_BODY

GROUP = {"name": "A group", "kind": "meetup"}
NDJSON = "application/x-ndjson"
HINT = "; did you mean"


def unknown_fields(count: int) -> dict[str, Any]:
    return {**GROUP, "cost": {f"annual_due{number:05}": 1 for number in range(count)}}


def wrong_entries(count: int) -> dict[str, Any]:
    return {**GROUP, "past_yield": {"gained": ["learnin"] * count}}


def wrong_everywhere() -> dict[str, Any]:
    return {**unknown_fields(150), **{f"x{number}": 1 for number in range(150)}}


def body_of(path: str, candidate: Any) -> Any:
    if path == "/v1/compare":
        return {"candidates": [candidate, GROUP]}
    return candidate


@pytest.mark.parametrize("path", ["/v1/score", "/v1/compare", "/v1/assessments"])
@pytest.mark.parametrize("count", [100, 101, 3_000])
def test_a_hundred_problems_are_named_and_the_others_counted(
    client: FlaskClient, path: str, count: int
) -> None:
    document = client.post(path, json=body_of(path, unknown_fields(count))).get_json()
    assert len(document["errors"]) == MOST_PROBLEMS == 100
    assert document["detail"].startswith(f"{count:,} fields do not fit")
    assert ("100 of them are named here" in document["detail"]) == (count > 100)


def test_problems_of_all_groups_of_a_candidate_count_together(client: FlaskClient) -> None:
    document = client.post("/v1/score", json=wrong_everywhere()).get_json()
    assert len(document["errors"]) == 100
    assert document["detail"] == "300 fields do not fit; 100 of them are named here."


def test_a_list_of_many_wrong_entries_is_one_problem(client: FlaskClient) -> None:
    (error,) = client.post("/v1/score", json=wrong_entries(2_000)).get_json()["errors"]
    assert error["field"] == "past_yield.gained"
    assert "2,000 entries" in error["message"]
    assert "learning" in error["message"]


def test_each_wrong_entry_of_a_short_list_is_named(client: FlaskClient) -> None:
    errors = client.post("/v1/score", json=wrong_entries(100)).get_json()["errors"]
    assert len(errors) == 100
    assert all(HINT in error["message"] for error in errors)


def test_entries_given_again_and_again_still_count_once(client: FlaskClient) -> None:
    often, once = ({**GROUP, "you": {"seeks": ["job"] * times}} for times in (5_000, 1))
    assert client.post("/v1/score", json=often).data == client.post("/v1/score", json=once).data


def lines_of(response: TestResponse) -> list[Any]:
    return [json.loads(line) for line in response.data.splitlines()]


@pytest.mark.slow
def test_a_line_names_a_hundred_problems(client: FlaskClient) -> None:
    line = json.dumps(unknown_fields(2_000)) + "\n"
    answers = lines_of(client.post("/v1/score/batch", data=line * 2, content_type=NDJSON))
    assert [len(answer["error"]["errors"]) for answer in answers] == [100, 100]


def batch(client: FlaskClient, candidates: list[Any]) -> list[Any]:
    response = client.post("/v1/score/batch", json={"candidates": candidates})
    results: list[Any] = response.get_json()["results"]
    return results


@pytest.mark.slow
def test_a_batch_grows_with_its_candidates_and_not_with_their_problems(
    client: FlaskClient,
) -> None:
    few, many = (
        client.post("/v1/score/batch", json={"candidates": [wrong_entries(count)] * 300})
        for count in (FEW_PROBLEMS, MOST_PROBLEMS)
    )
    assert len(many.data) < 1.5 * len(few.data)


def test_each_candidate_of_a_batch_names_some_of_its_problems(client: FlaskClient) -> None:
    results = batch(client, [wrong_entries(100)] * 40)
    named = [len(result["error"]["errors"]) for result in results]
    assert named[:10] == [100] * 10
    assert set(named[10:]) == {FEW_PROBLEMS}
    assert sum(named) <= MOST_PROBLEMS_OF_BODY + FEW_PROBLEMS * len(named)
    assert results[-1]["error"]["detail"] == "100 fields do not fit; 10 of them are named here."


def test_unknown_fields_of_a_batch_are_named_up_to_a_hundred(client: FlaskClient) -> None:
    body = {**{f"x{number}": 1 for number in range(500)}, "candidates": []}
    document = client.post("/v1/score/batch", json=body).get_json()
    assert (len(document["errors"]), document["detail"][:10]) == (100, "500 fields")


def hints(problems: list[Any]) -> int:
    return sum(HINT in problem["message"] for problem in problems)


def test_some_hints_are_given_however_much_is_misspelt(client: FlaskClient) -> None:
    errors = client.post("/v1/score", json=unknown_fields(100)).get_json()["errors"]
    assert 20 <= hints(errors) < 100


def test_the_same_misspelling_gets_its_hint_in_each_candidate(client: FlaskClient) -> None:
    misspelt = {**GROUP, "kind": "metup", "cost": {"annual_due": 1}}
    results = batch(client, [misspelt] * 300)
    assert {hints(result["error"]["errors"]) for result in results} == {2}


def test_hints_of_a_batch_are_bounded_together(client: FlaskClient) -> None:
    many = [{**GROUP, "cost": {f"annual_due{number}": 1}} for number in range(300)]
    found = sum(hints(result["error"]["errors"]) for result in batch(client, many))
    assert 20 <= found < 100


@pytest.mark.slow
def test_hints_of_a_stream_are_bounded_together(client: FlaskClient) -> None:
    lines = [{**GROUP, "cost": {f"annual_due{number}": 1}} for number in range(300)]
    data = "".join(f"{json.dumps(line)}\n" for line in lines)
    answers = lines_of(client.post("/v1/score/batch", data=data, content_type=NDJSON))
    assert 20 <= sum(hints(answer["error"]["errors"]) for answer in answers) < 100


def test_a_request_gets_its_hints_whatever_was_asked_before(client: FlaskClient) -> None:
    first, second = (client.post("/v1/score", json=unknown_fields(300)) for _ in range(2))
    assert first.get_json()["errors"] == second.get_json()["errors"]


def test_unknown_parts_of_an_answer_are_named_up_to_a_hundred(client: FlaskClient) -> None:
    parts = ",".join(f"flip{number}" for number in range(900))
    document = client.post(f"/v1/score?include={parts}", json=GROUP).get_json()
    assert len(document["errors"]) == 100
    assert hints(document["errors"]) >= 20


def draft_of(warnings: int, errors: int) -> str:
    unused = [f"  unused{number}: {{formula: cost.annual_dues * 2}}" for number in range(warnings)]
    faulty = [f"- {{id: r{number}, title: t, when: nobody, reason: x}}" for number in range(errors)]
    fine = "- {id: r, title: t, when: cost.annual_dues > 1, points: 1, reason: x}"
    return "\n".join(
        ["decision: {start: 50, join_at: 50}", "facts:", *unused, "rules:", fine, *faulty]
    )


@pytest.mark.slow
@pytest.mark.parametrize(("warnings", "errors"), [(150, 0), (0, 150)])
def test_a_check_names_a_hundred_faults(client: FlaskClient, warnings: int, errors: int) -> None:
    draft = draft_of(warnings, errors)
    checked = client.post("/v1/rules/check", json={"yaml": draft}).get_json()
    lines = [fault["line"] for fault in checked["faults"]]
    assert (len(lines), lines) == (100, sorted(lines))
    assert checked["others"] >= 50


@pytest.mark.slow
def test_a_draft_that_is_previewed_names_a_hundred_errors(client: FlaskClient) -> None:
    body = {"yaml": draft_of(warnings=0, errors=400), "candidates": [GROUP]}
    document = client.post("/v1/rules/preview", json=body).get_json()
    assert (len(document["errors"]), document["detail"][:10]) == (100, "400 fields")


CONDITION = " and ".join(f"cost.annual_dues > {number % 9}" for number in range(400))
RULE = "title: t, points: 1, reason: x"


def repeated(aliases: int, condition: str = CONDITION) -> str:
    rules = [f'- {{id: r, {RULE}, when: &w "{condition}"}}']
    rules += [f"- {{id: r{number}, {RULE}, when: *w}}" for number in range(aliases)]
    return "\n".join(["decision: {start: 50, join_at: 50}", "rules:", *rules])


def messages(client: FlaskClient, **draft: Any) -> list[str]:
    checked = client.post("/v1/rules/check", json=draft).get_json()
    return [fault["message"] for fault in checked["faults"] if fault["severity"] == "error"]


@pytest.mark.slow
def test_aliases_may_repeat_a_condition(client: FlaskClient) -> None:
    assert messages(client, yaml=repeated(5)) == []
    assert messages(client, yaml=repeated(500, "cost.annual_dues > 1")) == []


def test_aliases_repeat_64_kib_and_no_more(client: FlaskClient) -> None:
    (message,) = messages(client, yaml=repeated(7))
    assert message == "more than 64 KiB of repeated text once its aliases are expanded"


@pytest.mark.slow
def test_what_aliases_repeat_counts_over_all_files(client: FlaskClient) -> None:
    files = {f"f{n}.yaml": repeated(4).replace("id: r", f"id: r{n}-") for n in range(2)}
    assert any("64 KiB" in message for message in messages(client, files=files))


@pytest.mark.slow
@pytest.mark.parametrize("of", ["rule", "list", "key"])
def test_whatever_an_alias_repeats_counts(client: FlaskClient, of: str) -> None:
    first = {
        "rule": f'rules: [&r {{id: r, {RULE}, when: "true"}}, {"*r, " * 6_000}]',
        "list": f"a: &a [{'[], ' * 100}]\nb: [{'*a, ' * 100}]",
        "key": f"a: &a {{{'k' * 1000}: 1}}\nb: [{'*a, ' * 100}]",
    }
    assert any("64 KiB" in message for message in messages(client, yaml=first[of]))


def test_a_text_that_is_repeated_is_parsed_once() -> None:
    assert parse(CONDITION) is parse(CONDITION)


ALL = "misses,questions,flips,pairs,plan"


@pytest.mark.slow
def test_explaining_a_batch_costs_no_more_than_one_request_may(client: FlaskClient) -> None:
    candidates = [{**GROUP, "name": f"Group {number}"} for number in range(200)]
    path = f"/v1/score/batch?include={ALL}"
    results = client.post(path, json={"candidates": candidates}).get_json()["results"]
    assert "incomplete" not in results[0]
    assert "misses" in results[-1]["incomplete"]
    assert {"score", "misses", "questions", "flips", "pairs", "plan"} <= results[-1].keys()


@pytest.mark.slow
def test_explaining_a_stream_costs_no_more_than_explaining_a_batch(client: FlaskClient) -> None:
    lines = [{**GROUP, "cost": {"annual_dues": number}} for number in range(40)]
    path = f"/v1/score/batch?include={ALL}"
    data = "".join(f"{json.dumps(line)}\n" for line in lines)
    streamed = lines_of(client.post(path, data=data, content_type=NDJSON))
    assert "incomplete" not in streamed[0]
    assert "misses" in streamed[-1]["incomplete"]
    assert streamed == client.post(path, json={"candidates": lines}).get_json()["results"]


def test_a_key_that_is_given_twice_is_found_at_once_among_many(client: FlaskClient) -> None:
    keys = [*range(40_000), 39_999]
    body = "{" + ",".join(f'"{key}":1' for key in keys) + "}"
    start = process_time()
    answer = client.post("/v1/score", data=body, content_type="application/json")
    assert answer.get_json()["detail"] == 'Duplicate key "39999" in one object.'
    assert process_time() - start < 2


@pytest.mark.parametrize("line", ["1", "[]", '"x"', "null", "[[1]]"])
def test_what_is_no_object_is_told_in_one_problem(client: FlaskClient, line: str) -> None:
    (error,) = client.post("/v1/score", data=line, content_type="application/json").get_json()[
        "errors"
    ]
    assert error == {"field": "", "message": "Must be an object."}


def test_a_filter_that_no_store_takes_finds_nothing(client: FlaskClient) -> None:
    for query in ("name=%00", "kind=%00", "name=a%1b"):
        response = client.get(f"/assessments?{query}")
        assert response.status_code == 200
        assert "<tr><td>" not in response.text
