"""Five persons answer what the page asks, and nothing else, until it has no more questions."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Locator, Page, Response, expect

from tests.support.weighing import Visit

MOST_ANSWERS = 9


@dataclass(frozen=True)
class Person:
    """What one says first, what one knows, and what never applies to one."""

    first: dict[str, Any]
    knows: dict[str, Any]
    never: tuple[str, ...]
    word: str


CALM = {"you.has_better_use": "false"}
"""Nothing stands in their way."""

PERSONS = {
    "a web designer who is asked into a referral group": Person(
        {"name": "BNI Capital chapter", "situation": "thinking", "you.seeks": "customers"},
        {
            **CALM,
            "cost.annual_dues": "750", "cost.joining_fee": "150", "time.meetings_per_year": "50",
            "time.hours_per_meeting": "1.5", "you.profit_per_deal": "2500", "you.hour_value": "80",
            "reciprocity.invitation": "knows_you", "past_yield.visits": "2", "members.fit": "good",
            "you.hours_per_month": "20", "you.annual_budget": "1500",
        },
        ("past_yield.deals", "past_yield.gained", "reciprocity.balance", "past_yield.business"),
        "Join",
    ),
    "an accountant in a chamber for three years": Person(
        {"name": "Chamber", "situation": "in", "you.seeks": "customers", "currency": "GBP"},
        {
            **CALM,
            "past_yield.months_member": "36", "cost.annual_dues": "400", "past_yield.deals": "2",
            "past_yield.profit": "6000", "past_yield.gained": "standing", "members.fit": "good",
            "time.meetings_per_year": "10", "time.hours_per_meeting": "2",
            "past_yield.trend": "steady", "you.hours_per_month": "20", "you.annual_budget": "1000",
            "past_yield.return_on_cost": "3",
        },
        ("past_yield.visits", "expected.deals_per_year", "expected.leads_per_year"),
        "Stay",
    ),
    "a firm that thinks of sending four people to a fair": Person(
        {"name": "Spring fair", "situation": "event", "you.seeks": "customers", "currency": "EUR"},
        {
            **CALM,
            "cost.total_per_year": "4800", "team.people": "4", "time.hours_per_meeting": "24",
            "expected.leads_per_year": "20", "expected.close_rate": "10", "you.part": "active",
            "you.profit_per_deal": "3000", "you.hour_value": "60", "you.hours_per_month": "30",
            "reciprocity.invitation": "own_search", "you.annual_budget": "8000",
        },
        ("cost.annual_dues", "past_yield.deals", "past_yield.business", "members.fit"),
        "Go",
    ),
    "a consultant after a year of posts": Person(
        {"name": "LinkedIn", "situation": "in", "you.seeks": "customers"},
        {
            **CALM,
            "past_yield.months_member": "12", "cost.annual_dues": "0", "past_yield.deals": "0",
            "past_yield.profit": "0", "past_yield.gained": "none", "past_yield.trend": "steady",
            "time.meetings_per_year": "0", "you.required": "false",
        },
        ("travel.hours_per_meeting", "travel.cost_per_meeting", "past_yield.visits"),
        "Leave",
    ),
    "a newcomer who looks for friends at a church breakfast": Person(
        {"name": "Church men's breakfast", "situation": "thinking", "you.seeks": "friendship"},
        {
            **CALM,
            "cost.annual_dues": "0", "time.meetings_per_year": "12", "time.hours_per_meeting": "1.5",
            "you.hour_value": "30", "reciprocity.invitation": "knows_you", "past_yield.visits": "1",
            "members.fit": "good", "you.hours_per_month": "10",
        },
        ("members.buyers", "you.profit_per_deal", "you.local_market", "you.yearly_income"),
        "Join",
    ),
}  # fmt: skip


def answer_first_questions(visit: Visit, person: Person) -> list[str]:
    answered = []
    for key, names in visit.steps:
        known = {name: person.knows[name] for name in names if name in person.knows}
        visit.answer(known) if key in known else visit.skip(key)
        answered.append(key)
    return answered


def answer_the_rest(visit: Visit, person: Person) -> list[str]:
    answered = []
    while visit.obstacles or visit.asked:
        if obstacles := visit.obstacles:
            answered.append(", ".join(obstacles))
            visit.tick([])
            continue
        asked = str(visit.asked)
        answered.append(asked)
        said = {"asked": asked, "answer": person.knows.get(asked, "")}
        visit.answer(said) if said["answer"] else visit.skip(asked)
    return answered


@pytest.mark.slow
@pytest.mark.parametrize("name", PERSONS)
def test_a_person_comes_to_a_firm_word_within_nine_answers(client: FlaskClient, name: str) -> None:
    person, visit = PERSONS[name], Visit(client)
    visit.send({**person.first, "was": "none"})
    answered = answer_first_questions(visit, person)
    assert len(answered) <= 6
    answered += answer_the_rest(visit, person)
    assert len(answered) <= MOST_ANSWERS
    assert not {*", ".join(answered).split(", ")} & {*person.never}
    assert (visit.word, visit.is_firm) == (person.word, True)
    seen, address = visit.shown, visit.address
    visit.open(address)
    assert visit.shown == seen


@pytest.mark.slow
def test_what_stands_in_the_way_is_asked_as_one_list(client: FlaskClient) -> None:
    person, visit = PERSONS["a web designer who is asked into a referral group"], Visit(client)
    visit.send({**person.first, "was": "none"})
    answer_first_questions(visit, person)
    assert {"time.clashes", "you.will_work_it", "you.wants_more_work"} <= {*visit.obstacles}
    visit.tick(["time.clashes"])
    assert "time.clashes=true" in visit.address
    assert "you.will_work_it=true" in visit.address
    assert visit.word == "Skip"


@pytest.mark.slow
def test_a_list_of_obstacles_that_nobody_knows_is_left(client: FlaskClient) -> None:
    person, visit = PERSONS["a newcomer who looks for friends at a church breakfast"], Visit(client)
    visit.send({**person.first, "was": "none"})
    answer_first_questions(visit, person)
    visit.skip("obstacles")
    assert "skip=time.clashes" in visit.address
    assert not visit.obstacles


class Reader:
    """A person at the page in a browser, who does nothing that the page does not offer."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page, self.person = page, person

    def begin(self, service: str) -> None:
        page, first = self.page, self.person.first
        page.goto(service)
        page.locator(f"[name=situation][value={first['situation']}]").check()
        page.locator("#field-name").fill(first["name"])
        page.locator("#field-currency").select_option(first.get("currency", "USD"))
        page.locator(f"[name='you.seeks'][value={first['you.seeks']}]").check()
        self.press(page.locator("[name=weigh]"))

    def answer_steps(self) -> int:
        steps = self.page.locator(".step")
        for number in range(steps.count()):
            self.answer_step(steps.nth(number))
        return steps.count()

    def answer_step(self, step: Locator) -> None:
        names = step.locator(":is(input, select):not([name=skip])").evaluate_all(
            "all => all.map(each => each.name)"
        )
        known = [name for name in dict.fromkeys(names) if name in self.person.knows]
        if names[0] not in known:
            return self.press(step.locator("button[name=skip]"))
        for name in known:
            self.say(step.locator(f"[name='{name}']"), self.person.knows[name])
        return None

    def say(self, field: Locator, text: str) -> None:
        with self.page.expect_response(is_answer):
            if field.first.get_attribute("type") == "checkbox":
                self.page.locator(
                    f"[name='{field.first.get_attribute('name')}'][value={text}]"
                ).check()
            elif field.first.evaluate("each => each.localName") == "select":
                field.select_option(text)
            else:
                field.fill(text)
                field.press("Tab")
        self.settle()

    def answer_the_rest(self) -> int:
        answered = 0
        while self.page.locator("#asked").count():
            self.answer_question(self.page.locator("#asked"))
            answered += 1
        return answered

    def answer_question(self, card: Locator) -> None:
        if card.locator(".obstacles").count():
            return self.press(card.locator("button[value=obstacles]").first)
        known = self.person.knows.get(str(card.locator("[name=asked]").input_value()))
        if known is None:
            return self.press(card.locator("button[name=skip]"))
        if card.locator("input[type=text]").count():
            return self.say(card.locator("input[type=text]"), known)
        return self.press(card.locator(f"button[value='{known}']"))

    def press(self, button: Locator) -> None:
        with self.page.expect_response(is_answer):
            button.click()
        self.settle()

    def settle(self) -> None:
        expect(self.page.locator(".htmx-request")).to_have_count(0)

    @property
    def seen(self) -> str:
        word = self.page.locator(".verdict .badge").inner_text()
        fields = self.page.locator("#weigh [name]:not([type=hidden])").evaluate_all(
            "all => all.map(each => each.type == 'checkbox' || each.type == 'radio'"
            " ? each.checked : each.value)"
        )
        return f"{self.page.url} {word} {fields}"


def is_answer(response: Response) -> bool:
    return response.request.method == "POST"


@pytest.mark.slow
@pytest.mark.parametrize("name", PERSONS)
def test_in_a_browser_they_find_all_again_after_back_reload_and_the_link(
    page: Page, service: str, name: str
) -> None:
    reader = Reader(page, PERSONS[name])
    reader.begin(service)
    answered = reader.answer_steps() + reader.answer_the_rest()
    assert answered <= MOST_ANSWERS
    expect(page.locator(".verdict.firm .badge")).to_have_text(PERSONS[name].word)
    seen = reader.seen
    page.goto(f"{service}/rules")
    page.go_back()
    assert reader.seen == seen
    page.reload()
    assert reader.seen == seen
    link = page.locator("#link").get_attribute("href")
    page.goto("about:blank")
    page.goto(f"{service}{link}")
    assert reader.seen == seen
