"""The application: the services behind it, its endpoints and its pages."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from flask import Flask, Response
from flask_compress import Compress
from werkzeug.routing import Map

from joinwise.bootstrap import Services, build_services
from joinwise.domain.versions import digits
from joinwise.formats.directions import isolated
from joinwise.logs import log_unless_set_up
from joinwise.settings import Settings
from joinwise.suggestions import bound_hints, unbound_hints
from joinwise.web import api, pages
from joinwise.web.api.metrics import count_requests
from joinwise.web.bodies import LIMITS, BoundedRequest
from joinwise.web.context import EXTENSION
from joinwise.web.cross_site import guard_against_other_sites
from joinwise.web.errors import named, refuse, without_host
from joinwise.web.openapi import OPENAPI, Documentation
from joinwise.web.pages.errors import register_errors
from joinwise.web.pages.login import SESSION, Sessions, csrf
from joinwise.web.parsing import JSON
from joinwise.web.prefix import under_prefix
from joinwise.web.proxies import AskedForByName, BehindProxies, NamedProxies, Wsgi
from joinwise.web.rates import limit_rates
from joinwise.web.shortcut import ScoringShortcut
from joinwise.web.telemetry import is_traced, trace_requests
from joinwise.web.translation import translate_pages

CONFIG = {
    **OPENAPI,
    **SESSION,
    **LIMITS,
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_LEVEL": 4,
    "COMPRESS_MIMETYPES": ["text/html", "text/css", "text/javascript", "image/svg+xml", JSON],
}

LARGE = 64 * 1024
"""Bytes of JSON from which it is quicker to compress it than to send it as it is, at 100 Mbit/s."""


THIS_MACHINE = ("localhost", "127.0.0.1")
"""Names that always are ours: who looks after the service asks for it by them."""


class Compression(Compress):
    """Compresses pages, and what is large among the answers to programs."""

    def after_request(self, response: Response | None) -> Response:
        if response is not None and response.mimetype == JSON and is_short(response):
            response.vary.add("Accept-Encoding")
            return response
        return super().after_request(response)


def is_short(response: Response) -> bool:
    return (response.content_length or 0) < LARGE


class UrlMap(Map):
    """Addresses as they are written: none is mended, for which a redirect would name the host."""

    def __init__(self, *rules: Any, **options: Any) -> None:
        super().__init__(*rules, **{**options, "merge_slashes": False})


class App(Flask):
    """Flask without asynchronous views, for which it would look at each call of each request."""

    request_class = BoundedRequest
    session_interface = Sessions()
    url_map_class = UrlMap
    jinja_options = {"trim_blocks": True, "lstrip_blocks": True}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(settings: Settings | None = None, services: Services | None = None) -> Flask:
    """The application, with the services that the settings name, or those handed in.

    Raises RuleFilesError if the rules cannot be used, SettingsError if the tokens cannot.
    """
    settings = settings or Settings.from_environ()
    log_unless_set_up(settings.log_level, settings.log_format)
    app = _configured(settings)
    app.extensions[EXTENSION] = shared = services or build_services(settings)
    Compression(app)
    csrf.init_app(app)
    count_requests(app)
    _check_requests(app, settings)
    translate_pages(app)
    app.add_template_filter(isolated)
    app.add_template_filter(digits)
    register_errors(app)
    _complete_answers(app)
    _register_blueprints(app)
    app.wsgi_app = _outermost(app.wsgi_app, settings, shared)  # type: ignore[method-assign]
    return app


def _configured(settings: Settings) -> App:
    app = App(__name__)
    app.config.from_mapping(CONFIG, SECRET_KEY=settings.secret_key or token_urlsafe())
    return app


def _check_requests(app: Flask, settings: Settings) -> None:
    """What happens to a request before its view, in this order."""
    app.before_request(refuse)
    guard_against_other_sites(app, settings.cors_origins)
    limit_rates(app, settings)
    trace_requests(app)
    app.before_request(bound_hints)
    app.teardown_request(unbound_hints)


def _complete_answers(app: Flask) -> None:
    """What happens to an answer after its view, the last first."""
    app.after_request(under_prefix)
    app.after_request(named)
    app.after_request(without_host)


def _outermost(application: Wsgi, settings: Settings, services: Services) -> ScoringShortcut:
    """What requests meet first; the shortcut is closed if each request has to be looked at."""
    names = (*settings.allowed_hosts, *THIS_MACHINE) if settings.allowed_hosts else ()
    named = AskedForByName(application, names)
    behind = BehindProxies(named, NamedProxies.of(settings.trusted_proxies))
    is_open = not (settings.rate_limit or settings.allowed_hosts or is_traced())
    return ScoringShortcut(behind, services, is_open)


def _register_blueprints(app: Flask) -> None:
    documentation = Documentation(app)
    for blueprint in api.BLUEPRINTS:
        documentation.register_blueprint(blueprint)
    for blueprint in pages.BLUEPRINTS:
        app.register_blueprint(blueprint)
