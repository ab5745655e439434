"""The use case of kept assessments: keep one, and advise again under the rules of that time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from joinwise import __version__
from joinwise.advisor import Advisor
from joinwise.assessments.outcomes import outcome_answer
from joinwise.assessments.store import Assessment, Store, now
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import CandidateError, ConflictError, RuleFilesError
from joinwise.formats.strict_json import embedded, read_json, write_json
from joinwise.packs.checker import check_files
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher
from joinwise.scoring.model import Advice
from joinwise.serializers import advice_answer

OLD_ADVISORS = 4
"""Versions of the rules that are held ready to advise under again."""


@dataclass(frozen=True, slots=True)
class Replay:
    """An advice made again: its JSON text, and the versions of joinwise of then and now."""

    advice: str
    is_same: bool
    then: str
    now: str


class Keeping:
    """Keeps assessments in a store, from any number of threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._advisor = lru_cache(maxsize=OLD_ADVISORS)(self._built)

    def keep(self, pack: Pack, advice: Advice, posted: Any, key: str | None = None) -> Assessment:
        """Keeps the advice on a candidate under a pack; ``posted`` is the candidate as it came.

        The same key with the same candidate gives back the first assessment.
        """
        made = assessed(advice, posted, *now())
        return self.store.keep(replace(made, key=key), _own_names(pack))

    def note_outcome(self, id: str, loaded: Mapping[str, Any]) -> Assessment | None:
        return self.store.note_outcome(id, write_json(outcome_answer(loaded)).decode())

    def replay(self, kept: Assessment) -> Replay:
        """The advice under the rules of its time. Raises ConflictError where they do not work now.

        By the same joinwise it has the same bytes.
        """
        pack = read_json(kept.advice.encode())["rules"]["pack"]
        try:
            candidate = read_candidate(read_json(kept.candidate.encode()))
            again = self._advisor(kept.rules, pack).advise(candidate)
        except (CandidateError, RuleFilesError) as error:
            raise ConflictError(_no_replay(kept, error)) from None
        advice = write_json(advice_answer(again)).decode()
        return Replay(advice, advice == kept.advice, kept.joinwise, __version__)

    def _built(self, version: str, name: str) -> Advisor:
        pack = check_files(self.store.rule_files(version)).require_pack()
        return Advisor(replace(pack, name=name), TreeMatcher)


def _own_names(pack: Pack) -> dict[str, bytes]:
    """The rule files by their own names: where the folder was is nobody's business."""
    return {Path(name).name: text for name, text in pack.files.items()}


def _no_replay(kept: Assessment, error: Exception) -> str:
    return (
        f"This was made by joinwise {kept.joinwise}; joinwise {__version__} cannot make it again "
        f"from what was kept: {str(error).splitlines()[0]}"
    )


def assessed(advice: Advice, posted: Any, id: str, created: str) -> Assessment:
    """An unsaved assessment."""
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
        advice=write_json(advice_answer(advice)).decode(),
    )


def kept_answer(kept: Assessment) -> dict[str, Any]:
    """An assessment as JSON-ready data."""
    return {
        "id": kept.id,
        "created": kept.created,
        "candidate": embedded(kept.candidate),
        "advice": embedded(kept.advice),
        "outcome": embedded(kept.outcome) if kept.outcome else None,
    }


def replay_answer(replay: Replay) -> dict[str, Any]:
    """An advice made again, as JSON-ready data."""
    return {
        "same": replay.is_same,
        "joinwise": {"then": replay.then, "now": replay.now},
        "advice": embedded(replay.advice),
    }
