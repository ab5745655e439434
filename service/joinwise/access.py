"""Who may call the protected endpoints: whoever has a token; without tokens, this machine alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from joinwise.errors import BusyError
from joinwise.tokens import Scope, Token, Tokens, token_hash

MOST_REFUSED = 20
"""Wrong tokens of one address within a minute, after which it waits."""

MINUTE = 60
MOST_KNOWN = 10_000
SLOWED = "Too many wrong tokens came from this address; try again later."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the token that was sent, the host that was asked for, the address of the peer.

    ``is_forwarded`` if a proxy took part, or says so; it never is on this machine then.
    """

    token: str | None
    host: str
    peer: str | None
    is_forwarded: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine, and asked for it by such a name.

        A page elsewhere may have its own name lead to this machine, and under another server the
        settings need not tell the address that it listens on.
        """
        is_here = self.peer is None or is_loopback(self.peer)
        return is_here and not self.is_forwarded and is_loopback(_name(self.host))


@dataclass(slots=True)
class Refusals:
    """Wrong tokens by the address that they came from: too many, and the address has to wait.

    Whoever was let in before is still let in, since many may share an address.
    """

    now: Callable[[], float] = monotonic
    _times: dict[str, deque[float]] = field(default_factory=dict)
    _let_in: set[tuple[str, bytes]] = field(default_factory=set)

    def refuse_slowed(self, peer: str, token: str) -> None:
        """Raises BusyError if the address has to wait, right or wrong as the token may be."""
        times = self._times.get(peer)
        if times is None or (peer, token_hash(token)) in self._let_in:
            return
        while times and times[0] <= self.now() - MINUTE:
            times.popleft()
        if len(times) >= MOST_REFUSED:
            raise BusyError(SLOWED, 1 + int(times[0] + MINUTE - self.now()))

    def refused(self, peer: str) -> None:
        if len(self._times) > MOST_KNOWN:
            self._times.clear()
        self._times.setdefault(peer, deque(maxlen=MOST_REFUSED)).append(self.now())

    def let_in(self, peer: str, token: str) -> None:
        if len(self._let_in) > MOST_KNOWN:
            self._let_in.clear()
        self._let_in.add((peer, token_hash(token)))


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call protected endpoints, by its tokens and the address that it listens on."""

    address: str
    tokens: Tokens | None = None
    refusals: Refusals = field(default_factory=Refusals)

    @classmethod
    def of(cls, address: str, given: Sequence[str], file: Path | None) -> Access:
        """Raises SettingsError if a file of tokens cannot be used."""
        return cls(address, Tokens(given, file) if given or file else None)

    def catch_up(self) -> None:
        """For a process that starts later: tokens of a file count as the file is now."""
        if self.tokens is not None:
            self.tokens.forget_file()

    def is_open_to(self, caller: Caller) -> bool:
        """Whether this caller needs no token, since none is set and it is on this machine."""
        return self.tokens is None and is_loopback(self.address) and caller.is_local

    def identify(self, caller: Caller) -> Token | None:
        """The token of a caller. Raises BusyError if too many wrong ones came from its address."""
        if self.tokens is None or caller.token is None:
            return None
        peer = caller.peer or ""
        self.refusals.refuse_slowed(peer, caller.token)
        token = self.tokens.find(caller.token)
        if token is None:
            self.refusals.refused(peer)
        else:
            self.refusals.let_in(peer, caller.token)
        return token

    def openings(self) -> dict[str, str]:
        """What is open to whom, as the log says it at the start."""
        return {"scoring": "everybody who reaches this address", "protected": self._holders()}

    def _holders(self) -> str:
        if self.tokens is not None:
            return f"callers with a token: {', '.join(map(_described, self.tokens.current()))}"
        if is_loopback(self.address):
            return "programs of this machine; set JOINWISE_TOKENS before a proxy stands in front"
        return "nobody; set JOINWISE_TOKENS or JOINWISE_TOKENS_FILE"


def _described(token: Token) -> str:
    scopes = " ".join(scope for scope in Scope if scope in token.scopes)
    return f"{token.name or 'unnamed'} ({scopes})"


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _name(host: str) -> str:
    """A host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
