"""Scores tables by Spark: on this machine, or on the cluster at an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

import narwhals as nw
from pyspark.errors import PySparkException
from pyspark.sql import Observation, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody writes it

from joinwise.bulk.formats import Format
from joinwise.bulk.frames import FITS, RECOMMENDATION, REFUSED, FrameScorer, WorkedOut, without_dots
from joinwise.bulk.inputs import PREFIX
from joinwise.bulk.report import Counts, Report
from joinwise.bulk.request import SUMMARY, Request
from joinwise.bulk.rows import FAULTS_COLUMN
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.errors import FrameError, OptionsError, StrictError
from joinwise.files import STANDARD_STREAM

LOCAL = "local[*]"
NO_LINES = "Spark reads and writes CSV and Parquet here; the engine polars takes NDJSON too"
NO_SUMMARY = "summaries are written by the engine polars alone"
NO_STREAMS = "Spark reads files and folders; the engine polars takes standard streams"
A_ROW = "a row (Spark does not know its line)"
NO_RESUME = "Spark goes on by itself after a failure; --resume is for other engines"


class SparkJob:
    """Reads all paths as one table, wherever Spark can read them, and writes a folder of parts."""

    def __init__(
        self, request: Request, paths: Sequence[str], out: str, master: str | None
    ) -> None:
        if Format.NDJSON in (request.format, request.out_format):
            raise OptionsError([NO_LINES])
        if STANDARD_STREAM in (*paths, out):
            raise OptionsError([NO_STREAMS])
        if SUMMARY in request.columns:
            raise OptionsError([NO_SUMMARY])
        self.request, self.paths, self.out = request, paths, out
        self.scorer = FrameScorer(request.pack, request.names)
        self.session = session(master)

    def run(self) -> Report:
        """Raises FrameError for what cannot be read or written, StrictError likewise."""
        start = monotonic()
        with _in_words():
            counts = self._run()
        rejects = self._rejects if counts.refused else ""
        return Report(counts, {}, monotonic() - start, rejects)

    @property
    def _rejects(self) -> str:
        return f"{self.out.rstrip('/')}.rejects"

    def columns(self) -> Sequence[str]:
        """The columns of the table. Raises FrameError if it cannot be read."""
        with _in_words():
            return [str(name) for name in self._read().columns]

    def _read(self) -> Any:
        reader = self.session.read
        if self.request.format is Format.CSV:
            return reader.csv(
                [*self.paths], header=True, inferSchema=False, multiLine=True, escape='"'
            )
        return reader.parquet(*self.paths)

    def _run(self) -> Counts:
        flat, names = without_dots(self._read())
        worked = self.scorer.worked_out(nw.from_native(flat), self.request.format is Format.CSV)
        kept = self.request.kept(names.values())
        if self.request.strict:
            self._refuse_none(worked)
        counts = self._write_scored(
            worked, {name: own for name, own in names.items() if own in kept}
        )
        if counts.refused:
            self._write_refused(worked, names)
        return counts

    def _refuse_none(self, worked: WorkedOut) -> None:
        """Raises StrictError if a row does not fit."""
        refused = worked.frame.with_columns(worked.requirements.alias(FAULTS_COLUMN)).to_native()
        first = refused.filter(~F.col(FITS)).select(FAULTS_COLUMN).first()
        if first is not None:
            raise StrictError(A_ROW, first[0])

    def _write_scored(self, worked: WorkedOut, kept: Mapping[str, str]) -> Counts:
        made = [worked.column(name).alias(f"{PREFIX}{name}") for name in self._made]
        seen, observed = self._observed(worked, worked.frame.with_columns(*made).to_native())
        added = [F.col(f"{PREFIX}{name}").alias(name) for name in self.request.columns]
        own = [F.col(name).alias(PREFIX + str(place)) for place, name in enumerate(kept)]
        rows = observed.filter(F.col(FITS)).select(*own, *added)
        self._write(
            rows.toDF(*kept.values(), *self.request.columns), self.out, self.request.out_format
        )
        return self._counted(worked, seen.get)

    @property
    def _made(self) -> Sequence[str]:
        return sorted({*self.request.columns, RECOMMENDATION})

    def _observed(self, worked: WorkedOut, rows: Any) -> tuple[Observation, Any]:
        """The same rows, counted as they pass."""
        seen = Observation("joinwise")
        recommended = F.col(f"{PREFIX}{RECOMMENDATION}")
        fired = [
            F.count(F.when(F.col(FITS) & F.col(condition), 1)).alias(condition)
            for condition in dict.fromkeys(worked.conditions)
        ]
        given = [
            F.count(F.when(recommended == str(each), 1)).alias(str(each)) for each in (JOIN, SKIP)
        ]
        refused = F.count(F.when(~F.col(FITS), 1)).alias(REFUSED)
        return seen, rows.observe(seen, refused, *given, *fired)

    def _counted(self, worked: WorkedOut, seen: Mapping[str, int]) -> Counts:
        fired: Counter[str] = Counter()
        for condition, outcome in worked.hits():
            fired[outcome.rule] += seen[condition]
        return Counts(seen[str(JOIN)], seen[str(SKIP)], seen[REFUSED], fired)

    def _write_refused(self, worked: WorkedOut, names: Mapping[str, str]) -> None:
        """The rows that do not fit, with what the values that do not must be."""
        own = {name: dotted for name, dotted in names.items() if dotted != FAULTS_COLUMN}
        faults = worked.requirements.alias(f"{PREFIX}{FAULTS_COLUMN}")
        refused = worked.frame.with_columns(faults).to_native().filter(~F.col(FITS))
        rows = refused.select(*own, f"{PREFIX}{FAULTS_COLUMN}").toDF(*own.values(), FAULTS_COLUMN)
        self._write(rows, self._rejects, self.request.format)

    def _write(self, rows: Any, path: str, to: Format) -> None:
        if to is Format.CSV:
            rows.write.csv(path, header=True, escape='"')
        else:
            rows.write.parquet(path)


@contextmanager
def _in_words() -> Iterator[None]:
    """Raises FrameError for what Spark cannot read or write."""
    try:
        yield
    except PySparkException as error:
        raise FrameError([str(error).partition("\n")[0]]) from None


def session(master: str | None) -> SparkSession:
    """The session that there is, as under spark-submit, or a new one."""
    builder = SparkSession.builder.appName("joinwise")
    active = SparkSession.getActiveSession()
    if active is None or master is not None:
        builder = builder.master(master or LOCAL).config("spark.ui.showConsoleProgress", "true")
    started: SparkSession = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    return started
