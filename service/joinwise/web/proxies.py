"""What proxies say of a request: taken from those that are named, and from nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from werkzeug.exceptions import BadRequest

from joinwise.edge import SOCKET_FILE, is_one_of, name_asked_for
from joinwise.web.context import REFUSAL

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]
Network = IPv4Network | IPv6Network

FORWARDED = "joinwise.forwarded"
"""In the environment of a request in which a proxy took part, or that says so."""

PATH_PREFIX = "joinwise.prefix"
"""In the environment: the path under which a named proxy has put the service."""

SAFE_PREFIX = re.compile(r"(/[\w.~-]+)+", re.ASCII)

FOR, PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
HEALTH = ("/healthz", "/readyz")
"""Asked for by any name: probes of Kubernetes know the address of a pod alone."""

HERE = "localhost"
HOST, PREFIX = "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX"
SAID_BY_PROXIES = (
    "HTTP_FORWARDED", FOR, HOST, PROTO, PREFIX, "HTTP_X_REAL_IP", "HTTP_VIA",
    "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_SERVER", "HTTP_X_FORWARDED_SSL",
    "HTTP_CF_CONNECTING_IP", "HTTP_TRUE_CLIENT_IP", "HTTP_X_CLIENT_IP", "HTTP_X_ORIGINAL_URL",
)  # fmt: skip

UNSAID = "Say in the header Host which service this is for."
NOT_OURS = "This service is not asked for by the name in the header Host."
NO_HOST = "The header Host is no name and no address; write joinwise.example, or [::1]:8000."


@dataclass(frozen=True, slots=True)
class NamedProxies:
    """The proxies whose word is taken, by their addresses."""

    networks: tuple[Network, ...] = ()
    by_socket_file: bool = False

    @classmethod
    def of(cls, names: Iterable[str]) -> NamedProxies:
        """Raises ValueError if one is no address, no network, and not ``unix``."""
        known = tuple(names)
        networks = tuple(ip_network(name, strict=False) for name in known if name != SOCKET_FILE)
        return cls(networks, SOCKET_FILE in known)

    def __contains__(self, address: str) -> bool:
        if not address:
            return self.by_socket_file
        try:
            own = ip_address(address)
        except ValueError:
            return False
        return any(own in network for network in self.networks)


@dataclass(frozen=True, slots=True)
class BehindProxies:
    """An application that learns of its callers what named proxies say of them."""

    application: Wsgi
    proxies: NamedProxies

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ.get("REMOTE_ADDR", "-") in self.proxies:
            environ = {**environ, **_said(environ, self.proxies), FORWARDED: True}
        elif any(name in environ for name in SAID_BY_PROXIES):
            environ = {**environ, FORWARDED: True}
        return self.application(environ, start_response)


@dataclass(frozen=True, slots=True)
class AskedForByName:
    """An application that is asked for by one of its names, or by any if it has none.

    What is asked for otherwise is refused, and answered as if it had been asked for here.
    """

    application: Wsgi
    allowed: tuple[str, ...] = ()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if problem := self._problem(environ):
            environ = {**environ, "HTTP_HOST": HERE, REFUSAL: BadRequest(problem)}
        return self.application(environ, start_response)

    def _problem(self, environ: Environ) -> str:
        """What is wrong with the host that is asked for (RFC 9112, section 3.2), or an empty text.

        Before HTTP/1.1 none need be.
        """
        host = environ.get("HTTP_HOST", "")
        if not host and environ.get("SERVER_PROTOCOL") != "HTTP/1.1":
            return ""
        name = name_asked_for(host)
        if not name:
            return NO_HOST if host else UNSAID
        is_ours = not self.allowed or is_one_of(name, self.allowed)
        return "" if is_ours or environ.get("PATH_INFO") in HEALTH else NOT_OURS


def _said(environ: Environ, proxies: NamedProxies) -> dict[str, str]:
    """What the nearest proxy says, as the environment has it."""
    said = {
        "REMOTE_ADDR": _client(environ.get(FOR, ""), proxies),
        "wsgi.url_scheme": _scheme(_last(environ.get(PROTO, ""))),
        "HTTP_HOST": _last(environ.get(HOST, "")),
        PATH_PREFIX: _prefix(_last(environ.get(PREFIX, ""))),
    }
    return {name: value for name, value in said.items() if value}


def _client(chain: str, proxies: NamedProxies) -> str:
    """The last address that is none of the named proxies; empty if it is no address."""
    addresses = [address.strip() for address in chain.split(",")]
    strangers = (address for address in reversed(addresses) if address not in proxies)
    return _address(next(strangers, ""))


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


def _scheme(text: str) -> str:
    return text.lower() if text.lower() in ("http", "https") else ""


def _last(values: str) -> str:
    return values.rpartition(",")[2].strip()


def _prefix(path: str) -> str:
    found = SAFE_PREFIX.fullmatch(path.rstrip("/"))
    return found[0] if found else ""
