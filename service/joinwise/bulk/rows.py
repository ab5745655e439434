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
from joinwise.domain.nesting import nested
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
        values = {name: self._value(source, row) for name, source in self.sources.items()}
        return nested({"name": UNNAMED} | values)

    def _value(self, source: Source, row: Mapping[str, Any]) -> Any:
        value = source.value(row)
        return self._written(value, source.input) if isinstance(value, str) else _plain(value)

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


def line_body(data: Any, names: Mapping[str, str], catalogue: Catalogue = CATALOGUE) -> Any:
    """What a line of NDJSON says of a candidate: groups, or names with dots; the rest is left out.

    ``names`` are the inputs that other keys stand for.
    """
    if not isinstance(data, dict):
        return data
    said = {names.get(key, key): value for key, value in data.items()}
    body = {name: value for name, value in said.items() if _is_known(name, catalogue)}
    dotted = nested({name: body.pop(name) for name in [*body] if "." in name})
    return body | {name: _with(body.get(name), values) for name, values in dotted.items()}


def _is_known(name: str, catalogue: Catalogue) -> bool:
    return name in catalogue.groups or name in catalogue.given


def _with(group: Any, values: Mapping[str, Any]) -> Any:
    """A group with further values; whatever is no group stays as it is, to be refused."""
    return {**(group or {}), **values} if group is None or isinstance(group, dict) else group
