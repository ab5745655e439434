"""Scores the rows of a file by polars: in one pass, and in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import narwhals as nw
import polars as pl

from joinwise.advisor import Advisor
from joinwise.bulk.formats import Format
from joinwise.bulk.frames import (
    BETWEEN,
    FIRED,
    FITS,
    RECOMMENDATION,
    FrameScorer,
    WorkedOut,
    fired_text,
)
from joinwise.bulk.inputs import EMPTY_LIST, PREFIX, SEPARATOR, sources_in
from joinwise.bulk.polars_tables import (
    FAULT,
    LINE,
    RAW,
    Table,
    append,
    csv_header,
    csv_table,
    json_table,
    keys_in,
    parquet_table,
    ragged_csv,
    rows_in,
    sink,
    sink_lines,
)
from joinwise.bulk.report import Counts
from joinwise.bulk.request import SUMMARY, Request
from joinwise.bulk.rows import FAULTS_COLUMN, LINE_COLUMN, RowReader, faults_in, line_body
from joinwise.domain.recommendation import JOIN
from joinwise.errors import MalformedError, StrictError
from joinwise.formats.strict_json import read_json, write_json
from joinwise.scoring.advice import Contribution
from joinwise.scoring.matcher import TreeMatcher

FIRST_LINES = 1_000
SLICE = 1_000_000
"""Rows of a table that are worked out in one go."""

Advance = Callable[[int], None]


class PolarsEngine:
    """Scores files one by one, under one pack."""

    errors = (pl.exceptions.PolarsError,)

    def __init__(self, request: Request) -> None:
        self.request = request
        self.scorer = FrameScorer(request.pack, request.names)

    def score(self, file: str, target: Path, rejects: Path, advance: Advance) -> Counts:
        """Writes the rows that fit to ``target``, and the others, if any, to ``rejects``."""
        try:
            table = self._table(file)
            if self.request.format is Format.PARQUET:
                return self._in_slices(
                    table, rows_in(file, Format.PARQUET), target, rejects, advance
                )
            return self._score(table, target, rejects, advance)
        except pl.exceptions.ComputeError as error:
            if "more fields" not in str(error):
                raise
            return self._score(ragged_csv(file), target, rejects, advance)

    def _in_slices(
        self, table: Table, rows: int, target: Path, rejects: Path, advance: Advance
    ) -> Counts:
        """So many rows at a time that memory does not grow with the table."""
        if rows <= SLICE:
            return self._score(table, target, rejects, advance)
        counts = Counts()
        for start in range(0, rows, SLICE):
            part = replace(table, frame=table.frame.slice(start, SLICE))
            own, refused = _slice(target, start), _slice(rejects, start)
            counts.add(self._score(part, own, refused, advance))
        self._join_slices(target, self.request.out_format)
        self._join_slices(rejects, self.request.format)
        return counts

    def _join_slices(self, whole: Path, to: Format) -> None:
        slices = sorted(whole.parent.glob(f"{whole.name}.slice*"))
        if slices:
            self.join(slices, whole, to)
        for each in slices:
            each.unlink()

    def join(self, parts: Sequence[Path], target: Path, to: Format) -> None:
        """Writes the rows of several files as one."""
        if to is not Format.PARQUET:
            append(parts, target, has_header=to is Format.CSV)
        else:
            frames = [pl.scan_parquet(part, glob=False) for part in parts]
            sink(pl.concat(frames, how="diagonal_relaxed"), target, to)

    def columns(self, file: str) -> tuple[str, ...]:
        """The columns of a file, or the keys of its first lines."""
        match self.request.format:
            case Format.PARQUET:
                return parquet_table(file).carried
            case Format.CSV:
                return csv_header(file)
        return keys_in(file, self.scorer.catalogue, FIRST_LINES)

    def size(self, files: Sequence[str]) -> int | None:
        """How many rows there are in all, about."""
        with suppress(OSError, pl.exceptions.PolarsError):
            return sum(rows_in(file, self.request.format) for file in files)
        return None

    def _table(self, file: str) -> Table:
        match self.request.format:
            case Format.PARQUET:
                return parquet_table(file)
            case Format.CSV:
                return csv_table(file)
        catalogue = self.scorer.catalogue
        columns = None if self.request.is_line_to_line else keys_in(file, catalogue)
        return json_table(file, catalogue, self.request, columns)

    def _score(self, table: Table, target: Path, rejects: Path, advance: Advance) -> Counts:
        worked = self.scorer.worked_out(nw.from_native(table.frame), table.as_text)
        plan = Plan(self.request, self.scorer, table, worked)
        watcher = Watcher(plan, rejects, advance)
        frame = plan.frame.map_batches(watcher.passed, schema=plan.schema, streamable=True)
        if plan.is_json:
            sink_lines(frame.select(_joined_line(plan.added)), target)
        else:
            sink(frame, target, self.request.out_format)
        watcher.finish()
        return watcher.counts


@dataclass(frozen=True)
class Plan:
    """What is worked out of a table, and what of it is written."""

    request: Request
    scorer: FrameScorer
    table: Table
    worked: WorkedOut

    @property
    def is_json(self) -> bool:
        """Whether a line of JSON becomes a longer line of JSON."""
        return self.request.is_line_to_line

    @property
    def added(self) -> list[str]:
        """The results that are written."""
        return [*self.request.columns]

    @property
    def kept(self) -> list[str]:
        """The columns of the caller that are written."""
        if self.is_json:
            return [RAW]
        return self.request.kept(self.table.carried)

    @property
    def frame(self) -> pl.LazyFrame:
        made = {name for name in self.added if name not in BY_BATCH} | {RECOMMENDATION}
        columns = [self.worked.column(name).alias(f"{PREFIX}{name}") for name in sorted(made)]
        frame: pl.LazyFrame = self.worked.frame.with_columns(*columns).to_native()
        return frame

    @property
    def schema(self) -> dict[str, Any]:
        """The columns that are written, with their types."""
        types = self.table.frame.collect_schema()
        own = {name: _written_type(types[name], self.request) for name in self.kept}
        return own | {name: ADDED_TYPES.get(name, pl.String()) for name in self.added}


BY_BATCH = {SUMMARY, FIRED}
"""What is worked out of whole batches."""

ADDED_TYPES: Mapping[str, pl.DataType] = {"score": pl.Int64()}


@dataclass
class Watcher:
    """Sees every batch on its way: counts it, takes out the rows that do not fit, says why.

    Batches come from several threads.
    """

    plan: Plan
    rejects: Path
    advance: Advance
    counts: Counts = field(default_factory=Counts)
    _lock: Any = field(default_factory=Lock)
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        table, scorer = self.plan.table, self.plan.scorer
        schema = nw.from_native(table.frame).collect_schema()
        sources = sources_in(schema, scorer.inputs, scorer.names)
        self.reader = RowReader(sources, table.as_text, scorer.catalogue)
        self.advisor = Advisor(scorer.pack, TreeMatcher)
        self.texts = FiredTexts(self.plan.worked.hits())

    def passed(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The rows that fit, with the columns that are written."""
        fits = batch[FITS]
        if FAULT in batch.columns:
            fits = fits & batch[FAULT].is_null()
        if not fits.all():
            self._refuse(batch.filter(~fits))
            batch = batch.filter(fits)
        self._count(batch)
        by_batch = {SUMMARY: self._summaries, FIRED: self.texts.of}
        for name in BY_BATCH & {*self.plan.added}:
            batch = batch.with_columns(by_batch[name](batch).alias(f"{PREFIX}{name}"))
        added = (pl.col(f"{PREFIX}{name}").alias(name) for name in self.plan.added)
        own = (_written(name, batch.schema[name], self.plan.request) for name in self.plan.kept)
        return batch.select(*own, *added)

    def _count(self, batch: pl.DataFrame) -> None:
        fired = batch.select(
            pl.col(name).sum() for name in dict.fromkeys(self.plan.worked.conditions)
        )
        times = dict(zip(fired.columns, fired.row(0), strict=True))
        join = int(batch[f"{PREFIX}{RECOMMENDATION}"].eq(str(JOIN)).sum())
        counts = Counts(join, batch.height - join, 0, Counter())
        for condition, contribution in self.plan.worked.hits():
            counts.fired[contribution.rule] += times[condition] or 0
        with self._lock:
            self.counts.add(counts)
            self.advance(batch.height)

    def _refuse(self, batch: pl.DataFrame) -> None:
        rows = [row for row in batch.iter_rows(named=True) if not self.plan.table.is_blank(row)]
        faults = [self._faults(row) for row in rows]
        if self.plan.request.strict and rows:
            first = min(range(len(rows)), key=lambda number: rows[number][LINE])
            raise StrictError(f"line {rows[first][LINE]}", faults[first])
        refused = self._refused(batch, rows, faults)
        with self._lock:
            self.counts.refused += len(rows)
            number = next(self._numbers)
            self.advance(batch.height)
        refused.write_ipc(self._spooled(number))

    def _refused(
        self, batch: pl.DataFrame, rows: Sequence[Mapping[str, Any]], faults: Sequence[str]
    ) -> pl.DataFrame:
        lines = pl.Series(LINE_COLUMN, [row[LINE] for row in rows], pl.Int64())
        words = pl.Series(FAULTS_COLUMN, faults, pl.String())
        if self.plan.table.is_json:
            return pl.DataFrame(
                [lines, pl.Series(RAW, [*map(_refused_line, rows, faults)], pl.String())]
            )
        kept = batch.filter(batch[LINE].is_in(lines.implode())).select(self.plan.table.carried)
        return kept.drop(LINE_COLUMN, FAULTS_COLUMN, strict=False).with_columns(lines, words)

    def _spooled(self, number: int) -> Path:
        return self.rejects.with_name(f"{self.rejects.name}.{number:06d}")

    def _faults(self, row: Mapping[str, Any]) -> str:
        if row.get(FAULT):
            return str(row[FAULT])
        if not self.plan.table.is_json:
            return self.reader.faults(row)
        return faults_in(self._line_body(row), self.plan.scorer.catalogue)

    def _line_body(self, row: Mapping[str, Any]) -> Any:
        scorer = self.plan.scorer
        return line_body(read_json(row[RAW].encode()), scorer.names, scorer.catalogue)

    def _summaries(self, batch: pl.DataFrame) -> pl.Series:
        return pl.Series(
            [self._summary(row) for row in batch.iter_rows(named=True)], dtype=pl.String()
        )

    def _summary(self, row: Mapping[str, Any]) -> str:
        return self.advisor.advise(self.reader.candidate(row)).summary

    def finish(self) -> None:
        """Writes what was refused, in the order of lines."""
        spooled = [self._spooled(number) for number in range(next(self._numbers))]
        if spooled:
            frame = pl.scan_ipc(spooled).sort(LINE_COLUMN)
            if self.plan.table.is_json:
                sink_lines(frame.select(RAW), self.rejects)
            else:
                sink(frame, self.rejects, self.plan.request.format)
        for path in spooled:
            path.unlink()


def _is_list_for_csv(dtype: Any, request: Request) -> bool:
    return isinstance(dtype, pl.List) and request.out_format is Format.CSV


def _written_type(dtype: Any, request: Request) -> Any:
    return pl.String() if _is_list_for_csv(dtype, request) else dtype


def _written(name: str, dtype: Any, request: Request) -> pl.Expr:
    """A column of the caller; CSV has its lists as texts."""
    column = pl.col(name)
    if not _is_list_for_csv(dtype, request):
        return column
    joined = column.cast(pl.List(pl.String)).list.join(SEPARATOR)
    return pl.when(column.list.len() == 0).then(pl.lit(EMPTY_LIST)).otherwise(joined).alias(name)


class FiredTexts:
    """Writes the rules that fired, eight at a time by one look into a table: that is faster."""

    def __init__(self, hits: Iterable[tuple[str, Contribution]]) -> None:
        named = [(condition, fired_text(contribution)) for condition, contribution in hits]
        self.bytes = [named[start : start + 8] for start in range(0, len(named), 8)]
        self.tables = [pl.Series([*_texts(hits)], dtype=pl.String()) for hits in self.bytes]

    def of(self, batch: pl.DataFrame) -> pl.Series:
        """The text for each row."""
        if not self.bytes:
            return pl.Series([""] * batch.height, dtype=pl.String())
        codes = batch.select(_code(hits).alias(str(place)) for place, hits in enumerate(self.bytes))
        parts = [table.gather(code) for table, code in zip(self.tables, codes, strict=True)]
        return pl.select(pl.concat_str(parts, separator=BETWEEN, ignore_nulls=True)).to_series()


Hits = Sequence[tuple[str, str]]


def _code(hits: Hits) -> pl.Expr:
    bits = [pl.col(name).cast(pl.UInt32) * 2**place for place, (name, _) in enumerate(hits)]
    return pl.sum_horizontal(bits)


def _texts(hits: Hits) -> Iterator[str | None]:
    """The texts of the hits that each code stands for; None for none."""
    for code in range(2 ** len(hits)):
        chosen = [text for place, (_, text) in enumerate(hits) if code >> place & 1]
        yield BETWEEN.join(chosen) if chosen else None


def _slice(file: Path, start: int) -> Path:
    return file.with_name(f"{file.name}.slice{start:012d}")


def _refused_line(row: Mapping[str, Any], faults: str) -> str:
    """The line with its number and its faults; a line that is no object, as a text in one."""
    own: dict[str, Any] = {LINE_COLUMN: row[LINE], FAULTS_COLUMN: faults}
    try:
        data = read_json(row[RAW].encode())
    except MalformedError:
        data = row[RAW]
    if not isinstance(data, dict):
        return write_json({"text": data} | own).decode()
    if own.keys() & data.keys():
        return write_json(data | own).decode()
    return _longer_line(row[RAW], own)


def _longer_line(line: str, own: Mapping[str, Any]) -> str:
    """A line as it was written, with more keys at its end."""
    start = line.removesuffix("}").rstrip()
    comma = "" if start.endswith("{") else ","
    return f"{start}{comma}{write_json(own).decode().removeprefix('{')}"


def _joined_line(added: Sequence[str]) -> pl.Expr:
    """A line of JSON with more keys at its end."""
    open_line = pl.col(RAW).str.strip_suffix("}").str.strip_chars_end()
    comma = pl.when(open_line.str.ends_with("{")).then(pl.lit("")).otherwise(pl.lit(","))
    keys = pl.struct(added).struct.json_encode().str.strip_prefix("{")
    return pl.concat_str(open_line, comma, keys).alias(RAW)
