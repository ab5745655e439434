"""joinwise over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from flask import Flask
from flask_compress import Compress

from joinwise.advisor import Advisor
from joinwise.assessments.service import Keeping
from joinwise.assessments.store import Store
from joinwise.logs import log_unless_set_up
from joinwise.runtime.reloading import Rules, rules_in
from joinwise.settings import Settings
from joinwise.web import openapi as docs
from joinwise.web.api import assessments, compare, drafts, health, metrics, rules, score
from joinwise.web.auth import BEARER, SCHEME, Access
from joinwise.web.context import Service
from joinwise.web.errors import register_problems
from joinwise.web.pages import assessments as keptpages
from joinwise.web.pages import compare as comparing
from joinwise.web.pages import login as entry
from joinwise.web.pages import rulebook as rulebookpage
from joinwise.web.pages import ruledesk, specs, weigh

COMPRESSION = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_MIMETYPES": ["text/html", "text/css", "text/javascript", "image/svg+xml"],
}
"""Pages and what they are made of; answers to programs are short, and cost less as they are."""


class App(Flask):
    """Flask without asynchronous views, for which it would look at each call of each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(
    settings: Settings | None = None,
    advisor: Advisor | None = None,
    in_force: Rules | None = None,
    access: Access | None = None,
    store: Store | None = None,
) -> Flask:
    """The application, with the pack and store that the settings name (or those handed in).

    Raises RuleFilesError where the pack cannot be used, SettingsError where the tokens cannot.
    """
    settings = settings or Settings.from_environ()
    log_unless_set_up(settings.log_level)
    app = App(__name__)
    app.config.from_mapping(docs.OPENAPI)
    app.config.from_mapping(entry.SESSION, SECRET_KEY=settings.secret_key or token_urlsafe())
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["joinwise-access"] = access or Access(settings)
    keeping = Keeping(store or Store(settings.database_url))
    app.extensions["joinwise"] = Service(in_force or _rules(settings, advisor), keeping)
    app.config.from_mapping(COMPRESSION)
    Compress(app)
    metrics.count_requests(app)
    register_problems(app)
    api = app.extensions["joinwise-api"] = docs.Documentation(app)
    api.spec.components.security_scheme(SCHEME, BEARER)
    for module in (score, compare, rules, drafts, assessments, health, metrics):
        api.register_blueprint(module.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(specs.blueprint)
    app.register_blueprint(weigh.blueprint)
    app.register_blueprint(keptpages.blueprint)
    app.register_blueprint(entry.blueprint)
    entry.protect.init_app(app)
    app.register_blueprint(rulebookpage.blueprint)
    app.register_blueprint(ruledesk.blueprint)
    app.register_blueprint(comparing.blueprint)
    return app


def _rules(settings: Settings, advisor: Advisor | None) -> Rules:
    return Rules(settings.rules, advisor) if advisor else rules_in(settings.rules)
