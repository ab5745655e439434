"""The language of the pages: chosen by a link, that of the rules, or that of the browser."""

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from joinwise.advisor import build_advisor
from joinwise.assessments.store import Store
from tests.support.fakes import advice_of, app_under, pack
from tests.support.forms import save

GERMAN_PACK = """
decision:
  language: de
inputs:
  cost.annual_dues: {ask: Wie hoch ist der Beitrag im Jahr?, assume: 100, range: [0, 1000], step: 10}
  time.clashes: {assume: false}
facts:
  jahreskosten: {about: Was es im Jahr kostet., unit: money a year, formula: cost.annual_dues}
plan:
  break_even: {fact: jahreskosten, text: "{jahreskosten} müssen hereinkommen."}
rules:
  - {id: teuer, title: Der Beitrag, when: jahreskosten > 300, points: -12,
     reason: "Es kostet {jahreskosten} im Jahr."}
  - {id: guenstig, title: Der Beitrag ist klein, when: jahreskosten <= 300, points: 9,
     reason: "Es kostet nur {jahreskosten} im Jahr."}
  - {id: kollision, title: Kollisionen, when: time.clashes, points: -40, reason: "Kollisionen: {time.clashes}."}
"""
GROUP = "/?name=Runde&kind=meetup&currency=EUR&cost.annual_dues=1200.5&past_yield.months_member=0&you.hour_value=80&you.profit_per_deal=900&past_yield.visits=0&time.meetings_per_year=12&time.hours_per_meeting=2&reciprocity.invitation=own_search&cost.joining_fee=0"
QUESTIONS = GROUP.replace("/?", "/questions?")
ENGLISH = {
    "the", "of", "and", "to", "you", "your", "it", "is", "are", "what", "how", "with", "would",
    "could", "points", "answer", "answers", "month", "months", "year", "hours", "none", "worth",
    "join", "skip", "more", "from", "this", "that", "yes", "no", "known", "usual",
}  # fmt: skip


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Of a service of its own, where one advice is saved: such keep the words that they had."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('german')}/joinwise.db")
    client = app_under(build_advisor(pack(GERMAN_PACK)), store).test_client()
    save(client, GROUP.replace("/?", "/assessments/new?"))
    yield client
    store.close()


def text_of(page: str) -> str:
    """What is seen and heard of a page."""
    spoken = re.findall(r'(?:aria-label|title|placeholder|label|content)="(?!http)([^"]*)"', page)
    shown = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return html.unescape(" ".join([shown, *spoken]))


def english_in(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]+", text)} & ENGLISH


def language_of(client: FlaskClient, accepted: str = "", path: str = "/") -> str:
    page = client.get(path, headers={"Accept-Language": accepted}).get_data(as_text=True)
    return re.search(r'<html lang="(\w+)"', page)[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-AT", "de"), ("en-GB", "en"), ("fr,de;q=0.5", "en"), ("", "en"), ("de;q=0,en", "en")],
)
def test_a_page_is_in_the_language_of_the_browser(
    client: FlaskClient, accepted: str, language: str
) -> None:
    assert language_of(client, accepted) == language


def test_a_link_chooses_another_language_and_leads_back(client: FlaskClient) -> None:
    here = f"http://localhost{GROUP}"
    chosen = client.get("/language/de", headers={"Referer": here})
    assert chosen.headers["Location"] == GROUP
    assert language_of(client, "en") == "de"
    client.get("/language/en")
    assert language_of(client, "de") == "en"
    client.delete_cookie("language")


@pytest.mark.parametrize(
    "elsewhere", ["http://evil.example/a", "http://localhost.evil/", "", "//x"]
)
def test_a_link_to_a_language_never_leads_elsewhere(client: FlaskClient, elsewhere: str) -> None:
    chosen = client.get("/language/en", headers={"Referer": elsewhere})
    assert chosen.headers["Location"] == "/"
    client.delete_cookie("language")


def test_there_is_no_page_of_a_language_that_is_not_spoken(client: FlaskClient) -> None:
    assert client.get("/language/xx").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["/", GROUP, "/compare", "/assessments", "/rules", "/rules/teuer", "/nothing", QUESTIONS],
)
def test_a_german_pack_leaves_no_english_word_on_a_page(german: FlaskClient, path: str) -> None:
    answer = german.get(path, headers={"Accept-Language": "en-GB", "Accept": "text/html"})
    assert english_in(text_of(answer.get_data(as_text=True))) == set()


def test_a_german_pack_advises_in_german() -> None:
    advice = advice_of(
        GERMAN_PACK, ("flips", "plan", "questions"), name="Runde", kind="meetup", currency="EUR",
        cost={"annual_dues": 1200.0}, time={"clashes": True},
    )  # fmt: skip
    assert advice["summary"] == "Verzichten: Kollisionen und Der Beitrag."
    assert [reason["text"] for reason in advice["reasons"]] == [
        "Kollisionen: ja.",
        "Es kostet 1.200\N{NO-BREAK SPACE}€ im Jahr.",
    ]
    assert advice["plan"]["break_even"]["text"] == "1.200\N{NO-BREAK SPACE}€ müssen hereinkommen."
    said = [
        *(flip["text"] for flip in advice["flips"]),
        *(each["ask"] for each in advice["questions"]),
    ]
    assert english_in(" ".join(said)) == set()


@pytest.mark.slow
def test_without_a_language_the_api_speaks_english_whatever_the_browser_asks_for(
    client: FlaskClient,
) -> None:
    body = {"name": "Runde", "kind": "meetup", "cost": {"annual_dues": 1200}}
    answers = {
        client.post(
            "/v1/score?include=flips,plan", json=body, headers={"Accept-Language": each}
        ).data
        for each in ("de", "en", "")
    }
    assert len(answers) == 1


@pytest.mark.slow
def test_what_was_typed_is_read_and_said_in_german(german: FlaskClient) -> None:
    form = {"name": "Runde", "kind": "meetup", "currency": "EUR", "cost.annual_dues": "75 im Monat"}
    page = german.post("/", data=form).get_data(as_text=True)
    assert "verstanden als 900" in html.unescape(page)
