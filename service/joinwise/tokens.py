"""The tokens that open the protected endpoints, and what each opens.

A token is written as it is, or as its hash; with a name and scopes before it, it opens no more than
these: ``prometheus:metrics:sha256:9f86…``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest
from pathlib import Path
from stat import S_IROTH, S_IWOTH, filemode

import structlog

from joinwise.domain.units import how_many
from joinwise.errors import SettingsError


class Scope(StrEnum):
    """What a token may open."""

    READ = "read"
    WRITE = "write"
    METRICS = "metrics"
    RULES = "rules"


ALL = frozenset(Scope)
MIN_LENGTH = 16
MAX_FILE_SIZE = 64 * 1024
VISIBLE = re.compile(r"[!-~]*")
NAME = re.compile(r"[A-Za-z][\w.-]{0,39}", re.ASCII)
NAMED = re.compile(rf"({NAME.pattern}):([a-z+]*):(.*)", re.ASCII)
HASHED = "sha256:"
HASH = re.compile(r"[0-9a-f]{64}")
SEPARATORS = re.compile(r"[\s,]+")
HINT = "python -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"

NOT_VISIBLE = "contains spaces, non-printable or non-ASCII characters"

FileState = tuple[int, ...]

log = structlog.get_logger("joinwise.access")


@dataclass(frozen=True, slots=True)
class Token:
    """The hash of a token, what people call it, and what it opens."""

    hash: bytes = field(repr=False)
    name: str = ""
    scopes: frozenset[Scope] = ALL

    def mark(self, key: str) -> str:
        """What stands for it in a cookie: it gives nothing away."""
        return hmac_digest(key.encode(), self.hash, "sha256").hex()


class Tokens:
    """The tokens of the settings, and those of a file, which is reloaded when it has changed.

    Only their hashes are held. At the start a file that cannot be used raises SettingsError.
    """

    def __init__(self, given: Iterable[str] = (), file: Path | None = None) -> None:
        self._given = [parse_token(token) for token in given]
        self._file = file
        self._file_state: FileState | None = None
        self._of_file: list[Token] = []
        if file:
            self._file_state, self._of_file = _state(file), _read(file)

    def forget_file(self) -> None:
        """None of the file is valid until it is read again, which is when it is next needed."""
        self._file_state, self._of_file = None, []

    def __contains__(self, token: str) -> bool:
        return self.find(token) is not None

    def find(self, token: str) -> Token | None:
        """The token of this text; takes as long whichever of them it is, and whether it is one."""
        hashed = token_hash(token)
        found = [known for known in self.current() if compare_digest(known.hash, hashed)]
        return found[0] if found else None

    def marked(self, mark: str, key: str) -> Token | None:
        """The token that a cookie stands for."""
        found = [known for known in self.current() if compare_digest(known.mark(key), mark)]
        return found[0] if found else None

    def current(self) -> list[Token]:
        """All that are valid now."""
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


def parse_token(text: str) -> Token:
    """The token that a text of the settings describes, which has no problem."""
    named = NAMED.fullmatch(text)
    name, scopes, secret = named.groups() if named else ("", "", text)
    hashed = secret.removeprefix(HASHED)
    own = bytes.fromhex(hashed) if secret.startswith(HASHED) else token_hash(secret)
    return Token(own, name, frozenset(map(Scope, scopes.split("+"))) if named else ALL)


def token_problems(numbered: Iterable[tuple[int, str]], label: str) -> Iterator[str]:
    """What is wrong with tokens, by their numbers; it never contains a token itself."""
    number = None
    for number, token in numbered:
        if problem := _problem(token):
            yield f"{label} {number} {problem}"
    if number is None:
        yield "it contains no token; add one, or leave it unset"


def _problem(text: str) -> str:
    """What is wrong with a token, or an empty text."""
    named = NAMED.fullmatch(text)
    if unknown := {*named[2].split("+")} - {*Scope} if named else set():
        known = ", ".join(Scope)
        return f'has the unknown scope "{min(unknown)}"; known: {known}, joined by +'
    secret = named[3] if named else text
    if secret.startswith(HASHED):
        return (
            "" if HASH.fullmatch(secret.removeprefix(HASHED)) else f"has no {HASHED} of 64 digits"
        )
    if len(secret) < MIN_LENGTH:
        return f"has {how_many(len(secret), 'character')}; at least {MIN_LENGTH} are needed"
    if ":" in secret:
        return "contains a colon; a name and scopes are written name:read+write:token"
    return "" if VISIBLE.fullmatch(secret) else NOT_VISIBLE


def _read(file: Path) -> list[Token]:
    """The tokens in a file, one a line, except for lines that start with ``#``.

    Raises SettingsError.
    """
    setting = f"JOINWISE_TOKENS_FILE: {file}"
    tokens = list(_numbered_lines(_content(file, setting)))
    if problems := list(token_problems(tokens, "line")):
        raise SettingsError(f"{setting}: {'; '.join(problems)} ({HINT})")
    _warn_if_open(file)
    return [parse_token(token) for _, token in tokens]


def _content(file: Path, setting: str) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        raise SettingsError(f"{setting} cannot be read: {error.strerror or error}") from None
    if len(content) > MAX_FILE_SIZE:
        raise SettingsError(f"{setting} is larger than {MAX_FILE_SIZE // 1024} KiB")
    return content


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


def token_hash(token: str) -> bytes:
    """Quick to make: a token is long and random, unlike a password."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
