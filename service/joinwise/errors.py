"""What can go wrong, by who must act: the caller, the rule author, the operator."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from joinwise.diagnostics import MOST_PROBLEMS, Diagnostic, Problem


class JoinwiseError(Exception):
    """Any error that joinwise raises on purpose."""


class CandidateError(JoinwiseError):
    """For the caller: what was sent does not fit.

    ``problems`` names the fields at fault, a hundred at most; of ``others`` there is the number.
    """

    def __init__(self, problems: Iterable[Problem], others: int = 0) -> None:
        rest = iter(problems)
        self.problems = tuple(islice(rest, MOST_PROBLEMS))
        self.others = others + sum(1 for _ in rest)
        super().__init__(self.problems, self.others)

    def __str__(self) -> str:
        return "; ".join(map(str, self.problems))

    @property
    def count(self) -> int:
        """How many fields are at fault, named or not."""
        return len(self.problems) + self.others

    def cut(self, most: int) -> CandidateError:
        """The same error, with fewer problems named."""
        named = self.problems[:most]
        return CandidateError(named, self.count - len(named))


class MalformedError(JoinwiseError):
    """For the caller: what was sent is not JSON (or YAML) at all."""


class FrameError(JoinwiseError):
    """For the caller: a table cannot be scored; ``problems`` says all that keeps it from it."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class OptionsError(FrameError):
    """For the caller: what is asked for of tables does not go together, or does not say enough."""


class StrictError(JoinwiseError):
    """For the caller: a row of a table does not fit, and none may."""

    def __init__(self, row: str, faults: str) -> None:
        super().__init__(f"{row}: {faults}")


class RuleFilesError(JoinwiseError):
    """For the rule author: the pack cannot be used; ``faults`` name every place."""

    def __init__(self, faults: Iterable[Diagnostic]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class SettingsError(JoinwiseError):
    """For the operator: a setting, or the machine, does not allow the service to run."""


class ResultsError(JoinwiseError):
    """For the rule author: recorded results cannot be read."""


class StoreError(JoinwiseError):
    """For the operator: the store cannot be used now.

    ``where`` it is, without a password, and the ``cause``, as its driver names it, are for the
    operator alone.
    """

    def __init__(self, message: str, where: str = "", cause: str = "") -> None:
        super().__init__(message)
        self.where = where
        self.cause = cause

    @property
    def reason(self) -> str:
        """The message with its cause."""
        return f"{str(self).removesuffix('.')}: {self.cause}" if self.cause else str(self)


class StoreMissingError(StoreError):
    """There is no store: nothing was ever saved here."""


class StoreBusyError(StoreError):
    """Others use the store; worth trying again in a moment."""


class StoreFullError(StoreError):
    """The disk of the store has no room left."""


class StoreReadOnlyError(StoreError):
    """The store can be read, but not written."""


class ConflictError(JoinwiseError):
    """For the caller: what is asked for contradicts what was saved before."""


class BusyError(JoinwiseError):
    """For the caller: others have to be answered first; worth trying again after some seconds."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class OverloadedError(BusyError):
    """For the caller: the service is at its limit; worth trying again after some seconds."""


class BackupError(JoinwiseError):
    """For the operator: a backup cannot be written, read, or restored here."""


class EngineError(JoinwiseError):
    """For the operator: durable_rules answered something that its safe use never yields."""
