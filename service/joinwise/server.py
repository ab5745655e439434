"""The service as it runs for real: gunicorn, with threads that wait for slow clients."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication

from joinwise.settings import Settings
from joinwise.web import create_app

RENEW_AFTER = 100_000
"""Requests after which a worker is replaced, give or take a tenth, so that none grows for ever."""


class Server(BaseApplication):
    """gunicorn under our settings; it reads neither its own command line nor a file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for key, value in _options(self.settings).items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return create_app(self.settings)


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": settings.threads,
        "timeout": settings.timeout,
        "max_requests": RENEW_AFTER,
        "max_requests_jitter": RENEW_AFTER // 10,
        "loglevel": settings.log_level,
        "proc_name": "joinwise",
    }
