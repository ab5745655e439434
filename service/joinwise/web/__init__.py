"""joinwise over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from joinwise.advisor import Advisor
from joinwise.bootstrap import build_advisor
from joinwise.settings import Settings
from joinwise.web import docs, drafts, health, rules, score, specs
from joinwise.web.problems import register_problems
from joinwise.web.service import Service


class App(Flask):
    """Flask without asynchronous views, for which it would look at each call of each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(settings: Settings | None = None, advisor: Advisor | None = None) -> Flask:
    """The application, under the pack that the settings name (or an advisor handed in).

    Raises RuleFilesError where the pack cannot be used.
    """
    settings = settings or Settings.from_environ()
    app = App(__name__)
    app.config.from_mapping(docs.OPENAPI)
    app.extensions["joinwise"] = Service(advisor or build_advisor(settings.rules))
    register_problems(app)
    api = app.extensions["joinwise-api"] = docs.Documentation(app)
    for module in (score, rules, drafts, health):
        api.register_blueprint(module.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(specs.blueprint)
    return app
