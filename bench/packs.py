"""The rules of the workload as joinwise reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.workload import Rule
from joinwise.packs.checker import check_files
from joinwise.packs.model import Pack

FILE = "bench.yaml"
Entry = Mapping[str, object]
"""A rule as it stands in a rule file."""


def pack(rules: Sequence[Rule]) -> Pack:
    """The rules as a pack of joinwise, in the same order."""
    return check_files({FILE: _written(entries(rules)).encode()}).require_pack()


def write_folder(folder: Path, rules: Iterable[Entry]) -> Path:
    """A new folder with a rule file."""
    folder.mkdir()
    (folder / FILE).write_text(_written(rules))
    return folder


def _written(rules: Iterable[Entry]) -> str:
    return json.dumps({"rules": [*rules]})


def entries(rules: Sequence[Rule]) -> list[Entry]:
    """The rules, numbered in their order."""
    return [_entry(number, rule) for number, rule in enumerate(rules)]


def _entry(number: int, rule: Rule) -> Entry:
    when = " and ".join(f"{test.input} {test.operator} {json.dumps(test.value)}" for test in rule)
    return {"id": f"r-{number:05d}", "title": "A rule", "when": when, "reason": "A reason."}
