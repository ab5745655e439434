"""The commands for whoever runs the store: its tables, its backups, and what it teaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinwise.cli.views import terminal
from joinwise.formats.strict_json import write_json
from joinwise.settings import Settings

if TYPE_CHECKING:
    from joinwise.assessments.store import Glance, Store

WORDS = {"assessments": "assessment", "rule_packs": "version of the rules"}
PLURALS = {"assessments": "assessments", "rule_packs": "versions of the rules"}

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@contextmanager
def _store() -> Iterator[Store]:
    """The store in force; what it takes is slow to import, and other commands go without."""
    from joinwise.assessments.store import Store  # noqa: PLC0415

    with closing(Store(Settings.from_environ().database_url)) as store:
        yield store


def kept() -> Iterator[Glance]:
    """Every kept assessment at a glance, newest first."""
    with _store() as store:
        yield from store.each()


@click.group()
def db() -> None:
    """Look after the store of kept assessments (JOINWISE_DATABASE_URL)."""


@db.command()
def upgrade() -> None:
    """Make its tables, or bring them to what this joinwise takes."""
    with _store() as store:
        store.upgrade()
        click.echo(f"{store.database.shown} is ready.")


@db.command()
@file_argument
def backup(file: Path) -> None:
    """Write all that it holds to a FILE.

    It holds one moment; the service may go on meanwhile.
    """
    from joinwise.assessments.backup import back_up  # noqa: PLC0415

    with _store() as store:
        click.echo(f"{file} holds {_counted(back_up(store, file))}.")


@db.command()
@file_argument
@click.option("--replace", is_flag=True, help="Remove what the store holds now.")
def restore(file: Path, replace: bool) -> None:
    """Put a backup FILE into it.

    Whichever kind of database the backup came from.
    """
    from joinwise.assessments.backup import restore  # noqa: PLC0415

    with _store() as store:
        counts = restore(store, file, replace)
        click.echo(f"{store.database.shown} holds {_counted(counts)}.")


def _counted(counts: Mapping[str, int]) -> str:
    rows = sorted(counts.items())
    return " and ".join(f"{each:,} {(WORDS if each == 1 else PLURALS)[key]}" for key, each in rows)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def review(as_json: bool) -> None:
    """How often the advice was right, by the outcomes of kept assessments."""
    from joinwise.assessments.accuracy import review, review_answer  # noqa: PLC0415

    with _store() as store:
        found = review_answer(review(store.with_outcome()))
    if as_json:
        click.echo(write_json(found, indented=True))
    else:
        terminal.console().print(terminal.review_view(found))
