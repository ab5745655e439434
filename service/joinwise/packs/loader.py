"""A folder of rule files: which of its files are read, and how much of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path

from joinwise.diagnostics import Diagnostic, Severity
from joinwise.errors import RuleFilesError
from joinwise.formats.located_yaml import LARGEST, Document, read_document
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.layers.names import TABLES, depth_of, layered, path_of
from joinwise.packs.model import Pack
from joinwise.resources import default_folder

SUFFIXES = (".yaml", ".yml")
MAX_FILES = 500
MAX_BYTES = 16 * 1024 * 1024
MOST_LAYERS = 20
TOO_MUCH = f"more than {MAX_FILES} rule files, or {MAX_BYTES // 2**20} MiB of them"
DEFAULT = "default"
"""The name of the pack that comes with joinwise."""


def load_pack(folder: str | os.PathLike[str] | None = None) -> Pack:
    """The pack in a folder; without one, the pack that comes with joinwise.

    Raises RuleFilesError, with every error, if it cannot be used.
    """
    return parse_pack(read_folder(Path(folder) if folder else default_folder()))


def parse_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack in files handed in, named ``default`` if it says what the shipped one says.

    Raises RuleFilesError, with every error, if it cannot be used.
    """
    return check_pack(files).require_pack()


def check_pack(files: Mapping[str, bytes]) -> CheckResult:
    """The same pack, and all that is wrong or odd in its files."""
    check = check_files(files)
    if check.pack and _is_default(check.pack, files):
        return replace(check, pack=replace(check.pack, name=DEFAULT))
    return check


def check_folder(folder: Path) -> CheckResult:
    """What the rule files of a folder come to, with all that is wrong or odd in them."""
    try:
        return check_files(read_folder(folder))
    except RuleFilesError as error:
        return CheckResult(None, error.faults)


def read_folder(folder: Path) -> dict[str, bytes]:
    """What the rule files of a folder hold, by path, and those of the layers below it.

    It may be several folders, each a layer over the one before (see ``Folders``). Raises
    RuleFilesError if there are none, or if a folder that one stands on cannot be read.
    """
    return Folders.of(folder).read()


@dataclass(slots=True)
class Folders:
    """The folders of a pack: layers, the last one first.

    ``found`` are those that were read last, ``sought`` those that they stand on, there or not.
    """

    wanted: tuple[Path, ...]
    found: list[Path] = field(default_factory=list)
    sought: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> Folders:
        """Those of a path: one folder, or several with colons between them, the last on top."""
        parts = os.fspath(folder).split(os.pathsep)
        if len(parts) == 1 or folder.is_dir():
            return cls((folder,))
        return cls(tuple(Path(part) for part in parts[::-1] if part))

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders on whose files it depends what is read."""
        return tuple(dict.fromkeys((*self.wanted, *self.sought)))

    def read(self) -> dict[str, bytes]:
        """All files of all layers. Raises RuleFilesError."""
        contents: dict[str, bytes] = {}
        waiting = [*self.wanted]
        self.found, self.sought = [], []
        while waiting:
            folder = waiting.pop(0)
            own = self._read_one(folder)
            contents |= {layered(path, len(self.found)): text for path, text in own.items()}
            self.found.append(folder)
            self._find_base(folder, own, waiting)
        if sum(map(len, contents.values())) > MAX_BYTES:
            raise _refused(self.wanted[0], TOO_MUCH)
        return contents

    def _read_one(self, folder: Path) -> dict[str, bytes]:
        try:
            own = _contents(folder)
        except OSError as error:
            raise _refused(folder, f"cannot be read: {error.strerror or error}") from None
        if not own:
            raise _refused(folder, "no rule files (*.yaml) found")
        return own

    def _find_base(self, folder: Path, own: Mapping[str, bytes], waiting: list[Path]) -> None:
        """What a folder says that it stands on comes next, unless it comes anyway."""
        for document in _extending(own):
            base = base_folder(document.data["extends"], folder)
            self.sought.append(base)
            problem = self._problem(base, waiting)
            if problem:
                raise RuleFilesError([document.diagnostic(("extends",), problem)])
            if not _is_among(base, waiting):
                waiting.insert(0, base)
            return

    def _problem(self, base: Path, waiting: Sequence[Path]) -> str:
        if _is_among(base, self.found):
            names = [each.name for each in (*self.found, base)]
            return f"layers in a circle: {' -> '.join(names)}"
        if len(self.found) >= MOST_LAYERS:
            return f"more than {MOST_LAYERS} layers"
        if waiting and not _is_among(base, waiting):
            given = ", ".join(each.name for each in waiting)
            return f"{base.name} is none of the folders that it is laid over ({given})"
        if not base.is_dir():
            return f"there is no folder {base.name}"
        return "" if any(rule_files(base)) else f"no rule files (*.yaml) found in {base.name}"


def _is_among(folder: Path, folders: Sequence[Path]) -> bool:
    return folder.resolve() in [other.resolve() for other in folders]


def base_folder(extends: str, folder: Path) -> Path:
    """The folder that is meant by what a pack in a folder extends."""
    return default_folder() if extends == DEFAULT else folder / extends


def _extending(contents: Mapping[str, bytes]) -> Iterator[Document]:
    """The files that say what they extend, as far as they can be read."""
    for path in sorted(contents):
        if b"extends" in contents[path]:
            document = read_document(path, contents[path])
            if isinstance(document.data, dict) and isinstance(document.data.get("extends"), str):
                yield document


def with_default(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files handed in, with those that come with joinwise below them if they extend these."""
    deepest = max(map(depth_of, files), default=0)
    lowest = {name: text for name, text in files.items() if depth_of(name) == deepest}
    if not extends_default(lowest):
        return dict(files)
    shipped = _contents(default_folder())
    return {**files, **{layered(path, deepest + 1): text for path, text in shipped.items()}}


def extends_default(files: Mapping[str, bytes]) -> bool:
    """Whether the first of some files that says what it stands on names joinwise's own."""
    extended = (document.data["extends"] for document in _extending(files))
    return next(extended, None) == DEFAULT


def rule_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that are read, hidden ones left out. Raises OSError."""
    for path in folder.iterdir():
        if path.suffix in (*SUFFIXES, TABLES) and path.name[0] != "." and path.is_file():
            yield path


def _contents(folder: Path) -> dict[str, bytes]:
    paths = list(islice(rule_files(folder), MAX_FILES + 1))
    rules = [path for path in paths if path.suffix != TABLES]
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in rules) > MAX_BYTES:
        raise _refused(folder, TOO_MUCH)
    for path in paths:
        if not _is_utf8(path.name):
            raise _refused(folder, f"the name of a rule file must be UTF-8: {printable(path.name)}")
    return {printable(path): _bytes_of(path) for path in paths} if rules else {}


def _bytes_of(path: Path) -> bytes:
    """The file; of one that is too large no more than it takes to tell so."""
    with path.open("rb") as file:
        return file.read() if path.suffix != TABLES else file.read(LARGEST + 1)


def _is_utf8(name: str) -> bool:
    try:
        return bool(os.fsencode(name).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def printable(path: Path | str) -> str:
    """A path that can be written anywhere: bytes that are not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _refused(folder: Path, message: str) -> RuleFilesError:
    return RuleFilesError([Diagnostic(printable(folder), 1, 1, Severity.ERROR, message)])


def _is_default(pack: Pack, files: Mapping[str, bytes]) -> bool:
    folders = {Path(path_of(path)).parent.resolve() for path in files}
    return folders == {default_folder().resolve()} or pack.version == _shipped_version()


@cache
def _shipped_version() -> str:
    """Of the rules that come with joinwise; they change only with it."""
    shipped = check_folder(default_folder()).pack
    return shipped.version if shipped else ""
