"""What the settings of the edge may say: proxies, names, origins, rates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from environs import ValidationError

SOCKET_FILE = "unix"
"""Names whoever comes by a socket file."""

HOST_NAME = re.compile(
    r"\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE
)
LABELS = r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?"
ASKED_FOR = re.compile(
    rf"(?:({LABELS})|\[([0-9a-f:.]+)\])(?::\d{{0,5}})?", re.ASCII | re.IGNORECASE
)
"""The header Host: a name or an address, and perhaps a port."""

ORIGIN = re.compile(r"https?://(.+)")
BRACKETED = re.compile(r"\[(.*:.*)\]")
DATABASE = re.compile(r"(/\d*)?")
RATE = re.compile(r"[1-9]\d{0,8}/(second|minute|hour|day)")
STORES = ("redis://", "rediss://")


UNIX = "unix:"
"""What the address of a socket file begins with."""


@lru_cache(256)
def name_asked_for(host: str) -> str:
    """The name or address by which a header Host asks for a service; empty if it is neither."""
    found = ASKED_FOR.fullmatch(host)
    name, address = found.groups("") if found else ("", "")
    return name.lower().rstrip(".") or (address if _is_address(address) else "")


def is_one_of(name: str, allowed: Iterable[str]) -> bool:
    """Whether a name is allowed; one that starts with a dot allows all below, and itself."""
    lower = [each.lower() for each in allowed]
    return any(f".{name}".endswith(each) if each[0] == "." else name == each for each in lower)


def listening_problem(text: str) -> str:
    """What is wrong with an address to listen on, or an empty text."""
    if text == UNIX:
        return f"Must name a file, as in {UNIX}/run/joinwise.sock."
    if text.startswith(UNIX) or _is_name(text) or _is_address(_without_brackets(text)):
        return ""
    return (
        f"{text[:80]!r} is no address and no name of this machine; write 127.0.0.1, 0.0.0.0 or ::1,"
        f" without a port, or {UNIX}/run/joinwise.sock."
    )


def _is_name(text: str) -> bool:
    return HOST_NAME.fullmatch(text) is not None and not text.startswith(".")


def _without_brackets(text: str) -> str:
    """An address of IPv6 as it is."""
    found = BRACKETED.fullmatch(text)
    return found[1] if found else text


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def proxy_problem(text: str) -> str:
    """What is wrong with the name of a proxy, or an empty text."""
    if text == SOCKET_FILE or _is_network(text):
        return ""
    return f'"{text[:80]}" is no address, no network such as 10.0.0.0/8, and not {SOCKET_FILE}.'


def _is_network(text: str) -> bool:
    try:
        return bool(ip_network(text, strict=False))
    except ValueError:
        return False


def host_problem(text: str) -> str:
    """What is wrong with a name of this service, or an empty text."""
    if HOST_NAME.fullmatch(text):
        return ""
    return f'"{text[:80]}" is no host name; write joinwise.example, without scheme and port.'


def origin_problem(text: str) -> str:
    """What is wrong with the origin of a page, or an empty text."""
    found = ORIGIN.fullmatch(text)
    if found and name_asked_for(found[1]) and _has_port(text):
        return ""
    return f'"{text[:80]}" is no origin; write https://app.example, without a path.'


def _has_port(text: str) -> bool:
    """Whether its port, if it has one, is a number of a port."""
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False


def _has_host(text: str) -> bool:
    """Whether it names one, with a port and a database of Redis at most."""
    if not _has_port(text):
        return False
    parts = urlsplit(text)
    return bool(parts.hostname) and DATABASE.fullmatch(parts.path) is not None


def check_rate_limit(text: str) -> None:
    """Raises ValidationError."""
    if not RATE.fullmatch(text):
        raise ValidationError("Must be a number by time, such as 600/minute (second, hour, day).")


def check_rate_limit_store(text: str) -> None:
    """Raises ValidationError; it never contains a password."""
    if not text.startswith(STORES) or not _has_host(text):
        raise ValidationError("Must be the address of a Redis: redis://host:6379/0.")
    if find_spec("redis") is None:
        raise ValidationError("Needs the extra for Redis: pip install 'joinwise[redis]'.")
