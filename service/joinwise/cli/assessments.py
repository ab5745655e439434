"""``joinwise assessments``: what is saved of one person, given out or deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from joinwise.cli.store import configured_store
from joinwise.domain.units import how_many
from joinwise.formats.strict_json import write_json

if TYPE_CHECKING:
    from joinwise.assessments.store import Filters, Store

DAY = click.DateTime(["%Y-%m-%d"])
ASSESSMENT = "assessment"
NONE_SAID = "say which: --owner, --name or --before."

Command = Callable[..., Any]
OPTIONS = (
    click.option("--owner", help="Those that were saved with this owner."),
    click.option("--name", help="Those of groups of this very name."),
    click.option("--before", type=DAY, help="Those that were saved before this day (UTC)."),
)


def filtered(command: Command) -> Command:
    """A command about the assessments that all of its options fit."""
    return reduce(lambda decorated, option: option(decorated), reversed(OPTIONS), command)


@click.group()
def assessments() -> None:
    """Give out or delete what is saved of one person.

    The store is that of JOINWISE_DATABASE_URL.
    """


@assessments.command()
@filtered
def export(**said: Any) -> None:
    """Print assessments with all that is saved of them.

    They are printed as NDJSON, one on each line, newest first.
    """
    from joinwise.assessments.assessment import record  # noqa: PLC0415 - see configured_store

    with configured_store() as store:
        for assessment in store.matching(_filters(**said)):
            click.echo(write_json(record(assessment)))


@assessments.command()
@filtered
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(yes: bool, **said: Any) -> None:
    """Delete assessments for good.

    Their outcomes and keys are deleted with them; backups keep theirs.
    """
    if not any(said.values()):
        raise click.UsageError(NONE_SAID)
    with configured_store() as store:
        filters = _filters(**said)
        if not yes:
            _confirm(store, filters)
        click.echo(f"{how_many(store.erase(filters), ASSESSMENT)} deleted.")


def _confirm(store: Store, filters: Filters) -> None:
    """Ends the command unless it is meant."""
    counted = how_many(sum(1 for _ in store.matching(filters)), ASSESSMENT)
    question = f"Delete {counted} in {store.database.location} for good?"
    click.confirm(question, abort=True, err=True)


def _filters(owner: str | None, name: str | None, before: datetime | None) -> Filters:
    from joinwise.assessments.store import Filters  # noqa: PLC0415 - see configured_store

    until = before and before.replace(tzinfo=UTC)
    return Filters(owner=owner, name=name, until=until)
