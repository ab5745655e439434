"""Drafts of the rules: what is wrong with them, and what they would change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from flask import Response

from joinwise.authoring.desk import Draft, TooManyCandidatesError
from joinwise.authoring.preview import (
    NothingSavedError,
    PreviewResult,
    Record,
    change_answer,
    saved_records,
    summary_answer,
)
from joinwise.diagnostics import MOST_PROBLEMS, Diagnostic, Problem, Severity
from joinwise.errors import CandidateError, RuleFilesError
from joinwise.packs.model import Pack
from joinwise.tokens import Scope
from joinwise.web.api.draft_bodies import draft_body, draft_in, path_of, records_in, too_many
from joinwise.web.api.draft_schemas import (
    CHECK_BODY,
    PREVIEW_BODY,
    YAML,
    YAML_BODY,
    CheckSchema,
    PreviewSchema,
)
from joinwise.web.auth import protect
from joinwise.web.bodies import LARGEST_BODY, MIB
from joinwise.web.context import active_advisor, services
from joinwise.web.errors import ProblemBudget, problem_of
from joinwise.web.parsing import (
    JSON,
    MOST_CANDIDATES,
    Blueprint,
    NoQuery,
    answer,
    fails_with_problems,
)

LARGEST_PREVIEW = 8 * MIB
SEVERITIES = tuple(Severity)
"""The worst first."""

blueprint = Blueprint("drafts", __name__, url_prefix="/v1/rules", description="Drafts of rules.")
protect(blueprint, Scope.RULES)


@blueprint.post("/check")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {JSON: {"schema": CHECK_BODY}, YAML: YAML_BODY},
    }
)
@blueprint.response(200, CheckSchema, description="What is wrong or odd, if anything")
@fails_with_problems(blueprint)
def check(query: dict[str, Any]) -> Response:
    """Check a draft of the rules

    Each fault with its file, line and column, a hundred at most, errors before warnings; the active
    rules stay as they are.
    """
    draft, active = draft_in(draft_body(LARGEST_BODY)), active_advisor().pack
    with services().desk.take(draft, active) as checked:
        pack, diagnostics = checked.check.pack, checked.check.diagnostics
    faults = [_fault(diagnostic) for diagnostic in _shown(diagnostics)]
    answered = {"faults": faults, "rules": pack and _version(pack, active)}
    others = len(diagnostics) - len(faults)
    return answer(answered | {"others": others} if others else answered)


def _shown(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """In the order of their places; of too many those that matter most."""
    return sorted(sorted(diagnostics, key=_weight)[:MOST_PROBLEMS])


def _weight(diagnostic: Diagnostic) -> int:
    return SEVERITIES.index(diagnostic.severity)


@blueprint.post("/preview")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {JSON: {"schema": PREVIEW_BODY}, YAML: YAML_BODY},
    }
)
@blueprint.response(200, PreviewSchema, description="What changes")
@fails_with_problems(blueprint)
def preview(query: dict[str, Any]) -> Response:
    """Preview a draft of the rules

    Which recommendations it would change, and through which rules; nothing is activated.
    """
    body = draft_body(LARGEST_PREVIEW)
    draft = draft_in(body, "candidates")
    records = records_in(body)
    return answer(_previewed(draft, _saved() if records is None else records))


def _saved() -> list[Record]:
    """The candidates of saved assessments."""
    try:
        candidates = services().assessments.store.candidates()
        return list(islice(saved_records(candidates), MOST_CANDIDATES))
    except NothingSavedError as error:
        message = f"{error}, so this is required."
        raise CandidateError([Problem(("candidates",), message)]) from None


def _previewed(draft: Draft, records: list[Record]) -> dict[str, Any]:
    """Raises CandidateError if the draft has errors, or there is too much to work out."""
    active = active_advisor().pack
    try:
        with services().desk.take(draft, active) as checked:
            result, drafted = checked.preview(records), checked.pack
    except RuleFilesError as error:
        raise CandidateError(_problem(fault, draft) for fault in error.faults) from None
    except TooManyCandidatesError as error:
        raise CandidateError([too_many(error.most, " for rules of this size")]) from None
    return _preview_answer(result, active, drafted)


def _problem(error: Diagnostic, draft: Draft) -> Problem:
    message = f"Line {error.line}, column {error.column}: {error.message}"
    return Problem(path_of(error.file, draft), message)


def _preview_answer(result: PreviewResult, active: Pack, drafted: Pack) -> dict[str, Any]:
    problems = ProblemBudget()
    return {
        **summary_answer(result, active, drafted),
        "changed": [change_answer(change) for change in result.changes],
        "failures": [
            {"candidate": label, "error": problem_of(problems.cut(error))}
            for label, error in result.failures
        ],
    }


def _fault(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
    }


def _version(pack: Pack, active: Pack) -> dict[str, Any]:
    name = active.name if pack.version == active.version else pack.name
    return {"pack": name, "version": pack.version}
