"""The calls of the service without a socket, as the sentences of features make them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from joinwise.settings import Settings
from joinwise.specs.steps.api import RefusedError
from joinwise.web.app import create_app

REFUSED = 400


class InProcessApi:
    """Answers under the rules of a folder, and saves assessments in another for a while."""

    def __init__(self, rules: Path, folder: Path) -> None:
        url = f"sqlite:///{folder}/joinwise.db"
        settings = Settings(rules=rules, database_url=url, log_level="error")
        self.client: FlaskClient = create_app(settings).test_client()

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        """The JSON of the answer; None if it is empty. Raises RefusedError."""
        answer = self.client.open(path, method=method, json=data)
        body = answer.get_json(force=True) if answer.data else None
        if answer.status_code >= REFUSED:
            raise RefusedError(answer.status_code, body or {})
        return body
