"""Rows of data frames get exactly what each would get alone."""

from math import copysign, inf, nan, nextafter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from joinwise import load_pack, score_frame
from joinwise.authoring.populations.plausible import plausible
from joinwise.bulk.frames import COLUMNS
from joinwise.errors import FrameError
from joinwise.expressions.columns import ColumnCompiler
from joinwise.expressions.parser import parse
from tests.support.fakes import pack, rule
from tests.support.frames import VERDICT, Row, frame_of, verdicts
from tests.support.generators import Candidate, Pack, candidate_from_seed, candidates, packs
from tests.support.rule_writer import write_pack

SOME = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY_CANDIDATES = st.lists(candidates(), min_size=20, max_size=40)


DEFAULT = load_pack()
NOTHING = pack(rule("false"))


def loaded(text: Pack) -> Any:
    with TemporaryDirectory() as folder:
        write_pack(Path(folder), text)
        return load_pack(Path(folder))


def rows_of_polars(frame: pl.DataFrame, rules: Any) -> list[Row]:
    return score_frame(frame, rules).select(VERDICT).rows()


def rows_of_duckdb(frame: pl.DataFrame, rules: Any, folder: Path) -> list[Row]:
    file = folder / "rows.parquet"
    frame.with_row_index("row").write_parquet(file)
    scored = score_frame(duckdb.connect().read_parquet(str(file)), rules, VERDICT)
    found: list[Row] = scored.order("row").select(", ".join(VERDICT)).fetchall()
    return found


def test_duckdb_is_given_new_columns_in_sql(tmp_path: Path) -> None:
    """Its package compares each column with all others, which takes seconds under many rules."""
    rules = pack(rule("cost.annual_dues > 200", points=-60))
    group: list[Candidate] = [
        {"name": "A", "kind": "meetup", "cost": {"annual_dues": dues}} for dues in (150, 250)
    ]
    frame_of(group).write_parquet(tmp_path / "rows.parquet")
    table = duckdb.connect().read_parquet(str(tmp_path / "rows.parquet"))
    scored = score_frame(table, rules, VERDICT)
    assert "SELECT *, " in scored.sql_query()
    assert sorted(scored.select(", ".join(VERDICT)).fetchall()) == sorted(verdicts(rules, group))


def test_a_table_of_duckdb_may_get_no_columns() -> None:
    table = duckdb.sql("SELECT 'meetup' AS kind")
    assert score_frame(table, pack(rule("cost.annual_dues > 200")), ()).columns == ["kind"]


@pytest.mark.slow
@SOME
@given(packs(1, 12), MANY_CANDIDATES)
def test_each_row_gets_what_it_gets_alone(text: Pack, group: list[Candidate]) -> None:
    rules = loaded(text)
    assert rows_of_polars(frame_of(group), rules) == verdicts(rules, group)


@pytest.mark.slow
@settings(SOME, max_examples=4)
@given(packs(1, 12), MANY_CANDIDATES)
def test_duckdb_says_the_same(text: Pack, group: list[Candidate]) -> None:
    rules = loaded(text)
    with TemporaryDirectory() as folder:
        found = rows_of_duckdb(frame_of(group), rules, Path(folder))
    assert found == verdicts(rules, group)


@pytest.mark.slow
@pytest.mark.parametrize("one", [candidate_from_seed, plausible])
def test_the_default_pack_says_the_same_of_each_row(one: Any) -> None:
    group = [one(seed) for seed in range(500)]
    rules = DEFAULT
    assert rows_of_polars(frame_of(group), rules) == verdicts(rules, group)


# Frames


GROUP = [plausible(seed) for seed in range(5)]


@pytest.mark.slow
def test_lazy_frames_stay_lazy_and_others_are_what_they_were() -> None:
    rules, frame = NOTHING, frame_of(GROUP)
    assert isinstance(score_frame(frame.lazy(), rules), pl.LazyFrame)
    assert isinstance(score_frame(frame, rules), pl.DataFrame)


def test_the_columns_of_the_caller_are_carried_along() -> None:
    scored = score_frame(frame_of(GROUP).with_columns(mine=pl.lit("x")), NOTHING)
    assert scored.columns[-5:] == ["mine", *COLUMNS]
    assert scored["mine"].to_list() == ["x"] * 5


@pytest.mark.slow
def test_two_underscores_may_stand_for_the_dot() -> None:
    frame = frame_of(GROUP)
    flat = frame.rename({name: name.replace(".", "__") for name in frame.columns})
    assert rows_of_polars(flat, DEFAULT) == rows_of_polars(frame, DEFAULT)


def test_groups_of_inputs_may_be_nested() -> None:
    rules = pack(rule("cost.annual_dues > 5", points=7))
    frame = pl.DataFrame(
        {"kind": ["meetup"] * 3, "cost": [{"annual_dues": 9}, None, {"annual_dues": None}]}
    )
    assert score_frame(frame, rules)["score"].to_list() == [57, 50, 50]


def test_numbers_of_all_types_are_read() -> None:
    rules = pack(rule("cost.annual_dues > 5", points=7))
    for dtype in (pl.Int8, pl.UInt64, pl.Float32, pl.Decimal(10, 2)):
        dues = pl.Series([9, 1, None], dtype=dtype)
        frame = pl.DataFrame({"kind": ["meetup"] * 3, "cost.annual_dues": dues})
        assert score_frame(frame, rules)["score"].to_list() == [57, 50, 50]


def test_categories_are_texts_and_lists_may_be_written_with_bars() -> None:
    rules = pack(rule("mode == 'online' and 'job' in you.seeks", points=7))
    mode = pl.Series(["online", "online", "hybrid"], dtype=pl.Categorical)
    frame = pl.DataFrame(
        {"kind": ["meetup"] * 3, "mode": mode, "you.seeks": ["perks|job", "[]", "job"]}
    )
    assert score_frame(frame, rules)["score"].to_list() == [57, 50, 50]


# What does not fit


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("cost.annual_dues", [1.0, -1.0]),
        ("cost.annual_dues", [1.0, nan]),
        ("cost.annual_dues", [1.0, inf]),
        ("cost.annual_dues", [1.0, 1e9 + 1]),
        ("team.people", [1.0, 1.5]),
        ("mode", ["online", "on line"]),
        ("kind", ["meetup", None]),
        ("name", ["Zoë", ""]),
        ("name", ["Zoë", "x" * 201]),
        ("name", ["Zoë", "a\tb"]),
        ("name", ["Zoë", "\u200b"]),
        ("name", ["a b", "a\u202eb"]),
        ("you.seeks", [["job", "job"], ["jobs"]]),
        ("you.seeks", [["job"], ["job", None]]),
        ("you.seeks", ["job|perks", "job, perks"]),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_names_its_inputs(column: str, values: Any) -> None:
    frame = pl.DataFrame({"kind": ["meetup", "meetup"]} | {column: values})
    assert score_frame(frame, NOTHING)["refused"].to_list() == [None, column]
    assert score_frame(frame, NOTHING)["score"].is_null().to_list() == [False, True]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"mode": ["online"]}, 'there is no column "kind"'),
        ({"kind": ["meetup"], "score": [1]}, 'there is a column "score" already'),
        ({"kind": ["meetup"], "team.people": ["x"]}, 'the column "team.people" must hold numbers'),
        (
            {"kind": ["meetup"], "time.clashes": [1]},
            'the column "time.clashes" must hold true/false',
        ),
        ({"kind": ["meetup"], "mode": [True]}, 'the column "mode" must hold texts'),
        ({"kind": ["meetup"], "you.seeks": [3]}, 'the column "you.seeks" must hold lists'),
        ({"kind": ["meetup"], "team__people": [1], "team.people": [1]}, "are the same input"),
    ],
)
def test_columns_that_cannot_be_read_are_named(columns: Any, said: str) -> None:
    with pytest.raises(FrameError, match=said):
        score_frame(pl.DataFrame(columns), NOTHING)


# Arithmetic


def worked_out(text: str, numbers: list[float]) -> list[Any]:
    """A formula of x, for each x."""
    program = ColumnCompiler({"x": "x"}, {}, {"x": inf}, "v").compile([parse(text)])
    frame = program.add_to(nw.from_native(pl.LazyFrame({"x": numbers})))
    found: list[Any] = frame.collect()[program.results[0]].to_list()
    return found


def test_columns_divide_as_python_does() -> None:
    numbers = [float(number) for number in range(1, 200)]
    assert worked_out("x / 10", numbers) == [number / 10 for number in numbers]


def halfway(number: float) -> list[float]:
    return [number, nextafter(number, inf), nextafter(number, -inf)]


@pytest.mark.slow
@example(0.49999999999999994, 0)
@example(2.5, 0)
@example(-2.5, 0)
@example(2.675, 2)
@example(0.125, 2)
@example(5e-324, 9)
@example(2.0**52 + 1, 1)
@example(1.7976931348623157e308, 9)
@settings(max_examples=30, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 9))
def test_columns_round_as_python_does(number: float, digits: int) -> None:
    near = round(number, min(digits, 3)) + copysign(0.5 * 10.0**-digits, number)
    numbers = [number, *halfway(near), *halfway(number * 1e-3)]
    rounded = [round(value, digits) for value in numbers]
    assert worked_out(f"round(x, {digits})", numbers) == rounded
