"""Rows of a table of which it is decided what several packs say: counted, and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, repeat
from typing import Any, NamedTuple

import polars as pl

from joinwise.bulk.frames import RECOMMENDATION, SCORE
from joinwise.bulk.inputs import PREFIX
from joinwise.bulk.polars_tables import LINE
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.errors import JoinwiseError
from joinwise.scoring.advice import Contribution
from joinwise.scoring.decide import Verdict

KIND, NAME, RIGHT = f"{PREFIX}kind", f"{PREFIX}name", f"{PREFIX}verdict"


def column_under(place: int, name: str) -> str:
    """The name of a column that is worked out under one of several packs."""
    return f"{PREFIX}{place}_{name}"


def further_column(number: int) -> str:
    """The name of a column with the value of a further tree."""
    return f"{PREFIX}further_{number}"


class Profile(NamedTuple):
    """What rows have in common: the kind of group, the verdict, and what each pack decides."""

    kind: str
    verdict: Recommendation | None
    decided: tuple[tuple[Recommendation, int], ...]


class Responsible(NamedTuple):
    """A rule that counts for something else under the last pack than under the first."""

    rule: str
    verdict: Recommendation | None
    before: Recommendation
    after: Recommendation


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One row; ``decided`` is what each pack says of it."""

    line: int
    name: str
    profile: Profile
    decided: tuple[Verdict, ...]


@dataclass(frozen=True)
class DecidedRows:
    """Rows of a table: those that fit, as columns, and why the others do not.

    ``contributions`` are what can fire under each pack; ``size`` counts all rows.
    """

    frame: pl.DataFrame
    contributions: Sequence[Sequence[Contribution]]
    refused: Sequence[tuple[int, JoinwiseError]]
    size: int

    @cached_property
    def _keys(self) -> list[str]:
        each = [
            column_under(at, name)
            for at in range(len(self.contributions))
            for name in (RECOMMENDATION, SCORE)
        ]
        return [KIND, RIGHT, *each]

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        return self.frame.group_by(self._keys).len()

    @property
    def fitting(self) -> int:
        """How many rows fit."""
        return self.frame.height

    def true(self, number: int, most: int) -> tuple[int, list[int]]:
        """In how many rows a further tree is true, and the lines of the first of them."""
        truth = self.frame[further_column(number)].fill_null(value=False)
        lines = self.frame[LINE].filter(truth).head(most).to_list() if most else []
        return int(truth.sum()), lines

    def profiles(self) -> Counter[Profile]:
        """How many rows have the same profile."""
        return Counter({_profile(row[:-1]): row[-1] for row in self._grouped.iter_rows()})

    def rows(
        self, chosen: Callable[[Profile], bool], most: int | None = None
    ) -> Iterator[DecidedRow]:
        """The rows whose profile is chosen, in order, at most so many."""
        frame = self.frame.filter(self._chosen(chosen))
        yield from self._rows(frame if most is None else frame.head(most))

    def _chosen(self, chosen: Callable[[Profile], bool]) -> pl.Series:
        is_chosen = pl.Series(
            "chosen",
            [chosen(_profile(row[:-1])) for row in self._grouped.iter_rows()],
            pl.Boolean(),
        )
        marked = self._grouped.with_columns(is_chosen)
        keys = self.frame.select(self._keys)
        return keys.join(
            marked, on=self._keys, how="left", nulls_equal=True, maintain_order="left"
        )["chosen"]

    def _rows(self, frame: pl.DataFrame) -> Iterator[DecidedRow]:
        described = frame.select(LINE, NAME, *self._keys).iter_rows()
        hits = [self._hits(frame, place) for place in range(len(self.contributions))]
        for (line, name, *keys), *fired in zip(described, *hits, strict=True):
            profile = _profile(keys)
            verdicts = (
                Verdict(score, recommendation, hits)
                for (recommendation, score), hits in zip(profile.decided, fired, strict=True)
            )
            yield DecidedRow(line, name, profile, tuple(verdicts))

    def _hits(self, frame: pl.DataFrame, place: int) -> Iterator[tuple[Contribution, ...]]:
        """What fired in each row under a pack."""
        contributions = self.contributions[place]
        if not contributions:
            return repeat((), frame.height)
        names = [column_under(place, str(number)) for number in range(len(contributions))]
        held = [frame[name].to_list() for name in names]
        return (tuple(compress(contributions, row)) for row in zip(*held, strict=True))

    def responsible(self, chosen: Callable[[Profile], bool]) -> Counter[Responsible]:
        """The rules that count for something else under the last pack, in how many chosen rows."""
        frame = self.frame.filter(self._chosen(chosen))
        keys = [RIGHT, *(column_under(place, RECOMMENDATION) for place in (0, self._last))]
        rules = {each.rule: None for each in chain.from_iterable(self.contributions)}
        weights = _Weights()
        differs = [self._differs(rule, weights).sum().alias(rule) for rule in rules]
        counted: Counter[Responsible] = Counter()
        for right, before, after, *times in frame.group_by(keys).agg(*differs).iter_rows():
            side = (_verdict(right), Recommendation(before), Recommendation(after))
            found = zip(rules, times, strict=True)
            counted.update({Responsible(rule, *side): count for rule, count in found if count})
        return counted

    @property
    def _last(self) -> int:
        return len(self.contributions) - 1

    def _differs(self, rule: str, weights: _Weights) -> pl.Expr:
        first, last = (self._weight(place, rule, weights) for place in (0, self._last))
        return first != last

    def _weight(self, place: int, rule: str, weights: _Weights) -> pl.Expr:
        """A number for what a rule counts for in each row; zero if for nothing."""
        cases = [
            pl.when(pl.col(column_under(place, str(number)))).then(weights.of(each)).otherwise(0)
            for number, each in enumerate(self.contributions[place])
            if each.rule == rule
        ]
        return pl.sum_horizontal(pl.lit(0), *cases)


class _Weights:
    """Numbers for what contributions count for, each the same for the same points and decision."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, Recommendation | None], int] = {(0, None): 0}

    def of(self, contribution: Contribution) -> int:
        counts_for = (contribution.points, contribution.decides)
        return self._numbers.setdefault(counts_for, len(self._numbers))


def _profile(keys: Sequence[Any]) -> Profile:
    kind, verdict, *decided = keys
    pairs = zip(decided[::2], decided[1::2], strict=True)
    return Profile(
        kind, _verdict(verdict), tuple((Recommendation(one), score) for one, score in pairs)
    )


def _verdict(text: str | None) -> Recommendation | None:
    return Recommendation(text) if text in (JOIN, SKIP) else None
