"""A browser without a connection still shows a page of ours."""

from playwright.sync_api import BrowserContext, expect


def test_without_a_connection_a_page_of_ours_says_so_and_tries_again(
    context: BrowserContext, service: str
) -> None:
    page = context.new_page()
    address = f"{service}/?name=Lunch&kind=meetup"
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready")
    page.goto(address)
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("No connection")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"
    )
    assert page.url.startswith(address)
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_label("What is it called?")).to_have_value("Lunch")
