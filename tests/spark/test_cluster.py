"""The worked job runs on a cluster of two workers, of which one is killed: ``make cluster``."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

import orjson
import polars as pl
import pytest

from joinwise import load_pack
from joinwise.authoring.populations.plausible import plausible
from tests.support.frames import VERDICT, frame_of, verdicts
from tests.support.services import ROOT

pyspark = pytest.importorskip("pyspark")
pytestmark = [pytest.mark.spark, pytest.mark.timeout(1200)]
HOME = Path(pyspark.__file__).parent
PARTS, ROWS, GROUPS = 8, 1_000, 200
PATIENCE = 500


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    paths = [str(ROOT / "service"), str(HOME.parent)]
    return os.environ | {
        "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_DIRS": str(tmp_path / "local"), "SPARK_WORKER_DIR": str(tmp_path / "work"),
        "PYTHONPATH": os.pathsep.join(paths),
    }  # fmt: skip


def free_port() -> int:
    with socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def started(name: str, *command: object, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program with a group of its own, to which its children belong; its output is kept."""
    with Path(f"{name}.log").open("wb") as log:
        words = [*map(str, command)]
        process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True, **options)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def awaited(condition: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "it took too long"
        sleep(0.2)


def said(port: int, path: str) -> Any:
    """What a page of Spark says as JSON; nothing if it does not answer yet."""
    with (
        suppress(OSError, ValueError),
        urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer,
    ):
        return orjson.loads(answer.read())
    return None


def workers(port: int) -> int:
    return sum(each["state"] == "ALIVE" for each in (said(port, "/json/") or {}).get("workers", []))


def tasks_done(port: int) -> int:
    """How many tasks of the job are done."""
    applications = said(port, "/api/v1/applications") or []
    stages = [
        stage
        for application in applications
        for stage in said(port, f"/api/v1/applications/{application['id']}/stages") or []
    ]
    return sum(stage["numCompleteTasks"] for stage in stages if stage["numTasks"] == PARTS)


def worked_job(folder: Path) -> str:
    """The job of the documentation, with folders of this machine."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/scale.md").read_text("utf-8"), re.S)
    (job,) = (block for block in blocks if "SparkSession" in block)
    return str(job).replace("s3a://bucket", str(folder))


def write_members(folder: Path) -> pl.DataFrame:
    """Parts with rows of their own each, one of them with a row that does not fit."""
    folder.mkdir()
    groups = frame_of([plausible(seed) for seed in range(GROUPS)]).with_row_index("group")
    whole = pl.concat([groups] * (PARTS * ROWS // GROUPS)).with_row_index("id")
    for part in range(PARTS):
        whole.slice(part * ROWS, ROWS).write_parquet(folder / f"part-{part:02d}.parquet")
    bad = whole.head(1).with_columns(pl.lit("club").alias("kind"))
    pl.concat([bad, whole.slice(1, ROWS - 1)]).write_parquet(folder / "part-00.parquet")
    return whole


def test_nothing_is_lost_or_doubled_if_a_worker_is_killed(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    members = write_members(tmp_path / "members")
    Path("job.py").write_text(worked_job(tmp_path))
    port, page, own = free_port(), free_port(), free_port()
    master = f"spark://127.0.0.1:{port}"
    launch = (HOME / "bin" / "spark-class",)
    deploy = "org.apache.spark.deploy"
    at = ("--host", "127.0.0.1")
    few = ("--cores", 1, "--memory", "1g", *at, master)
    submit = (
        HOME / "bin" / "spark-submit", "--master", master, "--executor-memory", "1g",
        "--conf", f"spark.ui.port={own}", "--conf", "spark.sql.files.maxPartitionBytes=1m", "job.py",
    )  # fmt: skip
    with (
        started("master", *launch, f"{deploy}.master.Master", *at, "--port", port,
                "--webui-port", page, env=environment),
        started("one", *launch, f"{deploy}.worker.Worker", *few, env=environment) as one,
        started("other", *launch, f"{deploy}.worker.Worker", *few, env=environment),
    ):  # fmt: skip
        awaited(lambda: workers(page) == 2)
        with started("job", *submit, env=environment) as job:
            awaited(lambda: job.poll() is not None or tasks_done(own) >= 2)
            kill(one)
            assert job.wait(PATIENCE * 2) == 0, Path("job.log").read_text()[-2000:]
    scored = pl.read_parquet("scored/*.parquet").sort("id")
    assert scored["id"].to_list() == [*range(1, PARTS * ROWS)]
    expected = verdicts(load_pack(), [plausible(seed) for seed in range(GROUPS)])
    found = scored.select(VERDICT).rows()
    assert found == [expected[group] for group in members["group"][1:]]
    assert pl.read_parquet("refused/*.parquet")["refused"].to_list() == ["kind"]
