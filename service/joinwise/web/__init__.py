"""joinwise over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from joinwise.advisor import Advisor
from joinwise.bootstrap import build_advisor
from joinwise.keeping import Keeping
from joinwise.settings import Settings
from joinwise.store import Store
from joinwise.web import assessments, docs, health, rules, score, specs
from joinwise.web.problems import register_problems
from joinwise.web.service import Service


class App(Flask):
    """Flask without asynchronous views, for which it would look at each call of each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def create_app(
    settings: Settings | None = None, advisor: Advisor | None = None, store: Store | None = None
) -> Flask:
    """The application, with the pack and store that the settings name (or those handed in).

    Raises RuleFilesError where the pack cannot be used.
    """
    settings = settings or Settings.from_environ()
    app = App(__name__)
    app.config.from_mapping(docs.OPENAPI)
    advisor = advisor or build_advisor(settings.rules)
    keeping = Keeping(store or Store(settings.database_url))
    app.extensions["joinwise"] = Service(advisor, keeping)
    register_problems(app)
    api = app.extensions["joinwise-api"] = docs.Documentation(app)
    for module in (score, rules, assessments, health):
        api.register_blueprint(module.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(specs.blueprint)
    return app
