"""What can go wrong, by who must act: the caller, the rule author, the operator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


class JoinwiseError(Exception):
    """Any error that joinwise raises on purpose."""


class CandidateError(JoinwiseError):
    """For the caller: what was sent does not fit; ``problems`` names every field at fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(each) for each in problems))
        self.problems = tuple(problems)


class MalformedError(JoinwiseError):
    """For the caller: what was sent is not JSON (or YAML) at all."""


class RuleFilesError(JoinwiseError):
    """For the rule author: the pack cannot be used; ``faults`` names every place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(each) for each in self.faults))


class SettingsError(JoinwiseError):
    """For the operator: a setting, or the machine, does not allow the service to run."""


class StoreError(JoinwiseError):
    """For the operator: the store cannot be used now; ``where`` it is, without a password."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


class ConflictError(JoinwiseError):
    """For the caller: what is asked for does not go with what was kept before."""


class BackupError(JoinwiseError):
    """For the operator: a backup cannot be written, read, or restored here."""


class EngineError(JoinwiseError):
    """For the operator: durable_rules answered something that its safe use never yields."""


class EffortSpentError(JoinwiseError):
    """Never shown: one request has worked out all that it may; the answer says what is missing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field of a candidate that does not fit; ``field`` is ``""`` for the whole of it."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One place in a rule file that is wrong (``error``), odd (``warning``) or worth a ``note``.

    ``line`` and ``column`` count from 1; ``excerpt`` is the line itself; ``witness`` a candidate
    that shows it, as JSON.
    """

    file: str
    line: int
    column: int
    severity: str
    message: str
    excerpt: str = ""
    witness: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


class TooManyFaultsError(JoinwiseError):
    """Never shown: so much is wrong that the rest is not looked at."""


MOST_FAULTS = 1_000
"""Errors of one pack, and warnings."""


class Faults(list[Fault]):
    """The faults of a pack as they are found.

    One error too many raises TooManyFaultsError; warnings too many are left out. The last that is
    noted says so.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noted: Counter[str] = Counter()

    def is_full(self, severity: str) -> bool:
        return self.noted[severity] > MOST_FAULTS

    def append(self, fault: Fault) -> None:
        self.noted[fault.severity] += 1
        if not self.is_full(fault.severity):
            super().append(fault)
        elif self.noted[fault.severity] == MOST_FAULTS + 1:
            message = f"more than {MOST_FAULTS:,} {fault.severity}s; the rest are left out"
            super().append(replace(fault, message=message))
        if fault.is_error and self.is_full(fault.severity):
            raise TooManyFaultsError

    def extend(self, faults: Iterable[Fault]) -> None:
        for each in faults:
            self.append(each)
