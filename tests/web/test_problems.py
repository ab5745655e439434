"""Problem documents: each of a kind with a code, which the docs and a page explain."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.web.problems import KINDS
from tests.support.conforming import check
from tests.support.fakes import app_with
from tools.readme import DOCS

CODES = [kind.code for kind in KINDS]
GROUP = {"name": "A group", "kind": "meetup"}


def test_each_kind_has_a_code_of_its_own() -> None:
    assert len(set(CODES)) == len(CODES) > 20


def test_the_docs_explain_each_as_the_page_does(client: FlaskClient) -> None:
    rows = re.findall(
        r"^\| `([\w-]+)` \| (\d+) \| (.*) \|$", (DOCS / "errors.md").read_text(), re.M
    )
    assert rows == [(kind.code, str(kind.status), kind.about) for kind in KINDS]
    page = client.get("/docs/errors").text
    assert re.findall(r'<dt id="([\w-]+)">', page) == CODES


@pytest.mark.parametrize(
    ("method", "path", "sent", "code"),
    [
        ("POST", "/v1/score", {"data": b"{", "content_type": "application/json"}, "malformed"),
        ("POST", "/v1/score", {"json": {}}, "invalid"),
        ("POST", "/v1/score", {"data": b"{}"}, "unsupported-media-type"),
        ("POST", "/v1/score", {"json": " " * 2**20}, "too-large"),
        ("GET", "/v1/score", {}, "method-not-allowed"),
        ("GET", "/v1/nothing", {}, "not-found"),
        ("GET", "/v1/assessments?limit=0", {}, "invalid"),
    ],
)
def test_the_type_leads_to_the_kind(
    client: FlaskClient, method: str, path: str, sent: dict[str, Any], code: str
) -> None:
    problem = client.open(path, method=method, **sent).get_json()
    assert (problem["code"], problem["type"]) == (code, f"/docs/errors#{code}")
    assert client.get(problem["type"].partition("#")[0]).status_code == 200


def test_behind_a_named_proxy_the_type_has_its_prefix() -> None:
    client = app_with(trusted_proxies=("127.0.0.1",)).test_client()
    headers = {"X-Forwarded-Prefix": "/advice"}
    problem = client.post("/v1/score", json={}, headers=headers).get_json()
    assert problem["type"] == "/advice/docs/errors#invalid"


def test_an_answer_that_the_document_does_not_allow_is_noticed(app: Flask) -> None:
    client = app.test_client()
    response = client.post("/v1/compare", json={"candidates": [GROUP, {**GROUP, "name": "B"}]})
    check(app, response)
    response.data = response.data.replace(b'"ranked"', b'"order"')
    response.__dict__.pop("json", None)
    with pytest.raises(AssertionError, match="ranked"):
        check(app, response)
