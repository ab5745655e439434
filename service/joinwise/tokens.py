"""The tokens that open the protected endpoints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from stat import S_IROTH, S_IWOTH, filemode

import structlog

from joinwise.errors import SettingsError

MIN_LENGTH = 16
MAX_FILE_SIZE = 64 * 1024
VISIBLE = re.compile(r"[!-~]*")
SEPARATORS = re.compile(r"[\s,]+")
HINT = "python -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"

FileState = tuple[int, ...]

log = structlog.get_logger("joinwise.access")


class Tokens:
    """The tokens of the settings, and those of a file, which is reloaded when it has changed.

    Only their hashes are held. At the start a file that cannot be used raises SettingsError.
    """

    def __init__(
        self, given: Iterable[str] = (), file: Path | None = None, is_start: bool = True
    ) -> None:
        self._given = [_hash(token) for token in given]
        self._file = file
        self._file_state: FileState | None = None
        self._of_file: list[bytes] = []
        if file and is_start:
            self._file_state, self._of_file = _state(file), _read(file)

    def __contains__(self, token: str) -> bool:
        """Takes as long whichever of them it is, and whether it is one."""
        hashed, is_known = _hash(token), False
        for known in self._current():
            is_known |= compare_digest(known, hashed)
        return is_known

    def _current(self) -> list[bytes]:
        if self._file and (state := _state(self._file)) != self._file_state:
            self._file_state = state
            self._reload(self._file)
        return [*self._given, *self._of_file]

    def _reload(self, file: Path) -> None:
        try:
            self._of_file = _read(file)
            log.info("tokens reloaded", file=str(file), count=len(self._of_file))
        except SettingsError as error:
            log.error("tokens not reloaded; the last good ones stay valid", why=str(error))


def split_tokens(text: str) -> tuple[str, ...]:
    """The tokens in a text, separated by commas or white space."""
    return tuple(token for token in SEPARATORS.split(text) if token)


def token_problems(numbered: Iterable[tuple[int, str]], label: str) -> Iterator[str]:
    """What is wrong with tokens, by their numbers; it never contains a token itself."""
    number = None
    for number, token in numbered:
        if len(token) < MIN_LENGTH:
            yield f"{label} {number} has {len(token)} characters; at least {MIN_LENGTH} are needed"
        elif not VISIBLE.fullmatch(token):
            yield f"{label} {number} contains spaces, non-printable or non-ASCII characters"
    if number is None:
        yield "it contains no token; add one, or leave it unset"


def _read(file: Path) -> list[bytes]:
    """The hashes of the tokens in a file, one a line, except for lines that start with ``#``.

    Raises SettingsError.
    """
    setting = f"JOINWISE_TOKENS_FILE: {file}"
    try:
        with file.open("rb") as stream:
            text = stream.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        raise SettingsError(f"{setting} cannot be read: {error.strerror or error}") from None
    if len(text) > MAX_FILE_SIZE:
        raise SettingsError(f"{setting} is larger than {MAX_FILE_SIZE // 1024} KiB")
    tokens = list(_numbered_lines(text))
    if problems := list(token_problems(tokens, "line")):
        raise SettingsError(f"{setting}: {'; '.join(problems)} ({HINT})")
    _warn_if_open(file)
    return [_hash(token) for _, token in tokens]


def _warn_if_open(file: Path) -> None:
    mode = file.stat().st_mode
    if mode & (S_IROTH | S_IWOTH):
        message = "other users of this machine may read or change the tokens"
        log.warning(message, file=str(file), mode=filemode(mode))


def _numbered_lines(text: bytes) -> Iterator[tuple[int, str]]:
    """The lines that hold a token, whatever it looks like."""
    for number, line in enumerate(text.decode("utf-8-sig", "replace").splitlines(), 1):
        token = line.strip()
        if token and not token.startswith("#"):
            yield number, token


def _state(file: Path) -> FileState | None:
    """What differs once a file has changed; None if it cannot be looked at."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
