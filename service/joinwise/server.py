"""The service as it runs for real: gunicorn, with threads that wait for slow clients."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http.body import Body

from joinwise.settings import Settings
from joinwise.web import create_app

RENEW_AFTER = 1_000_000
"""Requests after which a worker is replaced, and up to as many more, so that it is rarely two."""

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than proxies keep theirs."""

Wsgi = Callable[[Any, Any], Iterable[bytes]]


class Server(BaseApplication):
    """gunicorn under our settings; it reads neither its own command line nor a file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for key, value in _options(self.settings).items():
            self.cfg.set(key, value)

    def load(self) -> Wsgi:
        app = create_app(self.settings)
        app.extensions["joinwise"].advisor.warm()
        return reading_what_arrives(app)


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": settings.threads,
        "timeout": settings.timeout,
        "max_requests": RENEW_AFTER,
        "max_requests_jitter": RENEW_AFTER,
        "keepalive": KEEP_ALIVE,
        "loglevel": settings.log_level,
        "proc_name": "joinwise",
        "control_socket_disable": True,
        "post_worker_init": lambda _: settle(),
    }


def settle() -> None:
    """Takes what stays for good out of the garbage collector's count.

    Each request leaves a small cycle; Python puts off a full collection until such make up a
    quarter of what lives long, which the rules and libraries would make a large number.
    """
    gc.collect()
    gc.freeze()
    gc.collect()


def reading_what_arrives(app: Wsgi) -> Wsgi:
    """The same application; a line of a body can be read as soon as it has come."""

    def arriving(environ: Any, start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = io.BufferedReader(_Arriving(environ["wsgi.input"]))
        return app(environ, start_response)

    return arriving


class _Arriving(io.RawIOBase):
    """A gunicorn body that gives what has come, where gunicorn itself waits for a whole KiB."""

    def __init__(self, body: Body) -> None:
        self.body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.body._read_reader(1)
        data += self.body._read_reader(min(self._held(), len(buffer) - 1)) if data else b""
        buffer[: len(data)] = data
        return len(data)

    def _held(self) -> int:
        """Bytes that can be read without waiting."""
        reader = self.body.reader
        if hasattr(reader, "buf"):
            return int(reader.buf.tell())
        return int(min(reader.length, reader.unreader.buf.tell()))
