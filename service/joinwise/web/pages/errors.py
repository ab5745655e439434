"""Errors as a browser shows them; programs get problem documents."""

from __future__ import annotations

from flask import Flask, Response, current_app, request, url_for
from werkzeug.exceptions import HTTPException, NotFound

from joinwise.web.errors import own_headers, problem_answer, problem_of
from joinwise.web.pages import BLUEPRINTS
from joinwise.web.pages.base import page, redirected

API = "/v1/"
TITLES = {
    400: "This could not be read",
    403: "This is not allowed",
    404: "There is nothing at this address",
    405: "This address does not take that",
    408: "This took too long to arrive",
    413: "This is too much at once",
    414: "This address is too long",
    415: "This could not be read",
    422: "Something does not fit",
    429: "Too much is asked at once",
    500: "Something went wrong",
    503: "This cannot be had right now",
}
PASSING = frozenset((408, 429, 500, 503))
"""Errors after which it may go well the next time."""

PAGES = frozenset(blueprint.name for blueprint in BLUEPRINTS)


def register_errors(app: Flask) -> None:
    app.register_error_handler(Exception, answer_error)


def answer_error(error: Exception) -> Response:
    """A page or a problem document; the way to the page that was meant, if a slash is too much."""
    if request.path.startswith(API):
        return problem_answer(error)
    if isinstance(error, NotFound) and (address := _without_slash()):
        return redirected(address, 308)
    response = _error_page(error) if _is_browser() else problem_answer(error)
    response.vary.add("Accept")
    return response


def _is_browser() -> bool:
    accepted = request.accept_mimetypes
    return accepted["text/html"] > accepted["application/json"]


def _error_page(error: Exception) -> Response:
    problem = problem_of(error)
    title = TITLES.get(problem["status"], problem["title"])
    is_passing = problem["status"] in PASSING and request.method == "GET"
    again = request.full_path.rstrip("?") if is_passing else None
    response = page("error.html", problem["status"], title=title, problem=problem, again=again)
    response.headers.extend(own_headers(error))
    return response


def _without_slash() -> str | None:
    """The address of a page, if it was asked for with a slash at its end."""
    path = request.path.rstrip("/")
    address = _page_at(path) if path != request.path else None
    query = request.query_string.decode("ascii", "replace")
    return address and f"{address}?{query}".rstrip("?")


def _page_at(path: str) -> str | None:
    try:
        endpoint, arguments = current_app.url_map.bind("").match(path, request.method)
    except HTTPException:
        return None
    return url_for(endpoint, **arguments) if endpoint.partition(".")[0] in PAGES else None
