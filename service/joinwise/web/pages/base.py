"""What all pages share: layout, headers, and how the reader writes numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Response, redirect, render_template, request

from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.inputs import Input
from joinwise.web.context import active_advisor
from joinwise.web.forms.candidate import query_of, words_of
from joinwise.web.forms.locale import usual_currency
from joinwise.web.prefix import prefix_here
from joinwise.web.translation import NAMES, reader_here

__all__ = ["linked", "page", "reader_here", "redirected"]

HTML = "text/html; charset=utf-8"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie",
}


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A whole page; every text in it is escaped."""
    pack, reader = active_advisor().pack, reader_here()
    shared = {
        "reader": reader,
        "words_of": partial(words_of, reader=reader),
        "rules": pack.version,
        "languages": NAMES,
        "card": card_address(),
    }
    html = render_template(template, **(shared | context))
    response = Response(html, status, content_type=HTML)
    response.headers.update(HEADERS)
    return response


def card_address(candidate: Candidate | None = None) -> str:
    """Where a chat finds a picture for a link: with the host, as chats want it."""
    query = urlencode(query_of(candidate.values)) if candidate else ""
    return f"{request.host_url.rstrip('/')}{prefix_here()}/card.png?{query}".rstrip("?")


def redirected(path: str, status: int = 303) -> Response:
    """On to another page; after a form that changed something so that nothing is sent twice."""
    return Response(status=status, headers={"Location": redirect(path).location})


def inputs_here() -> Mapping[str, Input]:
    """Every input that there is under the active rules."""
    inputs = active_advisor().pack.inputs
    return {name: input for name, input in inputs.items() if not input.is_day}


def linked() -> dict[str, list[str]]:
    """What the address says; if nothing, the currency that is usual where the reader is."""
    own = usual_currency(reader_here().locale)
    start = {} if own == DEFAULT_CURRENCY else {"currency": [own]}
    return request.args.to_dict(flat=False) or start
