"""What the views share, as they reach it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Request, current_app, g, request

from joinwise.advisor import Advisor
from joinwise.bootstrap import Services
from joinwise.domain.candidate import Candidate
from joinwise.scoring.model import Outcome

EXTENSION = "joinwise"
INTERNAL = "joinwise.internal"
"""In the environment of requests that the service puts to itself; no header can set it."""

REFUSAL = "joinwise.refusal"
"""In the environment of what stands for a request that is refused; no header can set it."""


def services() -> Services:
    shared: Services = current_app.extensions[EXTENSION]
    return shared


def active_advisor() -> Advisor:
    """The active advisor; a request has the same from start to end."""
    advisor: Advisor = g.setdefault("advisor", services().rules.advisor)
    return advisor


def count(candidate: Candidate, outcome: Outcome) -> None:
    """Counts an advice that was given, unless it is an example for the documentation."""
    counter()(candidate, outcome)


def counter() -> Callable[[Candidate, Outcome], None]:
    """What counts the advices of this request, unless they are examples for the documentation."""
    return _ignore if is_internal(request) else services().advised


def _ignore(candidate: Candidate, outcome: Outcome) -> None: ...


def is_internal(incoming: Request) -> bool:
    """Whether the service put this request to itself, for an example in its documentation."""
    return bool(incoming.environ.get(INTERNAL))
