"""How the advice of a pack, and of a draft beside it, is distributed over groups, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from joinwise.authoring.impact.contributions import Weigher
from joinwise.authoring.impact.tables import (
    ALONE,
    LUCKS,
    TOGETHER,
    Sample,
    groups,
    histogram,
    luck_of,
    notes,
    sensitivity,
    table,
    together,
    undecided,
    worth,
)
from joinwise.authoring.populations.accounts import published_records
from joinwise.authoring.populations.plausible import begun, plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import Catalogue
from joinwise.domain.versions import short
from joinwise.errors import JoinwiseError
from joinwise.packs.model import Pack

A_POINT = 1.0
"""Of a hundred: a share that moves by more stands first."""


Refuse = Callable[[str, JoinwiseError], None]
"""Takes what does not fit: where it is, and why."""


@dataclass(frozen=True, slots=True)
class Files:
    """The groups in files, and the files that are tables."""

    groups: Sequence[Candidate] = ()
    tables: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One pack, with what it makes of the groups and of the published accounts."""

    weigher: Weigher
    sample: Sample
    accounts: Sample


@dataclass(frozen=True, slots=True)
class Asked:
    """The groups, each with how it fares, if that is known, and the published accounts.

    ``tables`` are files with more groups, of a ``catalogue`` of inputs.
    """

    groups: Sequence[tuple[Candidate, str]]
    accounts: Sequence[Candidate]
    tables: Sequence[str]
    catalogue: Catalogue

    @classmethod
    def of(cls, count: int, files: Files, catalogue: Catalogue) -> Asked:
        """Groups in files, and so many as people would describe them."""
        accounts = tuple(record.candidate() for record in published_records())
        groups = [(read_candidate(plausible(seed)), _luck(seed)) for seed in range(count)]
        groups += ((group, "") for group in files.groups)
        return cls(groups, accounts, files.tables, catalogue)

    @property
    def are_made_up(self) -> bool:
        return any(luck for _, luck in self.groups)

    def weighed(self, pack: Pack, refuse: Refuse) -> Weighed:
        """What a pack makes of all of them; ``refuse`` takes what does not fit."""
        weigher, sample, accounts = Weigher(pack), Sample(), Sample()
        for group, luck in self.groups:
            sample.add(weigher.weigh(group), luck)
        for account in self.accounts:
            accounts.add(weigher.weigh(account))
        for file in self.tables:
            from joinwise.authoring.table_impact import add_table  # noqa: PLC0415 - needs an extra

            add_table(sample, pack, self.catalogue, file, refuse)
        return Weighed(weigher, sample, accounts)


def _luck(seed: int) -> str:
    return luck_of(begun(Random(seed)))


def impact_report(
    active: Pack, draft: Pack | None, count: int, files: Files, refuse: Refuse
) -> Iterator[str]:
    """The report on the active rules, or on them and a draft side by side, part by part."""
    asked = Asked.of(count, files, active.catalogue.together((draft or active).catalogue))
    before = asked.weighed(active, refuse)
    if draft is None:
        yield from _alone(asked, before)
    else:
        yield from _side_by_side(asked, before, asked.weighed(draft, lambda where, error: None))


def _alone(asked: Asked, weighed: Weighed) -> Iterator[str]:
    weigher, sample, accounts = weighed.weigher, weighed.sample, weighed.accounts
    yield f"# Advice report\n\n{_about(asked, sample)}\n\nRules: {_named(weigher.pack)}.\n"
    yield "## How many are advised to join\n"
    yield _shares([sample])
    yield f"Of the accounts, {accounts.joined} are advised to join.\n"
    yield "## Scores\n"
    yield histogram(sample, weigher.pack.decision.join_at)
    yield "## What each rule and row does\n"
    yield ALONE.format(accounts=len(asked.accounts))
    yield sensitivity(weigher, sample, accounts)
    yield "## What fires together\n"
    yield TOGETHER
    yield together(weigher, sample)
    yield "## What decided nowhere\n"
    yield _undecided(weigher, sample)
    yield "## Notes\n"
    yield notes(weigher, sample, accounts)


def _side_by_side(asked: Asked, before: Weighed, after: Weighed) -> Iterator[str]:
    packs = (before.weigher.pack, after.weigher.pack)
    yield f"# Advice report, before and with the draft\n\n{_about(asked, before.sample)}\n"
    yield f"Before: {_named(packs[0])}; with the draft: {_named(packs[1])}.\n"
    yield "## How many are advised to join\n"
    yield "What moves by more than a point stands first.\n"
    yield _shares([before.sample, after.sample])
    joined = (before.accounts.joined, after.accounts.joined)
    yield f"Of the accounts, {joined[0]} are advised to join, with the draft {joined[1]}.\n"
    yield "## Scores\n"
    yield _scores(before.sample, after.sample)
    yield "## What each rule and row does\n"
    yield "What changes stands first.\n"
    yield ALONE.format(accounts=len(asked.accounts))
    yield _rules(before, after)
    yield "## What decided nowhere with the draft\n"
    yield _undecided(after.weigher, after.sample)


def _about(asked: Asked, sample: Sample) -> str:
    described = "as people would describe them" if asked.are_made_up else "in files"
    return (
        f"How the advice is distributed over {sample.size:,} groups {described}, "
        f"and {len(asked.accounts)} published accounts."
    )


def _named(pack: Pack) -> str:
    return f"{pack.name} `{short(pack.version)}`"


def _shares(samples: Sequence[Sample]) -> str:
    rows = [*_share_rows(samples)]
    if len(samples) == 1:
        return table(("who asks", "groups", "join %"), map(_share_cells, rows), right={1, 2})
    rows.sort(key=lambda row: -abs(row.moved) if abs(row.moved) > A_POINT else 0)
    header = ("who asks", "groups", "join %", "with the draft", "moves")
    return table(header, map(_share_cells, rows), right={1, 2, 3, 4})


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Who asks, how many they are, and how many of 100 are advised to join, by each pack."""

    name: str
    count: int
    percents: tuple[float | None, ...]

    @property
    def moved(self) -> float:
        before, after = self.percents[0], self.percents[-1]
        return 0.0 if before is None or after is None else after - before


def _share_rows(samples: Sequence[Sample]) -> Iterator[ShareRow]:
    """How they fare has no rows if it is known of none."""
    kinds = sorted({profile.kind for profile in samples[0].profiles})
    for name, test in groups(kinds):
        parts = [sample.part(test) for sample in samples]
        count = parts[0][0]
        if count or name not in LUCKS:
            yield ShareRow(name, count, tuple(_percent(*part) for part in parts))


def _percent(count: int, joined: int) -> float | None:
    return 100 * joined / count if count else None


def _share_cells(row: ShareRow) -> Sequence[str]:
    shown = ["" if percent is None else f"{percent:.1f}" for percent in row.percents]
    moved = [f"{row.moved:+z.1f}"] if len(row.percents) > 1 else []
    return (row.name, f"{row.count:,}", *shown, *moved)


def _scores(before: Sample, after: Sample) -> str:
    """In how many of 100 groups the score is in each five points; the last holds 95 to 100."""
    counts = [sample.scores() for sample in (before, after)]
    rows = [
        (
            f"{low}-{low + 4 if low < 95 else 100}",
            f"{100 * before.of(counts[0][low]):.1f}",
            f"{100 * after.of(counts[1][low]):.1f}",
        )
        for low in range(0, 100, 5)
    ]
    return table(("score", "of 100", "with the draft"), rows, right={1, 2})


def _rules(before: Weighed, after: Weighed) -> str:
    """A row for each rule or row of either pack, those that differ first."""
    sides = [_effects(before), _effects(after)]
    nothing = ("",) * len(EFFECTS)
    labels = dict.fromkeys([*sides[0], *sides[1]])
    pairs = [(label, *(side.get(label, nothing) for side in sides)) for label in labels]
    pairs.sort(key=lambda pair: (pair[1] == pair[2], pair[0]))
    header = ("rule or row", *(part for effect in EFFECTS for part in (effect, "draft")))
    rows = ((f"`{label}`", *_zipped(one, other)) for label, one, other in pairs)
    return table(header, rows, right=range(1, len(header)))


EFFECTS = ("points", "fires", "alone", "moves", "accounts")


def _zipped(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    for pair in zip(one, other, strict=True):
        yield from pair


def _effects(weighed: Weighed) -> dict[str, tuple[str, ...]]:
    weigher, sample = weighed.weigher, weighed.sample
    return {
        label: (
            worth(weigher, number),
            f"{100 * sample.of(sample.fires[number]):.2f}",
            f"{100 * sample.of(sample.alone[number]):.2f}",
            f"{sample.of(sample.moves[number]):+z.2f}",
            f"{weighed.accounts.fires[number] or ''}",
        )
        for number, label in enumerate(weigher.labels)
    }


def _undecided(weigher: Weigher, sample: Sample) -> str:
    rows = [
        (f"`{weigher.labels[number]}`", worth(weigher, number), f"{sample.fires[number]:,}")
        for number in undecided(weigher, sample)
    ]
    if not rows:
        return "There is nothing without which no group is advised otherwise.\n"
    said = "No group above was advised otherwise without these, which have points or decide.\n\n"
    return said + table(("rule or row", "points", "fired"), rows, right={1, 2})
