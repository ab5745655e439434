"""gunicorn under our settings: processes, their start and stop, and the renewal of workers."""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit, setrlimit
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, cast

import gunicorn
import structlog
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger as GunicornLogger

from joinwise import __version__
from joinwise.advisor import build_advisor
from joinwise.assessments.store import Store
from joinwise.edge import UNIX
from joinwise.errors import SettingsError, StoreError
from joinwise.logs import OURS, log_from
from joinwise.packs.loader import check_pack, read_folder
from joinwise.runtime.last_good import LastGood
from joinwise.runtime.multiprocess import count_in
from joinwise.runtime.own_folder import own_folder
from joinwise.runtime.reloading import ActiveRules
from joinwise.runtime.rule_log import log_warnings
from joinwise.scoring.engine import ENGINES
from joinwise.server.arriving import Wsgi, reading_what_arrives
from joinwise.server.stops import hear_stops_after_forks, hold_stops
from joinwise.settings import Settings, unknown_variables
from joinwise.starting import require_address, require_folders

if TYPE_CHECKING:
    from joinwise.web.shortcut import ScoringShortcut

RENEW_AFTER = 1_000_000
"""Requests after which a worker is replaced, and up to as many more, so that it is rarely two."""

NO_PROXIES = {"forwarded_allow_ips": "", "forwarder_headers": "", "secure_scheme_headers": {}}
"""What proxies say is read by the application, which knows those that are named."""

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than proxies keep theirs."""

WORKER = "joinwise.server.worker.Worker"
"""By its name: it is only imported once it is known that gunicorn is as it takes."""

CONNECTIONS = 4_000
"""That a worker holds at once; those that send nothing, or send slowly, take no thread."""

OTHER_FILES = 256
"""Open at most besides connections."""

GUNICORN = "27.0"
"""Its versions whose threaded workers are as ours are built."""

LONGEST_ADDRESS = 8190
"""Characters of a request's first line, the most that gunicorn takes; links are long."""

log = structlog.get_logger("joinwise.server")


class Server(BaseApplication):
    """gunicorn under our settings; it reads neither its own command line nor a file.

    ``folder`` is the server's own, empty at first, for the counts of all workers. Workers start by
    the last good rules, whatever the folder of rules then holds.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        """Raises RuleFilesError, SettingsError or EngineError if the service cannot start."""
        self.settings, self.folder = settings, folder
        self.is_started = False
        require_gunicorn(gunicorn.__version__)
        for text in unknown_variables():
            log.warning("unknown setting", what=text)
        rules = self._prepared_rules()
        count_in(folder)
        self._prepare(rules)
        _forget(os.getpid())
        super().__init__()
        settle()

    def run(self) -> None:
        from joinwise.server.arbiter import Supervisor  # noqa: PLC0415 - see WORKER

        hear_stops_after_forks()
        Supervisor(self).run()

    def _prepare(self, rules: ActiveRules) -> None:
        """Makes once what workers then share the memory of: each is ready as soon as it is forked.

        Its modules count, and are only imported now that their folder is chosen.
        """
        from joinwise.bootstrap import build_services  # noqa: PLC0415
        from joinwise.web.app import create_app  # noqa: PLC0415

        import_module("joinwise.server.lane")
        store = Store(self.settings.database_url, may_create=False)
        self.services = build_services(self.settings, rules, store)
        self.app = create_app(self.settings, self.services)
        self.shortcut = cast("ScoringShortcut", self.app.wsgi_app)

    def _prepared_rules(self) -> ActiveRules:
        settings, files = self.settings, read_folder(self.settings.rules)
        check = check_pack(files)
        advisor = build_advisor(check.require_pack(), ENGINES[settings.engine])
        log_warnings(check.diagnostics)
        good = LastGood(files)
        return ActiveRules(settings.rules, advisor, files, good, settings.allow_shrunk_rules)

    def load_config(self) -> None:
        for key, value in (_options(self.settings) | self._hooks()).items():
            self.cfg.set(key, value)
        self.cfg.set("worker_tmp_dir", str(self.folder))

    def _hooks(self) -> dict[str, Any]:
        return {
            "when_ready": lambda arbiter: self._log_start(arbiter.LISTENERS[0].getsockname()),
            "pre_fork": lambda _, worker: hold_stops(),
            "post_worker_init": self.start_watching,
            "worker_exit": lambda _, worker: self._close(),
            "child_exit": lambda _, worker: _forget(worker.pid),
        }

    def load(self) -> Wsgi:
        """The application, in a worker that has just started, as it is now."""
        from joinwise.server.self_test import try_scoring  # noqa: PLC0415 - see _prepare

        self.is_started = True
        self.services.rules.catch_up()
        self.services.access.catch_up()
        application = reading_what_arrives(self.app)
        try_scoring(application)
        return application

    def _log_start(self, listening: Any) -> None:
        """For port 0 the system has chosen one; a socket file has none."""
        is_file = isinstance(listening, str)
        bound = self.settings if is_file else replace(self.settings, port=listening[1])
        log.info(
            "serving",
            address=bound.bind, workers=self.settings.workers,
            joinwise=__version__, engine=self.settings.engine,
            rules=str(self.settings.rules), version=self.services.rules.advisor.pack.version,
        )  # fmt: skip
        log.info("open to", **self.services.access.openings())

    def start_watching(self, worker: Any) -> None:
        """From now on a worker reloads its rules, and deletes assessments that are too old.

        After a reload only what is its own is looked through for what can go: to touch what it
        shares with the server would make that its own, too.
        """
        from joinwise.runtime.watcher import Watcher  # noqa: PLC0415 - see __init__

        freeze()
        renew = partial(ask_for_renewal, worker)
        Watcher(self.services.rules, self.services.metrics, renew, gc.collect).start()
        self.services.store_probe.start()
        self._start_sweeping()
        if self.services.shadow:
            self.services.shadow.start()

    def _start_sweeping(self) -> None:
        from joinwise.runtime.retention import Sweeper  # noqa: PLC0415 - see __init__

        store, days = self.services.assessments.store, self.settings.keep_days
        if days:
            Sweeper(store, self.services.metrics, days).start()

    def _close(self) -> None:
        """Leaves nothing in this process that only it knows."""
        if self.is_started:
            self.services.assessments.store.close()
            self.services.metrics.update(self.services.rules)


def serve(settings: Settings) -> None:
    """Serves until told to stop. If it cannot start, raises as Server does, or StoreError."""
    log_from(settings.log_level, settings.log_format)
    require_folders(settings)
    require_address(settings)
    process = os.getpid()
    signed = replace(settings, secret_key=settings.secret_key or token_urlsafe())
    with own_folder() as folder:
        try:
            with in_child(make_store, settings.database_url):
                server = Server(signed, folder)
            server.run()
        finally:
            if os.getpid() == process:
                merge_log(settings.database_url)


@contextmanager
def in_child(task: Callable[[str], None], given: str) -> Iterator[None]:
    """Meanwhile, and with memory that is not this process's. Raises StoreError if it crashes."""
    child = get_context("fork").Process(target=task, args=(given,))
    child.start()
    try:
        yield
    finally:
        child.join()
    if child.exitcode:
        raise StoreError(f"The store could not be prepared (exit status {child.exitcode}).")


def make_store(address: str) -> None:
    """Makes a new store once, before any worker starts.

    Else the next worker would silently recreate a file that has gone missing.
    """
    with closing(Store(address)) as store:
        try:
            store.database.prepare()
        except StoreError as error:
            log.warning("store away", reason=error.reason, store=error.where)


def merge_log(address: str) -> None:
    """Has SQLite's file hold everything, even if a worker was killed before it could close it."""
    with closing(Store(address, may_create=False)) as store, suppress(StoreError):
        if store.database.is_sqlite:
            store.database.prepare()


def ask_for_renewal(worker: Any) -> None:
    """Has gunicorn start new workers, and then let the old ones finish what they are doing."""
    if worker.alive:
        os.kill(worker.ppid, signal.SIGHUP)


def _forget(pid: int) -> None:
    """What a process that answers no requests, or no more, showed of its own state is not shown."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

    mark_process_dead(pid)  # type: ignore[no-untyped-call]


class Logger(GunicornLogger):
    """gunicorn's log, in the shape of ours."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers[:] = logging.getLogger(OURS).handlers


def listening_at(settings: Settings) -> str:
    """The address as gunicorn takes it: one of IPv6 in brackets."""
    is_ipv6 = ":" in settings.host and not settings.host.startswith(UNIX)
    return f"[{settings.host.strip('[]')}]:{settings.port}" if is_ipv6 else settings.bind


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": listening_at(settings),
        "workers": settings.workers,
        "worker_class": WORKER,
        "threads": settings.threads,
        "timeout": settings.timeout,
        "max_requests": RENEW_AFTER,
        "max_requests_jitter": RENEW_AFTER,
        "keepalive": KEEP_ALIVE,
        "worker_connections": _connections(),
        "limit_request_line": LONGEST_ADDRESS,
        "logger_class": Logger,
        "loglevel": "info" if settings.log_level == "debug" else settings.log_level,
        "proc_name": "joinwise",
        "control_socket_disable": True,
        **NO_PROXIES,
    }


def _connections() -> int:
    """How many a worker may hold, each of which is an open file, as far as the system allows."""
    allowed, most = getrlimit(RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    files = wanted if most == RLIM_INFINITY else min(wanted, most)
    setrlimit(RLIMIT_NOFILE, (max(allowed, files), most))
    return files - OTHER_FILES


def require_gunicorn(installed: str) -> None:
    """Raises SettingsError unless it is of the versions that workers know from inside."""
    if not installed.startswith(f"{GUNICORN}."):
        raise SettingsError(f"gunicorn {installed} is installed; joinwise serve takes {GUNICORN}.")


def settle() -> None:
    """Takes what stays for good out of the garbage collector's count.

    Each request leaves a small cycle; Python puts off a full collection until such make up a
    quarter of what lives long, which the rules and libraries would make a large number. What the
    start left behind is little, and to look for it takes a tenth of a second.
    """
    gc.enable()
    gc.freeze()


def freeze() -> None:
    """The same, of what came since: what workers share of the server's memory is not touched."""
    gc.collect()
    gc.freeze()
    gc.collect()
