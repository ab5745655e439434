"""Ids in the order of their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from secrets import randbits
from time import time_ns
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def new_id(nanoseconds: int) -> str:
    """A UUID of version 7 (RFC 9562): the time to a quarter of a microsecond, 62 random bits."""
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    return str(UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | randbits(62)))


def first_id(moment: datetime) -> str:
    """The lowest id of a moment; those before 1970 all have the same."""
    return str(UUID(int=max(0, (moment - EPOCH) // MILLISECOND) << 80))


def new_id_and_time() -> tuple[str, str]:
    """An id, and the time in it as text: ``2026-11-23T09:30:00.123Z``."""
    nanoseconds = time_ns()
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return new_id(nanoseconds), f"{moment}.{rest // 1_000_000:03}Z"
