"""What the log says of rule files that are wrong or odd."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from joinwise.diagnostics import Diagnostic

MOST_SHOWN = 20

log = structlog.get_logger("joinwise.rules")


def log_refusal(faults: Sequence[Diagnostic]) -> None:
    message = "rules refused; the last good ones stay active"
    log.error(message, count=len(faults), faults=_shown(faults))


def log_warnings(warnings: Sequence[Diagnostic]) -> None:
    """What is odd in rules that are active all the same."""
    if warnings:
        log.warning("rules with warnings", count=len(warnings), warnings=_shown(warnings))


def _shown(diagnostics: Sequence[Diagnostic]) -> list[str]:
    return [str(diagnostic) for diagnostic in diagnostics[:MOST_SHOWN]]
