"""The service over HTTP: answers in the shapes that callers rely on, and a problem for any fault."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from joinwise.advisor import Advisor
from joinwise.domain.catalogue import INPUTS
from joinwise.formats.ndjson import LONGEST_LINE, OversizedLine, numbered_lines
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.fakes import app_under, rule, written

GROUP = {"name": "A group", "kind": "meetup"}
KEYS = [
    "name", "recommendation", "score", "join_at", "summary", "word", "reasons", "facts", "assumed", "rules",
]  # fmt: skip


def problem(response: TestResponse, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    document: dict[str, Any] = json.loads(response.data)
    assert document["status"] == status
    assert {"type", "title", "detail", "request_id"} <= document.keys()
    assert response.headers["X-Request-Id"] == document["request_id"]
    return document


def fields(response: TestResponse) -> list[str]:
    return [each["field"] for each in problem(response, 422)["errors"]]


def post(client: FlaskClient, body: bytes, path: str = "/v1/score", **more: Any) -> TestResponse:
    return client.post(
        path, data=body, content_type=more.pop("content_type", "application/json"), **more
    )


def test_an_advice_has_its_keys_in_their_order(client: FlaskClient) -> None:
    response = client.post("/v1/score", json=GROUP)
    assert (response.status_code, response.content_type) == (200, "application/json")
    assert list(json.loads(response.data)) == KEYS


@pytest.mark.parametrize("query", ["", "&pairs"])
def test_the_plan_comes_last_and_is_that_of_the_rules(client: FlaskClient, query: str) -> None:
    member = {
        **GROUP,
        "past_yield": {"months_member": 1, "deals": 2},
        "you": {"profit_per_deal": 900},
    }
    response = client.post(f"/v1/score?include=plan{query.replace('&', ',')}", json=member)
    answer = json.loads(response.data)
    assert list(answer)[-1] == "plan"
    assert list(answer["plan"]) == ["break_even", "look_again"]
    assert answer["plan"]["break_even"]["value"] == answer["facts"]["deals_to_break_even"]
    assert batch(client, member, query="?include=plan")[0]["plan"] == answer["plan"]


def test_what_is_asked_for_is_added(client: FlaskClient) -> None:
    for query in ("include=misses", "include=misses,misses", "include=misses&include=misses"):
        answer = client.post(f"/v1/score?{query}", json=GROUP).get_json()
        assert list(answer) == [*KEYS, "misses"]
    for query in ("include=", "include=,", "include=misses,"):
        assert "include" in fields(client.post(f"/v1/score?{query}", json=GROUP))


def test_unknown_parts_and_queries_are_refused(client: FlaskClient) -> None:
    response = client.post("/v1/score?include=mises,misses&verbose=1", json=GROUP)
    assert fields(response) == ["include", "verbose"]
    assert 'did you mean "misses"?' in problem(response, 422)["errors"][0]["message"]
    assert fields(client.get("/v1/rules?page=2")) == ["page"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nope", b"\xff\xfe", b'{"name": "a", "name": "b"}', b'{"name": NaN}', b"{}{}",
        b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000, '{"name": "é"}'.encode("latin-1"),
        '{"name": "a"}'.encode("utf-16"),
    ],
)  # fmt: skip
def test_what_is_not_json_is_a_400(client: FlaskClient, body: bytes) -> None:
    problem(post(client, body), 400)


@pytest.mark.parametrize("body", [b"[]", b"null", b"3", b'"x"', b"true"])
def test_what_is_no_object_is_a_422_for_the_whole(client: FlaskClient, body: bytes) -> None:
    assert fields(post(client, body)) == [""]


def test_fields_that_do_not_fit_are_a_422_that_names_all(client: FlaskClient) -> None:
    body = b'{"kind": "x", "cost": {"annual_dues": 1e400, "dues": 1}, "you": {"seeks": ["job", 3]}}'
    found = fields(post(client, body))
    assert found == ["cost.annual_dues", "cost.dues", "kind", "name", "you.seeks[1]"]


def test_lone_surrogates_come_back_as_they_went(client: FlaskClient) -> None:
    response = post(client, b'{"name": "a", "kind": "meetup", "a\\ud800": 1}')
    assert fields(response) == ["a\ud800"]


@pytest.mark.parametrize(("path", "limit"), [("/v1/score", 2**20), ("/v1/score/batch", 8 * 2**20)])
def test_bodies_over_the_limit_are_a_413(client: FlaskClient, path: str, limit: int) -> None:
    problem(post(client, b" " * limit, path), 400)
    problem(post(client, b" " * (limit + 1), path), 413)


def test_a_body_of_unknown_length_is_limited_too(client: FlaskClient) -> None:
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    body = io.BytesIO(b" " * (2**20 + 1))
    response = client.post(
        "/v1/score", input_stream=body, content_type="application/json", environ_overrides=environ
    )
    problem(response, 413)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "", "application/xml", "multipart/form-data"]
)
def test_other_media_types_are_a_415(client: FlaskClient, content_type: str) -> None:
    for path in ("/v1/score", "/v1/score/batch"):
        problem(post(client, b"{}", path, content_type=content_type), 415)
    problem(post(client, b"{}", headers={"Content-Encoding": "gzip"}), 415)


def test_a_charset_beside_the_type_does_no_harm(client: FlaskClient) -> None:
    body = json.dumps(GROUP).encode()
    assert post(client, body, content_type="application/json; charset=utf-8").status_code == 200


def test_unknown_addresses_are_a_404_and_other_methods_a_405(client: FlaskClient) -> None:
    problem(client.get("/v2"), 404)
    response = client.get("/v1/score")
    problem(response, 405)
    assert response.headers["Allow"] == "OPTIONS, POST"
    assert set(client.delete("/v1/rules").headers["Allow"].split(", ")) == {
        "GET",
        "HEAD",
        "OPTIONS",
    }


def test_a_request_is_known_by_the_callers_id_where_it_is_a_sensible_one(
    client: FlaskClient,
) -> None:
    own = client.get("/healthz", headers={"X-Request-Id": "abc-1"})
    assert own.headers["X-Request-Id"] == "abc-1"
    strange = client.get("/healthz", headers={"X-Request-Id": "a b<script>"})
    assert strange.headers["X-Request-Id"] != "a b<script>"


def test_an_unexpected_error_is_a_500_without_a_stack_trace(app: Flask, monkeypatch: Any) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(app.extensions["joinwise"].rules.advisor, "advise", broken)
    response = app.test_client().post("/v1/score", json=GROUP)
    assert "secret" not in str(problem(response, 500))


def batch(client: FlaskClient, *candidates: Any, query: str = "") -> list[Any]:
    response = client.post(f"/v1/score/batch{query}", json={"candidates": list(candidates)})
    assert response.status_code == 200
    results: list[Any] = response.get_json()["results"]
    return results


def test_a_batch_answers_in_order_and_one_bad_candidate_spoils_no_other(
    client: FlaskClient,
) -> None:
    alone = client.post("/v1/score", json=GROUP).get_json()
    good, bad, worse, also_good = batch(client, GROUP, {"kind": "meetup", "cost": 3}, 3, GROUP)
    assert good == also_good == alone
    assert [each["field"] for each in bad["error"]["errors"]] == ["cost", "name"]
    assert [each["field"] for each in worse["error"]["errors"]] == [""]
    assert batch(client) == []
    assert "misses" in batch(client, GROUP, query="?include=misses")[0]


@pytest.mark.slow
def test_a_batch_holds_at_most_a_thousand(client: FlaskClient) -> None:
    assert len(batch(client, *[GROUP] * 1000)) == 1000
    response = client.post("/v1/score/batch", json={"candidates": [GROUP] * 1001})
    assert fields(response) == ["candidates"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [({}, ["candidates"]), ([], [""]), ({"candidates": 3, "x": 1}, ["x", "candidates"])],
)
def test_a_batch_of_another_shape_is_a_422(
    client: FlaskClient, body: Any, expected: list[str]
) -> None:
    assert fields(client.post("/v1/score/batch", json=body)) == expected


def test_a_misspelt_key_of_a_batch_is_told_with_the_nearest(client: FlaskClient) -> None:
    response = client.post("/v1/score/batch", json={"candidate": []})
    assert response.get_json()["errors"][0] == {
        "field": "candidate", "message": 'Unknown field; did you mean "candidates"?',
    }  # fmt: skip


def stream(client: FlaskClient, body: bytes) -> list[Any]:
    response = post(client, body, "/v1/score/batch", content_type="application/x-ndjson")
    assert (response.status_code, response.content_type) == (200, "application/x-ndjson")
    return [json.loads(line) for line in response.data.splitlines()]


def test_lines_are_answered_line_by_line(client: FlaskClient) -> None:
    line = json.dumps(GROUP).encode()
    body = b"\n".join([line, b"", b"  \r", b"{", b'{"kind": "meetup"}', b"\xff", line])
    first, broken, unfit, foreign, last = stream(client, body)
    assert first == last == client.post("/v1/score", json=GROUP).get_json()
    statuses = [
        (each["error"]["status"], each["error"]["line"]) for each in (broken, unfit, foreign)
    ]
    assert statuses == [(400, 4), (422, 5), (400, 6)]
    assert broken["error"]["detail"].endswith("at line 1, column 2.")
    assert stream(client, b"") == []


def test_a_line_holds_at_most_64_kib(client: FlaskClient) -> None:
    line = json.dumps(GROUP).encode()
    longest = line + b" " * (LONGEST_LINE - len(line))
    first, second, third = stream(client, b"\n".join([longest, longest + b" ", line]))
    assert first == third
    assert (second["error"]["status"], second["error"]["line"]) == (413, 2)


class Endless:
    """A stream of lines that nobody could keep."""

    def __init__(self, line: bytes) -> None:
        self.line = line
        self.read = 0

    def readline(self, size: int = -1) -> bytes:
        self.read += 1
        return self.line[:size]


def test_lines_are_read_only_as_they_are_answered(app: Flask) -> None:
    endless = Endless(json.dumps(GROUP).encode() + b"\n")
    environ = {"wsgi.input_terminated": True, "wsgi.input": endless}
    response = app.test_client().post(
        "/v1/score/batch", content_type="application/x-ndjson", environ_overrides=environ,
        buffered=False,
    )  # fmt: skip
    chunks: Iterator[bytes] = response.iter_encoded()
    assert json.loads(next(chunks))["name"] == "A group"
    assert endless.read <= 2
    response.close()


@pytest.mark.slow
@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(1, 9))
def test_lines_are_numbered_whatever_they_hold(lines: list[bytes], longest: int) -> None:
    body = b"\n".join(line.replace(b"\n", b"") for line in lines)
    numbered = list(numbered_lines(io.BytesIO(body)))
    expected = [n for n, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    assert [number for number, _ in numbered] == expected
    assert not any(isinstance(line, OversizedLine) for _, line in numbered)


def test_every_input_is_listed_with_what_the_rules_say_of_it(client: FlaskClient) -> None:
    listed = client.get("/v1/inputs").get_json()["inputs"]
    assert [each["input"] for each in listed] == list(INPUTS)
    by_name = {each["input"]: each for each in listed}
    assert by_name["cost.joining_fee"] == {
        "input": "cost.joining_fee", "type": "number", "unit": "money", "bounds": [0, 1000000000],
        "values": None, "about": "Paid once, to join.", "assume": 0,
        "ask": "What does it cost to join, once?", "range": [0, 5000], "step": 10,
        "change": "lower", "when": None, "english": None, "recall": "look_up",
    }  # fmt: skip
    assert [*by_name["cost.joining_fee"]] == [
        *("input", "type", "unit", "bounds", "values", "about", "assume", "ask", "range", "step"),
        *("change", "when", "english", "recall"),
    ]
    for each in listed:
        is_number = each["type"] == "number"
        assert (each["range"] is not None, each["step"] is not None) == (is_number, is_number)


def test_the_rule_book_has_an_etag_over_its_body(client: FlaskClient) -> None:
    response = client.get("/v1/rules")
    etag = response.headers["ETag"]
    unchanged = client.get("/v1/rules", headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert client.get("/v1/rules", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.slow
def test_one_rule_is_found_by_its_id(client: FlaskClient) -> None:
    book = client.get("/v1/rules").get_json()
    for entry in (*book["rules"], *book["bands"]):
        assert client.get(f"/v1/rules/{entry['id']}").get_json() == entry
        assert entry["at"]["line"] > 0
    missing = problem(client.get("/v1/rules/one-way-stret"), 404)
    assert missing["detail"].endswith('is called "one-way-stret"; did you mean "one-way-street"?')


def test_health_and_readiness_say_under_which_rules(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ready"
    assert ready["rules"] == client.post("/v1/score", json=GROUP).get_json()["rules"]
    assert ready["rules"]["pack"] == "default"


METHODS = {"get", "post", "put", "delete"}


@pytest.mark.slow
def test_every_call_is_documented_with_an_example_that_it_answers(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    paths = document["paths"]
    calls = {(path, method) for path in paths for method in paths[path].keys() & METHODS}
    kept = "/v1/assessments"
    assert calls == {
        ("/v1/score", "post"), ("/v1/score/batch", "post"), ("/v1/compare", "post"), ("/v1/inputs", "get"),
        ("/v1/rules", "get"), ("/v1/rules/{id}", "get"), ("/healthz", "get"), ("/readyz", "get"),
        ("/metrics", "get"),
        (kept, "post"), (kept, "get"), (kept, "delete"), ("/v1/shadow", "get"), (f"{kept}/{{id}}", "get"), (f"{kept}/{{id}}", "delete"),
        (f"{kept}/{{id}}/outcome", "put"), (f"{kept}/{{id}}/replay", "post"),
        ("/v1/rules/check", "post"), ("/v1/rules/preview", "post"),
    }  # fmt: skip
    for path, method in calls:
        responses = paths[path][method]["responses"]
        succeeded = next(each for status, each in responses.items() if status.startswith("2"))
        for content in succeeded.get("content", {}).values():
            assert content["example"]


def test_the_docs_page_loads_only_what_the_service_has(client: FlaskClient) -> None:
    page = client.get("/docs").get_data(as_text=True)
    assert "http" not in page.replace("https://www.w3.org", "")
    for address in (
        "/static/swagger-ui/swagger-ui.css",
        "/static/swagger-ui/swagger-ui-bundle.js",
        "/static/docs.js",
    ):
        assert address in page
        with client.get(address) as asset:
            assert asset.status_code == 200


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_no_body_is_a_500(client: FlaskClient, body: bytes) -> None:
    for path in ("/v1/score", "/v1/score/batch"):
        assert post(client, body, path).status_code in (200, 400, 422)
    lines = post(client, body, "/v1/score/batch", content_type="application/x-ndjson")
    assert all("error" in json.loads(line) for line in lines.data.splitlines())


@pytest.mark.slow
def test_the_specs_are_a_page_with_its_own_style_that_is_kept_by_its_tag(
    client: FlaskClient,
) -> None:
    response = client.get("/specs")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert "What is expected of the advice" in response.text
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<style" not in response.text
    assert '<link rel="stylesheet" href="/static/specs.css">' in response.text
    with client.get("/static/specs.css") as style:
        assert (style.status_code, style.mimetype) == (200, "text/css")
    tag = {"If-None-Match": response.headers["ETag"]}
    assert client.get("/specs", headers=tag).status_code == 304


@pytest.mark.slow
def test_the_specs_say_which_rules_they_are_of() -> None:
    default = load_pack(default_folder())
    shipped, own = (
        app_under(Advisor(pack)).test_client().get("/specs").text
        for pack in (default, replace(default, name="custom", version="sha256:other"))
    )
    said = "These results are for other rules than the active ones."
    assert said not in shipped
    assert said in own
    assert "sha256:other" in own


@pytest.mark.slow
def test_the_specs_are_a_page_and_no_call(client: FlaskClient) -> None:
    assert "/specs" not in client.get("/openapi.json").get_json()["paths"]


# ComparisonRequest

CHAMBER = {"name": "Chamber", "kind": "chamber_of_commerce", "past_yield": {"business": "some"}}
CLUB = {**CHAMBER, "name": "Club", "kind": "business_club"}


def test_several_candidates_are_compared(client: FlaskClient) -> None:
    body = {"you": {"hours_per_month": 5}, "candidates": [CLUB, CHAMBER]}
    found = client.post("/v1/compare", json=body).get_json()
    assert found["limits"] == {"annual_budget": None, "hours_per_month": 5}
    assert sorted(ranked["candidate"] for ranked in found["ranked"]) == [0, 1]
    assert found["best"]["proven"]
    assert found["hundred_more"] is None


@pytest.mark.slow
def test_a_comparison_gives_the_same_bytes_each_time(client: FlaskClient) -> None:
    body = {"candidates": [{**CHAMBER, "name": str(number)} for number in range(20)]}
    body |= {"limits": {"hours_per_month": 20}}
    answers = {client.post("/v1/compare", json=body).get_data() for _ in range(3)}
    assert len(answers) == 1


def test_a_comparison_names_every_field_that_does_not_fit(client: FlaskClient) -> None:
    body = {"candidates": [CLUB, {**CHAMBER, "kind": "chambr"}], "limits": {"hours": 3}}
    assert fields(client.post("/v1/compare", json=body)) == ["candidates[1].kind", "limits.hours"]


def test_rules_that_name_no_facts_to_compare_are_a_422(tmp_path: Path) -> None:
    folder = written(tmp_path, rules=rule("kind is known"))
    app = create_app(Settings(rules=folder))
    response = app.test_client().post("/v1/compare", json={"candidates": [CLUB, CHAMBER]})
    assert response.status_code == 422
    assert "do not say how candidates compare" in response.get_json()["errors"][0]["message"]


def test_one_hour_a_month_is_no_plural(client: FlaskClient) -> None:
    hour = {"meetings_per_year": 12, "hours_per_meeting": 1}
    hour |= {"follow_up_hours_per_month": 0, "setup_hours": 0}
    meeting = {**CHAMBER, "time": hour, "travel": {"hours_per_meeting": 0}}
    groups = [{**meeting, "name": name, "cost": {"annual_dues": 0}} for name in "AB"]
    body = {"candidates": groups, "limits": {"hours_per_month": 1}}
    found = client.post("/v1/compare", json=body).get_json()
    assert found["summary"].endswith("and 1 hour a month.")
