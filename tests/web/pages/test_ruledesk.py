"""The rule desk: a draft is checked on its lines, and what it would change is shown."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Locator, Page, Route, expect
from werkzeug.test import TestResponse

from joinwise.authoring.desk import Draft, DraftDesk
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.resources import default_folder
from joinwise.runtime.reloading import ActiveRules, Refusal
from joinwise.settings import Settings
from joinwise.web import create_app
from joinwise.web.forms.drafts import LONGEST_FILE, NEW
from joinwise.web.pages.ruledesk import LARGEST_FORM
from tests.support.browser import PHONE, accessible, editor

FOLDER = default_folder()
TIME = (FOLDER / "time.yaml").read_text("utf-8")
BROKEN = TIME.replace("when: time.clashes", "when: time.clash")
BROKEN_AT = next(
    n for n, line in enumerate(BROKEN.splitlines(), 1) if "time.clash\n" in line + "\n"
)
STRICT = (FOLDER / "decision.yaml").read_text("utf-8").replace("join_at: 50", "join_at: 60")
SLOWLY = 20_000
"""Milliseconds: a check takes most of a second, and more on a busy machine."""

POINTS = re.compile("You would not work at it.*: points")
CHOSEN = """() => {
    const { value, selectionStart, selectionEnd } = document.getElementById("text");
    return value.slice(selectionStart, selectionEnd);
}"""
SCRIPT = "<script>alert('x')</script>"


def post(client: FlaskClient, path: str = "/desk", **form: str | bytes) -> TestResponse:
    """As a browser sends a form; Werkzeug's own encoder leaves files open behind large ones."""
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode())
        for name, value in form.items()
    )
    body = b"\r\n".join([*parts, b"--b--\r\n"])
    return client.post(path, data=body, content_type="multipart/form-data; boundary=b")


def box(response: TestResponse) -> str:
    area = re.search(r"<textarea[^>]*>\n(.*)</textarea>", response.text, re.DOTALL)
    assert area
    return unescape(area[1])


def words(response: TestResponse) -> str:
    result = re.sub("</?bdi>", "", response.text[response.text.index('id="result"') :])
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", result).split()))


def found(response: TestResponse, attribute: str) -> list[int]:
    """The numbers that the result says in an attribute of ``data-``."""
    return [int(number) for number in re.findall(rf'data-{attribute}="(\d+)"', response.text)]


@pytest.mark.slow
def test_each_file_in_force_can_be_started_from(client: FlaskClient) -> None:
    for file in sorted(FOLDER.glob("*.yaml")):
        response = client.get("/desk", query_string={"file": file.name})
        assert response.status_code == 200
        assert box(response) == file.read_text("utf-8")
    assert box(client.get("/desk", query_string={"file": NEW})) == ""


@pytest.mark.slow
def test_a_file_as_it_is_in_force_changes_nothing(client: FlaskClient) -> None:
    response = post(client, file="time.yaml", text=TIME.replace("\n", "\r\n"))
    assert found(response, "errors") == [0]
    assert "data-unchanged" in response.text


@pytest.mark.slow
def test_a_fault_stands_on_its_line(client: FlaskClient) -> None:
    response = post(client, file="time.yaml", text=BROKEN)
    said = words(response)
    assert found(response, "errors") == [1]
    assert f'Line {BROKEN_AT} , column 11: unknown name "time.clash"; did you mean' in said
    assert f'href="#line-time.yaml-{BROKEN_AT}"' in response.text
    assert f'<li id="line-time.yaml-{BROKEN_AT}" class="error">' in response.text
    assert "    when: time.clash\n          ^" in response.text
    assert found(response, "tried") == []
    assert box(response) == BROKEN


@pytest.mark.slow
def test_a_draft_shows_which_examples_it_flips_and_through_which_rules(
    client: FlaskClient,
) -> None:
    text = TIME.replace("points: -14", "points: 14")
    response = post(client, file="time.yaml", text=text)
    said = words(response)
    assert sum(found(response, "tried")) > sum(found(response, "flipped")) > 0
    assert "You would not work at it : \N{MINUS SIGN}14, now +14" in said
    assert '<a href="/rules/will-not-work-it">' in response.text
    places = re.findall(r'href="(/specs/[^"#]+)#([^"]+)"', response.text)
    assert places
    assert all(f'id="{anchor}"' in client.get(address).text for address, anchor in places[:5])


@pytest.mark.slow
def test_another_limit_is_told_as_such(client: FlaskClient) -> None:
    said = words(post(client, file="decision.yaml", text=STRICT))
    assert "The start or the limit of the score is another." in said


@pytest.mark.slow
def test_a_new_file_stands_beside_those_in_force(client: FlaskClient) -> None:
    text = (
        "rules:\n  - {id: own, title: Own, when: kind is known, points: -100, reason: So it is.}\n"
    )
    said = words(post(client, file=NEW, text=text))
    assert "Own now applies: \N{MINUS SIGN}100" in said


@pytest.mark.slow
def test_what_a_draft_breaks_elsewhere_is_told_with_the_file(client: FlaskClient) -> None:
    said = words(post(client, file="time.yaml", text=""))
    assert re.search(r'cost.yaml, line \d+, column \d+: unknown name "people"', said)


@pytest.mark.slow
def test_scripts_in_a_draft_are_shown_as_text(client: FlaskClient) -> None:
    for text in (SCRIPT, f'rules: [{{id: "{SCRIPT}", when: "{SCRIPT}"}}]', f"</textarea>{SCRIPT}"):
        response = post(client, file="time.yaml", text=text)
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        assert box(response) == text


def test_an_unknown_file_is_told_and_the_text_stays(client: FlaskClient) -> None:
    response = post(client, file=f"tim.yaml{SCRIPT}", text=TIME)
    assert (response.status_code, box(response)) == (200, TIME)
    assert 'id="problem"' in response.text
    assert "<script>alert" not in response.text
    missing = client.get("/desk?file=tim.yaml")
    assert missing.status_code == 404
    assert 'did you mean "time.yaml"?' in words(missing)


@pytest.mark.slow
def test_a_draft_may_be_as_long_as_the_limit_and_no_longer(client: FlaskClient) -> None:
    longest = TIME + "#" * (LONGEST_FILE - len(TIME.encode()))
    assert found(post(client, file="time.yaml", text=longest), "errors") == [0]
    longer = post(client, file="time.yaml", text=longest + "#")
    assert (longer.status_code, box(longer)) == (200, longest + "#")
    assert 'id="problem"' in longer.text


@pytest.mark.slow
def test_a_mebibyte_stays_in_the_box_and_more_than_two_are_refused(client: FlaskClient) -> None:
    assert 'id="problem"' in post(client, file="time.yaml", text="x" * 2**20).text
    for path in ("/desk", "/desk/file"):
        response = post(client, path, file="time.yaml", text="x" * LARGEST_FORM)
        assert (response.status_code, response.mimetype) == (413, "text/html")
        assert 'id="problem"' in response.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "a: &a [*a]",
        "\x00\x07",
        "\ud800",
        "\n" * 60_000,
        "- a\n" * 5_000,
        "".join(f"k{number}: 1\n" for number in range(2_000)),
        "rules: [" + "{id: x}," * 1_000 + "]",
        "\t\ta: 1",
        "rules: 1" + " " * 50_000 + "#",
    ],
)
def test_no_draft_breaks_the_desk(client: FlaskClient, text: str) -> None:
    response = post(client, file="time.yaml", text=text.encode("utf-8", "surrogatepass"))
    assert response.status_code == 200
    assert found(response, "errors")[0] > 0
    assert len(response.text) < 500_000


@pytest.mark.slow
def test_of_very_many_faults_the_first_are_shown(client: FlaskClient) -> None:
    text = "".join(f"k{number}: 1\n" for number in range(500))
    response = post(client, file="money.yaml", text=text)
    assert response.text.count('<li class="error"') == 100
    assert re.search(r"And \d+ more; mend these first.", words(response))


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"text", b"file=%ff&text=%ff", b"text=a&text=b&file=&x=1"])
def test_no_form_breaks_the_desk(client: FlaskClient, data: bytes) -> None:
    for path in ("/desk", "/desk/file"):
        for kind in ("application/x-www-form-urlencoded", "text/plain"):
            assert client.post(path, data=data, content_type=kind).status_code == 200


def test_the_draft_comes_back_as_a_file(client: FlaskClient) -> None:
    response = post(client, "/desk/file", file="time.yaml", text=BROKEN)
    assert response.headers["Content-Disposition"] == "attachment; filename=time.yaml"
    assert response.text == BROKEN
    strange = post(client, "/desk/file", file="../../etc/passwd", text="a: 1")
    assert strange.headers["Content-Disposition"] == f"attachment; filename={NEW}"


@pytest.mark.slow
def test_no_rule_file_is_written(client: FlaskClient) -> None:
    before = {file: file.read_bytes() for file in FOLDER.iterdir()}
    for path in ("/desk", "/desk/file"):
        post(client, path, file="time.yaml", text=BROKEN)
        post(client, path, file=NEW, text="rules: []")
    assert {file: file.read_bytes() for file in FOLDER.iterdir()} == before


@pytest.mark.slow
def test_a_draft_waits_for_one_that_came_through_the_api_and_is_not_lost(app: Flask) -> None:
    desk = DraftDesk(patience=0.01)
    services = replace(app.extensions["joinwise"], desk=desk)
    client = create_app(Settings(), services).test_client()
    with desk.take(Draft({}), services.rules.advisor.pack):
        response = post(client, file="time.yaml", text=BROKEN)
        assert client.post("/v1/rules/check", json={"yaml": BROKEN}).status_code == 429
    assert response.status_code == 429
    assert box(response) == BROKEN
    assert 'id="problem"' in response.text
    assert post(client, file="time.yaml", text=BROKEN).status_code == 200


@pytest.mark.slow
def test_real_cases_come_first_and_all_changes_are_counted_by_kind_and_by_rule(
    client: FlaskClient,
) -> None:
    said = words(post(client, file="decision.yaml", text=STRICT))
    places = [said.index(text) for text in ("accounts of people", "examples that come", "By kind")]
    assert places == sorted(places)
    assert "now wrong" in said


@pytest.mark.slow
def test_a_draft_may_have_several_files(client: FlaskClient) -> None:
    more = post(client, "/desk/files", file="time.yaml", text=BROKEN, another="decision.yaml")
    boxes = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", more.text, re.DOTALL)
    assert [unescape(text) for text in boxes] == [BROKEN, (FOLDER / "decision.yaml").read_text()]
    fewer = post(client, "/desk/files", file="time.yaml", text=BROKEN, without="time.yaml")
    assert box(fewer) == BROKEN


@pytest.mark.slow
def test_a_number_that_was_typed_beside_the_text_is_put_into_it(client: FlaskClient) -> None:
    field = "set:time.yaml:rules/will-not-work-it/0/points/0:-14"
    assert f'name="{field}"' in client.get("/desk?rule=will-not-work-it").text
    response = post(client, **{"file": "time.yaml", "text": TIME, field: "14"})
    assert box(response) == TIME.replace("points: -14", "points: 14")
    refused = post(client, **{"file": "time.yaml", "text": TIME, field: "a lot"})
    assert box(refused) == TIME
    assert "Points and limits are whole or decimal numbers" in words(refused)


@pytest.mark.slow
def test_the_desk_opens_at_a_rule(client: FlaskClient) -> None:
    line = TIME.splitlines().index("  - id: clashes") + 1
    assert f'data-file="time.yaml" data-at="{line}"' in client.get("/desk?rule=clashes").text
    assert client.get("/desk?rule=no-such-rule").status_code == 200


def test_the_desk_says_that_changed_rule_files_were_refused(app: Flask) -> None:
    rules: ActiveRules = app.extensions["joinwise"].rules
    fault = Diagnostic("time.yaml", 3, 1, Severity.ERROR, 'unknown name "x"', "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "refused", Refusal((fault,), datetime.now(UTC)))
        text = app.test_client().get("/desk").text
    assert "The rule files were changed, and could not be used" in text
    assert "unknown name" in text


def box_of(page: Page, file: str) -> Locator:
    """The editor of a file, or its plain text box if there are no scripts."""
    return page.get_by_role("textbox", name=f"Draft of {file}", exact=True)


def edit(page: Page, text: str, other: str) -> None:
    """Puts another text in place of one, as by the editor's own search."""
    page.keyboard.press("Control+f")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.type(other)


def test_the_desk_opens_at_its_rule_before_the_editor_comes_and_with_it(
    page: Page, service: str
) -> None:
    page.goto(f"{service}/desk?rule=clashes", wait_until="networkidle")
    assert page.evaluate(CHOSEN) == "  - id: clashes"
    expect(page.locator("#text")).to_be_visible()
    editor(page).wait_for()
    expect(page.locator(".cm-activeLine")).to_have_text("  - id: clashes")
    expect(page.locator(".cm-activeLine")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_what_is_typed_before_the_editor_comes_stays(page: Page, service: str) -> None:
    held = without_editor(page, service)
    page.get_by_label(POINTS).fill("14")
    page.locator("#text").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# ty")
    held.pop().continue_()
    expect(page.locator("#text")).to_be_hidden()
    page.keyboard.type("ped\n")
    expect(page.get_by_label(POINTS)).to_have_value("14")
    typed = "# typed\n" + TIME.replace("points: -14", "points: 14")
    expect(page.locator("#text")).to_have_value(typed)


def test_a_text_that_was_replaced_before_the_editor_comes_goes_before_its_numbers(
    page: Page, service: str
) -> None:
    held = without_editor(page, service)
    page.get_by_label(POINTS).fill("14")
    page.locator("#text").fill("rules: []")
    held.pop().continue_()
    expect(page.locator(".cm-content")).to_have_text("rules: []")
    expect(page.get_by_label(POINTS)).to_be_hidden()
    expect(page.locator("#text")).to_have_value("rules: []")


def without_editor(page: Page, service: str) -> list[Route]:
    """The desk at a rule; the editor comes when what is listed here is let go."""
    held: list[Route] = []
    page.route("**/editor.min.js", partial(keep, held))
    page.goto(f"{service}/desk?rule=will-not-work-it")
    return held


def keep(kept: list[Route], route: Route) -> None:
    kept.append(route)


def test_a_fault_is_found_on_its_line_and_mended_in_the_editor(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?rule=clashes")
    editor(page).click()
    edit(page, "when: time.clashes", "when: time.clash")
    expect(page.get_by_role("heading", name="1 error")).to_be_visible(timeout=SLOWLY)
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1, timeout=SLOWLY)
    accessible(page)
    page.get_by_role("link", name=re.compile(f"Line {BROKEN_AT}")).click()
    page.keyboard.press("End")
    page.keyboard.type("es")
    expect(page.get_by_role("heading", name="No errors")).to_be_visible(timeout=SLOWLY)
    expect(page.locator("[data-unchanged]")).to_be_visible(timeout=SLOWLY)


def test_a_number_is_changed_in_its_field_and_the_text_follows(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?rule=will-not-work-it")
    field = page.get_by_label(POINTS)
    expect(field).to_be_visible(timeout=SLOWLY)
    field.fill("14")
    expect(page.get_by_role("heading", name="What it would change")).to_be_visible(timeout=SLOWLY)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "time.yaml"
    assert download.value.path().read_text("utf-8") == TIME.replace("points: -14", "points: 14")


def test_the_editor_completes_names(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?file=draft.yaml")
    editor(page).click()
    page.keyboard.type("when: past_yield.dea")
    expect(page.get_by_role("option", name=re.compile("past_yield.deals"))).to_be_visible(
        timeout=SLOWLY
    )


def test_a_draft_of_several_files_has_tabs(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?file=time.yaml")
    page.get_by_label("Another file").select_option("decision.yaml")
    page.get_by_role("button", name="Add to the draft").click()
    editor(page).last.wait_for()
    expect(box_of(page, "decision.yaml")).to_be_visible(timeout=SLOWLY)
    expect(box_of(page, "time.yaml")).to_be_hidden()
    page.get_by_role("button", name="time.yaml", exact=True).click()
    expect(box_of(page, "time.yaml")).to_be_visible(timeout=SLOWLY)
    accessible(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_desk_answers_whole(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?rule=will-not-work-it")
    expect(page.locator("#text")).to_have_value(TIME)
    page.get_by_label(POINTS).fill("14")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="What it would change")).to_be_visible(timeout=SLOWLY)
    expect(page.locator("#text")).to_have_value(TIME.replace("points: -14", "points: 14"))
    page.locator("#text").fill(BROKEN)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="1 error")).to_be_visible(timeout=SLOWLY)
    page.get_by_role("link", name=f"Line {BROKEN_AT}").click()
    expect(page.locator(f"[id='line-time.yaml-{BROKEN_AT}']")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.path().read_text("utf-8") == BROKEN


def test_the_desk_can_be_used_with_the_keyboard_alone(page: Page, service: str) -> None:
    page.goto(f"{service}/desk?file=decision.yaml")
    while page.evaluate("!document.activeElement.shadowRoot"):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Download")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("error", timeout=SLOWLY)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_a_phone_and_can_be_read_in_the_dark(
    page: Page, service: str, scheme: str
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{service}/desk?rule=clashes")
    accessible(page)
    editor(page).click()
    edit(page, "when: time.clashes", "when: time.clash")
    expect(page.get_by_role("heading", name="1 error")).to_be_visible(timeout=SLOWLY)
    accessible(page)
