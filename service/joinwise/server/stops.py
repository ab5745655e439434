"""A worker hears a stop however soon after its fork it comes.

Until a worker has handlers of its own it has those of its parent, by which a stop would be lost:
the service would then wait for that worker until it kills it.
"""

from __future__ import annotations

import os
from signal import SIG_BLOCK, SIG_UNBLOCK, SIGINT, SIGQUIT, SIGTERM, pthread_sigmask

STOPS = (SIGTERM, SIGQUIT, SIGINT)


def hold_stops() -> None:
    """They wait, here until a worker is forked, and there until it hears them."""
    pthread_sigmask(SIG_BLOCK, STOPS)


def hear_stops() -> None:
    pthread_sigmask(SIG_UNBLOCK, STOPS)


def hear_stops_after_forks() -> None:
    """From now on, in the process that forks."""
    os.register_at_fork(after_in_parent=hear_stops)
