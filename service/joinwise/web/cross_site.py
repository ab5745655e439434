"""What a page of another site may have the service do: nothing that costs or changes something.

Pages of origins that the settings name may call the API as programs do, with a token if it takes
one: the cookie of the pages is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
OPEN = ("/v1/", "/openapi.json", "/healthz", "/readyz")
"""What of the service is for programs, and needs no cookie."""

OWN = frozenset(("same-origin", "none"))
"""What a browser says of a form of ours, and of what its user asks for without any page."""

FOREIGN = (
    "A page of {page} sent this, and that may not use the service; nothing was done. If that is "
    "this service under another name, JOINWISE_TRUSTED_PROXIES names the proxy in front of it; "
    "JOINWISE_CORS_ORIGINS names pages that may call the API."
)


ANSWERED = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, X-Request-Id",
    "Access-Control-Max-Age": "600",
}
READABLE = "ETag, Link, Location, Retry-After, X-Request-Id"
"""Headers of answers that pages of other origins may read beside the usual ones."""


@dataclass(frozen=True, slots=True)
class CrossSite:
    """Decides what pages of other sites may do; those of ``origins`` may call the API."""

    origins: frozenset[str]

    def refuse(self) -> Response | None:
        """Before any call: answers preflights, and refuses what costs or changes something."""
        if self._is_preflight():
            return Response(status=204, headers=ANSWERED)
        if request.method not in SAFE and not self.is_open() and is_of_another_site(request):
            abort(403, FOREIGN.format(page=request.headers.get("Origin", "another site")[:200]))
        return None

    def open_answer(self, response: Response) -> Response:
        """After any call: lets pages of the origins read the answer."""
        response.vary.add("Origin")
        if self.is_open():
            response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response.headers["Access-Control-Expose-Headers"] = READABLE
        return response

    def is_open(self) -> bool:
        """Whether a page of one of the origins calls the API."""
        return request.path.startswith(OPEN) and request.headers.get("Origin") in self.origins

    def _is_preflight(self) -> bool:
        asked = "Access-Control-Request-Method" in request.headers
        return request.method == "OPTIONS" and asked and self.is_open()


def guard_against_other_sites(app: Flask, origins: Iterable[str]) -> None:
    """What comes from a page of another site is refused, except for the API by these origins."""
    guard = CrossSite(frozenset(origins))
    app.before_request(guard.refuse)
    if guard.origins:
        app.after_request(guard.open_answer)


def is_of_another_site(incoming: Request) -> bool:
    """Whether a browser says so; programs and old browsers say nothing."""
    said, origin = incoming.headers.get("Sec-Fetch-Site"), incoming.headers.get("Origin")
    if said is not None:
        return said not in OWN
    return origin is not None and _host(origin) != incoming.host


def _host(origin: str) -> str:
    """The host of an origin, with its port."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
