"""``joinwise rules test``: feature files, run against any pack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from joinwise.authoring.coverage import coverage_of, examples_of
from joinwise.cli.console import print_error
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import PATH
from joinwise.cli.views.features import coverage_lines, fault_lines, run_lines
from joinwise.files import write_whole_text
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import shipped
from joinwise.settings import Settings
from joinwise.specs.folders import FEATURES, own_features, top_layer
from joinwise.specs.gherkin import FeatureError, NoFeaturesError
from joinwise.specs.report import page
from joinwise.specs.results import RESULTS

if TYPE_CHECKING:
    from joinwise.specs.running import FeatureRun

NOT_INSTALLED = "this needs the extra joinwise[test]: pip install 'joinwise[test]'"


@click.command()
@click.argument("rules", type=PATH, required=False)
@click.option(
    "--features",
    type=PATH,
    metavar="FOLDER",
    help="Feature files, with those in folders below (default: those of the rules).",
)
@click.option(
    "--mutants", is_flag=True, help="Then change the rules in every small way: what goes unnoticed?"
)
@click.option(
    "--tries",
    type=click.IntRange(0),
    default=3_000,
    show_default=True,
    help="With --mutants: how many candidates to try, to find the scenario that is missing.",
)
@click.option("--html", type=PATH, metavar="FILE", help="Write the features as a page too.")
@click.option("--sentences", is_flag=True, help="Only list the sentences that features may use.")
def test(
    *,
    rules: Path | None,
    features: Path | None,
    mutants: bool,
    tries: int,
    html: Path | None,
    sentences: bool,
) -> None:
    """Run feature files against RULES, a folder of rule files.

    Without RULES they are run against the active rules. The features of a folder are in its folder
    "features"; beside it if the folder is called "rules". For rules that have none, those that come
    with joinwise are run.
    """
    folder = Settings.from_environ(rules=rules).rules
    own = own_features(folder)
    chosen = features or own or shipped(FEATURES)
    with _pytest_needed():
        if sentences:
            _list_sentences(chosen)
            return
        pack = load_pack(folder)
        run = _run(folder, chosen, pack)
        is_own = own is not None and chosen.resolve() == own.resolve()
        if is_own:
            _save(run)
        layer = top_layer(folder).name if is_own else None
        _report(run, pack, chosen, layer)
        if html:
            _write_page(run, pack, html)
        fails = not run.passed
        if mutants and fails:
            print_error("no mutants before all examples pass")
        elif mutants:
            fails = not _mutants(pack, folder, chosen, layer, tries)
    sys.exit(ExitStatus.FAULTS if fails else ExitStatus.DONE)


@contextmanager
def _pytest_needed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"pytest", "pytest_bdd"}:
            raise
        print_error(NOT_INSTALLED)
        sys.exit(ExitStatus.WRONG_USAGE)


def _list_sentences(features: Path) -> None:
    from joinwise.specs.sentence_list import sentences_page  # noqa: PLC0415 - likewise
    from joinwise.specs.sentences import load_sentences, own_modules  # noqa: PLC0415 - it needs pytest-bdd

    click.echo(sentences_page(load_sentences(own_modules(features))), nl=False)


def _run(rules: Path, features: Path, pack: Pack) -> FeatureRun:
    from joinwise.specs.running import run_features  # noqa: PLC0415 - it needs pytest-bdd
    from joinwise.web.in_process import InProcessApi  # noqa: PLC0415 - slow to import

    with TemporaryDirectory() as store:
        try:
            return run_features(features, pack, InProcessApi(rules, Path(store)))
        except (FeatureError, NoFeaturesError, OSError) as error:
            _stop(features, error)


def _stop(features: Path, error: FeatureError | NoFeaturesError | OSError) -> NoReturn:
    match error:
        case FeatureError():
            click.echo("\n".join(fault_lines(features, error.faults)), err=True)
        case OSError():
            print_error(f"cannot be read: {error.strerror or error}", features)
        case _:
            print_error(error, features)
    sys.exit(ExitStatus.FAULTS)


def _report(run: FeatureRun, pack: Pack, features: Path, layer: str | None) -> None:
    """What holds, and what is covered: of a layer what it says itself."""
    for line in fault_lines(features, run.faults):
        click.echo(line, err=True)
    for line in run_lines(features, run.specs):
        click.echo(line)
    covered = coverage_of(pack, examples_of(run.specs, pack.catalogue))
    for line in coverage_lines(covered.of_layer(pack, layer) if layer else covered):
        click.echo(line)


def _write_page(run: FeatureRun, pack: Pack, html: Path) -> None:
    html.parent.mkdir(parents=True, exist_ok=True)
    write_whole_text(html, page(run.specs, pack))
    click.echo(f"The features, to read: {html}")


def _save(run: FeatureRun) -> None:
    """Keeps the results for the pages and the coverage, unless they are the same."""
    path, text = run.folder / RESULTS, run.results_text()
    try:
        if not path.exists() or path.read_text("utf-8") != text:
            write_whole_text(path, text)
    except OSError as error:
        print_error(f"the results are not saved: {error.strerror or error}", path)


def _mutants(pack: Pack, rules: Path, features: Path, layer: str | None, tries: int) -> bool:
    from joinwise.authoring.mutants.report import mutant_report  # noqa: PLC0415 - it needs pytest-bdd

    is_good, lines = mutant_report(pack, rules, features, layer, tries)
    click.echo()
    for line in lines:
        click.echo(line)
    return is_good
