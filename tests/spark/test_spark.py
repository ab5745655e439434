"""Spark says what polars says; it is not installed with the rest, so: ``make spark``."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree, which
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from joinwise import load_pack, score_frame
from joinwise.authoring.populations.plausible import plausible
from joinwise.bulk.faults import NO_JAVA
from joinwise.bulk.formats import Format
from joinwise.bulk.frames import COLUMNS
from joinwise.cli.main import main
from tests.support.fakes import pack
from tests.support.frames import frame_of, verdicts
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack

pyspark = pytest.importorskip("pyspark")
from py4j.protocol import Py4JError, Py4JNetworkError  # noqa: E402 - comes with it
from pyspark.errors import PySparkException  # noqa: E402

from joinwise.bulk.spark_engine import SparkJob  # noqa: E402
from joinwise.bulk.spark_engine import session as started  # noqa: E402

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


def test_few_columns_are_carried_from_step_to_step_and_a_filter_is_planned(
    session: Any, tmp_path: Path
) -> None:
    """Spark copies each of them at every step; what it infers of filters may grow without end."""
    file = tmp_path / "rows.parquet"
    frame_of([plausible(1)]).write_parquet(file)
    scored = score_frame(session.read.parquet(str(file)), load_pack()).filter("refused is null")
    widths = sorted(widths_of_projections(scored))
    assert len(widths) > 10
    assert widths[len(widths) // 2] < 100


def widths_of_projections(frame: Any) -> Iterator[int]:
    """How many columns each projection of the plan has."""
    plans = [frame._jdf.queryExecution().optimizedPlan()]  # noqa: SLF001 - as explain() does
    while plans:
        plan = plans.pop()
        if plan.nodeName() == "Project":
            yield plan.output().size()
        plans += (plan.children().apply(at) for at in range(plan.children().size()))


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


def test_bulk_writes_what_fits_and_sets_the_rest_aside(
    session: Any, few_rules: None, tmp_path: Path
) -> None:
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


def test_what_cannot_be_done_is_said(session: Any, few_rules: None, tmp_path: Path) -> None:
    said = bulk(str(tmp_path / "none.csv"), str(tmp_path / "out")).stderr
    assert "none.csv" in said
    assert "polars takes standard streams" in bulk("-", "out", "--format", "csv").stderr


@pytest.fixture
def few_rules(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that Spark plans at once."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "fair.yaml").write_text(FAIR)
    monkeypatch.setenv("JOINWISE_RULES", str(folder))


@pytest.fixture
def table(tmp_path: Path, few_rules: None) -> Path:
    """A folder of two parts."""
    (tmp_path / "in").mkdir()
    for part in ("one", "two"):
        frame_of([plausible(seed) for seed in range(9)]).write_parquet(
            tmp_path / f"in/{part}.parquet"
        )
    return tmp_path / "in"


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-30])


def scratched(file: Path) -> None:
    """Its columns are where they were, but hold nothing that could be read."""
    whole = file.read_bytes()
    file.write_bytes(whole[:4] + bytes(500) + whole[504:])


@pytest.mark.parametrize("spoil", [cut_off, scratched])
def test_a_part_that_cannot_be_read_is_named_and_nothing_is_left(
    session: Any, table: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(table / "two.parquet")
    result = bulk(str(table), str(table.parent / "out"))
    assert result.exit_code == 1
    (said,) = result.stderr.splitlines()[-1:]
    assert "two.parquet" in said
    assert [path.name for path in table.parent.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Py4JNetworkError("Answer from Java side is empty"), "Spark ended in the middle"),
        (ConnectionRefusedError(111, "Connection refused"), "Spark ended in the middle"),
        (PySparkException("no such thing\nand much more"), "no such thing"),
        (Py4JError("x: No space left on device\n\tat y"), "No space left on device"),
    ],
)
def test_a_failure_while_spark_writes_is_said_and_leaves_nothing(
    session: Any, table: Path, failure: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(job: SparkJob, rows: Any, path: str, to: Format) -> None:
        rows.limit(1).write.parquet(path)
        raise failure

    monkeypatch.setattr(SparkJob, "_write", fails)
    result = bulk(str(table), str(table.parent / "out"))
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(f"joinwise: {said}")
    assert [path.name for path in table.parent.iterdir()] == ["in"]


def test_what_is_there_already_stays(session: Any, table: Path) -> None:
    result = bulk(str(table), str(table))
    assert f"{table} is there already" in result.stderr
    assert len([*table.iterdir()]) == 2


def test_what_was_refused_before_is_replaced(session: Any, few_rules: None, tmp_path: Path) -> None:
    rejects = tmp_path / "out.rejects"
    for kind, is_refused in (("club", True), ("gang", True), ("meetup", False)):
        (tmp_path / "in.csv").write_text(f"kind\n{kind}\n")
        bulk(str(tmp_path / "in.csv"), str(tmp_path / "out"))
        assert rejects.exists() is is_refused
        assert not is_refused or kind in text_in(rejects)
        rmtree(tmp_path / "out")


@pytest.mark.parametrize("rows", ["", "kind\n"])
def test_a_table_without_rows_has_a_word_or_no_rows(
    session: Any, few_rules: None, tmp_path: Path, rows: str
) -> None:
    (tmp_path / "in.csv").write_text(rows)
    result = bulk(str(tmp_path / "in.csv"), str(tmp_path / "out"))
    assert ("0 rows" in result.stdout) if rows else ("no column" in result.stderr)
    assert (tmp_path / "out").exists() is bool(rows)


def test_without_java_it_says_what_is_needed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("kind\nmeetup\n")
    command = [sys.executable, "-m", "joinwise", "bulk", "in.csv", "out", "--engine", "spark"]
    without = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "dirname", "ls"):
        (tools / tool).symlink_to(str(which(tool)))
    ended = subprocess.run(
        command, cwd=tmp_path, env=without | {"PATH": str(tools)}, capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines()[-1] == f"joinwise: {NO_JAVA}"


def bulk(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bulk", *arguments, "--engine", "spark"])


def text_in(folder: Path) -> str:
    (part,) = folder.glob("*.csv")
    return part.read_text()
