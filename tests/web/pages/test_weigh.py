"""A person weighs a group on the page."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browser import PHONE, accessible
from tests.support.weighing import Visit, weighed

START = "/?name=Riverside+breakfast&kind=referral_group&cost.annual_dues=900"
CORE = (
    "&past_yield.months_member=0&time.meetings_per_year=50&time.hours_per_meeting=1.5"
    "&you.profit_per_deal=2500&you.hour_value=80&reciprocity.invitation=knows_you&past_yield.visits=2"
)
WIDTHS = (320, 360, 600, 640, 768, 900, 1280, 1600)


@pytest.mark.slow
def test_there_is_no_verdict_before_the_first_questions_are_answered(client: FlaskClient) -> None:
    html = client.get(f"{START}&situation=thinking").get_data(as_text=True)
    assert "Such groups usually come to" in html
    assert "1 of 6 said" in html
    assert 'class="badge' not in html
    assert 'class="badge' in client.get(START + CORE).get_data(as_text=True)


def test_the_fork_comes_first(client: FlaskClient) -> None:
    html = client.get(START).get_data(as_text=True)
    assert "Say whether you are in it" in html
    assert 'id="step-1"' not in html


@pytest.mark.parametrize(
    ("situation", "asked", "never"),
    [
        ("thinking", "past_yield.visits", "past_yield.deals"),
        ("in", "past_yield.deals", "past_yield.visits"),
        ("event", "expected.leads_per_year", "cost.annual_dues"),
    ],
)
def test_each_situation_has_questions_of_its_own(
    client: FlaskClient, situation: str, asked: str, never: str
) -> None:
    visit = Visit(client)
    visit.send({"name": "Riverside", "kind": "meetup", "situation": situation, "was": "none"})
    fields = [name for _, names in visit.steps for name in names]
    assert asked in fields
    assert never not in fields


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BNI Capital chapter", "referral_group"),
        ("Rotary Apple Valley", "service_club"),
        ("Alignable", "online_business_network"),
        ("my gym", "athletic_club"),
    ],
)
def test_a_name_that_gives_its_kind_away_needs_no_kind(
    client: FlaskClient, name: str, kind: str
) -> None:
    html = client.post("/", data={"name": name}).get_data(as_text=True)
    assert f'<option value="{kind}" selected>' in html


def test_a_name_that_says_nothing_of_its_kind_asks_for_it(client: FlaskClient) -> None:
    html = client.post("/", data={"name": "Riverside", "weigh": "1"}).get_data(as_text=True)
    assert re.search(r'id="problem-kind".*Choose what kind of thing it is', html)
    html = client.post("/", data={"kind": "meetup", "weigh": "1"}).get_data(as_text=True)
    assert re.search(r'id="problem-name".*Give it a name', html)


def test_what_is_not_known_takes_the_usual_figure_and_says_so(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open(f"{START}&situation=thinking")
    visit.skip("time.meetings_per_year")
    assert "The usual figure is taken." in visit.html
    assert 'placeholder="usual: 48"' in visit.html
    assert "skip=time.meetings_per_year" in visit.address
    visit.send({**visit.form, "time.meetings_per_year": ["50"]})
    assert "skip=" not in visit.address


def test_whoever_wants_no_more_questions_has_the_usual_for_the_rest(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open(f"{START}&situation=thinking")
    visit.skip("all")
    assert visit.word == "Skip"


@pytest.mark.slow
def test_a_fork_that_was_changed_gives_the_months_and_the_kind_of_it(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open(START + CORE)
    visit.send({**visit.form, "situation": ["event"]})
    assert "kind=industry_event" in visit.address
    visit.send({**visit.form, "situation": ["in"], "kind": ["meetup"]})
    assert "situation=in" in visit.address
    assert "months_member" not in visit.address


def test_the_reasons_add_up_to_the_score(client: FlaskClient) -> None:
    html = client.get(START + CORE).get_data(as_text=True)
    falls = re.findall(r'class="points">([+\u2212]\d+)', html)
    score = int(re.search(r'id="why-title">Why (\d+)<', html)[1])  # type: ignore[index]
    assert 50 + sum(int(points.replace("\u2212", "-")) for points in falls) == score


@pytest.mark.slow
def test_no_business_sought_no_payback_is_shown(client: FlaskClient) -> None:
    link = START + CORE
    assert 'id="payback-title"' in client.get(link).get_data(as_text=True)
    html = client.get(f"{link}&you.seeks=friendship").get_data(as_text=True)
    assert 'id="payback-title"' not in html
    assert "would pay for it" not in html


def test_the_colour_follows_the_advice_and_not_the_score(client: FlaskClient) -> None:
    html = client.get(f"{START}{CORE}&you.annual_budget=500").get_data(as_text=True)
    assert 'class="dot skip"' in html
    assert 'class="dot join"' not in html


def test_back_reload_and_a_copied_link_show_what_was_seen(page: Page, service: str) -> None:
    page.goto(service)
    page.get_by_label("thinking about it").check()
    page.get_by_label("What is it called?").fill("BNI Capital chapter")
    page.get_by_label("customers").check()
    expect(page.locator("#field-kind")).to_have_value("referral_group")
    page.get_by_label("learning").first.check()
    expect(page.get_by_label("customers")).to_be_checked()
    page.get_by_role("button", name="Take what is usual for the rest").click()
    expect(page.locator(".word")).to_be_visible()
    seen = page.locator(".word").inner_text()
    page.locator(".fall summary").first.click()
    page.get_by_role("link", name=re.compile("^See the rule")).first.click()
    page.wait_for_url("**/rules/*")
    for again in (page.go_back, page.reload, lambda: page.goto(page.url)):
        again()  # type: ignore[operator]
        expect(page.locator(".word")).to_have_text(seen)
        expect(page.get_by_label("learning").first).to_be_checked()


def test_fields_stay_where_they_are_and_a_list_stays_until_it_is_done(
    page: Page, service: str
) -> None:
    page.goto(f"{service}{START}&past_yield.months_member=24")
    field = page.locator("[name='past_yield.deals']")
    places = "Array.from(document.querySelectorAll('.step .row'), (row) => row.offsetTop)"
    before = page.evaluate(places)
    page.locator(".step").get_by_label("learning").check()
    field.fill("2")
    field.press("Tab")
    page.wait_for_url("**past_yield.deals=2**")
    page.locator(".step").get_by_label("friends").check()
    expect(page.locator("[name='past_yield.gained']:checked")).to_have_count(2)
    page.wait_for_url("**past_yield.gained=friendship**")
    assert page.evaluate(places) == before


REFUSALS = {
    413: "more than the service takes",
    422: "did not answer this",
    429: "Try again in a moment",
    500: "did not answer this",
    503: "Try again in a moment",
}


def test_an_answer_that_is_refused_or_lost_is_told_and_can_be_sent_again(
    context: BrowserContext, service: str
) -> None:
    page = context.new_page()
    page.goto(f"{service}{START}{CORE}")
    answer = {"status": 200}
    page.route(page.url.partition("?")[0], lambda route: route.fulfill(**answer, body="{}"))

    page.locator(".said > summary").click()
    page.get_by_label("What is it called?").fill("Another name")
    for answer["status"], said in REFUSALS.items():
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(page.get_by_role("alert")).to_contain_text(
            "what you typed is still here", ignore_case=True
        )
        expect(page.get_by_role("alert")).to_be_in_viewport()
        expect(page.get_by_label("What is it called?")).to_have_value("Another name")
    context.set_offline(True)
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be sent")
    context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".verdict")).to_contain_text("Another name")
    expect(page.locator("#lost")).to_be_hidden()


def test_it_can_be_used_with_the_keyboard_alone(page: Page, service: str) -> None:
    page.goto(f"{service}{START}{CORE}")
    page.keyboard.press("Tab")
    expect(page.get_by_text("To the content")).to_be_focused()
    page.get_by_label("Most who are there come to sell").focus()
    first = page.locator("#asked-title").inner_text()
    page.keyboard.press("Space")
    page.get_by_role("button", name="That is all").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#asked-title")).not_to_have_text(first)
    expect(page.locator("#asked :focus")).to_have_count(1)
    expect(page.locator("#said")).to_have_text(re.compile(r"^\w+: \d+ of 100"))


@pytest.mark.parametrize("path", ["/", START + CORE])
def test_it_is_accessible_on_a_phone_in_the_dark_with_all_unfolded(
    page: Page, service: str, path: str
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark")
    page.goto(f"{service}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    accessible(page)


OVERLAPS = """all => all.flatMap((each, place) => all.slice(place + 1).filter(other => {
  const [one, two] = [each.getBoundingClientRect(), other.getBoundingClientRect()];
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}).map(other => `${each.textContent} and ${other.textContent}`))"""


def test_words_beside_the_scale_keep_apart_on_a_phone(page: Page, service: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    good, clash, works = "&members.fit=good", "&time.clashes=true", "&you.will_work_it=true"
    for said in (good + clash, good + works, clash + works):
        page.goto(f"{service}{START}{CORE}{said}")
        assert page.locator("svg.scale text").evaluate_all(OVERLAPS) == []


def test_nothing_is_cut_or_scrolls_sideways_at_any_width(page: Page, service: str) -> None:
    page.goto(f"{service}{START}{CORE}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.browser_context_args(java_script_enabled=False, locale="de-DE")
def test_without_javascript_the_form_is_answered_whole(page: Page, service: str) -> None:
    page.goto(service)
    page.get_by_label("Ich bin dabei").check()
    page.get_by_label("Wie heißt es?").fill("Mittagstisch")
    page.get_by_label("Was ist es?").select_option("business_club")
    page.get_by_role("button", name="Prüfen").click()
    page.locator("[name='cost.other_per_year']").fill("1.200,50")
    page.get_by_role("button", name="Neu prüfen").click()
    expect(page.locator("[name='cost.other_per_year']")).to_have_value("1.200,50")
    page.get_by_role("button", name="Für den Rest das Übliche nehmen").click()
    assert "cost.other_per_year=1200.5" in str(page.locator("#link").get_attribute("href"))


def test_it_prints_the_advice_and_the_answers_without_buttons(page: Page, service: str) -> None:
    page.goto(f"{service}{START}{CORE}")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("[name='cost.annual_dues']")).to_be_visible()


def test_the_page_advises_what_the_service_advises(page: Page, service: str) -> None:
    page.goto(f"{service}{START}{CORE}")
    advice = weighed(service, START + CORE)
    expect(page.locator(".word .badge")).to_have_text(advice["word"])
    expect(page.locator("#why-title")).to_have_text(f"Why {advice['score']}")


def test_a_number_that_is_dragged_turns_the_word_before_it_is_let_go(
    page: Page, service: str
) -> None:
    page.goto(f"{service}{START}{CORE}")
    before = page.locator(".word .badge").inner_text()
    slider = page.get_by_role("slider", name="What profit does a typical piece of business")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2, steps=3)
    expect(page.locator(".word .badge")).not_to_have_text(before)
    page.mouse.up()
    page.wait_for_url("**you.profit_per_deal=0**")


def test_a_number_that_is_dragged_says_what_it_is(page: Page, service: str) -> None:
    page.goto(f"{service}{START}{CORE}")
    dragged = page.locator("#sway-you\\.profit_per_deal")
    expect(dragged.get_by_role("status")).to_have_text("2,500")
    slider = dragged.get_by_role("slider")
    slider.evaluate(
        "each => { each.value = 1500; each.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(dragged.get_by_role("status")).to_have_text("1,500")


def test_dragging_to_the_right_is_always_for_the_better(client: FlaskClient) -> None:
    html = client.get(START + CORE).get_data(as_text=True)
    turned = re.findall(r'id="drag-([^"]*)"[^>]* dir="rtl"', html)
    assert "you.hour_value" in turned
    assert "you.profit_per_deal" not in turned


def test_a_link_on_a_phone_shows_the_advice_first_and_keeps_its_place(
    page: Page, service: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{service}{START}{CORE}")
    expect(page.locator("#field-name")).to_be_hidden()
    assert_above(page, ".verdict", ".step >> nth=0")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("[name='cost.joining_fee']").fill("100")
        page.locator("[name='cost.joining_fee']").press("Tab")
    page.wait_for_url("**cost.joining_fee=100**")
    assert_above(page, ".verdict", ".step >> nth=0")


def test_while_the_first_questions_are_answered_on_a_phone_they_stay_above(
    page: Page, service: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{service}{START}&situation=thinking&skip=time.meetings_per_year")
    before = page.locator("#field-name").bounding_box()
    page.get_by_role("button", name="Take what is usual for the rest").click()
    page.locator(".verdict .badge").wait_for()
    page.evaluate("scrollTo(0, 0)")
    assert page.locator("#field-name").bounding_box() == before
    assert_above(page, ".step >> nth=0", ".verdict")


def assert_above(page: Page, one: str, other: str) -> None:
    first, second = (page.locator(each).bounding_box() for each in (one, other))
    assert first
    assert second
    assert first["y"] < second["y"]


def test_groups_are_listed_in_the_browser_and_compared(page: Page, service: str) -> None:
    for name in ("First", "Second"):
        page.goto(f"{service}/?name={name}&kind=meetup&situation=thinking&skip=all")
        page.get_by_role("button", name="Add to my list").click()
    page.get_by_role("link", name="My list (2)").click()
    expect(page.locator("[name='1.name']")).to_have_value("Second")
    page.go_back()
    page.get_by_role("button", name="Take it off my list").click()
    expect(page.get_by_role("link", name="My list (1)")).to_be_visible()


def test_two_windows_share_one_list(context: BrowserContext, service: str) -> None:
    first, second = context.new_page(), context.new_page()
    for page, name in ((first, "First"), (second, "Second")):
        page.goto(f"{service}/?name={name}&kind=meetup&situation=thinking&skip=all")
    for page in (first, second):
        page.get_by_role("button", name="Add to my list").click()
    for page in (first, second):
        expect(page.get_by_role("link", name="My list (2)")).to_be_visible()


def test_a_list_that_the_browser_will_not_keep_is_told(page: Page, service: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(f"{service}{START}{CORE}")
    page.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_role("alert")).to_contain_text("has no room left")
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()


def test_the_open_questions_are_a_page_to_take_along(client: FlaskClient) -> None:
    html = client.get(f"/questions{START[1:]}{CORE}").get_data(as_text=True)
    assert "Do the meetings clash with something you cannot move?" in html
    assert "What are the dues a year" not in html
    assert client.get("/questions?name=A").status_code == 404
    assert client.get("/questions").headers["Location"] == "/"


@pytest.mark.slow
def test_a_note_for_oneself_stays_in_the_link(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open(f"{START}{CORE}&note=Ask+%3CAnna%3E")
    assert "&lt;Anna&gt;</textarea>" in visit.html
    assert "note=Ask+%3CAnna%3E" in visit.address


@pytest.mark.slow
def test_a_shared_link_says_in_its_card_what_was_advised(client: FlaskClient) -> None:
    html = client.get(START + CORE).get_data(as_text=True)
    assert re.search(r'og:title" content="Riverside breakfast: \w+ \(\d+\)"', html)
    unknown = client.get(START).get_data(as_text=True)
    assert 'og:title" content="Is it worth joining?"' in unknown


@pytest.mark.slow
def test_the_scale_of_paying_back_is_in_whole_money(client: FlaskClient) -> None:
    odd = START.replace("900", "1000") + CORE.replace("2500", "333").replace("=80", "=7")
    html = client.get(odd).get_data(as_text=True)
    picture = html[html.index('id="payback-title"') :]
    assert not re.search(r'text-anchor="end">[\d,]*\.\d', picture[: picture.index("</figure>")])


def test_what_would_turn_it_is_not_to_do_without_it(client: FlaskClient) -> None:
    link = "/?name=Nurses&kind=trade_association&cost.annual_dues=240&time.meetings_per_year=4"
    html = client.get(
        f"{link}&time.hours_per_meeting=2&time.clashes=false&past_yield.months_member=0"
        "&past_yield.visits=0&reciprocity.invitation=own_search&you.hour_value=0&you.seeks=perks"
        "&you.will_work_it=true"
    ).get_data(as_text=True)
    flips = re.search(r'class="flips".*?</details>', html, re.DOTALL)
    assert flips
    assert "Skip if" in flips[0]
    assert "meetings per year were" not in flips[0]


def test_nobody_is_sent_as_a_guest_to_what_they_should_skip_for_sure(client: FlaskClient) -> None:
    link = "/?name=Mastermind&kind=peer_group&cost.annual_dues=9000&past_yield.months_member=0"
    link += (
        "&time.meetings_per_year=24&time.hours_per_meeting=2&past_yield.visits=0&you.hour_value=90"
    )
    link += "&reciprocity.invitation=sales_pitch&you.seeks=learning"
    sends = "Go as a guest before you pay."
    assert sends not in client.get(f"{link}&you.annual_budget=5000").get_data(as_text=True)
    open_still = f"{START}{CORE}".replace("visits=2", "visits=0")
    assert sends in client.get(open_still).get_data(as_text=True)


@pytest.mark.parametrize(
    ("lost", "mended"),
    [
        ("name=Riverside&kind=bowling_league", {"kind": "referral_group"}),
        ("kind=referral_group", {"name": "Riverside"}),
    ],
)
def test_without_a_name_or_a_known_kind_all_other_answers_stay(
    client: FlaskClient, lost: str, mended: dict[str, str]
) -> None:
    visit = Visit(client)
    visit.open(f"/?{lost}&cost.annual_dues=900{CORE}&you.seeks=learning&note=hers")
    visit.answer(mended)
    for said in ("cost.annual_dues=900", "you.hour_value=80", "you.seeks=learning", "note=hers"):
        assert said in visit.address


SLIDER = r'min="([\d.]+)" max="([\d.]+)"'


def told(html: str, rule: str) -> str:
    """What is folded below a reason."""
    folded = re.search(rf'<details[^>]* id="why-{rule}">.*?</details>', html, re.DOTALL)
    assert folded
    return unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", "", folded[0])))


def test_a_reason_shows_the_answers_that_it_rests_on_and_no_names_of_formulas(
    client: FlaskClient,
) -> None:
    html = client.get(START + CORE).get_data(as_text=True)
    payback = told(html, "payback")
    assert "From your answers: " in payback
    assert "annual dues: $900" in payback
    assert "value of your hour: $80" in payback
    assert "months of membership" not in payback
    assert "back in business" not in payback


def test_a_reason_without_an_answer_rests_on_what_is_usual(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open("/?name=Riverside&kind=referral_group&situation=thinking")
    visit.skip("all")
    assert "From what is usual for such a group." in told(visit.html, "payback")


def test_what_was_left_empty_beside_an_answer_is_asked_if_it_could_turn_it(
    client: FlaskClient,
) -> None:
    visit = Visit(client)
    visit.open(
        "/?name=Makers&kind=trade_association&cost.annual_dues=2000&time.meetings_per_year=4"
        "&time.hours_per_meeting=2&past_yield.months_member=0&past_yield.visits=2&you.seeks=perks"
        "&you.hour_value=0&reciprocity.invitation=knows_you&time.clashes=false"
        "&you.has_better_use=false&you.will_work_it=true&cost.savings_per_year=5000"
    )
    assert visit.asked == "you.annual_budget"
    visit.answer({"asked": "you.annual_budget", "answer": "3000"})
    assert "you.annual_budget=3000" in visit.address


def test_a_first_question_that_they_do_not_know_is_not_asked_in_parts(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.open("/?name=Makers&kind=trade_association&situation=thinking")
    visit.skip("all")
    asked = []
    while visit.asked or visit.obstacles:
        asked.append(visit.asked)
        visit.skip(visit.asked or "obstacles")
    assert not {*asked} & {"time.hours_per_meeting", "you.annual_budget", "cost.joining_fee"}


@pytest.mark.parametrize("meetings", ["5", "50", "120"])
def test_a_number_is_dragged_only_between_its_worst_and_its_best(
    client: FlaskClient, meetings: str
) -> None:
    link = f"{START}{CORE}&you.seeks=customers".replace("year=50", f"year={meetings}")
    html = client.get(link).get_data(as_text=True)
    rows = re.findall(r'<li class="sway".*?</li>', html, re.DOTALL)
    sliders = [(row, slider) for row in rows if (slider := re.search(SLIDER, row))]
    assert sliders
    for row, slider in sliders:
        ends = [each.replace(",", "") for each in re.findall(r"<bdi>\$?([\d.,]+)%?</bdi>: ", row)]
        assert sorted(map(float, ends)) == [float(slider[1]), float(slider[2])]


def test_an_event_takes_money_and_hours_and_not_those_of_a_year(client: FlaskClient) -> None:
    visit = Visit(client)
    visit.send({"name": "Hackathon", "situation": "event", "was": "none"})
    first, second = re.findall(r'class="card step.*?</section>', visit.html, re.DOTALL)[:2]
    cost = re.search(r'id="row-cost.total_per_year".*?</p>|for="field-cost.total_per_year".*?<input', first, re.DOTALL)  # fmt: skip
    assert cost
    assert "a year" not in cost[0]
    assert "hours a meeting" not in second
