"""``joinwise token``: a new token, and the line that lets it in."""

from __future__ import annotations

from secrets import token_urlsafe

import click

from joinwise.tokens import HASHED, NAME, Scope, token_hash


def _valid_name(_: object, __: object, name: str) -> str:
    if not NAME.fullmatch(name):
        raise click.BadParameter("write a letter, then letters, digits, dots or hyphens")
    return name


@click.command()
@click.argument("name", callback=_valid_name)
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    help="What it opens; may be given again. Without any, everything.",
)
def token(name: str, scopes: tuple[str, ...]) -> None:
    """Make a token for the caller NAME.

    The first line is for the caller, the second for JOINWISE_TOKENS_FILE; the token cannot be told
    from it.
    """
    made = token_urlsafe(32)
    known = "+".join(dict.fromkeys(scopes or Scope))
    click.echo(f"token  {made}")
    click.echo(f"line   {name}:{known}:{HASHED}{token_hash(made).hex()}")
