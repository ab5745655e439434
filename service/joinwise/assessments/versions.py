"""The version of a database: which it has, which it needs, and how it gets there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).with_name("migrations")
UPGRADE = 'run "joinwise db upgrade"'


@cache
def known_versions() -> tuple[str, ...]:
    """All that there have been, oldest first: a migration each, and its name begins with it."""
    names = (file.stem for file in (MIGRATIONS / "versions").glob("v*.py"))
    return tuple(sorted(name.removeprefix("v").partition("_")[0] for name in names))


def newest_version() -> str:
    return known_versions()[-1]


def version_of(connection: Connection) -> str | None:
    """None if it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def version_problem(version: str | None) -> str | None:
    """Why a database of this version cannot be used, and what to do; None if it can."""
    newest = newest_version()
    if version == newest:
        return None
    if version is None:
        return f"The store has no tables yet; {UPGRADE}."
    if version in known_versions():
        return f"The store has version {version}, but version {newest} is needed; {UPGRADE}."
    return (
        f"The store has version {version}, which this joinwise does not know "
        f"(it knows {newest}); run the joinwise that upgraded it, or a newer one."
    )


def migrate(connection: Connection) -> None:
    """Brings it to the newest version, in the transaction of the connection."""
    from alembic import command  # noqa: PLC0415 - the service rarely needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, newest_version())
