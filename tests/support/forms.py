"""The forms of pages, as a browser sends them."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = "a-token-for-these-tests"
LINK = "?name=Riverside+%3Cb%3E&kind=referral_group&cost.annual_dues=900&currency=EUR"
SAVE_PAGE = f"/assessments/new{LINK}"
HIDDEN = re.compile(r'type="hidden" name="([\w.]+)" value="([^"]*)"')


def hidden_fields(html: str) -> dict[str, str]:
    return {name: unescape(text) for name, text in HIDDEN.findall(html)}


def shown(client: FlaskClient, path: str) -> str:
    return client.get(path, follow_redirects=True).get_data(as_text=True)


def send(client: FlaskClient, page: str, to: str, /, **data: str) -> TestResponse:
    """Sends a form of a page, with what is hidden in it."""
    hidden = hidden_fields(shown(client, page))
    assert "csrf_token" in hidden
    return client.post(to, data={**hidden, **data})


def save(client: FlaskClient, page: str = SAVE_PAGE) -> str:
    """Saves an advice, and says where it is found."""
    response = send(client, page, "/assessments")
    assert response.status_code == 303
    return response.headers["Location"].partition("?")[0]
