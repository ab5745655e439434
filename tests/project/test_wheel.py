"""The wheel, installed into an empty environment elsewhere, is all that it takes."""

import json
import os
import re
import subprocess
import sys
import venv
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest

from joinwise.specs.report import SERVED_STYLES
from joinwise.specs.results import read_specs
from tests.support.services import PATIENCE, ROOT, free_port, wait_until_ready

pytestmark = pytest.mark.slow

EXAMPLES = sorted((ROOT / "examples").iterdir())


ELSEWHERE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=ELSEWHERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def joinwise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, from a wheel in an environment that shares only the dependencies with ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    run(*pip, "--python", python, "install", "--no-deps", wheel, cwd=folder)
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(f"{_dependencies()}\n")
    return python.with_name("joinwise")


def _dependencies() -> Path:
    import flask  # noqa: PLC0415 - only where its folder is asked for

    return Path(flask.__file__).parents[1]


@pytest.mark.xdist_group("wheel")
def test_the_wheel_scores_the_examples_with_the_rules_that_it_ships(joinwise: Path) -> None:
    answers = run(joinwise, "score", "--json", *EXAMPLES, cwd=joinwise.parent)
    advices = [json.loads(line) for line in answers.splitlines()]
    assert len(advices) == len(EXAMPLES)
    assert all(advice["reasons"] and advice["rules"]["pack"] == "default" for advice in advices)


@pytest.mark.xdist_group("wheel")
def test_the_wheel_tells_type_checkers_that_it_is_typed(joinwise: Path) -> None:
    assert list(joinwise.parents[1].glob("lib/python3*/site-packages/joinwise/py.typed"))


@pytest.mark.xdist_group("wheel")
def test_the_wheel_brings_the_catalogues_of_translations(joinwise: Path) -> None:
    found = joinwise.parents[1].glob("lib/python3*/site-packages/joinwise/translations/de/*/*.mo")
    assert [file.name for file in found] == ["messages.mo"]


@pytest.mark.xdist_group("wheel")
def test_the_wheel_asks_for_nothing_that_only_its_developers_need(joinwise: Path) -> None:
    (metadata,) = joinwise.parents[1].glob("lib/python3*/site-packages/joinwise-*/METADATA")
    assert re.findall(r"^Provides-Extra: (.*)$", metadata.read_text(), re.MULTILINE) == [
        "bulk",
        "otel",
        "redis",
        "spark",
        "test",
        "tune",
    ]


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_wheel_tests_rules_by_features_and_brings_accounts(
    joinwise: Path, tmp_path: Path
) -> None:
    rules = '{rules: [{id: r, title: R, when: kind == "meetup", reason: R., points: 1}]}'
    feature = """
    Feature: F
      Scenario: S
        Given a meetup of which nothing else is known
        When joinwise advises on it
        Then "r" gives 1 point
    """
    (tmp_path / "rules.yaml").write_text(rules)
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "f.feature").write_text(feature)
    assert "1 example: 1 passed" in run(joinwise, "rules", "test", tmp_path, cwd=tmp_path)
    assert "152 published accounts" in run(joinwise, "rules", "review", tmp_path, cwd=tmp_path)


@pytest.mark.xdist_group("wheel")
def test_the_wheel_runs_its_own_files(joinwise: Path) -> None:
    code = "import joinwise.resources as r; print(r.__file__, r.default_folder())"
    where = run(joinwise.with_name("python"), "-c", code, cwd=joinwise.parent)
    assert str(ROOT) not in where
    assert where.count(str(joinwise.parents[1])) == 2


@pytest.mark.xdist_group("wheel")
def test_the_wheel_checks_the_rules_that_it_ships_and_has_their_schema(joinwise: Path) -> None:
    assert json.loads(run(joinwise, "rules", "check", "--json", cwd=joinwise.parent)) == []
    schema = next(joinwise.parents[1].glob("lib/python3*/site-packages/joinwise/rules/schema.json"))
    assert schema.read_text("utf-8") == run(joinwise, "rules", "schema", cwd=joinwise.parent)


@pytest.mark.xdist_group("wheel")
def test_the_wheel_serves_the_specs_with_their_results(joinwise: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [joinwise, "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        command, cwd=joinwise.parent, env=ELSEWHERE, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_ready(address)
        with urlopen(f"{address}/specs") as page, urlopen(f"{address}/static/specs.css") as style:
            text, look = page.read().decode(), style.read()
    finally:
        process.terminate()
        process.wait(PATIENCE)
    assert all(feature.name in unescape(text) for feature in read_specs().features)
    assert "make features" not in text
    assert look == b"".join(sheet.read_bytes() for sheet in SERVED_STYLES)


@pytest.mark.xdist_group("wheel")
def test_the_wheel_makes_its_store_where_it_runs(joinwise: Path, tmp_path: Path) -> None:
    made = run("env", "-u", "JOINWISE_DATABASE_URL", joinwise, "db", "upgrade", cwd=tmp_path)
    assert made == "var/joinwise.db is ready.\n"
    assert (tmp_path / "var" / "joinwise.db").stat().st_size > 0


@pytest.mark.xdist_group("wheel")
def test_every_process_gives_the_same_bytes(joinwise: Path) -> None:
    answers = {
        run("env", f"PYTHONHASHSEED={seed}", joinwise, "score", "--json", *EXAMPLES, cwd=ROOT)
        for seed in (0, 1, 2)
    }
    assert len(answers) == 1
