"""What the views share, as they reach it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import current_app, g, has_app_context, request

from joinwise.advisor import Advisor
from joinwise.assessments.service import Keeping
from joinwise.domain.candidate import Candidate
from joinwise.explain.budget import Effort
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import Rules
from joinwise.web.auth import is_own


class Service:
    """What the views share: the rules in force, what keeps advices, and what is counted."""

    def __init__(self, rules: Rules, keeping: Keeping) -> None:
        self.rules = rules
        self.keeping = keeping
        self.metrics = Metrics()

    @property
    def advisor(self) -> Advisor:
        """The advisor in force; a request has the same from start to end."""
        if not has_app_context():
            return self.rules.advisor
        found: Advisor = g.setdefault("advisor", self.rules.advisor)
        return found

    def answer(
        self, candidate: Candidate, include: Collection[str] = (), effort: Effort | None = None
    ) -> dict[str, Any]:
        """The answer of the advisor in force, which is counted."""
        answer = self.advisor.answer(candidate, include, effort)
        self.count(answer)
        return answer

    def count(self, answer: dict[str, Any]) -> None:
        """Counts an advice that was given, but for examples in the documentation."""
        if not is_own(request):
            self.metrics.advised(answer)


def service() -> Service:
    found: Service = current_app.extensions["joinwise"]
    return found
