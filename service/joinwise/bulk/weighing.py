"""What each contribution of a pack does in decided rows, and what the others do without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import polars as pl

from joinwise.bulk.decided_rows import KIND, DecidedRows, column_under, further_column
from joinwise.bulk.frames import RECOMMENDATION, SCORE
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.packs.model import Decision
from joinwise.scoring.advice import Contribution

RAW, SKIPS, JOINS, IS_JOIN = "raw", "skips", "joins", "is_join"


@dataclass(frozen=True, slots=True)
class Weighing:
    """Rows counted by kind, further columns, score and whether to join; contributions by number.

    Of these: in how many rows each fires, in how many it alone decides, how many points it adds in
    all, and how often two fire together.
    """

    profiles: Counter[tuple[Any, ...]]
    fires: Counter[int]
    alone: Counter[int]
    moves: Counter[int]
    pairs: Counter[tuple[int, int]]


def weighing_of(rows: DecidedRows, decision: Decision, further: int) -> Weighing:
    """The weighing under the first pack; so many further columns are among what rows share."""
    contributions = rows.contributions[0]
    frame = _summed(rows, decision)
    held = [frame[_held(number)] for number in range(len(contributions))]
    left = frame.select(
        expression.sum().alias(f"{name}{number}")
        for number, contribution in enumerate(contributions)
        for name, expression in _without(number, contribution, decision).items()
    ).row(0, named=True)
    return Weighing(
        _profiles(frame, further),
        Counter({number: int(each.sum()) for number, each in enumerate(held)}),
        Counter({number: left[f"alone{number}"] for number in range(len(contributions))}),
        Counter({number: left[f"moved{number}"] for number in range(len(contributions))}),
        _pairs(held),
    )


def _held(number: int) -> str:
    return column_under(0, str(number))


def _summed(rows: DecidedRows, decision: Decision) -> pl.DataFrame:
    """The rows with their points in all, and how many contributions decide each way."""
    contributions = [*enumerate(rows.contributions[0])]
    certain = [pl.col(_held(number)).fill_null(value=False) for number, _ in contributions]
    points = [pl.col(_held(number)) * contribution.points for number, contribution in contributions]
    decide = {way: _deciding(way, contributions) for way in (SKIP, JOIN)}
    nothing = pl.lit(0, pl.Int64)
    return rows.frame.with_columns(certain).with_columns(
        pl.sum_horizontal(pl.lit(decision.start, pl.Int64), *points).alias(RAW),
        pl.sum_horizontal(nothing, *decide[SKIP]).alias(SKIPS),
        pl.sum_horizontal(nothing, *decide[JOIN]).alias(JOINS),
        (pl.col(column_under(0, RECOMMENDATION)) == str(JOIN)).alias(IS_JOIN),
    )


def _deciding(
    way: Recommendation, contributions: Sequence[tuple[int, Contribution]]
) -> list[pl.Expr]:
    deciding = [number for number, each in contributions if each.decides is way]
    return [pl.col(_held(number)).cast(pl.Int64) for number in deciding]


def _without(number: int, contribution: Contribution, decision: Decision) -> dict[str, pl.Expr]:
    """Whether it alone decides, and what it adds to the score, in each row in which it fires."""
    fires = pl.col(_held(number))
    score = (pl.col(RAW) - contribution.points).clip(0, 100)
    joins = (
        pl.when(_decides(SKIPS, contribution, SKIP)).then(statement=False)
        .when(_decides(JOINS, contribution, JOIN)).then(statement=True)
        .otherwise(score >= decision.join_at)
    )  # fmt: skip
    moved = pl.when(fires).then(pl.col(column_under(0, SCORE)) - score)
    return {"alone": fires & (joins != pl.col(IS_JOIN)), "moved": moved}


def _decides(column: str, contribution: Contribution, way: Recommendation) -> pl.Expr:
    """Whether any of the other contributions decides so."""
    return pl.col(column) > int(contribution.decides is way)


def _profiles(frame: pl.DataFrame, further: int) -> Counter[tuple[Any, ...]]:
    keys = [KIND, *map(further_column, range(further)), column_under(0, SCORE), IS_JOIN]
    return Counter({row[:-1]: row[-1] for row in frame.group_by(keys).len().iter_rows()})


def _pairs(held: list[pl.Series]) -> Counter[tuple[int, int]]:
    fired = [number for number, each in enumerate(held) if each.any()]
    pairs = combinations(fired, 2)
    return Counter({(one, other): int((held[one] & held[other]).sum()) for one, other in pairs})
