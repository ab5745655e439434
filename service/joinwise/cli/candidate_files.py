"""Candidates from files (JSON, YAML or NDJSON) or from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from joinwise.authoring.preview import Record
from joinwise.cli.console import print_error
from joinwise.diagnostics import DiagnosticLog, TooManyErrors
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import CATALOGUE, Catalogue
from joinwise.errors import CandidateError, JoinwiseError, MalformedError
from joinwise.files import STANDARD_STREAM, opened, read_all
from joinwise.formats.located_yaml import read_document
from joinwise.formats.ndjson import LONGEST_LINE, OversizedLine, Stream, numbered_lines
from joinwise.formats.strict_json import read_json

YAML_SUFFIXES = (".yaml", ".yml")
LINE_SUFFIXES = (".ndjson", ".jsonl")


def read_candidates(
    files: Iterable[str], catalogue: Catalogue = CATALOGUE
) -> list[tuple[str, Candidate]]:
    """The candidates in files, each with its file; prints what is wrong with the others."""
    candidates = ((file, _valid_candidate(file, catalogue)) for file in files)
    return [(file, candidate) for file, candidate in candidates if candidate is not None]


def _valid_candidate(file: str, catalogue: Catalogue) -> Candidate | None:
    """None if there is none, once it has been said why."""
    try:
        return candidate_in(file, catalogue)
    except (CandidateError, MalformedError) as error:
        for message in messages(error):
            print_error(message, file)
        return None


def messages(error: JoinwiseError) -> Sequence[object]:
    """What is wrong with a candidate, a line each."""
    if not isinstance(error, CandidateError):
        return (error,)
    return error.problems if not error.others else (*error.problems, others_text(error))


def others_text(error: CandidateError) -> str:
    """How many problems are not named."""
    return f"{error.others:,} more that {'does' if error.others == 1 else 'do'} not fit."


def candidate_in(file: str, catalogue: Catalogue = CATALOGUE) -> Candidate:
    """Raises MalformedError if the file cannot be read, CandidateError if it is not valid."""
    return read_candidate(data_in(file), catalogue)


def data_in(file: str) -> Any:
    """What a file of JSON or YAML says. Raises MalformedError."""
    return _data(file, _content(file))


def records_in(file: str) -> Iterator[Record]:
    """The candidates of a file in order: one, a list of them, or one a line.

    What cannot be read is a record that says so. Standard input is read line by line if its first
    line is a JSON object.
    """
    try:
        if file == STANDARD_STREAM:
            yield from _standard_records(sys.stdin.buffer)
        elif file.lower().endswith(LINE_SUFFIXES):
            with opened(Path(file)) as stream:
                yield from _line_records(file, stream)
        else:
            yield from _whole_records(file, _content(file))
    except OSError as error:
        yield Record(file, _unreadable(error))
    except MalformedError as error:
        yield Record(file, error)


def size_of(files: Sequence[str]) -> int | None:
    """The bytes of all files together; None if that is not known beforehand."""
    if STANDARD_STREAM in files:
        return None
    try:
        return sum(Path(file).stat().st_size for file in files)
    except OSError:
        return None


def _line_records(file: str, stream: Stream) -> Iterator[Record]:
    for number, line in numbered_lines(stream):
        label = f"{file}:{number}"
        if isinstance(line, OversizedLine):
            yield Record(label, MalformedError(f"This line is {line}"))
        else:
            yield Record(label, line, len(line))


def _standard_records(stream: Stream) -> Iterator[Record]:
    first = stream.readline(LONGEST_LINE)
    if _is_object(first):
        yield from _line_records(STANDARD_STREAM, _Rewound(first, stream))
    else:
        yield from _whole_records(STANDARD_STREAM, first + _rest(stream))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(read_json(line), dict)
    except MalformedError:
        return False


def _rest(stream: Stream) -> bytes:
    return b"".join(iter(lambda: stream.readline(LONGEST_LINE), b""))


class _Rewound:
    """A stream that gives back its first line, which was read already."""

    def __init__(self, first: bytes, stream: Stream) -> None:
        self.first, self.stream = first, stream

    def readline(self, size: int, /) -> bytes:
        line, self.first = self.first, b""
        return line or self.stream.readline(size)


def _whole_records(file: str, content: bytes) -> Iterator[Record]:
    data = _data(file, content)
    if isinstance(data, dict) and isinstance(data.get("candidates"), list):
        data = data["candidates"]
    if not isinstance(data, list):
        yield Record(file, data, len(content))
        return
    for number, candidate in enumerate(data, 1):
        yield Record(f"{file}[{number}]", candidate, len(content) // len(data))


def _unreadable(error: OSError) -> MalformedError:
    return MalformedError(f"This cannot be read: {error.strerror or error}.")


def _content(file: str) -> bytes:
    try:
        return read_all(Path(file))
    except OSError as error:
        raise _unreadable(error) from None


def _data(file: str, content: bytes) -> Any:
    if file.lower().endswith(YAML_SUFFIXES):
        return _yaml(file, content)
    return _json_or_yaml(file, content) if file == STANDARD_STREAM else read_json(content)


def _json_or_yaml(file: str, content: bytes) -> Any:
    """Of what is neither, the errors as JSON if it starts like JSON, else those as YAML."""
    try:
        return read_json(content)
    except MalformedError as json_error:
        try:
            return _yaml(file, content)
        except MalformedError as yaml_error:
            raise (json_error if _starts_like_json(content) else yaml_error) from None


def _starts_like_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _yaml(file: str, content: bytes) -> Any:
    log, data = DiagnosticLog(), None
    with suppress(TooManyErrors):
        data = read_document(file, content, log).data
    if log.has_errors:
        raise MalformedError("\n".join(map(str, log)))
    return data


class Refused:
    """Prints what does not fit, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, where: str | int, error: JoinwiseError) -> None:
        self.count += 1
        for message in messages(error):
            print_error(message, where)


def groups_in(
    files: Iterable[str], catalogue: Catalogue, refused: Refused
) -> Iterator[tuple[str | int, Candidate]]:
    """The candidates in files, each with its place; the others are refused."""
    for record in chain.from_iterable(map(records_in, files)):
        try:
            yield record.label, record.candidate(catalogue)
        except (CandidateError, MalformedError) as error:
            refused(record.label, error)
