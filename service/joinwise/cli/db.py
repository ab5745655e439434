"""``joinwise db``: the tables of the store of assessments, and its backups."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from joinwise.cli.store import configured_store

WORDS = {"assessments": "assessment", "rule_packs": "version of the rules"}
PLURALS = {"assessments": "assessments", "rule_packs": "versions of the rules"}

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.group()
def db() -> None:
    """Manage the store of saved assessments (JOINWISE_DATABASE_URL)."""


@db.command()
def upgrade() -> None:
    """Create its tables, or upgrade them to the version that this joinwise needs."""
    with configured_store() as store:
        store.upgrade()
        click.echo(f"{store.database.location} is ready.")


@db.command()
@file_argument
def backup(file: Path) -> None:
    """Write everything that it holds to a FILE.

    The backup is a snapshot of one moment, in a portable format; the service may keep running.
    """
    from joinwise.assessments.backup import back_up  # noqa: PLC0415

    with configured_store() as store:
        click.echo(f"{file} holds {_counted(back_up(store, file))}.")


@db.command()
@file_argument
@click.option("--replace", is_flag=True, help="Remove what the store holds now.")
def restore(file: Path, replace: bool) -> None:
    """Restore a backup FILE.

    The backup may come from either kind of database.
    """
    from joinwise.assessments.backup import restore  # noqa: PLC0415

    with configured_store() as store:
        counts = restore(store, file, replace)
        click.echo(f"{store.database.location} holds {_counted(counts)}.")


def _counted(counts: Mapping[str, int]) -> str:
    """``3 assessments and 1 version of the rules``."""
    rows = sorted(counts.items())
    return " and ".join(
        f"{count:,} {(WORDS if count == 1 else PLURALS)[table]}" for table, count in rows
    )
