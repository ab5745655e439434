"""Small stand-ins and short cuts for tests."""

from pathlib import Path
from typing import Any

from joinwise.advisor import Advisor
from joinwise.diagnostics import Diagnostic
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.builder import Check, check_files
from joinwise.packs.model import Pack

MINIMAL = {"name": "A group", "kind": "meetup"}


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    """``{"cost.annual_dues": 3}`` as ``{"cost": {"annual_dues": 3}}``."""
    candidate: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, own = name.rpartition(".")
        (candidate.setdefault(group, {}) if group else candidate)[own] = value
    return candidate


def checked(*texts: str) -> Check:
    """What becomes of rule files with these texts."""
    files = {f"f{number}.yaml": text.encode() for number, text in enumerate(texts)}
    return check_files(files)


def pack(*texts: str) -> Pack:
    check = checked(*texts)
    assert check.pack, [str(fault) for fault in check.faults]
    return check.pack


def faults(*texts: str) -> list[str]:
    return [_short(fault) for fault in checked(*texts).faults]


def _short(fault: Diagnostic) -> str:
    return f"{fault.line}:{fault.column}: {fault.severity}: {fault.message}"


def rule(when: str, **more: Any) -> str:
    """A rule file with one rule, called ``r``."""
    extra = "".join(f"    {key}: {value!r}\n" for key, value in more.items())
    return f"rules:\n  - id: r\n    title: R\n    when: {when!r}\n    reason: Because.\n{extra}"


def advised(text: str, include: tuple[str, ...] = (), **candidate: Any) -> dict[str, Any]:
    """The answer for a candidate under a pack of one file."""
    return Advisor(pack(text)).answer(read_candidate({**MINIMAL, **candidate}), include)


def written(folder: Path, **files: str) -> Path:
    """A folder with these rule files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
