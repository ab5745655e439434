"""The tables of a report on one pack: what each rule and row does to many candidates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from joinwise.authoring.impact.contributions import IN, NOT_SAID, NOT_YET, Case, Profile, Weigher
from joinwise.authoring.impact.proofs import Proof
from joinwise.authoring.populations.plausible import Story
from joinwise.domain.catalogue import KINDS_OF_GROUP, MODES, REQUIRED
from joinwise.formats.strict_json import plain

EVERYBODY = "everybody who asks"
SETTLED = 0.9
LIFT = 1.2
RARE = 0.0005
THIRD = 0.4307  # a third of a standard normal lies beyond it on either side
BARS = " ▏▎▍▌▋▊▉█"
WIDEST = 50

ALONE = """\
*Fires*: in how many of 100 candidates. *Alone*: in how many of 100 candidates leaving it out flips
the advice. *Moves*: what it adds to the score of a candidate, on average over all of them.
*Accounts*: in how many of the {accounts} it fires, and of these in how many it alone decides.
"""

TOGETHER = f"""\
Where the first fires, the second fires in {SETTLED:.0%} of the cases or more, and at least {LIFT}
times as often as elsewhere; only those that fire in {RARE:.2%} of the candidates are counted. Such
pairs say the same thing twice, unless the one is a special case of the other.
"""

Row = Sequence[str]
Test = Callable[[Profile], bool]
LUCKS = BADLY, USUAL, WELL = "it goes badly", "it goes as such things go", "it goes well"


def luck_of(story: Story) -> str:
    """How it goes, for a third of all each."""
    return BADLY if story.luck < -THIRD else WELL if story.luck > THIRD else USUAL


@dataclass
class Sample:
    """Cases of one origin, counted: by profile, and by the numbers of what fired."""

    profiles: Counter[Profile] = field(default_factory=Counter)
    fires: Counter[int] = field(default_factory=Counter)
    alone: Counter[int] = field(default_factory=Counter)
    moves: Counter[int] = field(default_factory=Counter)
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, case: Case, luck: str = "") -> None:
        profile = Profile(case.kind, case.mode, case.stay, case.score, case.joins, luck)
        self.profiles[profile] += 1
        self.fires.update(case.fired)
        self.alone.update(case.alone)
        self.pairs.update(combinations(case.fired, 2))
        for number, points in zip(case.fired, case.moved, strict=True):
            self.moves[number] += points

    @property
    def size(self) -> int:
        return self.profiles.total()

    @property
    def joined(self) -> int:
        return sum(times for profile, times in self.profiles.items() if profile.joins)

    def part(self, test: Test) -> tuple[int, int]:
        """How many pass a test, and how many of them are advised to join."""
        chosen = {profile: times for profile, times in self.profiles.items() if test(profile)}
        joined = sum(times for profile, times in chosen.items() if profile.joins)
        return sum(chosen.values()), joined

    def scores(self) -> Counter[int]:
        """How many have a score in each five points, by the lowest of them; 100 is in the last."""
        counts: Counter[int] = Counter()
        for profile, times in self.profiles.items():
            counts[min(profile.score, 99) // 5 * 5] += times
        return counts

    def of(self, count: int) -> float:
        return count / max(1, self.size)


def undecided(weigher: Weigher, sample: Sample) -> list[int]:
    """What is no note and decided nowhere, by name."""
    numbers = range(len(weigher.contributions))
    open_ones = [
        number for number in numbers if not weigher.is_note(number) and not sample.alone[number]
    ]
    return sorted(open_ones, key=lambda number: weigher.labels[number])


def groups(others: Iterable[str] = ()) -> Iterator[tuple[str, Test]]:
    """Everybody, and parts of them, the kinds last; ``others`` are kinds of packs' own."""
    yield EVERYBODY, lambda profile: True
    for luck in LUCKS:
        yield luck, lambda profile, luck=luck: profile.luck == luck  # type: ignore[misc]
    for stay in (IN, NOT_YET, NOT_SAID):
        yield stay, lambda profile, stay=stay: profile.stay == stay  # type: ignore[misc]
    for mode in MODES:
        yield mode, lambda profile, mode=mode: profile.mode == mode  # type: ignore[misc]
    for kind in dict.fromkeys((*KINDS_OF_GROUP, *others)):
        yield kind, lambda profile, kind=kind: profile.kind == kind  # type: ignore[misc]


def histogram(sample: Sample, join_at: int) -> str:
    """Bars of five points each; the last holds 95 to 100."""
    counts = sample.scores()
    most = max(counts.values(), default=1)
    lines = [
        f"{low:>3} {bar(counts[low] / most)} {100 * sample.of(counts[low]):.1f} %"
        + ("  (join from here)" if low <= join_at < low + 5 else "")
        for low in range(0, 100, 5)
    ]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def bar(part: float) -> str:
    eighths = round(part * WIDEST * 8)
    return (BARS[8] * (eighths // 8) + BARS[eighths % 8]).rstrip()


def sensitivity(weigher: Weigher, sample: Sample, accounts: Sample) -> str:
    rows = [
        (
            f"`{weigher.labels[number]}`",
            worth(weigher, number),
            f"{100 * sample.of(sample.fires[number]):.2f}",
            f"{100 * sample.of(sample.alone[number]):.2f}",
            f"{sample.of(sample.moves[number]):+z.2f}",
            f"{accounts.fires[number] or ''}",
            f"{accounts.alone[number] or ''}",
        )
        for number in sorted(
            range(len(weigher.contributions)),
            key=lambda number: (
                -sample.alone[number],
                -sample.fires[number],
                weigher.labels[number],
            ),
        )
    ]
    header = ("rule or row", "points", "fires", "alone", "moves", "accounts", "alone")
    return table(header, rows, right={1, 2, 3, 4, 5, 6})


def worth(weigher: Weigher, number: int) -> str:
    contribution = weigher.contributions[number]
    return contribution.decides or (f"{contribution.points:+}" if contribution.points else "0")


def together(weigher: Weigher, sample: Sample) -> str:
    rows = [
        (
            f"`{weigher.labels[one]}`",
            f"`{weigher.labels[other]}`",
            f"{sample.fires[one]:,}",
            f"{100 * sample.pairs[pair] / sample.fires[one]:.0f}",
            f"{100 * sample.pairs[pair] / sample.fires[other]:.0f}",
        )
        for one, other, pair in sorted(
            pairs_together(sample),
            key=lambda pair: (weigher.labels[pair[0]], weigher.labels[pair[1]]),
        )
    ]
    header = ("where this fires", "so does", "candidates", "of 100", "and the other way")
    return table(header, rows, right={2, 3, 4}) if rows else "There are none.\n"


def pairs_together(sample: Sample) -> Iterator[tuple[int, int, tuple[int, int]]]:
    for pair, both in sample.pairs.items():
        for one, other in (pair, pair[::-1]):
            given = both / sample.fires[one]
            is_seen = sample.of(sample.fires[one]) >= RARE
            if is_seen and given >= SETTLED and given >= LIFT * sample.of(sample.fires[other]):
                yield one, other, pair


def proofs(weigher: Weigher, sample: Sample, found: dict[int, Proof | None]) -> str:
    rows = [
        (
            f"`{weigher.labels[number]}`",
            worth(weigher, number),
            f"{sample.fires[number]:,}",
            *told(one),
        )
        for number, one in found.items()
    ]
    header = ("rule or row", "points", "fired", "score, without it", "where it decides")
    return table(header, rows, right={1, 2, 3}) if rows else "There are none.\n"


def told(found: Proof | None) -> Row:
    if found is None:
        return "", "**nowhere that was tried**"
    values = {name: plain(value) for name, value in found.candidate.values.items()}
    said = {name: value for name, value in values.items() if name not in REQUIRED}
    rest = "".join(f", {name} {json.dumps(value)}" for name, value in said.items())
    return f"{found.score}, {found.without}", f"{values['kind']}{rest}"


def notes(weigher: Weigher, sample: Sample, accounts: Sample) -> str:
    numbers = [number for number in range(len(weigher.contributions)) if weigher.is_note(number)]
    rows = [
        (
            f"`{weigher.labels[number]}`",
            f"{100 * sample.of(sample.fires[number]):.2f}",
            f"{accounts.fires[number] or ''}",
            weigher.contributions[number].reason.source,
        )
        for number in sorted(numbers, key=lambda number: weigher.labels[number])
    ]
    return table(("rule or row", "fires", "accounts", "what it says"), rows, right={1, 2})


def table(header: Row, rows: Iterable[Row], right: Iterable[int] = ()) -> str:
    """A Markdown table whose columns stand under one another in a terminal too."""
    escaped = [[cell.replace("|", r"\|") for cell in row] for row in (header, *rows)]
    filled = [[*row, *[""] * (len(header) - len(row))] for row in escaped]
    widths = [max(3, *(len(row[column]) for row in filled)) for column in range(len(header))]
    aligned = [
        [
            cell.rjust(width) if column in {*right} else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in filled
    ]
    rule = ["-" * (width - 1) + (":" if n in {*right} else "-") for n, width in enumerate(widths)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (aligned[0], rule, *aligned[1:]))
