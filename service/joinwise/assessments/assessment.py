"""A saved assessment: its fields, how they come from an advice, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from joinwise import __version__
from joinwise.formats.strict_json import embedded, write_json
from joinwise.scoring.model import Advice


@dataclass(frozen=True, slots=True)
class Assessment:
    """An advice, with the candidate that it was given on; each field is a column of its table.

    ``id`` is a UUID of version 7, ``created`` the time in UTC, ``rules`` the version of the rules,
    ``joinwise`` that of the program; ``candidate``, ``advice`` and ``outcome`` are JSON texts;
    ``key`` is the idempotency key that it was posted with, ``owner`` whose it is, as its caller
    calls them.
    """

    id: str = field(metadata={"primary_key": True})
    created: str
    name: str
    kind: str
    recommendation: str
    score: int
    rules: str = field(metadata={"foreign_key": "rule_packs.version"})
    joinwise: str
    candidate: str
    advice: str
    key: str | None = field(default=None, metadata={"unique": True})
    outcome: str | None = None
    owner: str | None = None


def new_assessment(
    advice: Advice,
    posted: Any,
    id: str,
    created: str,
    key: str | None = None,
    *,
    owner: str | None = None,
) -> Assessment:
    """An unsaved assessment; ``posted`` is the candidate as it came."""
    return Assessment(
        id=id,
        created=created,
        name=advice.name,
        kind=posted["kind"],
        recommendation=advice.recommendation,
        score=advice.score,
        rules=advice.version,
        joinwise=__version__,
        candidate=write_json(posted).decode(),
        advice=write_json(advice.to_dict()).decode(),
        key=key,
        owner=owner,
    )


def assessment_answer(assessment: Assessment) -> dict[str, Any]:
    """An assessment as JSON-ready data; its owner only if it has one."""
    owner = {"owner": assessment.owner} if assessment.owner else {}
    return {
        "id": assessment.id,
        "created": assessment.created,
        **owner,
        "candidate": embedded(assessment.candidate),
        "advice": embedded(assessment.advice),
        "outcome": embedded(assessment.outcome) if assessment.outcome else None,
    }


def record(assessment: Assessment) -> dict[str, Any]:
    """All that is saved of an assessment, as JSON-ready data."""
    own = {"key": assessment.key, "joinwise": assessment.joinwise}
    return assessment_answer(assessment) | own
