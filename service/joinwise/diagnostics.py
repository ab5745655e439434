"""What is wrong with what people send or write: problems of a body, diagnostics of rule files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a part: ``("candidates", 3, "currency")``."""

MOST_PROBLEMS = 100
"""Named of one candidate, body, draft or line; of the others there is the number."""

MOST_DIAGNOSTICS = 1_000
"""Of one pack, by severity."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field of a body that does not fit; an empty ``path`` stands for the whole body."""

    path: Path
    message: str

    @property
    def field(self) -> str:
        """The path as people read it: ``candidates[3].currency``."""
        if len(self.path) == 1:
            return str(self.path[0]) if isinstance(self.path[0], str) else f"[{self.path[0]}]"
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".")

    def below(self, depth: int) -> Problem:
        """The same problem, its path relative to the part that the first steps lead to."""
        return replace(self, path=self.path[depth:])

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.path else self.message


class Severity(StrEnum):
    """Errors stop a pack; warnings say what is odd, notes what is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One place in a rule file, and what is wrong or odd there.

    ``line`` and ``column`` count from 1; ``excerpt`` is the line itself; ``witness`` a candidate
    that shows it, as JSON.
    """

    file: str
    line: int
    column: int
    severity: Severity
    message: str
    excerpt: str = ""
    witness: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


class TooManyErrors(Exception):
    """So much is wrong that the rest is not read."""


class DiagnosticLog:
    """The diagnostics of a pack as they are found, at most 1,000 of each severity.

    The last one kept says that more were left out. One error too many raises TooManyErrors, so
    that every reader of the pack stops.
    """

    def __init__(self) -> None:
        self._kept: list[Diagnostic] = []
        self._counts: Counter[Severity] = Counter()

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._kept)

    @property
    def has_errors(self) -> bool:
        return self._counts[Severity.ERROR] > 0

    def is_full(self, severity: Severity) -> bool:
        return self._counts[severity] > MOST_DIAGNOSTICS

    def add(self, diagnostic: Diagnostic) -> None:
        severity = diagnostic.severity
        self._counts[severity] += 1
        if not self.is_full(severity):
            self._kept.append(diagnostic)
        elif self._counts[severity] == MOST_DIAGNOSTICS + 1:
            message = f"more than {MOST_DIAGNOSTICS:,} {severity}s; the rest are left out"
            self._kept.append(replace(diagnostic, message=message))
        if self.is_full(severity) and severity is Severity.ERROR:
            raise TooManyErrors

    def add_all(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)
