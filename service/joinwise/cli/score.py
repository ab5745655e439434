"""``joinwise score``: the advice on candidates."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from joinwise.advisor import Advisor, build_advisor
from joinwise.cli.candidate_files import read_candidates
from joinwise.cli.console import console, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import candidates_argument, json_option, rules_option
from joinwise.cli.views.advice import advice_view
from joinwise.explain.explainer import EXPLAINED, INCLUDES
from joinwise.packs.loader import load_pack
from joinwise.scoring.engine import ENGINES
from joinwise.settings import Settings
from joinwise.suggestions import nearest


@click.command()
@candidates_argument
@json_option
@click.option(
    "--include",
    default="",
    metavar="PARTS",
    help=f"Add parts, separated by commas: {', '.join(INCLUDES)}.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Add what to ask first, what would flip the advice, and when to look again.",
)
@rules_option
def score(
    files: tuple[str, ...], as_json: bool, include: str, explain: bool, rules: Path | None
) -> None:
    """Advise on candidates.

    Each FILE is one, in JSON or YAML; - is standard input.
    """
    parts = _parts(include) + (EXPLAINED if explain else ())
    settings = Settings.from_environ(rules=rules)
    advise = build_advisor if parts else Advisor
    advisor = advise(load_pack(settings.rules), ENGINES[settings.engine])
    candidates = read_candidates(files, advisor.pack.catalogue)
    for _, candidate in candidates:
        answer = advisor.answer(candidate, parts)
        if as_json:
            print_json(answer.to_dict(), indented=len(files) == 1)
        else:
            console().print(advice_view(answer), "")
    sys.exit(ExitStatus.DONE if len(candidates) == len(files) else ExitStatus.FAULTS)


def _parts(include: str) -> tuple[str, ...]:
    parts = tuple(part for part in include.split(",") if part)
    for part in parts:
        if part not in INCLUDES:
            message = f'there is no "{part}"{nearest(part, INCLUDES)}'
            raise click.BadParameter(message, param_hint="--include")
    return parts
