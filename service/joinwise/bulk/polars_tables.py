"""Files as lazy frames of polars, and frames as files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from typing import Any, TextIO

import polars as pl
from polars.io.plugins import register_io_source

from joinwise.bulk.faults import reason
from joinwise.bulk.formats import Format
from joinwise.bulk.inputs import PREFIX
from joinwise.bulk.request import Request
from joinwise.bulk.rows import line_body
from joinwise.diagnostics import MOST_PROBLEMS
from joinwise.domain.candidate import Candidate, written
from joinwise.domain.catalogue import Catalogue, Fields
from joinwise.domain.values import Kind
from joinwise.errors import FrameError, MalformedError
from joinwise.files import opened
from joinwise.formats.ndjson import OversizedLine, numbered_lines
from joinwise.formats.strict_json import read_json, write_json

LINE = f"{PREFIX}line"
RAW = f"{PREFIX}raw"
"""The line of NDJSON as it was written."""

FAULT = f"{PREFIX}fault"
"""Why a row could not even be read; null if it could."""

LINES = 20_000
BLOCK = 2**20
LONGEST_ROW = 16 * 2**20
"""Characters of CSV."""

SEPARATORS = {";": "semicolons", "\t": "tabs"}
OTHER_SEPARATOR = re.compile("[;\t]")
MARK = "\ufeff"
TYPES: Mapping[Kind, pl.DataType] = {
    Kind.NUMBER: pl.Float64(),
    Kind.TEXT: pl.String(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.LIST: pl.List(pl.String()),
}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file. ``carried`` are the columns of the caller.

    Besides them the frame has ``LINE``, and ``RAW`` and ``FAULT`` where there is such a thing.
    """

    frame: pl.LazyFrame
    carried: tuple[str, ...]
    as_text: bool = False
    is_json: bool = False

    def is_blank(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of text has nothing but empty cells."""
        return self.as_text and not any(row[name] for name in self.carried) and not row.get(FAULT)


def parquet_table(file: str) -> Table:
    frame = pl.scan_parquet(file, glob=False)
    return Table(frame.with_row_index(LINE, 1), tuple(frame.collect_schema()))


def ragged_csv(file: str) -> Table:
    """The same rows, read cell by cell: some may have more cells than the header."""
    header = csv_header(file)
    return Table(_ragged(file, header), header, as_text=True)


def csv_table(file: str) -> Table:
    """The header is line 1, and every row one more."""
    header = csv_header(file)
    frame = pl.scan_csv(file, infer_schema=False, glob=False, new_columns=[*header])
    return Table(frame.with_row_index(LINE, 2), header, as_text=True)


def rows_of(text: TextIO) -> Iterator[list[str]]:
    """The rows of CSV, with cells as long as they may be."""
    csv.field_size_limit(LONGEST_ROW)
    return csv.reader(text, strict=True)


def csv_header(file: str) -> tuple[str, ...]:
    """The names of the columns. Raises FrameError if there are none, or one twice."""
    try:
        with open(file, newline="", encoding="utf-8-sig") as text:
            header = next(rows_of(text), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise FrameError([reason(error)]) from None
    if not any(header):
        raise FrameError(["it is empty; a CSV file begins with the names of its columns"])
    again = sorted(name for name, times in Counter(header).items() if times > 1)
    if again:
        raise FrameError([f'there are two columns "{name}"' for name in again[:MOST_PROBLEMS]])
    if len(header) == 1 and (other := OTHER_SEPARATOR.search(header[0])):
        raise FrameError([f"{SEPARATORS[other[0]]} stand between its columns; write commas"])
    return tuple(header)


def _ragged(file: str, header: tuple[str, ...]) -> pl.LazyFrame:
    schema = {LINE: pl.UInt32(), **dict.fromkeys(header, pl.String()), FAULT: pl.String()}

    def batches() -> Iterator[pl.DataFrame]:
        with open(file, newline="", encoding="utf-8-sig") as text:
            rows = enumerate(rows_of(text), 1)
            next(rows)
            while batch := list(islice(rows, LINES)):
                yield pl.DataFrame(
                    [_cells(*row, len(header)) for row in batch], schema, orient="row"
                )

    return from_batches(schema, batches)


def _cells(line: int, cells: Sequence[str], columns: int) -> tuple[Any, ...]:
    fault = f"it has {len(cells)} cells, the header {columns}" if len(cells) > columns else None
    filled = [cell or None for cell in cells[:columns]]
    return line, *filled, *[None] * (columns - len(filled)), fault


def json_table(
    file: str, catalogue: Catalogue, request: Request, carried: Sequence[str] | None
) -> Table:
    """A row for each line. ``carried`` are its columns; without them the whole line is."""
    own = [name for name in carried or () if name not in catalogue.inputs]
    types = {
        name: pl.String() if input.is_day else TYPES[input.kind]
        for name, input in catalogue.inputs.items()
    }
    schema = {LINE: pl.UInt32(), RAW: pl.String(), FAULT: pl.String()} | types
    schema |= dict.fromkeys(own, pl.String())
    taken = request.columns if carried is None else ()
    reader = LineReader(request.names, catalogue, own, taken)

    def batches() -> Iterator[pl.DataFrame]:
        with opened(Path(file)) as stream:
            lines = numbered_lines(stream)
            while batch := list(islice(lines, LINES)):
                rows = [reader.row(*line) for line in batch]
                yield pl.DataFrame(
                    {name: [row.get(name) for row in rows] for name in schema}, schema
                )

    return Table(from_batches(schema, batches), tuple(carried or ()), is_json=True)


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines of NDJSON; ``taken`` are keys that may not be there, as they are added."""

    names: Mapping[str, str]
    catalogue: Catalogue
    own: Sequence[str]
    taken: Sequence[str]

    def row(self, number: int, line: bytes | OversizedLine) -> dict[str, Any]:
        """A line that does not fit gives no value; it is refused for want of a kind."""
        if isinstance(line, OversizedLine):
            return {LINE: number, RAW: "{}", FAULT: f"This line is {line}"}
        text = line.decode("utf-8", "replace").strip().removeprefix(MARK)
        row = {LINE: number, RAW: text}
        try:
            return row | self._given(read_json(line))
        except MalformedError as error:
            return row | {FAULT: str(error)}

    def _given(self, data: Any) -> dict[str, Any]:
        body = line_body(data, self.names, self.catalogue)
        candidate = Candidate.from_json(body, self.catalogue)
        given = _values(candidate) if candidate else {}
        if not isinstance(data, dict):
            return given
        again = [key for key in self.taken if key in data]
        fault = {FAULT: f'it has a key "{again[0]}" already; see --columns'} if again else {}
        return given | fault | {key: as_cell(data.get(key)) for key in self.own}


def as_cell(value: Any) -> str | None:
    """A value of JSON as a text."""
    if value is None or isinstance(value, str):
        return value
    return write_json(value).decode()


def _values(candidate: Candidate) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else written(name, value)
        for name, value in candidate.values.items()
    }


def from_batches(schema: Any, batches: Callable[[], Iterator[pl.DataFrame]]) -> pl.LazyFrame:
    """A lazy frame of whatever batches there are when it is collected."""

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, most: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        for frame in batches():
            chosen = frame.filter(predicate) if predicate is not None else frame
            yield chosen.select(columns) if columns is not None else chosen

    return register_io_source(source, schema=schema)


def keys_in(file: str, catalogue: Catalogue, most: int | None = None) -> tuple[str, ...]:
    """The keys in the lines of NDJSON, those in groups with dots, in the order in which they come.

    At most so many lines are read.
    """
    keys: dict[str, None] = {}
    with opened(Path(file)) as stream:
        for _, line in islice(numbered_lines(stream), most):
            keys |= dict.fromkeys(_keys(line, catalogue.fields))
    return tuple(keys)


def _keys(line: bytes | OversizedLine, fields: Fields) -> Iterator[str]:
    try:
        data = {} if isinstance(line, OversizedLine) else read_json(line)
    except MalformedError:
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        is_group = key in fields and isinstance(value, dict)
        yield from (f"{key}.{own}" for own in value if own in fields[key]) if is_group else (key,)


def sink(frame: pl.LazyFrame, file: Path, to: Format) -> None:
    """Writes all rows of a frame, in bounded memory."""
    match to:
        case Format.PARQUET:
            frame.sink_parquet(file, engine="streaming")
        case Format.CSV:
            frame.sink_csv(file, engine="streaming")
        case Format.NDJSON:
            frame.sink_ndjson(file, engine="streaming")


def append(parts: Sequence[Path], target: Path, has_header: bool) -> None:
    """Writes text files one after the other, with the header of the first alone.

    Raises FrameError if they have not all the same.
    """
    headers = {_first_line(part) for part in parts} if has_header else {b""}
    if len(headers) > 1:
        raise FrameError(["the files have not all the same columns; let OUT be a folder"])
    with target.open("wb") as whole:
        whole.writelines(headers)
        for part in parts:
            with part.open("rb") as lines:
                lines.seek(len(min(headers)))
                copyfileobj(lines, whole)


def _first_line(file: Path) -> bytes:
    with file.open("rb") as lines:
        return lines.readline()


def sink_lines(frame: pl.LazyFrame, file: Path) -> None:
    """Writes a frame of one column of texts, a line each."""
    frame.sink_csv(file, include_header=False, quote_style="never", engine="streaming")


def rows_in(file: str, written: Format) -> int:
    """How many rows a file has; of text about so many."""
    if written is Format.PARQUET:
        return int(pl.scan_parquet(file, glob=False).select(pl.len()).collect().item())
    return _line_ends(file)


def _line_ends(file: str) -> int:
    with open(file, "rb") as content:
        return sum(block.count(b"\n") for block in iter(lambda: content.read(BLOCK), b""))
