"""The page says what makes a group pay and when to look again, and gives a calendar file of it."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from joinwise.advisor import build_advisor
from joinwise.formats.reminders import months_after
from joinwise.scoring.matcher import TreeMatcher
from tests.support.fakes import app_under, pack

RULES = """
decision: {words: [{when: true, join: Stay, skip: Leave}]}
facts: {needed: {formula: 1250.5}}
rules: [{id: old, title: O, when: past_yield.months > 4, points: -1, reason: r}]
plan:
  break_even: {fact: needed, text: "{needed} pay for it."}
  clock: [past_yield.months]
  look_again: {most: 12, text: "Leave after {months month|months}."}
"""
GROUP = "name=Lunch+%26+more&kind=meetup&past_yield.months=2"


@pytest.fixture
def client() -> FlaskClient:
    return app_under(build_advisor(pack(RULES), TreeMatcher)).test_client()


def events(client: FlaskClient, query: str) -> Any:
    response = client.get(f"/look-again.ics?{query}")
    assert response.status_code == 200
    return Calendar.from_ical(response.data).walk("VEVENT")


@pytest.mark.slow
def test_the_page_shows_the_word_and_the_plan_in_the_numbers_of_the_reader(
    client: FlaskClient,
) -> None:
    html = client.get(f"/?{GROUP}", headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert re.search(r'class="badge join"><bdi>Stay</bdi>', html)
    assert "1.25" in re.findall(r'class="plan"><bdi>(.*?)</bdi>', html)[0]
    assert "Leave after 3 months." in html


@pytest.mark.slow
def test_its_link_gives_a_file_with_the_day_to_look_again(client: FlaskClient) -> None:
    html = client.get(f"/?{GROUP}").get_data(as_text=True)
    (link,) = re.findall(r'href="(/look-again\.ics[^"]*)"', html)
    response = client.get(unescape(link))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment")
    (event,) = Calendar.from_ical(response.data).walk("VEVENT")
    assert event["SUMMARY"] == "Look again at Lunch & more"
    assert event["DESCRIPTION"] == "Leave after 3 months."
    assert event["DTSTART"].dt == months_after(datetime.now(UTC).date(), 3)


@pytest.mark.slow
def test_the_same_group_has_the_same_event_and_another_one_another(client: FlaskClient) -> None:
    (first,), (again,) = events(client, GROUP), events(client, f"{GROUP}&time.clashes=false")
    (other,) = events(client, GROUP.replace("more", "less"))
    assert first["UID"] == again["UID"] != other["UID"]


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "name=A", "name=A&kind=metup", f"{GROUP}0"])
def test_without_a_date_there_is_no_file(client: FlaskClient, query: str) -> None:
    response = client.get(f"/look-again.ics?{query}")
    assert response.status_code == 404
    assert "There is no date to look again" in response.get_data(as_text=True)
