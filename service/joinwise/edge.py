"""What the settings of the edge may say: proxies, names, origins, rates."""

from __future__ import annotations

import re
from importlib.util import find_spec
from ipaddress import ip_network
from urllib.parse import urlsplit

from environs import ValidationError

SOCKET_FILE = "unix"
"""Names whoever comes by a socket file."""

HOST_NAME = re.compile(
    r"\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE
)
ORIGIN = re.compile(r"https?://[^/?#\s@\\]+")
RATE = re.compile(r"[1-9]\d{0,8}/(second|minute|hour|day)")
STORES = ("redis://", "rediss://")


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
    if ORIGIN.fullmatch(text) and _has_port(text):
        return ""
    return f'"{text[:80]}" is no origin; write https://app.example, without a path.'


def _has_port(text: str) -> bool:
    """Whether its port, if it has one, is a number of a port."""
    try:
        return urlsplit(text).port != 0
    except ValueError:
        return False


def check_rate_limit(text: str) -> None:
    """Raises ValidationError."""
    if not RATE.fullmatch(text):
        raise ValidationError("Must be a number by time, such as 600/minute (second, hour, day).")


def check_rate_limit_store(text: str) -> None:
    """Raises ValidationError; it never contains a password."""
    if not text.startswith(STORES) or not _has_port(text):
        raise ValidationError("Must be the address of a Redis: redis://host:6379/0.")
    if find_spec("redis") is None:
        raise ValidationError("Needs the extra for Redis: pip install 'joinwise[redis]'.")
