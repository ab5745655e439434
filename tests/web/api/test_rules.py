"""An address that drafts and a rule may share answers for both, and says what it answers."""

import pytest
from flask.testing import FlaskClient

from joinwise.advisor import Advisor
from joinwise.scoring.matcher import TreeMatcher
from tests.support.fakes import app_under, pack, rule
from tests.web.api.test_score import problem

SHARED = ("check", "preview")


@pytest.fixture(scope="module")
def called_so() -> FlaskClient:
    """A client of a service with rules of those names."""
    rules = "".join(
        rule("time.clashes").replace("id: r", f"id: {name}").removeprefix("rules:\n" * (n > 0))
        for n, name in enumerate(SHARED)
    )
    return app_under(Advisor(pack(rules), TreeMatcher)).test_client()


@pytest.mark.parametrize("name", SHARED)
def test_a_rule_may_be_called_as_a_call_on_drafts(called_so: FlaskClient, name: str) -> None:
    address = f"/v1/rules/{name}"
    assert called_so.get(address).get_json()["id"] == name
    assert called_so.post(address, json={"yaml": "rules: 3", "candidates": 3}).status_code == 422
    assert called_so.options(address).allow == {"GET", "HEAD", "OPTIONS", "POST"}
    assert called_so.put(address).headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("name", SHARED)
def test_what_no_rule_is_called_is_not_offered_to_be_read(client: FlaskClient, name: str) -> None:
    address = f"/v1/rules/{name}"
    for response in (client.get(address), client.head(address), client.put(address)):
        assert response.status_code == 405
        assert response.headers["Allow"] == "OPTIONS, POST"
    problem(client.get(address), 405)
    assert client.options(address).headers["Allow"] == "OPTIONS, POST"


def test_rules_are_read_at_all_other_addresses(client: FlaskClient) -> None:
    assert client.options("/v1/rules/over-hours").allow == {"GET", "HEAD", "OPTIONS"}
    assert client.options("/v1/rules/no-such-rule").allow == {"GET", "HEAD", "OPTIONS"}
    assert client.get("/v1/rules/no-such-rule").status_code == 404
