"""Candidates in which one rule or row alone decides: a search for what a sample lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from random import Random

from joinwise.authoring.impact.contributions import Weigher
from joinwise.authoring.populations.plausible import plausible
from joinwise.authoring.sampling import CandidateSampler
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED

BASES = 40
FIRST = 5
TRIES = 4000
WILD = 4000


@dataclass(frozen=True)
class Proof:
    """A candidate that is advised otherwise without a contribution, and both scores."""

    candidate: Candidate
    score: int
    without: int


def proof(weigher: Weigher, number: int, told: Iterable[Candidate] = ()) -> Proof | None:
    """What shows that a contribution can decide; None if none of many candidates does.

    It takes candidates in which the contribution fires, from those that scenarios ``told``, from
    what people would say and from what nobody would, and adds what others would say, until the
    score is near the limit.
    """
    rng = Random(number)
    bases = list(islice(_firing(weigher, number, told), BASES))
    for seed in range(TRIES if bases else 0):
        said = read_candidate(plausible(seed)).values
        base = rng.choice(bases[:FIRST] if seed < TRIES / 2 else bases)
        candidate = Candidate({**said, **base.values})
        if decides(weigher, number, candidate):
            return _shown(weigher, number, _least(weigher, number, candidate))
    return None


def _firing(weigher: Weigher, number: int, told: Iterable[Candidate]) -> Iterator[Candidate]:
    """First what is told in few words."""
    likely = (read_candidate(plausible(seed)) for seed in range(WILD))
    wild = CandidateSampler(weigher.pack).candidates(WILD)
    for candidate in chain(told, likely, wild):
        if number in weigher.weigh(candidate).fired:
            yield candidate


def decides(weigher: Weigher, number: int, candidate: Candidate) -> bool:
    return number in weigher.weigh(candidate).alone


def _least(weigher: Weigher, number: int, candidate: Candidate) -> Candidate:
    """The same candidate without what the proof does not need."""
    for name in sorted(candidate.values.keys() - {*REQUIRED}):
        less = Candidate({key: value for key, value in candidate.values.items() if key != name})
        candidate = less if decides(weigher, number, less) else candidate
    return candidate


def _shown(weigher: Weigher, number: int, candidate: Candidate) -> Proof:
    case = weigher.weigh(candidate)
    return Proof(candidate, case.score, case.score - case.moved[case.fired.index(number)])
