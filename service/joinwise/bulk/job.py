"""A job: all files scored one by one, and the output put in its place when it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from time import monotonic
from typing import Any, Protocol

from joinwise.bulk.faults import NO_SPACE, is_no_space, reason
from joinwise.bulk.formats import Format
from joinwise.bulk.report import Counts, Report
from joinwise.bulk.request import Request
from joinwise.errors import FrameError, StrictError
from joinwise.files import write_whole_text

Advance = Callable[[int], None]
STARTED = "joinwise.json"
"""In the folder of a job: what it was asked, so that it only goes on with the same."""

REFUSED = "refused"
WAITS = "what is done waits in {} for --resume"
ANOTHER = "is of another job: its rules, columns or files differ; without --resume it starts anew"


class Engine(Protocol):
    """Scores one file; raises one of ``errors``, OSError or FrameError if that cannot be done."""

    @property
    def errors(self) -> tuple[type[Exception], ...]: ...

    def columns(self, file: str) -> Sequence[str]:
        """The columns of a file."""

    def size(self, files: Sequence[str]) -> int | None:
        """How many rows there are in all, about; None if that would take long to know."""

    def score(self, file: str, target: Path, rejects: Path, advance: Advance) -> Counts:
        """Writes the rows that fit to ``target``, and the others, if any, to ``rejects``."""

    def join(self, parts: Sequence[Path], target: Path, to: Format) -> None:
        """Writes the rows of several files as one."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a job writes: one file, or a folder with a file for each part."""

    path: Path
    is_folder: bool

    @property
    def work(self) -> Path:
        """The folder in which parts wait until all are there."""
        return self.path.with_name(f"{self.path.name}.partial")

    @property
    def rejects(self) -> Path:
        return self.path.with_name(f"{self.path.name}.rejects")


def output_at(path: str, parts: int) -> Output:
    """A folder if the path ends with a slash, or if it has no suffix and there are several parts.

    Raises FrameError if the folder is there already and not empty.
    """
    is_folder = path.endswith(("/", os.sep)) or (parts > 1 and not Path(path).suffix)
    if Path(path).is_dir() and (not is_folder or any(Path(path).iterdir())):
        raise FrameError([f"{path} is a folder already; name one that is not there"])
    return Output(Path(path), is_folder)


class Job:
    """Scores ``files`` to an output. Parts that are done need not be done again."""

    def __init__(
        self, request: Request, engine: Engine, files: Sequence[str], output: Output
    ) -> None:
        self.request, self.engine, self.files, self.output = request, engine, files, output
        self.failed: dict[str, str] = {}

    def run(self, resume: bool, advance: Advance) -> Report:
        """Raises FrameError if nothing can be read, or nothing written."""
        try:
            return self._run(resume, advance)
        except FrameError:
            raise
        except self._errors as error:
            said = NO_SPACE if is_no_space(error) else reason(error)
            raise FrameError([f"{self.output.path}: {said}"]) from error

    def _run(self, resume: bool, advance: Advance) -> Report:
        start = monotonic()
        self._prepare(resume)
        counts = Counts()
        for number, file in enumerate(self.files):
            counts.add(self._part(number, file, advance))
        if len(self.failed) == len(self.files):
            self._clear()
            raise FrameError([f"{file}: {reason}" for file, reason in self.failed.items()])
        self._finish()
        return Report(counts, self.failed, monotonic() - start, str(self.output.rejects))

    def _prepare(self, resume: bool) -> None:
        asked = self._asked()
        if resume and (self.output.work / STARTED).exists():
            if json.loads((self.output.work / STARTED).read_text()) != asked:
                raise FrameError([f"{self.output.work} {ANOTHER}"])
            return
        self._clear()
        self.output.work.mkdir()
        write_whole_text(self.output.work / STARTED, json.dumps(asked))

    def _asked(self) -> dict[str, Any]:
        request = self.request
        return {
            "rules": request.pack.version,
            "formats": [request.format, request.out_format],
            "columns": [*request.chosen],
            "names": dict(request.names),
            "files": [[file, *_state(file)] for file in self.files],
        }

    def _clear(self) -> None:
        with suppress(FileNotFoundError):
            rmtree(self.output.work)

    def _part(self, number: int, file: str, advance: Advance) -> Counts:
        done = self._path(number, "json")
        if done.exists():
            counts = Counts.from_dict(json.loads(done.read_text()))
            advance(counts.rows)
            return counts
        try:
            counts = self._scored(number, file, advance)
        except self._errors as error:
            if is_no_space(error):
                raise FrameError([self._no_space()]) from error
            self.failed[file] = reason(error)
            return Counts()
        write_whole_text(done, json.dumps(counts.to_dict()))
        return counts

    def _no_space(self) -> str:
        """Says so; what is done is kept, if anything is."""
        if any(self.output.work.glob("[0-9]*.json")):
            return f"{self.output.path}: {NO_SPACE}; {WAITS.format(self.output.work)}"
        self._clear()
        return f"{self.output.path}: {NO_SPACE}"

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        return (*self.engine.errors, OSError, FrameError)

    def _scored(self, number: int, file: str, advance: Advance) -> Counts:
        target = self._path(number, self.request.out_format)
        rejects = self._path(number, f"{REFUSED}.{self.request.format}")
        try:
            return self.engine.score(file, target, rejects, advance)
        except BaseException as error:
            self._discard(target, rejects)
            if isinstance(error, StrictError):
                self._clear()
            raise

    def _discard(self, *files: Path) -> None:
        for file in files:
            for left in file.parent.glob(f"{file.name}*"):
                left.unlink()

    def _path(self, number: int, suffix: str) -> Path:
        return self.output.work / f"{number:06d}.{suffix}"

    def _finish(self) -> None:
        parts = self._parts(self.request.out_format)
        refused = self._parts(f"{REFUSED}.{self.request.format}")
        if refused:
            self._join(refused, self.output.rejects, self.request.format)
        else:
            self.output.rejects.unlink(missing_ok=True)
        if self.output.is_folder:
            self._move(parts)
        else:
            self._join(parts, self.output.path, self.request.out_format)
        self._clear()

    def _parts(self, suffix: str) -> list[Path]:
        return sorted(self.output.work.glob(f"[0-9]*[0-9].{suffix}"))

    def _join(self, parts: Sequence[Path], target: Path, to: Format) -> None:
        whole = parts[0]
        if len(parts) > 1:
            whole = self.output.work / f"whole.{to}"
            self.engine.join(parts, whole, to)
        whole.replace(target)

    def _move(self, parts: Iterable[Path]) -> None:
        whole = self.output.work / "whole"
        whole.mkdir()
        for part in parts:
            name = Path(self.files[int(part.stem)]).stem
            part.rename(whole / f"{part.stem}-{name}.{self.request.out_format}")
        with suppress(FileNotFoundError):
            self.output.path.rmdir()
        whole.rename(self.output.path)


def _state(file: str) -> tuple[int, int]:
    """By which a file is known to be the same; of a file that is not there, nothing."""
    try:
        status = Path(file).stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
