"""``joinwise rules shadow``: what the shadow rules of a running service would turn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import click

from joinwise.cli.console import print_error, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import json_option
from joinwise.domain.units import how_many
from joinwise.domain.versions import digits
from joinwise.formats.directions import harmless
from joinwise.settings import Settings

PATIENCE = 10
"""Seconds."""

TOKEN_FILE = click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True)


@click.command()
@click.option("--url", help="The address of the service (default: that of the settings).")
@click.option("--token-file", type=TOKEN_FILE, help="Holds a token with the scope rules.")
@json_option
@click.pass_context
def shadow(context: click.Context, url: str | None, token_file: Path | None, as_json: bool) -> None:
    """Print what the shadow rules of a running service would turn.

    They are those of its setting JOINWISE_SHADOW.
    """
    try:
        report = _asked(url or f"http://{Settings.from_environ().bind}", token_file)
    except (OSError, ValueError) as error:
        print_error(_reason(error))
        context.exit(ExitStatus.FAULTS)
    if as_json:
        print_json(report)
    else:
        click.echo(harmless("\n".join(report_lines(report))))


def _asked(url: str, token_file: Path | None) -> Any:
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url} is no address of a service; it starts with http:// or https://")
    request = Request(f"{url.rstrip('/')}/v1/shadow")  # noqa: S310
    if token_file:
        with click.open_file(str(token_file)) as file:
            request.add_header("Authorization", f"Bearer {file.read().strip()}")
    with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.load(answer)


def _reason(error: Exception) -> str:
    """The words of the service if it answered."""
    if isinstance(error, HTTPError) and "json" in error.headers.get("Content-Type", ""):
        return str(json.load(error)["detail"])
    return f"the service does not answer: {error}"


def report_lines(report: Any) -> list[str]:
    faults = [f"refused: {fault}" for fault in report["faults"]]
    if report["shadow"] is None:
        return [*faults, "There are no shadow rules that can be used yet."]
    shadow = digits(report["shadow"]["version"])
    said = f"{how_many(report['decided'], 'candidate')} decided on by the shadow rules {shadow}"
    turned = [f"{turn['count']:,} from {turn['from']} to {turn['to']}" for turn in report["turned"]]
    heading = f"{said}: {', '.join(turned) or 'no advice would turn'}."
    return [*faults, heading, *map(_line, report["samples"])]


def _line(sample: Any) -> str:
    active, shadow = sample["active"], sample["shadow"]
    before = f"{active['recommendation']} {active['score']}"
    after = f"{shadow['recommendation']} {shadow['score']}"
    rules = f" ({', '.join(sample['rules'])})" if sample["rules"] else ""
    return f"  {sample['candidate']['name']}: {before}, now {after}{rules}"
