"""Scores the rows of a file by DuckDB, which spills to disk what does not fit in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from joinwise.bulk.formats import Format
from joinwise.bulk.frames import FIRED, FITS, RECOMMENDATION, FrameScorer
from joinwise.bulk.inputs import PREFIX, sources_in
from joinwise.bulk.polars_tables import LINE, LONGEST_ROW, append, csv_header
from joinwise.bulk.report import Counts
from joinwise.bulk.request import SUMMARY, Request
from joinwise.bulk.rows import FAULTS_COLUMN, LINE_COLUMN, RowReader
from joinwise.errors import OptionsError, StrictError
from joinwise.expressions.columns import with_columns

CHUNK = 10_000
ONLY_TABLES = "DuckDB reads and writes CSV and Parquet here; the engine polars takes NDJSON too"
NO_SUMMARY = "summaries are written by the engine polars alone"
TABLE = f"{PREFIX}table"
COPY = {Format.PARQUET: "(FORMAT parquet)", Format.CSV: "(FORMAT csv, HEADER)"}
CSV = (
    "header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
    f"null_padding = true, parallel = false, max_line_size = {LONGEST_ROW}"
)
Relation = duckdb.DuckDBPyRelation


class DuckDBEngine:
    """Scores files one by one, under one pack. Raises OptionsError for what it cannot do."""

    errors = (duckdb.Error,)

    def __init__(self, request: Request) -> None:
        if Format.NDJSON in (request.format, request.out_format):
            raise OptionsError([ONLY_TABLES])
        if SUMMARY in request.columns:
            raise OptionsError([NO_SUMMARY])
        self.request = request
        self.scorer = FrameScorer(request.pack, request.names)
        self.connection = duckdb.connect()
        self.queries: dict[object, str] = {}

    def columns(self, file: str) -> Sequence[str]:
        if self.request.format is Format.CSV:
            return csv_header(file)
        return [str(name) for name in duckdb.connect().read_parquet(file).columns]

    def size(self, files: Sequence[str]) -> int | None:
        return None

    def join(self, parts: Sequence[Path], target: Path, to: Format) -> None:
        """Writes the rows of several files as one."""
        if to is Format.CSV:
            append(parts, target, has_header=True)
            return
        read = f"read_parquet({[str(part) for part in parts]}, union_by_name = true)"
        duckdb.connect().sql(f"COPY (FROM {read}) TO {_text(target)} {COPY[to]}")

    def score(
        self, file: str, target: Path, rejects: Path, advance: Callable[[int], None]
    ) -> Counts:
        """Writes the rows that fit to ``target``, and the others, if any, to ``rejects``."""
        scoring = Scoring(self.connection, self.request, self.scorer, file, self.queries)
        stage = target.with_name(f"{target.name}.stage")
        try:
            scoring.stage(stage)
            counts = scoring.counts(stage)
            if counts.refused:
                scoring.refuse(stage, rejects)
            scoring.write(stage, target)
        finally:
            stage.unlink(missing_ok=True)
        advance(counts.rows)
        return counts


class Scoring:
    """One file: what is worked out of it goes to a stage, and from there to where it belongs.

    ``queries`` are those of files that had the same columns, since it takes seconds to make one.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        request: Request,
        scorer: FrameScorer,
        file: str,
        queries: dict[object, str],
    ) -> None:
        self.connection, self.request, self.scorer = connection, request, scorer
        self.as_text = request.format is Format.CSV
        self.queries = queries
        self.table = self._table(file)
        self.carried = [name for name in self.table.columns if name != LINE]
        self.kept = request.kept(self.carried)
        schema = nw.from_native(self.table).collect_schema()
        sources = sources_in(schema, scorer.inputs, scorer.names)
        self.reader = RowReader(sources, self.as_text, scorer.catalogue)

    def _table(self, file: str) -> Relation:
        if not self.as_text:
            numbered = "* EXCLUDE (file_row_number), file_row_number + 1"
            source = f"read_parquet({_text(file)}, file_row_number = true)"
        else:
            numbered = "*, row_number() OVER () + 1"
            source = f"read_csv({_text(file)}, columns = {_texts(csv_header(file))}, {CSV})"
        rows = f"SELECT {numbered} AS {LINE} FROM {source}"  # noqa: S608
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {TABLE} AS {rows}")
        return self.connection.table(TABLE)

    def stage(self, stage: Path) -> None:
        """Works everything out."""
        columns = tuple(zip(self.table.columns, map(str, self.table.types), strict=True))
        if columns not in self.queries:
            self.queries[columns] = self._query()
        self.connection.execute(
            f"COPY ({self.queries[columns]}) TO {_text(stage)} (FORMAT parquet)"
        )

    def _query(self) -> str:
        made = sorted({*self.request.columns, RECOMMENDATION, FIRED})
        worked = self.scorer.worked_out(nw.from_native(self.table), self.as_text)
        added = {f"{PREFIX}{name}": worked.column(name) for name in made}
        frame = with_columns(worked.frame, added)
        own = [*self.carried, LINE, FITS, *(f"{PREFIX}{name}" for name in made)]
        return _sql(frame.select(*own).to_native())

    def counts(self, stage: Path) -> Counts:
        """What the rows came to."""
        times = self._select(stage, f"{PREFIX}{RECOMMENDATION}, count(*)", "GROUP BY 1")
        found = dict(times.fetchall())
        texts = f"unnest(string_split({PREFIX}{FIRED}, '|')) AS fired"
        rules = self._select(stage, texts, f"WHERE {FITS}")
        counted = rules.aggregate("split_part(fired, ':', 1) AS rule, count(*)").fetchall()
        fired = Counter({rule: times for rule, times in counted if rule})
        return Counts(found.get("join", 0), found.get("skip", 0), found.get(None, 0), fired)

    def _select(self, stage: Path, columns: str, rest: str) -> Relation:
        query = f"SELECT {columns} FROM read_parquet({_text(stage)}) {rest}"  # noqa: S608
        return self.connection.sql(query)

    def write(self, stage: Path, target: Path) -> None:
        """Writes the rows that fit."""
        lists = self._lists(stage) if self.request.out_format is Format.CSV else ()
        own = [_joined(name) if name in lists else _name(name) for name in self.kept]
        added = [f"{PREFIX}{name} AS {_name(name)}" for name in self.request.columns]
        chosen = ", ".join([*own, *added])
        self._copy(
            self._select(stage, chosen, f"WHERE {FITS} ORDER BY {LINE}"),
            target,
            self.request.out_format,
        )

    def _lists(self, stage: Path) -> Sequence[str]:
        whole = self._select(stage, "*", "")
        return [
            name
            for name, dtype in zip(whole.columns, whole.types, strict=True)
            if str(dtype).endswith("[]")
        ]

    def _copy(self, relation: Relation, target: Path, to: Format) -> None:
        self.connection.sql(f"COPY ({_sql(relation)}) TO {_text(target)} {COPY[to]}")

    def refuse(self, stage: Path, rejects: Path) -> None:
        """Writes the rows that do not fit, with what is said of each."""
        columns = f"{LINE_COLUMN} BIGINT, {FAULTS_COLUMN} VARCHAR"
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE faults ({columns})")
        for lines, faults in self._faults(stage):
            self.connection.execute(
                "INSERT INTO faults SELECT unnest(?), unnest(?)", [lines, faults]
            )
        own = ", ".join(map(_name, self._original()))
        joined = f"JOIN faults ON {LINE} = {LINE_COLUMN} ORDER BY {LINE}"
        relation = self._select(stage, f"{own}, {LINE_COLUMN}, {FAULTS_COLUMN}", joined)
        self._copy(relation, rejects, self.request.format)

    def _original(self) -> list[str]:
        return [name for name in self.carried if name not in (LINE_COLUMN, FAULTS_COLUMN)]

    def _faults(self, stage: Path) -> Iterator[tuple[list[int], list[str]]]:
        refused = self._select(stage, "*", f"WHERE NOT {FITS} ORDER BY {LINE}")
        names, cursor = refused.columns, self.connection.cursor()
        cursor.execute(_sql(refused))
        while chunk := cursor.fetchmany(CHUNK):
            rows: list[Mapping[str, Any]] = [dict(zip(names, row, strict=True)) for row in chunk]
            lines, faults = [row[LINE] for row in rows], [self.reader.faults(row) for row in rows]
            if self.request.strict:
                raise StrictError(f"line {lines[0]}", faults[0])
            yield lines, faults


def _joined(name: str) -> str:
    column = _name(name)
    return (
        f"CASE WHEN len({column}) = 0 THEN '[]' ELSE array_to_string({column}, '|') END AS {column}"
    )


def _sql(relation: Any) -> str:
    return str(relation.sql_query())


def _text(value: object) -> str:
    """A text of SQL."""
    escaped = str(value).replace("'", "''")
    return f"'{escaped}'"


def _texts(columns: Iterable[str]) -> str:
    """Columns of texts in SQL."""
    return "{" + ", ".join(f"{_text(name)}: 'VARCHAR'" for name in columns) + "}"


def _name(name: str) -> str:
    """The name of a column in SQL."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
