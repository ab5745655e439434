"""Every command that is given a file, with everything that a file can be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Thread

import pytest
from click.testing import Result

from joinwise.assessments.store import Store
from tests.support import commands
from tests.support.assessments import FILES, assessment

pytestmark = pytest.mark.slow

FILE = "{}"
RULES = "rules:\n- {id: a, title: A, when: cost.annual_dues > 5, points: -1, reason: R}\n"
READERS = [
    ("score", FILE), ("compare", "good.json", FILE),
    ("rules", "check", FILE), ("rules", "preview", FILE, "good.json"),
    ("rules", "preview", "rules", FILE), ("rules", "preview", "rules", FILE, "--jobs", "2"),
    ("rules", "diff", FILE, "rules"), ("rules", "diff", "rules", FILE),
    ("rules", "coverage", "--results", FILE), ("rules", "show", "--rules", FILE),
    ("inputs", "--rules", FILE), ("score", "--rules", FILE, "good.json"),
    ("compare", "--rules", FILE, "good.json", "good.json"), ("serve", "--rules", FILE),
    ("db", "restore", FILE, "--replace"), ("bulk", FILE, "out.csv", "--format", "csv"),
    ("bulk", FILE, "out.csv", "--format", "parquet"),
]  # fmt: skip
ENVIRON = {"JOINWISE_DATABASE_URL": "sqlite:///joinwise.db", "JOINWISE_RULES": "rules"}
NO_FILES = [
    "/dev/null", "/dev/full", "/dev/zero", "fifo", "loop", "dangling", "none", "empty folder",
    "empty.json", "bytes", "x" * 300, "good.json/below", "zero.yaml", "empty.yaml",
]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of everything, with a store that holds one assessment."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.yaml").write_text(RULES)
    (tmp_path / "good.json").write_text('{"name": "A", "kind": "meetup"}')
    (tmp_path / "bytes").write_bytes(bytes(range(256)))
    (tmp_path / "empty folder").mkdir()
    for name in ("empty.json", "empty.yaml"):
        (tmp_path / name).touch()
    for link, target in (("loop", "loop"), ("dangling", "none"), ("zero.yaml", "/dev/zero")):
        (tmp_path / link).symlink_to(target)
    os.mkfifo(tmp_path / "fifo")
    return tmp_path


@pytest.fixture
def saved(place: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{place}/joinwise.db")
    store.save(assessment(), FILES)
    yield store
    store.close()


def run(command: tuple[str, ...], file: str) -> Result:
    words = [word.format(file) for word in command]
    return commands.run(*words, **ENVIRON)


@contextmanager
def ended_at_once(pipe: Path) -> Iterator[None]:
    """Whoever opens the pipe to read finds it empty."""
    writer = Thread(target=pipe.write_bytes, args=(b"",))
    writer.start()
    try:
        yield
    finally:
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        writer.join()
        os.close(reader)


@pytest.mark.parametrize("file", NO_FILES)
@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_what_is_no_file_of_its_kind_is_refused_in_words(
    command: tuple[str, ...], file: str, place: Path, saved: Store
) -> None:
    if file == "empty.yaml" and "preview" in command:
        pytest.skip("a file without rules is a rule file too")
    before = saved.page()
    with ended_at_once(place / file) if file == "fifo" else nullcontext():
        result = run(command, file)
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in (1, 2)
    assert result.output
    assert saved.page() == before
