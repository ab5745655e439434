"""What is logged, and how: a JSON object a line, or plain lines on a terminal."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ProcessorFormatter
from structlog.types import Processor

Event = MutableMapping[str, Any]

FIRST = ("timestamp", "level", "event")
OURS = "joinwise"
REQUESTS = "joinwise.requests"
DEBUG = "debug"
TEXT = "text"
UTF8 = ("utf-8", "utf8")


def log_from(level: str, form: str | None = None) -> None:
    """From now on our log, of this level and above, goes to standard error.

    With a ``form``, ``json`` or ``text``, each request is a line of it too; without one, only at
    the level ``debug``, and lines are JSON but on a terminal.
    """
    wrap = ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_processors(), wrap],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = _StderrHandler()
    handler.setFormatter(
        ProcessorFormatter(processors=_renderers(form), foreign_pre_chain=_processors())
    )
    ours = logging.getLogger(OURS)
    ours.handlers[:] = [handler]
    ours.propagate = False
    ours.setLevel(level.upper())
    each_request = form is not None or level == DEBUG
    logging.getLogger(REQUESTS).setLevel(logging.INFO if each_request else logging.WARNING)


def log_unless_set_up(level: str, form: str | None = None) -> None:
    """The same, unless logging is configured already."""
    if not structlog.is_configured():
        log_from(level, form)


def logs_requests() -> bool:
    """Whether each request is a line of the log."""
    return logging.getLogger(REQUESTS).isEnabledFor(logging.INFO)


class _StderrHandler(logging.Handler):
    """Writes to what standard error is at the time of writing."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:
            self.handleError(record)


def _processors() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        TimeStamper(fmt="iso", utc=True),
        _with_pid,
    ]


def _with_pid(logger: Any, method: str, event: Event) -> Event:
    event["pid"] = os.getpid()
    return event


def _renderers(form: str | None) -> list[Processor]:
    """How a line is written; a traceback shows no values of variables."""
    drop: Processor = ProcessorFormatter.remove_processors_meta
    is_terminal = sys.stderr.isatty()
    if form == TEXT or (form is None and is_terminal):
        plain = structlog.dev.plain_traceback
        return [drop, structlog.dev.ConsoleRenderer(colors=is_terminal, exception_formatter=plain)]
    is_utf8 = (sys.stderr.encoding or "").lower() in UTF8
    return [drop, format_exc_info, _ordered, JSONRenderer(ensure_ascii=not is_utf8)]


def _ordered(logger: Any, method: str, event: Event) -> Event:
    return {key: event[key] for key in FIRST if key in event} | dict(event)
