"""The commands that look after the store."""

from pathlib import Path

from click.testing import Result

from joinwise.assessments.store import Store
from tests.support import commands
from tests.support.assessments import FILES, assessment


def run(address: str, *arguments: object) -> Result:
    return commands.run("db", *arguments, JOINWISE_DATABASE_URL=address)


def test_the_store_is_made_backed_up_and_restored(
    address: str, store: Store, tmp_path: Path
) -> None:
    made = run(address, "upgrade")
    assert (made.exit_code, made.stdout) == (0, f"{store.database.location} is ready.\n")
    store.save(assessment(), FILES)
    backup = tmp_path / "backup"
    done = run(address, "backup", backup)
    assert done.stdout == f"{backup} holds 1 assessment and 1 version of the rules.\n"
    refused = run(address, "restore", backup)
    assert refused.exit_code == 1
    assert refused.stderr == "joinwise: The store holds 1 assessments; --replace removes them.\n"
    done = run(address, "restore", backup, "--replace")
    assert (
        done.stdout == f"{store.database.location} holds 1 assessment and 1 version of the rules.\n"
    )


def test_a_store_that_is_away_is_one_line_and_no_trace() -> None:
    result = run("postgresql://joinwise:secret@127.0.0.1:1/joinwise", "upgrade")
    assert result.exit_code == 1
    assert result.stderr == (
        "joinwise: The store cannot be reached. "
        "(postgresql+psycopg://joinwise:***@127.0.0.1:1/joinwise)\n"
    )


def test_an_address_of_no_store_is_wrong_usage() -> None:
    result = run("mysql://joinwise:secret@h/d", "upgrade")
    assert result.exit_code == 2
    assert "JOINWISE_DATABASE_URL: Must start with sqlite:/// or postgresql://." in result.stderr
    assert "secret" not in result.stderr
