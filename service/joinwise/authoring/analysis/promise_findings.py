"""What is said of the promises of a pack that are broken, or that could not be proven."""

from __future__ import annotations

from dataclasses import replace

from joinwise.authoring.analysis.pair_search import BrokenPair
from joinwise.authoring.analysis.promises import PromiseProver, PromiseResult
from joinwise.authoring.analysis.solver import TimeBudget
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.recommendation import JOIN
from joinwise.formats.strict_json import write_json
from joinwise.packs.checker import CheckResult
from joinwise.packs.promises import promise_order


def promise_diagnostics(check: CheckResult, time: TimeBudget | None = None) -> list[Diagnostic]:
    """An error for each broken promise and a warning for each unproven one, at its place."""
    if check.pack is None:
        return []
    results = PromiseProver(check.pack, time).results()
    return [_diagnostic(check, result) for result in results if not result.is_proven]


def _diagnostic(check: CheckResult, result: PromiseResult) -> Diagnostic:
    entry = check.promises[promise_order(result.promise)]
    severity = Severity.ERROR if result.pair else Severity.WARNING
    message = _broken(result) if result.pair else _unproven(result)
    diagnostic = entry.document.diagnostic((*entry.path, "higher"), message, severity)
    return replace(diagnostic, witness=_shown(result.pair)) if result.pair else diagnostic


def _broken(result: PromiseResult) -> str:
    return f"broken promise: {_turn(result, 'can turn')}"


def _unproven(result: PromiseResult) -> str:
    if not result.is_decided:
        return f"unproven promise: that {_turn(result, 'never turns')} was not decided in time"
    rules = " and ".join(f'"{rule}"' for rule in result.in_the_way[:3])
    verb = "is" if len(result.in_the_way) == 1 else "are"
    return f"unproven promise: that {_turn(result, 'never turns')}; {rules} {verb} in the way"


def _turn(result: PromiseResult, verb: str) -> str:
    turn = "skip into join" if result.promise.never is JOIN else "join into skip"
    return f"a higher {' with '.join(result.inputs)} {verb} {turn}"


def _shown(pair: BrokenPair) -> str:
    """The two candidates, as JSON that can be posted."""
    return write_json([pair.before, pair.after]).decode()
