"""The use cases of saved assessments: save one, say what became of it, and advise on it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from joinwise import __version__
from joinwise.advisor import Advisor
from joinwise.assessments.assessment import Assessment, new_assessment
from joinwise.assessments.ids import new_id_and_time
from joinwise.assessments.outcomes import outcome_answer
from joinwise.assessments.store import Store
from joinwise.domain.days import AS_OF
from joinwise.errors import CandidateError, ConflictError, RuleFilesError
from joinwise.formats.strict_json import embedded, read_json, write_json
from joinwise.packs.checker import check_files
from joinwise.packs.layers.overlay import by_name
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher
from joinwise.scoring.model import Advice

CACHED_ADVISORS = 4
"""Versions of the rules that are ready to advise under again."""


@dataclass(frozen=True, slots=True)
class Replay:
    """An advice made again: its JSON text, and the versions of joinwise of then and now."""

    advice: str
    is_same: bool
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved assessment, and whether it was not saved before, with the same key."""

    assessment: Assessment
    is_new: bool


class AssessmentService:
    """Saves assessments in a store, and advises on them again; from any number of threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._advisor = lru_cache(maxsize=CACHED_ADVISORS)(self._build_advisor)

    def save(
        self,
        pack: Pack,
        advice: Advice,
        posted: Any,
        key: str | None = None,
        owner: str | None = None,
    ) -> Saved:
        """Saves the advice on a candidate under a pack; ``posted`` is the candidate as it came.

        The same key with the same candidate and owner gives back the first assessment.
        """
        assessment = new_assessment(advice, posted, *new_id_and_time(), key, owner=owner)
        saved = self.store.save(assessment, by_name(pack.files))
        return Saved(saved, is_new=saved.id == assessment.id)

    def record_outcome(self, id: str, loaded: Mapping[str, Any]) -> Assessment | None:
        """The assessment with its outcome; None if there is no such assessment."""
        return self.store.record_outcome(id, write_json(outcome_answer(loaded)).decode())

    def replay(self, assessment: Assessment) -> Replay:
        """The advice under the rules of its time: by the same joinwise it has the same bytes.

        Raises ConflictError if they do not work now.
        """
        advised, posted = (
            read_json(text.encode()) for text in (assessment.advice, assessment.candidate)
        )
        day = {AS_OF: advised[AS_OF]} if AS_OF in advised else {}
        try:
            advisor = self._advisor(assessment.rules, advised["rules"]["pack"])
            repeated = advisor.advise({**posted, **day})
        except (CandidateError, RuleFilesError) as error:
            raise ConflictError(_no_replay(assessment, error)) from None
        advice = write_json(repeated.to_dict()).decode()
        return Replay(advice, advice == assessment.advice, assessment.joinwise, __version__)

    def _build_advisor(self, version: str, name: str) -> Advisor:
        pack = check_files(self.store.rule_files(version)).require_pack()
        return Advisor(replace(pack, name=name), TreeMatcher)


def _no_replay(assessment: Assessment, error: Exception) -> str:
    return (
        f"This was made by joinwise {assessment.joinwise}; joinwise {__version__} cannot make it "
        f"again from what was saved: {str(error).splitlines()[0]}"
    )


def replay_answer(replay: Replay) -> dict[str, Any]:
    """An advice made again, as JSON-ready data."""
    return {
        "same": replay.is_same,
        "joinwise": {"then": replay.then, "now": replay.now},
        "advice": embedded(replay.advice),
    }
