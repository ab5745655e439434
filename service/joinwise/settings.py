"""How the service is run: every setting with its default, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from math import ceil
from pathlib import Path
from typing import Any, cast

from environs import Env, EnvValidationError, ValidationError, validate

from joinwise.edge import (
    UNIX,
    check_rate_limit,
    check_rate_limit_store,
    host_problem,
    listening_problem,
    origin_problem,
    proxy_problem,
)
from joinwise.errors import SettingsError
from joinwise.resources import default_folder
from joinwise.scoring.engine import DURABLE, ENGINES
from joinwise.suggestions import nearest
from joinwise.tokens import HINT, split_tokens, token_problems

PREFIX = "JOINWISE_"
OF_A_SERVICE = re.compile(rf"{PREFIX}(SERVICE_(HOST|PORT)|PORT_\d)")
"""Variables by which Kubernetes says where a Service called joinwise is."""

OF_KUBERNETES = ("tcp://", "udp://", "sctp://")

AUTO = "auto"
"""As many workers as there are cores."""

CPU_LIMITS = Path("/sys/fs/cgroup/cpu.max")
MOST_WORKERS = 256
MOST_DAYS = 36_500
MIN_KEY_LENGTH, MIN_KEY_CHARACTERS = 32, 8

LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("json", "text")


@dataclass(frozen=True, slots=True)
class Settings:
    """``rules`` is the folder of the pack, ``database_url`` the store of assessments.

    Of several folders with colons between them each is a layer over the one before.
    Those of the folder ``shadow`` decide beside them, and nobody is advised by them.
    ``engine`` matches the rules: durable_rules, or joinwise itself in Python.
    ``timeout`` is in seconds: how long a worker may be stuck before it is replaced. ``tokens``
    open protected endpoints; without any, nor a file of them, these answer on this machine alone.
    With ``allow_shrunk_rules``, rules that are reloaded may be less than half of those before.
    ``secret_key`` signs the cookie of the pages; if there is none, each start of the server makes
    one. Assessments are kept for ``keep_days``, or until they are deleted.
    What ``trusted_proxies`` say of a request counts; requests name one of ``allowed_hosts``,
    if there are any; pages of ``cors_origins`` may call the API. ``rate_limit`` is for each caller.
    """

    rules: Path = field(default_factory=default_folder)
    shadow: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    engine: str = DURABLE
    threads: int = 32
    timeout: int = 30
    log_level: str = "info"
    log_format: str | None = None
    tokens: tuple[str, ...] = field(default=(), repr=False)
    tokens_file: Path | None = None
    allow_shrunk_rules: bool = False
    secret_key: str | None = field(default=None, repr=False)
    database_url: str = field(default="sqlite:///var/joinwise.db", repr=False)
    keep_days: int | None = None
    trusted_proxies: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    rate_limit: str | None = None
    rate_limit_store: str | None = field(default=None, repr=False)

    @property
    def bind(self) -> str:
        """The address to listen on; a socket file has no port."""
        return self.host if self.host.startswith(UNIX) else f"{self.host}:{self.port}"

    @classmethod
    def from_environ(cls, **given: Any) -> Settings:
        """The settings of the environment; what is ``given`` and not empty takes precedence.

        Raises SettingsError, which names every variable that is not valid.
        """
        settings = cls(**_read() | _said(given))
        if problem := listening_problem(settings.host):
            raise SettingsError(f"JOINWISE_HOST: {problem}")
        if settings.rate_limit_store and not settings.rate_limit:
            raise SettingsError("JOINWISE_RATE_LIMIT_STORE: Needs JOINWISE_RATE_LIMIT beside it.")
        return settings


def _read() -> dict[str, Any]:
    env = Env(prefix=PREFIX, eager=False)
    values = {
        "rules": _value(env.path, "RULES"),
        "shadow": _value(env.path, "SHADOW"),
        "host": _value(env.str, "HOST", _check_listening),
        "port": _port(env),
        "engine": _value(env.str, "ENGINE", validate.OneOf(ENGINES)),
        "workers": _workers(env),
        "threads": _value(env.int, "THREADS", validate.Range(1, 256)),
        "timeout": _value(env.int, "TIMEOUT", validate.Range(1, 3_600)),
        "log_level": _value(env.str, "LOG_LEVEL", validate.OneOf(LEVELS)),
        "log_format": _value(env.str, "LOG_FORMAT", validate.OneOf(LOG_FORMATS)),
        "tokens": _list(_value(env.str, "TOKENS", _check_tokens)),
        "tokens_file": _value(env.path, "TOKENS_FILE"),
        "allow_shrunk_rules": _value(env.bool, "ALLOW_SHRUNK_RULES"),
        "secret_key": _value(env.str, "SECRET_KEY", _check_key),
        "database_url": _value(env.str, "DATABASE_URL", _check_address),
        "keep_days": _value(env.int, "KEEP_DAYS", validate.Range(1, MOST_DAYS)),
        "trusted_proxies": _list(_value(env.str, "TRUSTED_PROXIES", _each(proxy_problem))),
        "allowed_hosts": _list(_value(env.str, "ALLOWED_HOSTS", _each(host_problem))),
        "cors_origins": _list(_value(env.str, "CORS_ORIGINS", _each(origin_problem))),
        "rate_limit": _value(env.str, "RATE_LIMIT", check_rate_limit),
        "rate_limit_store": _value(env.str, "RATE_LIMIT_STORE", check_rate_limit_store),
    }
    _seal(env)
    return _said(values)


def _seal(env: Env) -> None:
    """Raises SettingsError that names every variable at fault."""
    try:
        env.seal()
    except EnvValidationError as error:
        messages: Any = error.error_messages
        problems = [f"{name}: {' '.join(texts)}" for name, texts in messages.items()]
        raise SettingsError("; ".join(problems)) from None


def unknown_variables() -> list[str]:
    """Variables that are named like settings and are none, each with the one that may be meant."""
    known = sorted(f"{PREFIX}{name.upper()}" for name in (each.name for each in fields(Settings)))
    named = sorted(name for name in os.environ if name.startswith(PREFIX))
    return [
        f"{name} is no setting{nearest(name, known) or '.'}"
        for name in named
        if name not in known and not OF_A_SERVICE.match(name)
    ]


def _value(
    read: Callable[..., Any], name: str, check: Callable[[Any], object] | None = None
) -> Any:
    """What a variable says; None if it is unset, or arrives empty."""
    return read(name, None, validate=check) if os.environ.get(f"{PREFIX}{name}") else None


def _workers(env: Env) -> int | None:
    if os.environ.get(f"{PREFIX}WORKERS") == AUTO:
        return usable_cores()
    return cast("int | None", _value(env.int, "WORKERS", validate.Range(1, MOST_WORKERS)))


def usable_cores(limits: Path = CPU_LIMITS) -> int:
    """The cores that this process may use: of the machine, and of its container."""
    own = len(os.sched_getaffinity(0))
    try:
        quota, period = limits.read_text(encoding="ascii").split()
        allowed = ceil(int(quota) / int(period))
    except (OSError, ValueError):
        allowed = own
    return max(1, min(own, allowed, MOST_WORKERS))


def _port(env: Env) -> int | None:
    """None, too, if Kubernetes says with this variable where a Service called joinwise is."""
    if os.environ.get(f"{PREFIX}PORT", "").startswith(OF_KUBERNETES):
        return None
    port: int | None = _value(env.int, "PORT", validate.Range(0, 65_535))
    return port


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _list(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else split_tokens(text)


def _each(problem_of: Callable[[str], str]) -> Callable[[str], None]:
    """Refuses a list if there is a problem with an entry, or no entry at all."""

    def check(text: str) -> None:
        entries = split_tokens(text)
        problems = [problem for entry in entries if (problem := problem_of(entry))]
        if problems or not entries:
            raise ValidationError("; ".join(problems) or "Names none; leave it unset.")

    return check


def _check_listening(text: str) -> None:
    if problem := listening_problem(text):
        raise ValidationError(problem)


def _check_tokens(text: str) -> None:
    if problems := list(token_problems(enumerate(split_tokens(text), 1), "token")):
        raise ValidationError(f"{'; '.join(problems)} ({HINT}).")


def _check_key(key: str) -> None:
    if len(key.strip()) < MIN_KEY_LENGTH or len(set(key)) < MIN_KEY_CHARACTERS:
        raise ValidationError(
            f"Must have at least {MIN_KEY_LENGTH} characters,"
            f" {MIN_KEY_CHARACTERS} of them different ({HINT})."
        )


def _check_address(address: str) -> None:
    from joinwise.assessments.database import parse_url  # noqa: PLC0415 - it is slow to import

    try:
        parse_url(address)
    except ValueError as error:
        raise ValidationError(str(error)) from None
