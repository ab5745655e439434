"""How the service is run: every setting with its default, read from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environs import Env, EnvValidationError, ValidationError, validate

from joinwise.errors import SettingsError
from joinwise.packs import default_folder

PREFIX = "JOINWISE_"
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Settings:
    """``rules`` is the folder of the pack, ``database_url`` where assessments are kept.

    The rest says how the server runs; ``timeout`` is in seconds: how long a worker may be stuck
    before it is replaced.
    """

    rules: Path = field(default_factory=default_folder)
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 32
    timeout: int = 30
    log_level: str = "info"
    database_url: str = field(default="sqlite:///var/joinwise.db", repr=False)

    @classmethod
    def from_environ(cls, **given: Any) -> Settings:
        """The settings of the environment; what is ``given`` and not ``None`` wins.

        Raises SettingsError, which names every variable at fault.
        """
        return cls(**{**_read(), **{key: each for key, each in given.items() if each is not None}})


def _read() -> dict[str, Any]:
    env = Env(prefix=PREFIX, eager=False)
    values = {
        "rules": env.path("RULES", None),
        "host": env.str("HOST", None),
        "port": env.int("PORT", None, validate=validate.Range(0, 65_535)),
        "workers": env.int("WORKERS", None, validate=validate.Range(1, 256)),
        "threads": env.int("THREADS", None, validate=validate.Range(1, 256)),
        "timeout": env.int("TIMEOUT", None, validate=validate.Range(1, 3_600)),
        "log_level": env.str("LOG_LEVEL", None, validate=validate.OneOf(LEVELS)),
        "database_url": env.str("DATABASE_URL", None, validate=_check_address),
    }
    try:
        env.seal()
    except EnvValidationError as error:
        messages: Any = error.error_messages
        faults = [f"{name}: {' '.join(each)}" for name, each in messages.items()]
        raise SettingsError("; ".join(faults)) from None
    return {key: each for key, each in values.items() if each is not None}


def _check_address(address: str) -> None:
    from joinwise.database import parsed_url  # noqa: PLC0415 - it is slow to import

    try:
        parsed_url(address)
    except ValueError as error:
        raise ValidationError(str(error)) from None
