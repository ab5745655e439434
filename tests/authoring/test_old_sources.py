"""Sources that have grown old."""

from datetime import date

import pytest

from joinwise.authoring.old_sources import old_sources
from tests.support.fakes import checked, rule

TODAY = date(2026, 11, 28)


def notes(*texts: str) -> list[str]:
    found = old_sources(checked(*texts).written, TODAY)
    return [f"{note.line}:{note.column}: {note.severity}: {note.message}" for note in found]


@pytest.mark.parametrize(
    ("year", "age"), [("2022", "4"), ("2006", "20"), ("2023", ""), ("2026", ""), ("2030", "")]
)
def test_a_source_of_more_than_three_years_ago_is_noted_at_its_year(year: str, age: str) -> None:
    said = f"inputs: {{mode: {{source: {{grade: M, what: x, year: {year}}}}}}}"
    note = f"1:51: note: this source is {age} years old; look whether it still holds"
    assert notes(said) == ([note] if age else [])


@pytest.mark.parametrize("source", ["An essay of 2006", {"grade": "M", "what": "of 2006"}])
def test_a_source_without_a_year_is_not_noted(source: object) -> None:
    assert notes(rule("true", source=source)) == []


def test_sources_of_rules_bands_rows_and_facts_are_looked_at() -> None:
    old = "{grade: M, what: x, year: 2006}"
    row = f"{{to: 1, points: 1, reason: x, source: {old}}}"
    band = f"{{id: b, title: B, over: cost.annual_dues, source: {old}, rows: [{row}]}}"
    facts = f"{{a: {{by: kind, values: {{meetup: 1}}, source: {{meetup: {old}}}}}}}"
    rules = f"[{{id: r, title: R, when: true, reason: x, source: {old}}}]"
    assert len(notes(f"rules: {rules}\nbands: [{band}]\nfacts: {facts}")) == 4
