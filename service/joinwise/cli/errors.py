"""How commands end: the exit status of every error, and how it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import click

from joinwise.cli.console import escape_unprintable, print_error
from joinwise.cli.formats import print_excerpts
from joinwise.cli.lazy import LazyGroup
from joinwise.errors import (
    BackupError,
    EngineError,
    FrameError,
    JoinwiseError,
    OptionsError,
    ResultsError,
    RuleFilesError,
    SettingsError,
    StoreError,
    StrictError,
)


class ExitStatus(IntEnum):
    """``FAULTS`` if anything is wrong with what was given; the rest of it is still done."""

    DONE = 0
    FAULTS = 1
    WRONG_USAGE = 2


EXIT_STATUS: Mapping[type[JoinwiseError], ExitStatus] = {
    OptionsError: ExitStatus.WRONG_USAGE,
    FrameError: ExitStatus.FAULTS,
    StrictError: ExitStatus.FAULTS,
    RuleFilesError: ExitStatus.FAULTS,
    ResultsError: ExitStatus.FAULTS,
    StoreError: ExitStatus.FAULTS,
    BackupError: ExitStatus.FAULTS,
    EngineError: ExitStatus.FAULTS,
    SettingsError: ExitStatus.WRONG_USAGE,
}


class Group(LazyGroup):
    """Commands whose errors are printed, and end in their exit status."""

    def main(self, *args: Any, **extra: Any) -> Any:
        escape_unprintable()
        return super().main(*args, **extra)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except tuple(EXIT_STATUS) as error:
            _print(error)
            context.exit(_exit_status(error))


def _exit_status(error: JoinwiseError) -> ExitStatus:
    return next(status for kind, status in EXIT_STATUS.items() if isinstance(error, kind))


def _print(error: JoinwiseError) -> None:
    match error:
        case RuleFilesError():
            print_excerpts(error.faults, stderr=True)
        case FrameError():
            for problem in error.problems:
                print_error(problem)
        case StoreError() if error.where:
            print_error(f"{error.reason} ({error.where})")
        case _:
            print_error(error)
