"""One row of a table, read by itself: as a candidate, or as all that does not fit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from joinwise.bulk.inputs import EMPTY_LIST, NUMERAL, SEPARATOR, Source
from joinwise.diagnostics import Problem
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import CATALOGUE, Catalogue
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.errors import CandidateError

LINE_COLUMN, FAULTS_COLUMN = "line", "faults"
"""What a refused row has besides its own columns."""

NUMBER = re.compile(NUMERAL.replace(r"\z", r"\Z"), re.ASCII)
TRUTHS = {"true": True, "false": False}
MISFIT = "it does not fit"
ISO_LENGTH = len("2027-01-31")
UNNAMED = "a row"
"""What a row is called in a table that has no column of names."""


class RowReader:
    """Reads rows by the ``sources`` of inputs.

    ``as_text`` says that all values are written as texts, as in CSV; ``catalogue`` are the inputs
    that there are.
    """

    def __init__(
        self, sources: Mapping[str, Source], as_text: bool, catalogue: Catalogue = CATALOGUE
    ) -> None:
        self.sources = sources
        self.as_text = as_text
        self.catalogue = catalogue

    def candidate(self, row: Mapping[str, Any]) -> Candidate:
        """Raises CandidateError."""
        return read_candidate(self._body(row), self.catalogue)

    def error(self, row: Mapping[str, Any]) -> CandidateError:
        """All that does not fit."""
        try:
            self.candidate(row)
        except CandidateError as error:
            return error
        return CandidateError([Problem((), MISFIT)])

    def faults(self, row: Mapping[str, Any]) -> str:
        """All that does not fit, in words."""
        return faults_in(self._body(row), self.catalogue)

    def _body(self, row: Mapping[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {} if "name" in self.sources else {"name": UNNAMED}
        for name, source in self.sources.items():
            value = source.value(row)
            is_text = isinstance(value, str)
            put(body, name, self._written(value, source.input) if is_text else _plain(value))
        return body

    def _written(self, text: str, input: Input) -> Any:
        """The value that a text stands for; the text itself if it stands for none."""
        if input.kind is Kind.LIST:
            return listed(text)
        return written(text, input) if self.as_text else text


def faults_in(body: Any, catalogue: Catalogue = CATALOGUE) -> str:
    """All that does not fit in the body of a request, in words."""
    try:
        read_candidate(body, catalogue)
    except CandidateError as error:
        return "; ".join(map(str, error.problems))
    return MISFIT


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()[:ISO_LENGTH]
    return float(value) if isinstance(value, Decimal) else value


def written(text: str, input: Input) -> Any:
    """The value of a cell of text."""
    cell = text.strip()
    if not cell:
        return None
    if input.kind is Kind.NUMBER and not input.is_day and NUMBER.match(cell):
        number = float(cell)
        return number if math.isfinite(number) else cell
    if input.kind is Kind.BOOLEAN:
        return TRUTHS.get(cell.lower(), cell)
    return cell


def listed(text: str) -> Any:
    cell = text.strip()
    if not cell:
        return None
    return [] if cell == EMPTY_LIST else cell.split(SEPARATOR)


def put(body: dict[str, Any], name: str, value: Any) -> None:
    group, _, own = name.rpartition(".")
    (body.setdefault(group, {}) if group else body)[own] = value


def line_body(data: Any, names: Mapping[str, str], catalogue: Catalogue = CATALOGUE) -> Any:
    """What a line of NDJSON says of a candidate: groups, or names with dots; the rest is left out.

    ``names`` are the inputs that other keys stand for.
    """
    if not isinstance(data, dict):
        return data
    body: dict[str, Any] = {}
    for key, value in data.items():
        name = names.get(key, key)
        group, _, own = name.rpartition(".")
        if catalogue.fields.get(group, {}).get(own):
            put(body, name, value)
        elif name in catalogue.groups:
            body.setdefault(name, {})
            body[name] = {**body[name], **value} if isinstance(value, dict) else value or body[name]
    return body
