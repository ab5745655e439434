"""Who may call the protected endpoints: whoever has a token; without tokens, this machine alone."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from joinwise.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the token that was sent, the host that was asked for, the address of the peer."""

    token: str | None
    host: str
    peer: str | None


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call protected endpoints, by its tokens and the address that it listens on."""

    address: str
    tokens: Tokens | None = None

    def is_allowed(self, caller: Caller) -> bool:
        """Whether this caller may call protected endpoints."""
        return self._is_local(caller) if self.tokens is None else self.knows(caller.token)

    def knows(self, token: str | None) -> bool:
        """Whether this is one of the tokens."""
        return self.tokens is not None and token is not None and token in self.tokens

    def _is_local(self, caller: Caller) -> bool:
        """What was asked for and by whom counts too.

        A page elsewhere may have its own name lead to this machine, and under another server the
        settings need not tell the address that it listens on.
        """
        return (
            is_loopback(self.address)
            and is_loopback(_name(caller.host))
            and (caller.peer is None or is_loopback(caller.peer))
        )


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _name(host: str) -> str:
    """A host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
