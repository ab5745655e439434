"""Links under the path at which a named proxy has put the service.

All that writes a link writes it as if the service had the host to itself; here each gets the
prefix, on its way out.
"""

from __future__ import annotations

import re

from flask import Response, request

from joinwise.web.proxies import PATH_PREFIX

HTML = "text/html"
LINKS = re.compile(
    rb'((?:href|src|action|formaction|hx-get|hx-post|data-document|data-address|data-bundle|data-style)=")/(?!/)'
)
"""Where an attribute of a page leads to somewhere on this service."""

HEADERS = {"Location": re.compile("()^/(?!/)"), "Link": re.compile("(<)/(?!/)")}


def prefix_here() -> str:
    """Before each path of this request's answer: empty, or such as ``/advice``."""
    return str(request.environ.get(PATH_PREFIX, ""))


def under_prefix(response: Response) -> Response:
    """Puts the prefix before each link of an answer."""
    prefix = prefix_here()
    if prefix:
        for name in HEADERS.keys() & {*response.headers.keys()}:
            response.headers[name] = HEADERS[name].sub(rf"\1{prefix}/", response.headers[name])
        if response.mimetype == HTML and not response.is_streamed:
            response.data = LINKS.sub(rb"\1" + prefix.encode() + b"/", response.data)
    return response
