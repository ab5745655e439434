"""Every error of a command is a message and an exit status, not a traceback."""

import click
import pytest
from click.testing import CliRunner

from joinwise.cli.errors import EXIT_STATUS, Group
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.errors import FrameError, JoinwiseError, RuleFilesError, StrictError


def error_of(kind: type[JoinwiseError]) -> JoinwiseError:
    if kind is RuleFilesError:
        return RuleFilesError([Diagnostic("a.yaml", 1, 1, Severity.ERROR, "broken")])
    if issubclass(kind, FrameError):
        return kind(["broken"])
    return StrictError("broken", "row") if kind is StrictError else kind("broken")


@pytest.mark.parametrize("kind", [*EXIT_STATUS], ids=lambda kind: kind.__name__)
def test_an_error_is_printed_and_ends_in_its_exit_status(kind: type[JoinwiseError]) -> None:
    @click.group(cls=Group)
    def group() -> None: ...

    @group.command()
    def command() -> None:
        raise error_of(kind)

    result = CliRunner().invoke(group, ["command"])
    assert result.exit_code == EXIT_STATUS[kind] > 0
    assert result.stdout == ""
    assert "broken" in result.stderr.splitlines()[0]
