"""The tokens that open the calls which are not for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from hmac import compare_digest
from ipaddress import ip_address
from pathlib import Path

import structlog

from joinwise.errors import SettingsError

SHORTEST = 16
LARGEST_FILE = 64 * 1024
VISIBLE = re.compile(r"[!-~]*")
MAKE_ONE = "python -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"
SEPARATORS = re.compile(r"[\s,]+")

Mark = tuple[int, ...]

log = structlog.get_logger("joinwise.access")


class Tokens:
    """The tokens of the settings, and those of a file, which is read anew when it has changed.

    Only their hashes are kept. At the start a file that cannot be used raises SettingsError.
    """

    def __init__(
        self, given: Iterable[str] = (), file: Path | None = None, is_start: bool = True
    ) -> None:
        self._given = [_hash(each) for each in given]
        self._file = file
        self._mark: Mark | None = None
        self._filed: list[bytes] = []
        if file and is_start:
            self._mark, self._filed = _mark(file), _read(file)

    def know(self, token: str) -> bool:
        """Whether this is one of them; takes as long whichever it is, and whether it is."""
        hashed, found = _hash(token), False
        for each in self._current():
            found |= compare_digest(each, hashed)
        return found

    def _current(self) -> list[bytes]:
        if self._file and (mark := _mark(self._file)) != self._mark:
            self._mark = mark
            self._read_again(self._file)
        return [*self._given, *self._filed]

    def _read_again(self, file: Path) -> None:
        try:
            self._filed = _read(file)
            log.info("tokens read again", file=str(file), count=len(self._filed))
        except SettingsError as error:
            log.error("tokens not read again; those read before stay in force", why=str(error))


def listed(text: str) -> tuple[str, ...]:
    """The tokens in a text, separated by commas or white space."""
    return tuple(each for each in SEPARATORS.split(text) if each)


def faults(numbered: Iterable[tuple[int, str]], called: str) -> Iterator[str]:
    """What is wrong with tokens that are numbered; never says what they are."""
    number = None
    for number, token in numbered:
        if len(token) < SHORTEST:
            yield f"{called} {number} has {len(token)} characters; {SHORTEST} are the least"
        elif not VISIBLE.fullmatch(token):
            yield f"{called} {number} holds other than ASCII letters, digits and marks"
    if number is None:
        yield "there is no token in it; name one, or leave it unset"


def _read(file: Path) -> list[bytes]:
    """The hashes of the tokens in a file, one a line; lines that start with ``#`` are passed over.

    Raises SettingsError.
    """
    where = f"JOINWISE_TOKENS_FILE: {file}"
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SettingsError(f"{where} cannot be read: {error.strerror or error}") from None
    if len(text) > LARGEST_FILE:
        raise SettingsError(f"{where} holds more than {LARGEST_FILE // 1024} KiB")
    lines = enumerate(text.decode("utf-8-sig", "replace").splitlines(), 1)
    tokens = [(number, line.strip()) for number, line in lines]
    tokens = [(number, each) for number, each in tokens if each and each[0] != "#"]
    if found := list(faults(tokens, "line")):
        raise SettingsError(f"{where}: {'; '.join(found)} ({MAKE_ONE})")
    return [_hash(each) for _, each in tokens]


def _mark(file: Path) -> Mark | None:
    """What tells that a file has changed; ``None`` where it cannot be told."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
