"""What all commands share: help, usage, settings, and how they end."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from joinwise.cli import main
from tests.support.commands import run
from tests.support.fakes import rule, written
from tests.support.services import ROOT

CLUB = ROOT / "examples" / "fortnightly-local-business-club.json"


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("joinwise ")


def commands(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """The words of a command and of all those below it."""
    yield names
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            assert sub
            assert sub.name == name
            yield from commands(sub, *names, name)


@pytest.mark.parametrize("command", [*commands(main)], ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    short, long = run(*command, "-h"), run(*command, "--help")
    assert (short.exit_code, long.exit_code) == (0, 0)
    assert short.stdout == long.stdout
    assert len(short.stdout.splitlines()) > 4


@pytest.mark.parametrize("group", [(), ("rules",), ("assessments",), ("db",)], ids=" ".join)
def test_what_a_command_does_is_listed_in_one_whole_line(group: tuple[str, ...]) -> None:
    listed = run(*group, "-h").stdout.partition("Commands:")[2].splitlines()
    assert listed
    assert [line for line in listed if line and not line.endswith(".")] == []
    assert [line for line in listed if line.endswith("...")] == []


def test_a_command_waits_for_no_other() -> None:
    code = (
        "import sys; from joinwise.cli import main; main(sys.argv[1:], standalone_mode=False);"
        "print(*sys.modules)"
    )
    arguments = [sys.executable, "-c", code, "rules", "schema"]
    imported = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.split()
    assert "joinwise.cli.rules.schema" in imported
    assert not {"joinwise.cli.score", "joinwise.cli.rules.check", "sqlalchemy"} & {*imported}


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("score",), ("score", CLUB, "--nope"), ("nope",), ("score", CLUB, "--include", "mises"),
        ("serve", "--port", "x"), ("rules", "check", "--format", "xml"), ("rules", "show", "nope"), ("inputs", "nope"),
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_setting_that_does_not_fit_is_wrong_usage() -> None:
    result = run("score", CLUB, JOINWISE_PORT="http", JOINWISE_WORKERS="0")
    assert result.exit_code == 2
    assert "JOINWISE_PORT" in result.stderr
    assert "JOINWISE_WORKERS" in result.stderr


@pytest.mark.parametrize("command", [("score", CLUB), ("serve",), ("rules", "show"), ("inputs",)])
def test_a_pack_at_fault_stops_every_command_with_its_faults(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    bad = written(tmp_path, a=rule("time.clash"))
    result = run(*command, "--rules", bad)
    assert result.exit_code == 1
    assert f"{bad}/a.yaml:4:12: error: unknown name" in result.stderr
    assert result.stdout == ""


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_fault_of_ours() -> None:
    command = f"{sys.executable} -m joinwise inputs | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
