"""The columns of a frame as what was given of each input, and which rows do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import narwhals as nw

from joinwise.bulk.dates import Value, is_date_type, read_days
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.days import today
from joinwise.domain.inputs import HARMFUL, INVISIBLE, LONGEST_NAME, Input
from joinwise.domain.values import Kind
from joinwise.errors import FrameError
from joinwise.expressions.columns import TYPES, GivenColumns, ListColumns

PREFIX = "__joinwise_"
"""Begins the names of columns that are only for working things out."""

FLAT = "__"
"""May stand for the dot in the name of a column: ``cost__annual_dues``."""

EMPTY_LIST = "[]"
SEPARATOR = "|"
NUMERAL = r"\A[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\z"
WHITE_SPACE = (
    r"\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
)
KINDS = {Kind.NUMBER: "numbers", Kind.TEXT: "texts", Kind.BOOLEAN: "true/false", Kind.LIST: "lists"}


DType = Any
"""A type of narwhals, or its class."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column, or a field of one, that gives an input; ``path`` leads to it in a row."""

    name: str
    input: Input
    expression: nw.Expr
    type: DType
    path: tuple[str, ...]

    def value(self, row: Mapping[str, Any]) -> Any:
        """What a row gives."""
        value: Any = row
        for step in self.path:
            value = None if value is None else value[step]
        return value


@dataclass(frozen=True, slots=True)
class FrameInputs:
    """What the columns of a frame give.

    ``columns`` are to be added to it; ``given`` says which of them are for which input; ``faults``
    are true in the rows in which the value of an input does not fit.
    """

    columns: Mapping[str, nw.Expr]
    given: GivenColumns
    faults: Mapping[str, nw.Expr]


def sources_in(
    schema: Mapping[str, Any], inputs: Mapping[str, Input], names: Mapping[str, str]
) -> dict[str, Source]:
    """The columns that are inputs, by input; ``names`` says which inputs other columns are.

    Raises FrameError if two columns give the same input.
    """
    sources: dict[str, Source] = {}
    for source in _sources(schema, inputs, names):
        other = sources.setdefault(source.input.name, source)
        if other is not source:
            raise FrameError([f'"{other.name}" and "{source.name}" are the same input'])
    return sources


def _sources(
    schema: Mapping[str, Any], inputs: Mapping[str, Input], names: Mapping[str, str]
) -> Iterable[Source]:
    for column, dtype in schema.items():
        input = inputs.get(names.get(column, column).replace(FLAT, "."))
        if input is not None:
            yield Source(column, input, nw.col(column), dtype, (column,))
        elif isinstance(dtype, nw.Struct):
            fields = {f"{column}.{field.name}": field for field in dtype.fields}
            for name in fields.keys() & inputs.keys():
                field = nw.col(column).struct.field(fields[name].name)
                path = (column, fields[name].name)
                yield Source(name, inputs[name], field, fields[name].dtype, path)


def frame_inputs(
    sources: Mapping[str, Source], inputs: Iterable[Input], as_text: bool
) -> FrameInputs:
    """What sources give of inputs; of those without one, nothing is known.

    ``as_text`` says that all values are written as texts, as in CSV. Raises FrameError if a column
    is of a kind that its input cannot have, or if no column says what must be said.
    """
    _check(sources, as_text)
    parts = [_part(input, sources.get(input.name), as_text) for input in inputs]
    return FrameInputs(
        {name: expression for part in parts for name, expression in part.columns.items()},
        {name: given for part in parts for name, given in part.given.items()},
        {name: fault for part in parts for name, fault in part.faults.items()},
    )


def _check(sources: Mapping[str, Source], as_text: bool) -> None:
    problems = [f'there is no column "{name}"' for name in ("kind",) if name not in sources]
    if not as_text:
        problems += [_wrong(source) for source in sources.values() if not _is_possible(source)]
    if problems:
        raise FrameError(problems)


def _wrong(source: Source) -> str:
    wanted = "dates" if source.input.is_day else KINDS[source.input.kind]
    return f'the column "{source.name}" must hold {wanted}, not {source.type}'


def _is_possible(source: Source) -> bool:
    kind = Kind.TEXT if source.input.is_day else source.input.kind
    is_date = source.input.is_day and is_date_type(source.type)
    return _is_unknown(source) or is_date or _fits_kind(source.type, kind)


def _is_unknown(source: Source) -> bool:
    """Whether the column holds nothing but nulls."""
    return bool(source.type == nw.Unknown)


def _fits_kind(dtype: DType, kind: Kind) -> Any:
    match kind:
        case Kind.NUMBER:
            return dtype.is_numeric()
        case Kind.BOOLEAN:
            return dtype == nw.Boolean
        case Kind.TEXT:
            return dtype in (nw.String, nw.Categorical, nw.Enum)
    is_list = isinstance(dtype, nw.List) and (dtype.inner in (nw.String, nw.Unknown))
    return is_list or dtype == nw.String


def _part(input: Input, source: Source | None, as_text: bool) -> FrameInputs:
    name = f"{PREFIX}given_{input.name.replace('.', FLAT)}"
    if source is None or _is_unknown(source):
        return _unknown(input, name)
    if input.kind is Kind.LIST:
        return _list(input, name, source, as_text)
    value = _read(input, source.expression, source.type, as_text)
    if value.known is source.expression and len(source.path) == 1:
        return FrameInputs({}, {input.name: source.name}, {input.name: value.fault})
    return FrameInputs({name: value.known}, {input.name: name}, {input.name: value.fault})


def _unknown(input: Input, name: str) -> FrameInputs:
    if input.is_day:
        return FrameInputs({name: nw.lit(today())}, {input.name: name}, {})
    if input.kind is not Kind.LIST:
        return FrameInputs({name: nw.lit(None, TYPES[input.kind])}, {input.name: name}, {})
    columns = ListColumns(name, {value: f"{name}_{value}" for value in input.values})
    nothing = dict.fromkeys(columns.entries.values(), nw.lit(None, nw.Boolean))
    return FrameInputs({name: nw.lit(False), **nothing}, {input.name: columns}, {})


def _read(input: Input, given: nw.Expr, dtype: DType, as_text: bool) -> Value:
    if input.is_day:
        return read_days(_filled(given) if as_text else given, dtype)
    match input.kind:
        case Kind.NUMBER:
            return _written_number(input, given) if as_text else _number(input, given, dtype)
        case Kind.BOOLEAN:
            return _written_truth(given) if as_text else Value(given, nw.lit(False))
    text = given if dtype == nw.String else given.cast(nw.String)
    return _text(input, _filled(text) if as_text else text)


def _filled(text: nw.Expr, strip: bool = True) -> nw.Expr:
    """The text of a cell; null if it is blank."""
    stripped = text.str.strip_chars()
    return nw.when(stripped != "").then(stripped if strip else text)


def _written_number(input: Input, cell: nw.Expr) -> Value:
    text = _filled(cell)
    is_number = text.str.contains(NUMERAL)
    number = nw.when(is_number).then(text).cast(nw.Float64)
    return Value(number, ~is_number | _out_of_bounds(input, number))


def _number(input: Input, given: nw.Expr, dtype: DType) -> Value:
    number = given if dtype == nw.Float64 else given.cast(nw.Float64)
    return Value(number, _out_of_bounds(input, number))


def _out_of_bounds(input: Input, number: nw.Expr) -> nw.Expr:
    """Whatever is no number is larger than all, or equal to nothing."""
    fits = (number >= input.low) & (number <= input.high)
    return ~(fits & (number.floor() == number)) if input.whole else ~fits


def _written_truth(cell: nw.Expr) -> Value:
    text = _filled(cell).str.to_lowercase()
    is_true = text == "true"
    return Value(is_true, ~(is_true | (text == "false")))


def _text(input: Input, text: nw.Expr) -> Value:
    fits = text.is_in(list(input.values)) if input.values else _is_visible(text)
    if input.name in REQUIRED:
        return Value(text, ~fits | text.is_null())
    return Value(text, ~fits)


def _is_visible(text: nw.Expr) -> nw.Expr:
    size = text.str.len_chars()
    shown = text.str.contains(f"[^{_portable(HARMFUL + INVISIBLE)}]")
    return (
        (size >= 1) & (size <= LONGEST_NAME) & shown & ~text.str.contains(f"[{_portable(HARMFUL)}]")
    )


def _portable(characters: str) -> str:
    r"""A set of characters as the regular expressions of all engines take it."""
    spelled = characters.replace(r"\s", WHITE_SPACE)
    return re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", spelled)


def _list(input: Input, name: str, source: Source, as_text: bool) -> FrameInputs:
    columns = ListColumns(name, {value: f"{name}_{value}" for value in input.values})
    given = source.expression
    if as_text or source.type == nw.String:
        given = _filled(given)
        found = {value: _holds(given, value) for value in input.values}
        fault = ~((given == EMPTY_LIST) | given.str.contains(_list_pattern(input)))
    else:
        found = {value: given.list.contains(value) for value in input.values}
        different = reduce(lambda one, other: one + other, (_count(has) for has in found.values()))
        fault = given.list.unique().list.len().cast(nw.Int64) != different
    entries = {columns.entries[value]: has for value, has in found.items()}
    return FrameInputs(
        {name: ~given.is_null(), **entries}, {input.name: columns}, {input.name: fault}
    )


def _count(has: nw.Expr) -> nw.Expr:
    return has.cast(nw.Int64)


def _holds(text: nw.Expr, value: str) -> nw.Expr:
    bounded = nw.concat_str(nw.lit(SEPARATOR), text, nw.lit(SEPARATOR))
    return bounded.str.contains(f"{SEPARATOR}{value}{SEPARATOR}", literal=True)


def _list_pattern(input: Input) -> str:
    one = f"({'|'.join(map(re.escape, input.values))})"
    return rf"\A{one}(\|{one})*\z"
