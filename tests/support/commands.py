"""Commands, as a user runs them."""

from click.testing import CliRunner, Result

from joinwise.cli import main


def run(*arguments: object, stdin: str | bytes | None = None, **environ: str) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner(env=environ).invoke(main, words, input=stdin)
