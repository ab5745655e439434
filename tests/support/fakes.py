"""Small stand-ins and short cuts for tests."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

from joinwise.advisor import Advisor, build_advisor
from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.diagnostics import Diagnostic
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.model import Pack
from joinwise.runtime.reloading import ActiveRules, activate
from joinwise.settings import Settings
from joinwise.web import create_app

MINIMAL = {"name": "A group", "kind": "meetup"}


def checked(*texts: str) -> CheckResult:
    """What becomes of rule files with these texts, and of a rule that never fires if they hold none."""
    holds_rules = any(re.search(r'\b(rules|bands)"?:', text) for text in texts)
    files = [*texts] if holds_rules else [*texts, rule("false")]
    return check_files({f"f{number}.yaml": text.encode() for number, text in enumerate(files)})


def pack(*texts: str) -> Pack:
    check = checked(*texts)
    assert check.pack, [str(fault) for fault in check.diagnostics]
    return check.pack


def diagnostics_of(*texts: str) -> list[str]:
    return [_short(fault) for fault in checked(*texts).diagnostics]


def _short(fault: Diagnostic) -> str:
    return f"{fault.line}:{fault.column}: {fault.severity}: {fault.message}"


def rule(when: str, **more: Any) -> str:
    """A rule file with one rule, called ``r``."""
    extra = "".join(f"    {key}: {value!r}\n" for key, value in more.items())
    return f"rules:\n  - id: r\n    title: R\n    when: {when!r}\n    reason: Because.\n{extra}"


def advice_of(text: str, include: tuple[str, ...] = (), **candidate: Any) -> dict[str, Any]:
    """The answer for a candidate under a pack of one file."""
    advisor = build_advisor(pack(text))
    return advisor.answer(
        read_candidate({**MINIMAL, **candidate}, advisor.pack.catalogue), include
    ).to_dict()


def app_under(advisor: Advisor, store: Store | None = None) -> Flask:
    """The application, with the rules of an advisor in force."""
    settings = Settings()
    rules = ActiveRules(settings.rules, advisor)
    return create_app(settings, build_services(settings, rules=rules, store=store))


def app_with(**settings: Any) -> Flask:
    """The application under settings of its own, with rules that are built once for all such."""
    own = Settings(**settings)
    return create_app(own, build_services(own, rules=_default_rules()))


@cache
def _default_rules() -> ActiveRules:
    return activate(Settings().rules)


def written(folder: Path, **files: str) -> Path:
    """A folder with these rule files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
