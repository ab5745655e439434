"""What a page of another site may have the service do: nothing that costs or changes something."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request, abort, request

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
OWN = frozenset(("same-origin", "none"))
"""What a browser says of a form of ours, and of what its user asks for without any page."""

FOREIGN = (
    "A page of {page} sent this, and that may not use the service; nothing was done. If that is "
    "this service under another name, see JOINWISE_TRUSTED_PROXIES."
)


def refuse_other_sites() -> None:
    """Before any call: refuses what a page of another site sends, read or not."""
    if request.method not in SAFE and is_of_another_site(request):
        abort(403, FOREIGN.format(page=request.headers.get("Origin", "another site")[:200]))


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
