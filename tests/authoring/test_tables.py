"""Drafts are tried on tables, with the same results as on the same groups one by one."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result

from joinwise.authoring.populations.plausible import plausible
from joinwise.authoring.preview import DraftPreview, Record, total_of
from joinwise.authoring.table_preview import table_results
from joinwise.bulk import decisions
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from tests.support.commands import run
from tests.support.fakes import rule, written
from tests.support.frames import frame_of
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack

CSV = """name,kind,cost.annual_dues,verdict,note
Cheap,meetup,20,join,a
Dear,meetup,150,join,b
Odd,club,150,join,c
Dearer,meetup,1e3,skip,d
Wrong,meetup,5,skip,
,,,,
"""


def generated(folder: Path, seed: int, without: int = 0) -> Pack:
    """A pack, less some of its rules."""
    pack = pack_from_seed(seed, 30)
    folder.mkdir()
    write_pack(folder, {**pack, "rules": pack["rules"][without:]})
    return load_pack(folder)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_a_table_is_previewed_as_its_rows_are_one_by_one(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "ROWS", 20)
    preview = DraftPreview.of(generated(tmp_path / "a", seed), generated(tmp_path / "b", seed, 3))
    bodies = [candidate_from_seed(1_000 * seed + each) for each in range(60)]
    table = tmp_path / "rows.parquet"
    frame_of(bodies).write_parquet(table)
    records = [Record(f"{table}:{line}", body) for line, body in enumerate(bodies, 1)]
    alone, found = preview.result(records), [*table_results(preview, str(table))]
    assert [change for part in found for change in part.changes] == alone.changes
    total = total_of(found)
    for tally in ("effects", "kinds", "rules", "before", "after", "failed"):
        assert getattr(total, tally) == getattr(alone, tally)
    assert alone.changes


@pytest.fixture
def active(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rules, a draft of them and a table, in which 100 and 200 are too dear."""
    monkeypatch.chdir(tmp_path)
    for name, limit in (("active", 100), ("draft", 200)):
        written(tmp_path / name, cost=rule(f"cost.annual_dues >= {limit}", points=-5))
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "groups.csv").write_text("\ufeff" + CSV.replace("\n", "\r\n"))
    return tmp_path / "active"


def of_rules(command: str, active: Path, *arguments: str) -> Result:
    return run("rules", command, *arguments, "--rules", active)


@pytest.mark.parametrize("named", ["parts", "parts/groups.csv", "parts/*.csv"])
def test_a_preview_takes_tables_and_names_the_rows_that_do_not_fit(
    named: str, active: Path
) -> None:
    result = of_rules("preview", active, "draft", named)
    assert result.exit_code == 1
    assert "over 4 candidates" in result.stdout
    assert "skip 45 -> join 50  now right  Dear  parts/groups.csv:3" in result.stdout
    assert result.stderr.startswith("parts/groups.csv:4: kind: Must be one of")
    assert len(result.stderr.splitlines()) == 1


def test_a_review_takes_the_column_of_verdicts(active: Path) -> None:
    result = of_rules("review", active, "draft", "parts", "--wrong")
    assert "right in 2 of 4, with the draft 3" in result.stdout
    assert "1 turned right by the draft" in result.stdout
    assert "join 50  should be skip  Wrong  parts/groups.csv:6" in result.stdout
    assert "parts/groups.csv:4: kind: Must be one of" in result.stderr


def test_a_review_names_the_rows_without_a_verdict(active: Path) -> None:
    pl.DataFrame({"kind": ["meetup"] * 2, "verdict": ["join", "maybe"]}).write_parquet("a.parquet")
    result = of_rules("review", active, "a.parquet")
    assert "right in 1 of 1" in result.stdout
    assert result.stderr == "a.parquet:2: verdict: Must be join or skip.\n"
    assert result.exit_code == 1


@pytest.mark.parametrize("command", [("preview", "draft"), ("review",)])
def test_a_table_that_cannot_be_read_is_named_and_the_others_count(
    command: tuple[str, ...], active: Path
) -> None:
    good = pl.DataFrame({"kind": ["meetup"] * 100, "verdict": ["join"] * 100})
    good.write_parquet("good.parquet")
    whole = Path("good.parquet").read_bytes()
    Path("bad.parquet").write_bytes(whole[: len(whole) // 2])
    result = of_rules(command[0], active, *command[1:], "bad.parquet", "none.csv", "good.parquet")
    assert "100" in result.stdout
    said: list[Any] = [line.partition(": ")[0] for line in result.stderr.splitlines()]
    assert {*said} == {"bad.parquet", "none.csv"}
    assert result.exit_code == 1


def test_own_inputs_of_a_draft_are_read(active: Path) -> None:
    written(
        active.parent / "own",
        own="inputs: {own.stairs: {type: boolean, about: Stairs.}}",
        r=rule("own.stairs", points=-10),
    )
    Path("a.csv").write_text("kind,own.stairs\nmeetup,true\nmeetup,\nmeetup,perhaps\n")
    result = of_rules("preview", active, "own", "a.csv")
    assert "join 50 -> skip 40" in result.stdout
    assert "a.csv:4: own.stairs: Must be true or false." in result.stderr


def test_a_column_that_is_named_nearly_as_an_input_is_named(active: Path) -> None:
    Path("a.csv").write_text("kind,cost.anual_dues\nmeetup,20\n")
    result = of_rules("preview", active, "draft", "a.csv")
    assert 'a.csv: the column "cost.anual_dues" is no input' in result.stderr
    assert result.exit_code == 0


@pytest.mark.slow
def test_a_report_on_a_table_is_that_on_its_rows_one_by_one(tmp_path: Path) -> None:
    bodies = [plausible(seed) for seed in range(150)]
    frame_of(bodies).write_parquet(tmp_path / "rows.parquet")
    lines = tmp_path / "rows.ndjson"
    lines.write_text("".join(f"{json.dumps(body)}\n" for body in bodies))
    one, other = (
        run("rules", "report", tmp_path / f"rows.{kind}") for kind in ("ndjson", "parquet")
    )
    assert one.stdout == other.stdout
    assert "over 150 groups in files" in one.stdout


def test_a_report_names_the_rows_that_do_not_fit(active: Path) -> None:
    result = of_rules("report", active, "draft", "parts")
    assert "over 4 groups in files" in result.stdout
    assert [line for line in result.stdout.splitlines() if line.startswith("| meetup ")]
    assert result.stderr.startswith("parts/groups.csv:4: kind: Must be one of")
    assert result.exit_code == 1


@pytest.mark.slow
def test_what_a_table_covers_is_what_its_rows_cover_one_by_one(tmp_path: Path) -> None:
    bodies = [plausible(seed) for seed in range(60)]
    frame_of(bodies).write_parquet(tmp_path / "rows.parquet")
    lines = tmp_path / "rows.ndjson"
    lines.write_text("".join(f"{json.dumps(body)}\n" for body in bodies))
    one, other = (
        run("rules", "coverage", tmp_path / f"rows.{kind}", "--json").stdout.replace(kind, "X")
        for kind in ("ndjson", "parquet")
    )
    assert json.loads(one) == json.loads(other)
    assert "rows.X:1" in one


def test_coverage_names_the_rows_that_do_not_fit(active: Path) -> None:
    result = of_rules("coverage", active, "parts")
    assert "rule r: never" not in result.stdout
    assert result.stdout.startswith("cost.yaml:2: test r: cost.annual_dues >= 100: never on the")
    assert "4 groups touch all sides of 1 of 1 rules" in result.stdout
    assert result.stderr.startswith("parts/groups.csv:4: kind: Must be one of")
    assert result.exit_code == 1
