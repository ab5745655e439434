"""A job goes on where it was, and puts its output in place when it is whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from joinwise.bulk.formats import Format
from joinwise.bulk.job import Job, output_at
from joinwise.bulk.report import Counts, Report
from joinwise.bulk.request import Request
from joinwise.errors import FrameError
from tests.support.fakes import pack, rule

REQUEST = Request(pack(rule("false")), Format.NDJSON, Format.NDJSON)
FILES = ("a", "b", "c")


class PowerCut(BaseException):
    """Ends a job as if it had been killed."""


@dataclass
class Copier:
    """Copies files, and notes which; it is killed at some of them, and cannot read others."""

    killed_at: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    full_at: tuple[str, ...] = ()
    copied: list[str] = field(default_factory=list)
    errors: tuple[type[Exception], ...] = (KeyError,)

    def columns(self, file: str) -> Sequence[str]:
        return ()

    def size(self, files: Sequence[str]) -> int | None:
        return None

    def score(
        self, file: str, target: Path, rejects: Path, advance: Callable[[int], None]
    ) -> Counts:
        target.write_text("half")
        if file in self.killed_at:
            raise PowerCut
        if file in self.unreadable:
            raise OSError(5, "Input/output error")
        if file in self.full_at:
            raise KeyError("IO error: No space left on device (os error 28)")
        target.write_text(f"{file}\n")
        self.copied.append(file)
        return Counts(join=1)

    def join(self, parts: Sequence[Path], target: Path, to: Format) -> None:
        if "whole" in self.full_at:
            raise KeyError("No space left on device")
        target.write_text("".join(part.read_text() for part in parts))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(
    engine: Copier, resume: bool = False, request: Request = REQUEST, out: str = "out"
) -> Report:
    output = replace(output_at(out, len(FILES)), is_folder=False)
    return Job(request, engine, FILES, output).run(resume, lambda rows: None)


def test_parts_that_are_done_are_not_done_again(folder: Path) -> None:
    with pytest.raises(PowerCut):
        run(Copier(killed_at=("c",)))
    assert not Path("out").exists()
    second = Copier()
    assert run(second, resume=True).counts.join == 3
    assert second.copied == ["c"]
    assert Path("out").read_text() == "a\nb\nc\n"
    assert [path.name for path in folder.iterdir()] == ["out"]


def test_without_being_told_so_a_job_starts_anew(folder: Path) -> None:
    with pytest.raises(PowerCut):
        run(Copier(killed_at=("c",)))
    second = Copier()
    run(second)
    assert second.copied == [*FILES]


def test_a_job_does_not_go_on_with_other_rules(folder: Path) -> None:
    with pytest.raises(PowerCut):
        run(Copier(killed_at=("c",)))
    other = replace(REQUEST, pack=pack(rule("true")))
    with pytest.raises(FrameError, match="is of another job"):
        run(Copier(), resume=True, request=other)


def test_what_was_there_stays_until_the_new_is_whole(folder: Path) -> None:
    Path("out").write_text("old")
    with pytest.raises(PowerCut):
        run(Copier(killed_at=("b",)))
    assert Path("out").read_text() == "old"


def test_a_part_that_cannot_be_read_leaves_no_half_of_it(folder: Path) -> None:
    report = run(Copier(unreadable=("b",)))
    assert report.failed == {"b": "Input/output error"}
    assert Path("out").read_text() == "a\nc\n"


def test_if_no_part_can_be_read_there_is_no_output(folder: Path) -> None:
    with pytest.raises(FrameError, match="a: Input/output error; b: Input"):
        run(Copier(unreadable=FILES))
    assert [*folder.iterdir()] == []


def test_a_full_disk_ends_a_job_that_goes_on_once_there_is_space(folder: Path) -> None:
    with pytest.raises(FrameError, match=r"^out: No space left on device; what is done waits in"):
        run(Copier(full_at=("b",)))
    assert not Path("out").exists()
    second = Copier()
    assert run(second, resume=True).counts.join == 3
    assert second.copied == ["b", "c"]


@pytest.mark.parametrize("full_at", ["a", "whole"])
def test_a_disk_that_is_full_at_either_end_leaves_no_output(folder: Path, full_at: str) -> None:
    Path("out").write_text("old")
    with pytest.raises(FrameError, match=r"^out: No space left on device"):
        run(Copier(full_at=(full_at,)))
    assert Path("out").read_text() == "old"
