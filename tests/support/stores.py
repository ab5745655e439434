"""What tests of databases ask of a service, and what it answers."""

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from joinwise.assessments.store import Store
from tests.support.fakes import MINIMAL

PATH = "/v1/assessments"


Opened = Callable[[str], Store]


def refused(client: FlaskClient) -> str:
    """What a caller is told while the store does not work; scoring goes on."""
    assert client.post("/v1/score", json=MINIMAL).status_code == 200
    response = client.post(PATH, json=MINIMAL)
    assert (response.status_code, response.content_type) == (503, "application/problem+json")
    assert int(response.headers["Retry-After"]) > 0
    detail: str = response.get_json()["detail"]
    return detail


def kept(client: FlaskClient) -> None:
    assert client.post(PATH, json=MINIMAL).status_code == 201


def count(client: FlaskClient) -> int:
    return len(client.get(f"{PATH}?limit=100").get_json()["assessments"])


def sqlite_in(folder: Path) -> str:
    return f"sqlite:///{folder}/joinwise.db"
