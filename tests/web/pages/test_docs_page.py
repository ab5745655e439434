"""Developers read the calls at once, and try one when they open it."""

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.support.services import ROOT

FAINT = (ROOT / "tests" / "support" / "contrast.js").read_text("utf-8")


def test_every_call_is_listed_without_a_script(client: FlaskClient) -> None:
    page = client.get("/docs").text
    for path, operations in client.get("/openapi.json").json["paths"].items():  # type: ignore[index]
        assert path in page
        for call in filter(lambda each: isinstance(each, dict), operations.values()):
            assert f"/{call['operationId']}" in page


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_call_that_is_opened_can_be_tried_and_read(page: Page, service: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{service}/docs")
    page.locator(".calls a").first.click()
    expect(
        page.locator(".opblock.is-open").get_by_role("button", name="Try it out")
    ).to_be_visible()
    expect(page.locator("#api")).to_have_attribute("lang", "en")
    assert [each for each in page.evaluate(FAINT, ["*", ""]) if each.startswith("text")] == []


def test_a_reader_of_another_language_is_told_that_calls_are_described_in_english(
    client: FlaskClient,
) -> None:
    german = client.get("/docs", headers={"Accept-Language": "de"}).text
    assert "in englischer Sprache beschrieben" in german
    assert "described in English" not in client.get("/docs").text
