"""Under a path: every link of a page, and every address in a header, begins with it."""

import re

import pytest
from flask.testing import FlaskClient

from tests.support.fakes import MINIMAL, app_with

PREFIX = "/advice"
HEADERS = {"X-Forwarded-Prefix": f"{PREFIX}/"}
ADDRESSES = re.compile(
    r'\s(?:href|src|action|formaction|hx-get|hx-post|data-address|data-document)="(/[^"]*)"'
)
PAGES = (
    "/",
    "/compare",
    "/rules",
    "/specs",
    "/assessments",
    "/desk",
    "/docs",
    "/docs/errors",
    "/no",
)


@pytest.fixture(scope="module")
def prefixed() -> FlaskClient:
    return app_with(trusted_proxies=("127.0.0.1",), tokens=("a" * 16,)).test_client()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_links_of_pages_have_the_prefix_once(prefixed: FlaskClient, page: str) -> None:
    plain = ADDRESSES.findall(prefixed.get(page, headers={"Accept": "text/html"}).text)
    found = ADDRESSES.findall(prefixed.get(page, headers={"Accept": "text/html", **HEADERS}).text)
    assert plain
    assert found == [f"{PREFIX}{address}" for address in plain]


def test_addresses_in_headers_have_it(prefixed: FlaskClient) -> None:
    sent = {"Authorization": f"Bearer {'a' * 16}", **HEADERS}
    for _ in range(2):
        saved = prefixed.post("/v1/assessments", json=MINIMAL, headers=sent)
    assert saved.headers["Location"].startswith(f"{PREFIX}/v1/assessments/")
    listed = prefixed.get("/v1/assessments?limit=1", headers=sent)
    assert listed.headers["Link"].startswith(f"<{PREFIX}/v1/assessments?")
    assert prefixed.get("/rules/", headers=HEADERS).headers["Location"] == f"{PREFIX}/rules"


@pytest.mark.slow
def test_the_document_names_the_service_under_it(prefixed: FlaskClient) -> None:
    assert prefixed.get("/openapi.json").get_json()["servers"][0]["url"] == "/"
    document = prefixed.get("/openapi.json", headers=HEADERS).get_json()
    assert document["servers"][0]["url"] == f"{PREFIX}/"


@pytest.mark.parametrize("said", ['/a"onclick', "/a b", "/<x>", "//evil.example", "advice"])
def test_a_prefix_that_is_no_plain_path_does_not_count(prefixed: FlaskClient, said: str) -> None:
    page = prefixed.get("/", headers={"X-Forwarded-Prefix": said}).text
    assert 'href="/compare"' in page
