"""What the sentences ask: the calls of the service, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol


class Api(Protocol):
    """The fixture ``api`` of every scenario."""

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        """The JSON of the answer; None if it is empty. Raises RefusedError."""


class RefusedError(AssertionError):
    """The service refused: a scenario fails with the words of its answer."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        super().__init__(f"It is refused: {'; '.join(_words(problem))}")


def _words(problem: Mapping[str, Any]) -> Iterator[str]:
    for error in problem.get("errors", ()):
        yield f"{error['field']}: {error['message']}" if error["field"] else error["message"]
    if not problem.get("errors"):
        yield problem.get("detail") or problem.get("title") or "without a word"
