"""What is asked of a job."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from joinwise.bulk.formats import SUFFIXES, Format, common_format
from joinwise.bulk.frames import FIRED, RECOMMENDATION, SCORE
from joinwise.bulk.inputs import FLAT
from joinwise.domain.days import AS_OF
from joinwise.errors import FrameError
from joinwise.packs.model import Pack
from joinwise.suggestions import nearest

SUMMARY = "summary"
RESULTS = (RECOMMENDATION, SCORE, FIRED, SUMMARY)
SHORT = 4
"""Names of fewer characters look like many others."""

USUAL = (RECOMMENDATION, SCORE, FIRED)


def request_for(
    pack: Pack, files: Sequence[str], out: str, *, read: str | None, to: str | None
) -> Request:
    """A request that reads and writes the formats that are given, or that names tell.

    Raises OptionsError if they do not tell.
    """
    own = Format(read) if read else common_format(files)
    return Request(pack, own, Format(to) if to else SUFFIXES.get(Path(out).suffix.lower(), own))


@dataclass(frozen=True, slots=True)
class Request:
    """``columns`` are written, ``names`` are the inputs that other names of columns stand for.

    Without ``columns`` all columns of the caller are written, and the usual results.
    """

    pack: Pack
    format: Format
    out_format: Format
    chosen: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    def said(self, columns: Sequence[str]) -> Iterator[str]:
        """What is worth knowing of the columns of a table, before it is scored."""
        return column_notes(columns, self.pack.inputs, self.names)

    @property
    def is_line_to_line(self) -> bool:
        """Whether each line of JSON is written as it was, with the results at its end."""
        return self.format is self.out_format is Format.NDJSON and not self.chosen

    @property
    def columns(self) -> Sequence[str]:
        """The results that are written."""
        return [name for name in self.chosen if name in RESULTS] if self.chosen else USUAL

    def kept(self, own: Iterable[str]) -> list[str]:
        """The columns of the caller that are written. Raises FrameError if one is missing."""
        there = [*own]
        if not self.chosen:
            self._refuse(name for name in there if name in USUAL)
            return there
        wanted = [name for name in self.chosen if name not in RESULTS]
        missing = [name for name in wanted if name not in there]
        if missing:
            known = [*there, *RESULTS]
            raise FrameError(
                [f'there is no column "{name}"{nearest(name, known)}' for name in missing]
            )
        self._refuse(name for name in there if name in self.columns)
        return wanted

    def _refuse(self, names: Iterable[str]) -> None:
        problems = [f'there is a column "{name}" already; see --columns' for name in names]
        if problems:
            raise FrameError(problems)


def column_notes(
    columns: Sequence[str], inputs: Collection[str], names: Mapping[str, str]
) -> Iterator[str]:
    """How many inputs have no column, and which columns are named nearly as an input is."""
    there = {_input_of(name, names) for name in columns}
    known = [name for name in inputs if name != AS_OF]
    unknown = [name for name in known if name not in there and not _group_is_in(name, columns)]
    if unknown:
        yield f"{len(unknown)} of {len(known)} inputs have no column: nothing is known of them"
    yield from misspelt(columns, inputs, names)


def misspelt(
    columns: Iterable[str], inputs: Collection[str], names: Mapping[str, str]
) -> Iterator[str]:
    """What is said of columns that are named nearly as an input is."""
    for name in columns:
        is_input = _input_of(name, names) in inputs
        hint = "" if is_input or len(name) < SHORT else nearest(name, inputs)
        if hint:
            yield f'the column "{name}" is no input, and carried along{hint}'


def _input_of(column: str, names: Mapping[str, str]) -> str:
    return names.get(column, column).replace(FLAT, ".")


def _group_is_in(name: str, columns: Sequence[str]) -> bool:
    return "." in name and name.partition(".")[0] in columns
