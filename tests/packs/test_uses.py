"""Whatever a pack names can be shown, with what uses it; and what was read can be told."""

from pathlib import Path
from typing import Any

import pytest

from joinwise.packs.files.reading import reading
from joinwise.packs.loader import load_pack
from joinwise.packs.uses import named_answer
from tests.support.fakes import pack, written

TEXT = """
inputs: {cost.annual_dues: {assume: {by: kind, values: {meetup: 3}}}}
facts: {a: {formula: cost.annual_dues * 2}, b: {formula: a + 1}}
rules:
  - {id: r, title: R, when: b > 1, points: 1, reason: "{a}"}
  - {id: s, title: S, when: 'kind == "meetup"', reason: x}
compare: {worth: b, money: a, hours: a}
"""


@pytest.mark.parametrize(
    ("name", "used_by"),
    [
        ("a", ["r", "b", "compare"]),
        ("b", ["r", "compare"]),
        ("cost.annual_dues", ["a"]),
        ("kind", ["s", "cost.annual_dues"]),
        ("meetup", ["s", "cost.annual_dues"]),
        ("r", []),
    ],
)
def test_a_name_is_shown_with_what_uses_it(name: str, used_by: list[str]) -> None:
    answer: Any = named_answer(pack(TEXT), name)
    assert answer["used_by"] == used_by


def test_a_name_that_nothing_has_is_none() -> None:
    assert named_answer(pack(TEXT), "nothing") is None


def test_the_check_says_what_it_read_and_what_it_passed_over(tmp_path: Path) -> None:
    folder = written(tmp_path / "mine", pack=TEXT)
    for name in ("own.YAML", "old.yaml.bak", "notes.txt", "t.csv", ".hidden.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    written(folder / "sub", more="")
    assert reading(folder, load_pack(folder)) == (
        "1 file: 2 rules, 0 rows, 2 facts; not read: .hidden.yaml (hidden), "
        "notes.txt (name it .yaml), old.yaml.bak (name it .yaml), own.YAML (name it .yaml), "
        "sub (a folder), t.csv (no table names it)"
    )
