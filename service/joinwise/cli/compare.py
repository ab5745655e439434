"""``joinwise compare``: which of several candidates to join."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from joinwise.advisor import Advisor
from joinwise.cli.candidate_files import others_text, read_candidates
from joinwise.cli.console import console, print_error, print_json
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import candidates_argument, json_option, rules_option
from joinwise.cli.views.comparison import comparison_view
from joinwise.compare.portfolio import Limits
from joinwise.compare.request import FEWEST, MOST, comparison_request
from joinwise.compare.wording import ComparisonWording
from joinwise.domain.catalogue import INPUTS
from joinwise.errors import CandidateError
from joinwise.languages.speech import writer_of
from joinwise.packs.loader import load_pack
from joinwise.scoring.engine import ENGINES
from joinwise.serializers import comparison_answer
from joinwise.settings import Settings


def limit(name: str) -> click.FloatRange:
    """A limit, within the bounds of the input that a candidate may give it by."""
    input = INPUTS[f"you.{name}"]
    return click.FloatRange(input.low, input.high)


@click.command()
@candidates_argument
@click.option("--budget", type=limit("annual_budget"), help="Limit on the money for a year.")
@click.option("--hours", type=limit("hours_per_month"), help="Limit on the hours for a month.")
@json_option
@rules_option
def compare(
    files: tuple[str, ...],
    budget: float | None,
    hours: float | None,
    as_json: bool,
    rules: Path | None,
) -> None:
    """Say which of several candidates to join.

    Each FILE is one of 2 to 100, in JSON or YAML.
    """
    if not FEWEST <= len(files) <= MOST:
        raise click.UsageError(f"{FEWEST} to {MOST} candidates can be compared.")
    settings = Settings.from_environ(rules=rules)
    advisor = Advisor(load_pack(settings.rules), ENGINES[settings.engine])
    read = read_candidates(files, advisor.pack.catalogue)
    if len(read) < FEWEST:
        sys.exit(ExitStatus.FAULTS)
    try:
        request = comparison_request([candidate for _, candidate in read], Limits(budget, hours))
        comparison = advisor.compare(request)
    except CandidateError as error:
        _print_problems(error, [file for file, _ in read])
        sys.exit(ExitStatus.FAULTS)
    words = ComparisonWording(
        comparison, advisor.pack, request.currency, writer_of(advisor.language)
    )
    if as_json:
        print_json(comparison_answer(words))
    else:
        console().print(comparison_view(words), "")
    sys.exit(ExitStatus.DONE if len(read) == len(files) else ExitStatus.FAULTS)


def _print_problems(error: CandidateError, files: Sequence[str]) -> None:
    """Each with the file of the candidate that it is about, if it is about one."""
    for problem in error.problems:
        match problem.path:
            case ("candidates", int(place), *_):
                print_error(problem.below(2), files[place])
            case _:
                print_error(problem)
    if error.others:
        print_error(others_text(error))
