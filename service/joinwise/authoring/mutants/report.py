"""Which small changes of the rules the features do not notice, and the scenarios that are missing.

What survives is listed as the scenario that is missing, or explained in ``survivors.md`` beside the
features: the names of mutants as indented lines, below the text that says why nothing tells them
from the rules as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from joinwise.authoring.mutants.missing_scenario import TRIES, Search, scenario
from joinwise.authoring.mutants.mutations import Mutant, mutants, places
from joinwise.authoring.mutants.scenarios import specs
from joinwise.authoring.mutants.survival import Survival
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.units import how_many
from joinwise.packs.model import Pack

EXPLAINED = "survivors.md"
LEAST = 0.9
INDENT = "    "


@dataclass(frozen=True)
class Found:
    """Which of the mutants survive, and of these by name why those that are explained do."""

    mutants: Sequence[Mutant]
    survivors: Sequence[Mutant]
    explained: Mapping[str, str]

    @property
    def unexplained(self) -> list[Mutant]:
        return [mutant for mutant in self.survivors if not self.explained.get(mutant.name)]

    @property
    def outdated(self) -> list[str]:
        """What is explained and does not survive, or is no mutant any more."""
        return sorted(self.explained.keys() - {mutant.name for mutant in self.survivors})

    @property
    def noticed(self) -> int:
        return len(self.mutants) - len(self.survivors)

    @property
    def is_good(self) -> bool:
        enough = self.noticed >= LEAST * len(self.mutants)
        return enough and not self.unexplained and not self.outdated


def survivors(survival: Survival, every: Sequence[Mutant], processes: int = 1) -> list[Mutant]:
    """The mutants that no spec notices."""
    if processes == 1:
        return [mutant for mutant in every if survival.noticed_by(mutant) is None]
    global _work  # noqa: PLW0603 - what a process is born with need not be sent to it
    _work = survival, every
    with get_context("fork").Pool(processes) as pool:
        noticed = pool.map(_is_noticed, range(len(every)), chunksize=20)
    return [mutant for mutant, was in zip(every, noticed, strict=True) if not was]


_work: tuple[Survival, Sequence[Mutant]]


def _is_noticed(number: int) -> bool:
    survival, every = _work
    return survival.noticed_by(every[number]) is not None


def explanations(text: str) -> dict[str, str]:
    """The names in a text of explanations, each with the text above it."""
    found, reason = dict[str, str](), ""
    for block in text.split("\n\n"):
        if block.lstrip("\n").startswith(INDENT):
            found |= {line.strip(): reason for line in block.splitlines() if line.strip()}
        else:
            reason = "" if block.lstrip().startswith("#") else " ".join(block.split())
    return found


def explained_in(features: Path) -> dict[str, str]:
    path = features / EXPLAINED
    return explanations(path.read_text("utf-8")) if path.exists() else {}


def report(found: Found, survival: Survival, tries: int = TRIES) -> Iterator[str]:
    """What was noticed by file, and each scenario that is missing."""
    alive = Counter(mutant.at.file for mutant in found.survivors)
    for file, number in sorted(Counter(mutant.at.file for mutant in found.mutants).items()):
        rest = f", {alive[file]} survive" if alive[file] else ""
        yield f"{file:18} {number:5,} mutants, {number - alive[file]:5,} noticed{rest}"
    yield ""
    tried, against = (
        how_many(len(found.mutants), "mutant"),
        how_many(len(survival.specs), "example"),
    )
    yield (
        f"{tried} against {against}: "
        f"{found.noticed:,} noticed, {len(found.survivors):,} survive, "
        f"{len(found.unexplained):,} of them unexplained."
    )
    yield from _missing(found.unexplained, survival, tries)
    yield from (f'{EXPLAINED}: this does not survive any more: "{name}"' for name in found.outdated)


def _missing(alive: Iterable[Mutant], survival: Survival, tries: int) -> Iterator[str]:
    catalogue = survival.cases.pack.catalogue
    said = [read_candidate(spec.candidate, catalogue) for spec, _ in survival.specs]
    search = Search(survival.cases, said, tries)
    for mutant in alive:
        yield f"\n{mutant}"
        candidate = search.find(mutant)
        if candidate:
            yield "  No scenario notices it. This one would, if you want the rules as they are:\n"
            yield scenario(survival.cases, mutant, candidate)
        else:
            yield f"  It says the same, as far as {tries:,} tries show. Explain it in {EXPLAINED}."


def mutant_report(
    pack: Pack, rules: Path, features: Path, layer: str | None = None, tries: int = TRIES
) -> tuple[bool, Iterator[str]]:
    """Whether the features notice enough, and the report line by line.

    The features must hold under the rules as they are. Of a ``layer`` only what it says itself is
    changed.
    """
    survival = Survival(pack, specs(features))
    every = [
        mutant
        for mutant in mutants(pack, places(rules))
        if layer is None or pack.is_said_by(layer, mutant.subject)
    ]
    alive = survivors(survival, every, cpu_count() or 1)
    found = Found(every, alive, explained_in(features))
    return found.is_good, report(found, survival, tries)
