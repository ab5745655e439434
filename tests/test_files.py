"""Files that are written whole, and read once, whatever they are."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from joinwise.files import read_once, write_whole, write_whole_text


def broken(*_: object) -> None:
    raise ValueError("wrong")


def test_a_file_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"before")
    with write_whole(file) as out:
        out.write(b"after")
        assert file.read_bytes() == b"before"
    assert file.read_bytes() == b"after"


@pytest.mark.parametrize("check", [None, broken])
def test_what_fails_leaves_all_as_it_was(tmp_path: Path, check: Callable[..., None] | None) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"before")
    with pytest.raises(ValueError, match="wrong"), write_whole(file, check) as out:
        out.write(b"after")
        if not check:
            broken()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_a_check_reads_what_was_written(tmp_path: Path) -> None:
    found: list[bytes] = []
    with write_whole(tmp_path / "file", lambda out: found.append(out.read())) as out:
        out.write(b"text")
    assert found == [b"text"]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path, is_there: bool) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    if is_there:
        target.write_bytes(b"before")
    link.symlink_to(target)
    write_whole_text(link, "after")
    assert link.is_symlink()
    assert target.read_text() == "after"


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(OSError, match="symbolic links"), write_whole(link):
        pass
    assert link.is_symlink()


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe, found = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    write_whole_text(pipe, "text")
    reader.join()
    assert found == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to(os.devnull)
    for device in (link, Path(os.devnull)):
        write_whole_text(device, "text")
        assert stat.S_ISCHR(device.stat().st_mode)


def test_a_full_device_is_told() -> None:
    with pytest.raises(OSError, match="No space"):
        write_whole_text(Path("/dev/full"), "text")


def test_a_file_may_be_for_its_owner_alone(tmp_path: Path) -> None:
    with write_whole(tmp_path / "own"):
        pass
    write_whole_text(tmp_path / "public", "")
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "public").stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("is_pipe", [True, False])
def test_what_is_read_once_can_be_read_again(tmp_path: Path, is_pipe: bool) -> None:
    file = tmp_path / "file"
    if is_pipe:
        os.mkfifo(file)
    writer = Thread(target=lambda: file.write_bytes(b"text"))
    writer.start()
    if not is_pipe:
        writer.join()
    with read_once(file) as content:
        assert content.read() == b"text"
        content.seek(0)
        assert content.read() == b"text"
    writer.join()
