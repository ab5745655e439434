"""The log of requests: nothing unless asked for, then a line for each, without what it holds."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from flask.testing import FlaskClient

from joinwise.logs import REQUESTS, log_from, logs_requests
from joinwise.settings import Settings
from joinwise.web.app import create_app
from joinwise.web.errors import id_of_request

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
BODY = {"name": "A secret group", "kind": "meetup"}


@pytest.fixture
def client(database_url: str) -> Iterator[FlaskClient]:
    client = create_app(Settings(database_url=database_url)).test_client()
    yield client
    log_from("info")


def logged(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What one score leaves in the log."""
    capsys.readouterr()
    client.post("/v1/score", json=BODY, headers={"traceparent": PARENT}).close()
    return capsys.readouterr().err.splitlines()


@pytest.mark.slow
def test_requests_are_no_news_unless_they_are_asked_for(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    log_from("info")
    assert not logs_requests()
    assert logged(client, capsys) == []


@pytest.mark.slow
@pytest.mark.parametrize(("level", "form"), [("info", "json"), ("debug", None)])
def test_each_request_is_a_line_that_says_who_asked_for_what_under_which_rules(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], level: str, form: str | None
) -> None:
    log_from(level, form)
    (line,) = map(json.loads, logged(client, capsys))
    assert (line["event"], line["level"], line["logger"]) == ("request", "info", REQUESTS)
    assert (line["method"], line["route"], line["status"]) == ("POST", "/v1/score", 200)
    assert (line["client"], line["request_id"]) == ("127.0.0.1", TRACE)
    assert line["rules"].startswith("sha256:")
    assert line["bytes_in"] == len(json.dumps(BODY))
    assert line["bytes"] > 500
    assert "secret" not in json.dumps(line)


def test_lines_for_people_have_colours_on_a_terminal_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_from("info", "text")
    structlog.get_logger("joinwise.server").info("serving")
    assert "serving" in (written := capsys.readouterr().err)
    assert "\x1b" not in written
    log_from("info")


@pytest.mark.slow
def test_lines_for_people_are_no_json(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    log_from("info", "text")
    (line,) = logged(client, capsys)
    assert "/v1/score" in line
    assert not line.startswith("{")


@pytest.mark.slow
def test_a_higher_level_leaves_requests_out_of_the_log(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    log_from("warning")
    assert not logs_requests()
    assert logged(client, capsys) == []
    assert logging.getLogger(REQUESTS).level == logging.WARNING


@pytest.mark.parametrize(
    ("own", "trace", "id"),
    [
        ("mine", PARENT, "mine"),
        ("", PARENT, TRACE),
        ("not one", PARENT, TRACE),
        ("", f"{PARENT}-what-later-versions-add", TRACE),
    ],
)
def test_the_id_of_a_request_is_the_callers_or_that_of_its_trace(
    own: str, trace: str, id: str
) -> None:
    assert id_of_request(own, trace) == id


@pytest.mark.parametrize(
    "trace",
    [
        "",
        PARENT.upper(),
        PARENT.replace("00-", "ff-", 1),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[1:]}-00f067aa0ba902b7-01",
        f"{PARENT}1",
    ],
)
def test_what_is_no_trace_gives_no_id(trace: str) -> None:
    assert len(id_of_request("", trace)) == 16


@pytest.mark.slow
def test_the_answer_carries_the_id_of_the_trace(client: FlaskClient) -> None:
    for path in ("/healthz", "/v1/nowhere"):
        assert client.get(path, headers={"traceparent": PARENT}).headers["X-Request-Id"] == TRACE
