"""``joinwise assessments``: what is saved of one person, given out and deleted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from joinwise.assessments.store import Store
from tests.support import commands
from tests.support.assessments import FILES, assessment
from tests.support.databases import address_of


@pytest.fixture
def saved(tmp_path: Path, opened: Callable[[str], Store]) -> Store:
    """A store in SQLite with three assessments of 2023, two of them of one owner."""
    store = opened(f"sqlite:///{tmp_path}/store/joinwise.db")
    for number, owner in enumerate(("anna", "ben", "anna")):
        store.save(assessment(number, owner=owner, key=f"k{number}"), FILES)
    return store


def run(store: Store, *arguments: object, typed: str | None = None) -> Result:
    address = address_of(store)
    return commands.run("assessments", *arguments, stdin=typed, JOINWISE_DATABASE_URL=address)


def test_all_that_is_saved_of_an_owner_is_given_out(saved: Store) -> None:
    lines = [
        json.loads(line) for line in run(saved, "export", "--owner", "anna").stdout.splitlines()
    ]
    assert [(line["owner"], line["key"]) for line in lines] == [("anna", "k2"), ("anna", "k0")]
    assert lines[0]["candidate"] == {"name": "Group 2", "kind": "meetup"}
    assert {"id", "created", "advice", "outcome", "joinwise"} <= lines[0].keys()


def test_an_owner_is_erased_once_it_is_confirmed(saved: Store) -> None:
    refused = run(saved, "erase", "--owner", "anna", typed="n\n")
    assert refused.exit_code == 1
    assert "Delete 2 assessments in " in refused.stderr
    assert len(saved.page()) == 3
    done = run(saved, "erase", "--owner", "anna", typed="y\n")
    assert done.stdout.endswith("2 assessments deleted.\n")
    assert [left.owner for left in saved.page()] == ["ben"]


def test_groups_and_days_choose_too(saved: Store) -> None:
    assert (
        run(saved, "erase", "--before", "2023-11-14", "--yes").stdout == "0 assessments deleted.\n"
    )
    assert run(saved, "erase", "--name", "Group 1", "--yes").stdout == "1 assessment deleted.\n"
    assert (
        run(saved, "erase", "--before", "2023-11-15", "--yes").stdout == "2 assessments deleted.\n"
    )


def test_nothing_erases_all_at_once(saved: Store) -> None:
    refused = run(saved, "erase", "--yes")
    assert refused.exit_code == 2
    assert "say which: --owner, --name or --before." in refused.stderr
    assert len(saved.page()) == 3
