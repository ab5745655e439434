"""``joinwise db``: the tables of the store of assessments, and its backups."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinwise.cli.console import print_error
from joinwise.cli.store import configured_store
from joinwise.files import is_standard_output

if TYPE_CHECKING:
    from joinwise.assessments.store import Counts

WORDS = {"assessments": "assessment", "rule_packs": "version of the rules"}
PLURALS = {"assessments": "assessments", "rule_packs": "versions of the rules"}

file_argument = click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True)
)


@click.group()
def db() -> None:
    """Manage the store of saved assessments.

    The store is that of JOINWISE_DATABASE_URL.
    """


@db.command()
def upgrade() -> None:
    """Create its tables, or upgrade them to this version of joinwise."""
    with configured_store(may_create=True) as store:
        store.upgrade()
        click.echo(f"{store.database.location} is ready.")


@db.command()
@file_argument
@click.option("--force", is_flag=True, help="Replace a FILE that holds more, or is no backup.")
def backup(file: Path, force: bool) -> None:
    """Write everything that it holds to a FILE (- for standard output).

    The backup is a snapshot of one moment, in a portable format; the service may keep running.
    """
    from joinwise.assessments.backup import back_up  # noqa: PLC0415

    with configured_store() as store:
        counts = back_up(store, file, force)
    click.echo(f"{file} holds {_counted(counts)}.", err=is_standard_output(file))


@db.command()
@file_argument
@click.option("--replace", is_flag=True, help="Remove what the store holds now.")
def restore(file: Path, replace: bool) -> None:
    """Restore a backup FILE (- for standard input).

    The backup may come from either kind of database.
    """
    from joinwise.assessments.backup import restore  # noqa: PLC0415

    with configured_store(may_create=True) as store:
        location = store.database.location

        def announce(replaced: Counts) -> None:
            print_error(f"replacing {_counted(replaced)} in {location}.")

        click.echo(f"{location} holds {_counted(restore(store, file, replace, announce))}.")


def _counted(counts: Mapping[str, int]) -> str:
    """``3 assessments and 1 version of the rules``."""
    rows = sorted(counts.items())
    return " and ".join(
        f"{count:,} {(WORDS if count == 1 else PLURALS)[table]}" for table, count in rows
    )
