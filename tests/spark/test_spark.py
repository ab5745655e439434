"""Spark says what polars says; it is not installed with the rest, so: ``make spark``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from joinwise import load_pack, score_frame
from joinwise.authoring.populations.plausible import plausible
from joinwise.bulk.frames import COLUMNS
from joinwise.cli.main import main
from tests.support.fakes import pack
from tests.support.frames import frame_of, verdicts
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.spark,
    pytest.mark.timeout(1200),
    pytest.mark.filterwarnings("ignore"),  # pyspark warns of pandas
]
MASTER = "local[2]"
FAIR = """
rules:
  - id: fair
    title: Fair
    when: kind == "meetup"
    from: 2026-12-01
    until: 2027-02-28
    points: 8
    reason: A fair.
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from joinwise.bulk.spark_engine import session as started  # noqa: PLC0415 - where it is

    spark = started(MASTER)
    yield spark
    spark.stop()


def rows(session: Any, frame: Any, pack: Any, folder: Path) -> tuple[list[Any], str]:
    """What is scored, and the plan by which it was."""
    file = folder / "rows.parquet"
    frame.with_row_index("row").write_parquet(file)
    scored = score_frame(session.read.parquet(str(file)), pack)
    plan = scored._jdf.queryExecution().toString()  # noqa: SLF001 - as explain() does
    return [tuple(row) for row in scored.orderBy("row").select(*COLUMNS).collect()], plan


@pytest.mark.parametrize("seed", [3, 12, 28])
def test_generated_rules_say_the_same_of_each_row(session: Any, seed: int, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    write_pack(tmp_path / "rules", pack_from_seed(seed, 2 + seed))
    pack = load_pack(tmp_path / "rules")
    group = [candidate_from_seed(1000 * seed + number) for number in range(200)]
    found, _ = rows(session, frame_of(group), pack, tmp_path)
    assert found == [(*verdict, None) for verdict in verdicts(pack, group)]


def test_the_default_rules_say_the_same_and_no_python_runs_in_the_plan(
    session: Any, tmp_path: Path
) -> None:
    group = [one(seed) for one in (candidate_from_seed, plausible) for seed in range(200)]
    found, plan = rows(session, frame_of(group), load_pack(), tmp_path)
    assert found == [(*verdict, None) for verdict in verdicts(load_pack(), group)]
    assert "python" not in plan.lower()


@pytest.mark.parametrize("as_dates", [False, True])
def test_days_decide_as_they_do_row_by_row(session: Any, tmp_path: Path, as_dates: bool) -> None:
    days = ["2026-11-30", "2026-12-01", "2027-02-28", "2027-03-01", None]
    group: list[dict[str, Any]] = [
        {"name": "Fair", "kind": "meetup"} | ({"as_of": day} if day else {}) for day in days
    ]
    frame = frame_of(group)
    if as_dates:
        frame = frame.with_columns(pl.col("as_of").str.to_date())
    found, plan = rows(session, frame, pack(FAIR), tmp_path)
    assert found == [(*verdict, None) for verdict in verdicts(pack(FAIR), group)]
    assert [verdict[1] for verdict in found[:4]] == [50, 58, 58, 50]
    assert "python" not in plan.lower()


def test_bulk_writes_what_fits_and_sets_the_rest_aside(session: Any, tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out"
    table.write_text('id,kind,cost.annual_dues\n1,meetup,\n2,"club, or so",x\n3,meetup,9\n')
    result = bulk(str(table), str(out), "--to", "csv", "--columns", "id,recommendation")
    assert result.exit_code == 1
    assert "3 rows" in result.stdout
    assert "1 refused" in result.stdout
    assert text_in(out) == "id,recommendation\n1,join\n3,join\n"
    rejects = text_in(tmp_path / "out.rejects")
    assert '2,"club, or so",x,"kind: Must be one of referral_group, ' in rejects
    assert rejects.endswith('; cost.annual_dues: Must be a number from 0 to 1,000,000,000."\n')


def test_what_cannot_be_done_is_said(session: Any, tmp_path: Path) -> None:
    said = bulk(str(tmp_path / "none.csv"), str(tmp_path / "out")).stderr
    assert "none.csv" in said
    assert "polars takes standard streams" in bulk("-", "out", "--format", "csv").stderr


def bulk(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bulk", *arguments, "--engine", "spark"])


def text_in(folder: Path) -> str:
    (part,) = folder.glob("*.csv")
    return part.read_text()
