"""The rows of tables, decided under several packs and counted: for drafts of rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

import narwhals as nw
import polars as pl

from joinwise.bulk.decided_rows import KIND, NAME, RIGHT, DecidedRows, column_under, further_column
from joinwise.bulk.faults import reason
from joinwise.bulk.formats import Format, format_of
from joinwise.bulk.frames import FITS, RECOMMENDATION, SCORE, TOTAL, FrameScorer, WorkedOut
from joinwise.bulk.inputs import sources_in
from joinwise.bulk.polars_tables import (
    FAULT,
    LINE,
    Table,
    csv_table,
    from_batches,
    parquet_table,
    ragged_csv,
    rows_in,
)
from joinwise.bulk.request import misspelt
from joinwise.bulk.rows import UNNAMED, RowReader
from joinwise.domain.catalogue import Catalogue
from joinwise.domain.recommendation import Recommendation
from joinwise.errors import FrameError, JoinwiseError, MalformedError
from joinwise.expressions.ast import Node
from joinwise.packs.model import Pack

VERDICT = "verdict"
"""The column that says what would have been right."""

ROWS = 100_000
"""Rows that are decided in one go."""


def misspelt_in(file: str, catalogue: Catalogue) -> Sequence[str]:
    """What is said of columns that are named nearly as an input is; nothing of no table."""
    with suppress(MalformedError), _in_words():
        return [*misspelt(_table(file).carried, catalogue.inputs, {})]
    return []


class TableDecider:
    """Decides on the rows of Parquet and CSV under several packs that share their inputs.

    ``further`` trees are worked out under the first of them.
    """

    def __init__(
        self, packs: Sequence[Pack], catalogue: Catalogue, further: Sequence[Node] = ()
    ) -> None:
        self.catalogue = catalogue
        self.further = further
        self.scorers = [FrameScorer(pack, catalogue=catalogue) for pack in packs]

    def size(self, file: str) -> int:
        """How many rows there are, about. Raises MalformedError likewise."""
        with _in_words():
            return rows_in(file, format_of(file))

    def decide(self, file: str) -> Iterator[DecidedRows]:
        """All rows, many at a time. Raises MalformedError if the file cannot be read."""
        done = 0
        with _in_words():
            try:
                for rows in self._decided(_table(file)):
                    done += rows.size
                    yield rows
            except pl.exceptions.ComputeError as error:
                if "more fields" not in str(error):
                    raise
                yield from self._decided(_rest(ragged_csv(file), done))

    def _decided(self, table: Table) -> Iterator[DecidedRows]:
        schema = nw.from_native(table.frame).collect_schema()
        sources = sources_in(schema, self.catalogue.inputs, {})
        reader = RowReader(sources, table.as_text, self.catalogue)
        given = {source.path[0] for source in sources.values()}
        chosen = table.frame.select(*_needed(table, given))
        plans = Plans(self.scorers, chosen.collect_schema(), table.as_text, self.further)
        for batch in chosen.collect_batches(chunk_size=ROWS, maintain_order=True):
            yield self._rows(batch, plans.results(batch), table, reader)

    def _rows(
        self, batch: pl.DataFrame, results: Sequence[pl.DataFrame], table: Table, reader: RowReader
    ) -> DecidedRows:
        whole = pl.concat([_described(batch, reader), *results], how="horizontal")
        fits = whole[column_under(0, FITS)]
        if FAULT in batch.columns:
            fits = fits & batch[FAULT].is_null()
        refused = tuple(_refused(batch.filter(~fits), table, reader))
        contributions = [scorer.contributions for scorer in self.scorers]
        return DecidedRows(whole.filter(fits), contributions, refused, batch.height)


class Plans:
    """What is to be worked out under each pack: made once, as that takes long, for all batches."""

    def __init__(
        self,
        scorers: Sequence[FrameScorer],
        schema: pl.Schema,
        as_text: bool,
        further: Sequence[Node],
    ) -> None:
        self._batch = pl.DataFrame(schema=schema)
        rows = nw.from_native(from_batches(schema, lambda: iter([self._batch])))
        first, *others = scorers
        worked = [first.worked_out(rows, as_text, further)]
        worked += (scorer.worked_out(rows, as_text) for scorer in others)
        self._plans = [_plan(place, each) for place, each in enumerate(worked)]

    def results(self, batch: pl.DataFrame) -> list[pl.DataFrame]:
        """What each pack decides on the rows of a batch."""
        self._batch = batch
        return pl.collect_all(self._plans)


def _plan(place: int, worked: WorkedOut) -> pl.LazyFrame:
    """What one pack decides, in columns of its own, and which of its contributions are true."""
    named = {FITS: nw.col(FITS), SCORE: nw.col(TOTAL), RECOMMENDATION: worked.recommendation}
    named |= {str(number): nw.col(name) for number, name in enumerate(worked.conditions)}
    made = [value.alias(column_under(place, name)) for name, value in named.items()]
    further = [nw.col(name).alias(further_column(at)) for at, name in enumerate(worked.further)]
    plan: pl.LazyFrame = worked.frame.select(*made, *further).to_native()
    return plan


@contextmanager
def _in_words() -> Iterator[None]:
    """Raises MalformedError for a file that cannot be read as a table."""
    try:
        yield
    except (OSError, FrameError, pl.exceptions.PolarsError) as error:
        raise MalformedError(f"This cannot be read: {reason(error)}") from None


def _table(file: str) -> Table:
    return csv_table(file) if format_of(file) is Format.CSV else parquet_table(file)


def _rest(table: Table, done: int) -> Table:
    return replace(table, frame=table.frame.slice(done))


def _needed(table: Table, given: Collection[str]) -> list[str]:
    """The columns that say something of a row; of a text file all, to tell which are blank."""
    own = [name for name in table.carried if table.as_text or name in given or name == VERDICT]
    there = table.frame.collect_schema().names()
    return [LINE, *own, *([FAULT] if FAULT in there else [])]


def _described(batch: pl.DataFrame, reader: RowReader) -> pl.DataFrame:
    """The line, the name, the kind and the verdict of each row."""
    verdict = pl.col(VERDICT) if VERDICT in batch.columns else pl.lit(None)
    return batch.select(
        LINE,
        _text(reader, "name").fill_null(UNNAMED).alias(NAME),
        _text(reader, "kind").alias(KIND),
        verdict.cast(pl.String)
        .str.strip_chars()
        .replace_strict({str(each): str(each) for each in Recommendation}, default=None)
        .alias(RIGHT),
    )


def _text(reader: RowReader, name: str) -> pl.Expr:
    """What a column gives of an input that is a text."""
    source = reader.sources.get(name)
    if source is None:
        return pl.lit(None, pl.String)
    first, *fields = source.path
    column = pl.col(first)
    for field in fields:
        column = column.struct.field(field)
    return column.cast(pl.String).str.strip_chars() if reader.as_text else column.cast(pl.String)


def _refused(
    batch: pl.DataFrame, table: Table, reader: RowReader
) -> Iterator[tuple[int, JoinwiseError]]:
    for row in batch.iter_rows(named=True):
        if row.get(FAULT):
            yield row[LINE], MalformedError(row[FAULT])
        elif not table.is_blank(row):
            yield row[LINE], reader.error(row)
