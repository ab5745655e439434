"""The last good rule files are there whole for every process, whatever happens to another."""

import os
import resource
import signal
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.runtime.last_good import LastGood

FILES = st.dictionaries(st.text(max_size=3), st.binary(max_size=40), max_size=3)


def in_another_process(act: Callable[[], object]) -> int:
    """What it ends with: the number of the signal, if one ended it."""
    process = os.fork()
    if not process:
        act()
        os._exit(0)
    return os.waitpid(process, 0)[1]


@pytest.mark.slow
@given(FILES, st.lists(FILES, max_size=6))
def test_what_was_saved_last_is_there_as_it_was(
    first: dict[str, bytes], later: list[dict[str, bytes]]
) -> None:
    last_good = LastGood(first)
    assert last_good.files() == first
    for files in later:
        last_good.save(files)
        assert last_good.files() == files


def test_what_another_process_saves_is_there() -> None:
    last_good = LastGood({"a.yaml": b"a"})
    assert in_another_process(lambda: last_good.save({"b.yaml": b"b"})) == 0
    assert last_good.files() == {"b.yaml": b"b"}


def test_a_process_that_is_killed_while_it_saves_leaves_what_was_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    last_good, written = LastGood({"a.yaml": b"a"}), os.pwrite

    def killed(handle: int, content: bytes, start: int) -> int:
        written(handle, content[: len(content) // 2], start)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", killed)
        assert in_another_process(lambda: last_good.save({"b.yaml": b"b"})) == signal.SIGKILL
    assert last_good.files() == {"a.yaml": b"a"}
    last_good.save({"c.yaml": b"c"})
    assert last_good.files() == {"c.yaml": b"c"}


def test_what_there_is_no_room_for_leaves_what_was_there() -> None:
    last_good = LastGood({"a.yaml": b"a"})
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(OSError, match=r"No space left|File too large"):
            last_good.save({"b.yaml": b"b" * 2_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert last_good.files() == {"a.yaml": b"a"}
