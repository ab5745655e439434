"""Scores tables by Spark: on this machine, or on the cluster at an address."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

import narwhals as nw
from py4j.protocol import Py4JError, Py4JNetworkError
from pyspark.errors import PySparkException
from pyspark.sql import Observation, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everybody writes it

from joinwise.bulk.faults import NO_SPACE, is_no_space, reason
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
ENDED = "Spark ended in the middle; it may need more memory"
IS_THERE = "{} is there already; name a folder that is not"
NOT_MOVED = "{} could not be put in its place"
NO_RESUME = "Spark goes on by itself after a failure; --resume is for other engines"

FILE = re.compile(r"\bfile (?:file:/+(?=/))?(\S+?)[.,:;]?(?=\s|$)")
"""A file that a message of Spark is about."""

SCORED = "scored"
ERRORS = (PySparkException, Py4JError, OSError)

SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.driver.memory": "4g",
    "spark.driver.extraJavaOptions": "-XX:-DontCompileHugeMethods",
    "spark.sql.files.openCostInBytes": "64k",
}
"""Of the Spark of this machine, where nothing else is asked of it.

For wide tables Spark makes methods of more than 8,000 bytes, which Java would interpret. To Spark a
file is longer by what it costs to open it, 4 MB by itself, by which small tables are cut unequally.
"""


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
        self.request, self.paths, self.out = request, paths, out.rstrip("/")
        self.scorer = FrameScorer(request.pack, request.names)
        with in_words():
            self.session = session(master)

    def run(self) -> Report:
        """Raises FrameError for what cannot be read or written, StrictError likewise."""
        start = monotonic()
        with in_words():
            counts = self._whole_or_not()
        rejects = self._rejects if counts.refused else ""
        return Report(counts, {}, monotonic() - start, rejects)

    @property
    def _rejects(self) -> str:
        return f"{self.out}.rejects"

    def _whole_or_not(self) -> Counts:
        """Both folders wait in a third until they are whole, which is gone in any case."""
        out, rejects, work = map(self._folder, (self.out, self._rejects, f"{self.out}.partial"))
        if out.is_there:
            raise FrameError([IS_THERE.format(self.out)])
        work.remove()
        try:
            counts = self._run(work.path)
            rejects.remove()
            if counts.refused:
                self._folder(f"{work.path}/{REFUSED}").move(rejects)
            self._folder(f"{work.path}/{SCORED}").move(out)
        finally:
            with suppress(*ERRORS):
                work.remove()
        return counts

    def _folder(self, path: str) -> Folder:
        return Folder(self.session, path)

    def columns(self) -> Sequence[str]:
        """The columns of the table. Raises FrameError if it cannot be read."""
        with in_words():
            return [str(name) for name in self._read().columns]

    def _read(self) -> Any:
        reader = self.session.read
        if self.request.format is Format.CSV:
            return reader.csv(
                [*self.paths], header=True, inferSchema=False, multiLine=True, escape='"'
            )
        return reader.parquet(*self.paths)

    def _run(self, work: str) -> Counts:
        flat, names = without_dots(self._read())
        worked = self.scorer.worked_out(nw.from_native(flat), self.request.format is Format.CSV)
        kept = self.request.kept(names.values())
        if self.request.strict:
            self._refuse_none(worked)
        written = {name: own for name, own in names.items() if own in kept}
        counts = self._write_scored(worked, written, f"{work}/{SCORED}")
        if counts.refused:
            self._write_refused(worked, names, f"{work}/{REFUSED}")
        return counts

    def _refuse_none(self, worked: WorkedOut) -> None:
        """Raises StrictError if a row does not fit."""
        refused = worked.frame.with_columns(worked.requirements.alias(FAULTS_COLUMN)).to_native()
        first = refused.filter(~F.col(FITS)).select(FAULTS_COLUMN).first()
        if first is not None:
            raise StrictError(A_ROW, first[0])

    def _write_scored(self, worked: WorkedOut, kept: Mapping[str, str], path: str) -> Counts:
        made = [worked.column(name).alias(f"{PREFIX}{name}") for name in self._made]
        seen, observed = self._observed(worked, worked.frame.with_columns(*made).to_native())
        added = [F.col(f"{PREFIX}{name}").alias(name) for name in self.request.columns]
        own = [F.col(name).alias(PREFIX + str(place)) for place, name in enumerate(kept)]
        rows = observed.filter(F.col(FITS)).select(*own, *added)
        named = rows.toDF(*kept.values(), *self.request.columns)
        self._write(named, path, self.request.out_format)
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
        for condition, contribution in worked.hits():
            fired[contribution.rule] += seen[condition]
        return Counts(seen[str(JOIN)], seen[str(SKIP)], seen[REFUSED], fired)

    def _write_refused(self, worked: WorkedOut, names: Mapping[str, str], path: str) -> None:
        """The rows that do not fit, with what the values that do not must be."""
        own = {name: dotted for name, dotted in names.items() if dotted != FAULTS_COLUMN}
        faults = worked.requirements.alias(f"{PREFIX}{FAULTS_COLUMN}")
        refused = worked.frame.with_columns(faults).to_native().filter(~F.col(FITS))
        rows = refused.select(*own, f"{PREFIX}{FAULTS_COLUMN}").toDF(*own.values(), FAULTS_COLUMN)
        self._write(rows, path, self.request.format)

    def _write(self, rows: Any, path: str, to: Format) -> None:
        if to is Format.CSV:
            rows.write.csv(path, header=True, escape='"')
        else:
            rows.write.parquet(path)


class Folder:
    """A folder wherever Spark writes."""

    def __init__(self, session: SparkSession, path: str) -> None:
        java: Any = session._jvm  # noqa: SLF001 - there is no other way
        context: Any = session._jsc  # noqa: SLF001
        self.path, self._at = path, java.org.apache.hadoop.fs.Path(path)
        self._files = self._at.getFileSystem(context.hadoopConfiguration())

    @property
    def is_there(self) -> bool:
        return bool(self._files.exists(self._at))

    def remove(self) -> None:
        """With all that is in it, if it is there."""
        self._files.delete(self._at, True)

    def move(self, to: Folder) -> None:
        """Raises FrameError if it does not get there."""
        if not self._files.rename(self._at, to._at):
            raise FrameError([NOT_MOVED.format(to.path)])


@contextmanager
def in_words() -> Iterator[None]:
    """Raises FrameError for what Spark cannot do, whichever way it says so."""
    try:
        yield
    except (Py4JNetworkError, ConnectionError):
        raise FrameError([ENDED]) from None
    except ERRORS as error:
        raise FrameError([NO_SPACE if is_no_space(error) else _named(error)]) from None


def _named(error: Exception) -> str:
    """Why, after the file that it is about, if it names one."""
    said, file = reason(error), FILE.search(str(error))
    return said if file is None or file[1] in said else f"{file[1]}: {said}"


def session(master: str | None) -> SparkSession:
    """The session that there is, as under spark-submit, or a new one."""
    builder = SparkSession.builder.appName("joinwise")
    active = SparkSession.getActiveSession()
    if active is None or master is not None:
        bar = str(sys.stderr.isatty()).lower()
        builder = builder.master(master or LOCAL).config("spark.ui.showConsoleProgress", bar)
    if active is None and master is None:
        builder = builder.config(map=SETTINGS)
    started: SparkSession = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    return started
