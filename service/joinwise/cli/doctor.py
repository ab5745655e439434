"""``joinwise doctor``: would the service run here, and who could do what?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import click

from joinwise import __version__
from joinwise.access import Access
from joinwise.advisor import Advisor
from joinwise.assessments.store import Store
from joinwise.cli.errors import ExitStatus
from joinwise.cli.options import rules_option
from joinwise.domain.versions import short
from joinwise.edge import UNIX
from joinwise.errors import JoinwiseError, RuleFilesError, StoreError
from joinwise.formats.directions import harmless
from joinwise.packs.checker import CheckResult
from joinwise.packs.loader import check_folder
from joinwise.scoring.engine import ENGINES, PYTHON
from joinwise.settings import Settings, unknown_variables
from joinwise.starting import address_error, address_problem

ANYTHING = {"name": "Anything", "kind": "meetup"}
NO_PROXY = "none is named (JOINWISE_TRUSTED_PROXIES): what a proxy says of a request does not count"


class Verdict(StrEnum):
    """What a check came to."""

    GOOD = "ok"
    ODD = "look"
    """It runs, but perhaps not as it is meant."""

    BAD = "wrong"
    """The service would not start, or would fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    subject: str
    text: str


@click.command()
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on.")
@rules_option
def doctor(**given: object) -> None:
    """Check whether the service would run here.

    A line each tells of the settings, the rules, the engine, the store, the address, what would be
    open to whom, and the proxies; "wrong" would keep the service from running, "look" may not be
    what is meant.
    """
    findings = [*examine(Settings.from_environ(**given))]
    for finding in findings:
        click.echo(harmless(f"{finding.verdict:<6}{finding.subject:<10}{finding.text}"))
    is_bad = any(finding.verdict is Verdict.BAD for finding in findings)
    sys.exit(ExitStatus.FAULTS if is_bad else ExitStatus.DONE)


def examine(settings: Settings) -> Iterator[Finding]:
    """All that can be said of a service with these settings, without starting it."""
    python = f"Python {platform.python_version()}"
    yield Finding(Verdict.GOOD, "joinwise", f"{__version__} on {python}")
    yield from (Finding(Verdict.ODD, "settings", text) for text in unknown_variables())
    for subject, check in CHECKS.items():
        yield _checked(subject, check, settings)


def _checked(subject: str, check: Check, settings: Settings) -> Finding:
    try:
        verdict, text = check(settings)
    except JoinwiseError as error:
        return Finding(Verdict.BAD, subject, str(error))
    return Finding(verdict, subject, text)


@cache
def _check_of(rules: Path) -> CheckResult:
    return check_folder(rules)


def _rules(settings: Settings) -> tuple[Verdict, str]:
    check = _check_of(settings.rules)
    pack, odd = check.require_pack(), len(check.diagnostics)
    said = f"{pack.size} rules and rows, version {short(pack.version)}, of {settings.rules}"
    if odd:
        return Verdict.ODD, f"{said}; joinwise rules check names {odd} warnings"
    return Verdict.GOOD, said


def _engine(settings: Settings) -> tuple[Verdict, str]:
    """Scores one candidate, by the engine and by the reading beside it."""
    try:
        pack = _check_of(settings.rules).require_pack()
    except RuleFilesError:
        return Verdict.ODD, "not tried, since the rules are at fault"
    engines = (ENGINES[settings.engine], ENGINES[PYTHON])
    first, second = (Advisor(pack, engine).advise(ANYTHING).to_dict() for engine in engines)
    if first != second:
        return Verdict.BAD, f"{settings.engine} does not give the advice of the rules"
    return Verdict.GOOD, f"{settings.engine} gives the advice of the rules"


def _store(settings: Settings) -> tuple[Verdict, str]:
    with closing(Store(settings.database_url, may_create=False)) as store:
        where = store.database.location
        try:
            store.database.prepare()
        except StoreError as error:
            if store.database.is_sqlite and not store.database.file.exists():
                return Verdict.GOOD, f"{where} will be made at the start"
            return Verdict.BAD, f"{where}: {error.reason}; only scoring would work"
    return Verdict.GOOD, f"{where} holds what it needs"


def _address(settings: Settings) -> tuple[Verdict, str]:
    if (error := address_error(settings)) is not None:
        return Verdict.BAD, address_problem(settings.bind, error)
    said = settings.bind if settings.host.startswith(UNIX) else f"{settings.bind} is free"
    return Verdict.GOOD, said


def _access(settings: Settings) -> tuple[Verdict, str]:
    """Tokens that cannot be used raise SettingsError."""
    access = Access.of(settings.host, settings.tokens, settings.tokens_file)
    verdict = Verdict.GOOD if access.tokens else Verdict.ODD
    return verdict, f"protected calls are open to {access.openings()['protected']}"


def _proxies(settings: Settings) -> tuple[Verdict, str]:
    if settings.trusted_proxies:
        return Verdict.GOOD, f"{', '.join(settings.trusted_proxies)} are believed"
    return Verdict.GOOD, NO_PROXY


Check = Callable[[Settings], tuple[Verdict, str]]
CHECKS: dict[str, Check] = {
    "rules": _rules,
    "engine": _engine,
    "store": _store,
    "address": _address,
    "access": _access,
    "proxies": _proxies,
}
