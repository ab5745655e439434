"""Accounts: what somebody said of a group, with the verdict that they came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinwise.authoring.preview import Record
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import CATALOGUE, Catalogue
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.errors import CandidateError
from joinwise.formats.strict_json import read_json

PUBLISHED = Path(__file__).parent / "accounts.json"
CANDIDATE, VERDICT = "candidate", "verdict"
NO_VERDICT = Problem((VERDICT,), "Must be join or skip.")
NOTES = ("source", "why")
"""Keys that an account may have for its readers."""


@dataclass(frozen=True, slots=True)
class Account:
    """A candidate of which it is known what would have been right; ``label`` says where it is."""

    label: str | int
    candidate: Candidate
    verdict: Recommendation


def published_records() -> Iterator[Record]:
    """The published accounts that come with joinwise."""
    for number, account in enumerate(read_json(PUBLISHED.read_bytes()), 1):
        yield Record(f"account {number}", account)


def read_account(record: Record, catalogue: Catalogue = CATALOGUE) -> Account:
    """The account of a record.

    It is ``{"candidate": ..., "verdict": ...}``, or a candidate with a verdict among its fields.
    Raises MalformedError if it cannot be read, CandidateError if it is invalid.
    """
    data = record.decoded()
    if not isinstance(data, dict) or data.get(VERDICT) not in (JOIN, SKIP):
        raise CandidateError([NO_VERDICT])
    return Account(record.label, read_candidate(candidate_of(data), catalogue), data[VERDICT])


def candidate_of(data: Mapping[str, Any]) -> Any:
    """What an account says of the group."""
    if CANDIDATE in data:
        return data[CANDIDATE]
    return {key: value for key, value in data.items() if key not in (VERDICT, *NOTES)}
