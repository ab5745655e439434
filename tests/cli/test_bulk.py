"""``joinwise bulk`` scores tables, loses no row, and leaves whole files or none."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from joinwise import Advisor, load_pack
from joinwise.authoring.populations.plausible import plausible
from joinwise.cli.main import main
from joinwise.domain.catalogue import INPUTS
from tests.support.fakes import rule
from tests.support.frames import frame_of, verdicts

GROUP = [plausible(seed) for seed in range(60)]
RULES = rule("cost.annual_dues > 100 or 'job' in you.seeks or time.clashes", points=-7)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with small rules."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.yaml").write_text(RULES)
    monkeypatch.setenv("JOINWISE_RULES", "rules")
    return tmp_path


def bulk(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["bulk", *arguments], input=given)


def flat(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in body.items():
        found |= (
            {f"{key}.{own}": it for own, it in value.items()}
            if isinstance(value, dict)
            else {key: value}
        )
    return found


def cell(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(value) or "[]"
    return "" if value is None else str(value)


def write_csv(path: Path, bodies: list[dict[str, Any]]) -> None:
    rows = [{name: cell(value) for name, value in flat(body).items()} for body in bodies]
    names = [name for name in INPUTS if any(name in row for row in rows)]
    pl.DataFrame({name: [row.get(name, "") for row in rows] for name in names}).write_csv(path)


def csv_rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(newline="") as text:
        return [*csv.DictReader(text)]


def write_lines(path: Path, bodies: list[Any]) -> None:
    path.write_text("".join(f"{json.dumps(body)}\n" for body in bodies))


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text().splitlines()]


# The same advice in each format


def write_table(path: Path, bodies: list[dict[str, Any]]) -> None:
    match path.suffix:
        case ".csv":
            write_csv(path, bodies)
        case ".ndjson":
            write_lines(path, bodies)
        case _:
            frame_of(bodies).write_parquet(path)


def read_table(path: Path) -> list[tuple[Any, ...]]:
    columns = ("recommendation", "score", "fired")
    match path.suffix:
        case ".csv":
            frame = pl.read_csv(path, schema_overrides={"fired": pl.String}).with_columns(
                pl.col("fired").fill_null("")
            )
        case ".ndjson":
            return [tuple(line[name] for name in columns) for line in lines_of(path)]
        case _:
            frame = pl.read_parquet(path)
    return frame.select(columns).rows()


@pytest.mark.slow
@pytest.mark.parametrize("to", [".csv", ".ndjson", ".parquet"])
@pytest.mark.parametrize("read", [".csv", ".ndjson", ".parquet"])
def test_each_format_gives_the_advice_of_each_row_alone(read: str, to: str, tmp_path: Path) -> None:
    table, out = tmp_path / f"in{read}", tmp_path / f"out{to}"
    write_table(table, GROUP)
    result = bulk(str(table), str(out))
    assert result.exit_code == 0, result.output
    assert read_table(out) == verdicts(load_pack(), GROUP)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([table.name, out.name])


@pytest.mark.slow
def test_summaries_come_on_request(tmp_path: Path) -> None:
    write_table(tmp_path / "in.csv", GROUP[:20])
    bulk(str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), "--columns", "summary")
    advisor = Advisor(load_pack())
    expected = [advisor.advise(body).summary for body in GROUP[:20]]
    assert pl.read_csv(tmp_path / "out.csv").to_series().to_list() == expected


@pytest.mark.slow
@pytest.mark.parametrize(("read", "to"), [(".csv", ".parquet"), (".parquet", ".csv")])
def test_duckdb_writes_what_polars_writes(read: str, to: str, folder: Path) -> None:
    write_table(Path(f"in{read}"), GROUP)
    for engine in ("polars", "duckdb"):
        result = bulk(f"in{read}", f"{engine}{to}", "--engine", engine)
        assert result.exit_code == 0, result.output
    frames = [read_table(Path(f"{engine}{to}")) for engine in ("polars", "duckdb")]
    assert frames[0] == frames[1]
    assert len(frames[0]) == len(GROUP)


# A pack of its own


OWN = """
inputs:
  own.accessible: {type: boolean, about: No stairs.}
  own.language: {type: text, values: [english, german], about: What is spoken.}
  own.guests: {type: number, whole: true, bounds: [0, 50], unit: count, about: Guests.}
kinds: {bowling_league: {like: athletic_club, about: A league.}}
tables:
  - id: part
    title: Part
    over: [own.language, own.guests]
    rows:
      - {when: [german, ">= 5"], points: 12, reason: Yes.}
      - {when: [any, "< 5"], points: -12, reason: No.}
rules:
  - {id: stairs, title: Stairs, when: not own.accessible, points: -3, reason: Stairs.}
"""
OWN_GROUPS = [
    {"name": "A", "kind": "bowling_league", "own": {"accessible": False, "guests": 7}},
    {"name": "B", "kind": "meetup", "own": {"language": "german", "guests": 5}},
    {"name": "C", "kind": "meetup", "own": {"accessible": True, "guests": 4}},
]


@pytest.mark.parametrize(
    ("read", "engine"),
    [(".csv", "polars"), (".ndjson", "polars"), (".parquet", "polars"), (".csv", "duckdb")],
)
def test_inputs_kinds_and_tables_of_a_pack_are_read(folder: Path, read: str, engine: str) -> None:
    Path("rules/r.yaml").write_text(OWN)
    bodies = [*OWN_GROUPS, {**OWN_GROUPS[0], "own": {"guests": 51}}]
    rows = pl.DataFrame([flat(body) for body in bodies], infer_schema_length=None)
    if read == ".ndjson":
        write_lines(Path("in.ndjson"), bodies)
    else:
        (rows.write_csv if read == ".csv" else rows.write_parquet)(f"in{read}")
    bulk(f"in{read}", "out.csv", "--columns", "recommendation,score,fired", "--engine", engine)
    assert read_table(Path("out.csv")) == verdicts(load_pack(Path("rules")), OWN_GROUPS)
    assert b"own.guests: Must be from 0 to 50." in Path("out.csv.rejects").read_bytes()


# Columns


def test_own_columns_are_carried_along_and_columns_may_be_chosen(folder: Path) -> None:
    Path("in.csv").write_text("id,kind,city\n7,meetup,Ulm\n")
    bulk("in.csv", "out.csv")
    assert (
        Path("out.csv").read_text()
        == 'id,kind,city,recommendation,score,fired\n7,meetup,Ulm,join,50,""\n'
    )
    bulk("in.csv", "out.csv", "--columns", "city,score")
    assert Path("out.csv").read_text() == "city,score\nUlm,50\n"


def test_a_line_keeps_all_that_it_holds(folder: Path) -> None:
    Path("in.ndjson").write_text('{"name": "A", "kind": "meetup", "mine": {"a": [1]}}\r\n\r\n')
    bulk("in.ndjson", "out.ndjson")
    (line,) = lines_of(Path("out.ndjson"))
    assert line["mine"] == {"a": [1]}
    assert line["score"] == 50


def test_own_keys_become_columns(folder: Path) -> None:
    write_lines(Path("in.ndjson"), [{"name": "A", "kind": "meetup", "id": 7, "tags": ["x"]}])
    bulk("in.ndjson", "out.csv", "--columns", "id,tags,score")
    assert Path("out.csv").read_text() == 'id,tags,score\n7,"[""x""]",50\n'


@pytest.mark.parametrize("pair", ["Beitrag: cost.annual_dues", "cost.annual_dues: Beitrag"])
def test_a_map_says_which_inputs_other_columns_are(folder: Path, pair: str) -> None:
    Path("map.yaml").write_text(pair)
    Path("in.csv").write_text("kind,Beitrag\nmeetup,200\nmeetup,-1\n")
    bulk("in.csv", "out.csv", "--map", "map.yaml", "--columns", "Beitrag,score")
    assert Path("out.csv").read_text() == "Beitrag,score\n200,43\n"
    assert "cost.annual_dues: Must be from 0" in Path("out.csv.rejects").read_text()


def test_what_is_unknown_and_what_may_be_misspelt_is_said_once(folder: Path) -> None:
    for name in ("a", "b"):
        Path(f"{name}.csv").write_text("kind,cost.anual_dues\nmeetup,3\n")
    said = bulk("a.csv", "b.csv", "out.csv").stderr
    assert said.count(f"of {len(INPUTS)} inputs have no column") == 1
    assert (
        said.count(
            '"cost.anual_dues" is no input, and carried along; did you mean "cost.annual_dues"?'
        )
        == 1
    )


# Rows that do not fit

BAD = """kind,cost.annual_dues,time.clashes,you.seeks,team.people
meetup,1e2,TRUE,job,3
meetup,abc,maybe,jobs,1.5
meetup,,,[],
club,1,true,job|perks,3
"""


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_row_that_does_not_fit_is_refused_with_its_line_and_all_faults(
    folder: Path, engine: str
) -> None:
    Path("in.csv").write_text(BAD)
    result = bulk("in.csv", "out.csv", "--columns", "score", "--engine", engine)
    assert result.exit_code == 1
    assert "4 rows" in result.stdout
    assert "2 refused" in result.stdout
    assert Path("out.csv").read_text() == "score\n43\n50\n"
    rejects = pl.read_csv("out.csv.rejects", infer_schema=False).rows(named=True)
    assert [row["line"] for row in rejects] == ["3", "5"]
    for field in ("cost.annual_dues", "time.clashes", "you.seeks[0]", "team.people"):
        assert f"{field}: Must be" in rejects[0]["faults"]
    assert rejects[1]["faults"].startswith("kind: Must be one of")


def test_what_was_refused_and_is_mended_is_accepted_as_it_stands(folder: Path) -> None:
    Path("in.csv").write_text("kind,team.people\nmeetup,x\n")
    bulk("in.csv", "out.csv")
    mended = Path("out.csv.rejects").read_text().replace("meetup,x", "meetup,5")
    Path("again.csv").write_text(mended)
    assert bulk("again.csv", "out.csv").exit_code == 0
    assert not Path("out.csv.rejects").exists()


def test_lines_that_are_no_candidates_are_refused(folder: Path) -> None:
    lines = ["nope", "[1]", '{"name": "A"}', '{"name": "A", "kind": "meetup", "cost": {"dues": 1}}',
             '{"name": "A", "kind": "meetup", "score": 1}', '{"name": "A", "kind": "meetup"}', "x" * 70_000]  # fmt: skip
    Path("in.ndjson").write_text("\ufeff" + "\n".join(lines))
    assert bulk("in.ndjson", "out.ndjson").exit_code == 1
    assert len(lines_of(Path("out.ndjson"))) == 1
    faults = {line["line"]: line["faults"] for line in lines_of(Path("out.ndjson.rejects"))}
    expected = {1: "This is not JSON", 2: "", 3: "kind: This is required", 4: "cost.dues: Unknown field",
                5: 'a key "score" already', 7: "This line is longer than 64 KiB"}  # fmt: skip
    assert faults.keys() == expected.keys()
    assert all(expected[line] in said for line, said in faults.items())


def test_a_line_may_have_names_with_dots_beside_the_group_unless_that_is_none(folder: Path) -> None:
    groups = ({"joining_fee": 1}, None, {}, 3, 0, "x", [])
    beside = [
        {"name": "A", "kind": "meetup", "cost": each, "cost.annual_dues": 9} for each in groups
    ]
    write_lines(Path("in.ndjson"), [*beside, *(dict([*line.items()][::-1]) for line in beside)])
    assert bulk("in.ndjson", "out.ndjson").exit_code == 1
    assert len(lines_of(Path("out.ndjson"))) == 6
    refused = lines_of(Path("out.ndjson.rejects"))
    assert [line["line"] for line in refused] == [4, 5, 6, 7, 11, 12, 13, 14]
    assert {line["faults"] for line in refused} == {"cost: Must be an object."}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_strict_stops_and_leaves_nothing(folder: Path, engine: str) -> None:
    Path("in.csv").write_text(BAD)
    result = bulk("in.csv", "out.csv", "--strict", "--engine", engine)
    assert result.exit_code == 1
    assert "line 3: cost.annual_dues: Must be a number." in result.stderr
    assert [path.name for path in folder.iterdir() if "out" in path.name] == []


def test_more_cells_than_the_header_are_a_fault_of_that_row_alone(folder: Path) -> None:
    Path("in.csv").write_bytes(b"\xef\xbb\xbfid,kind\r\n1,meetup\r\n2,meetup,3\r\n\r\n4,meetup\r\n")
    assert bulk("in.csv", "out.csv", "--columns", "id").exit_code == 1
    assert Path("out.csv").read_text() == "id\n1\n4\n"
    assert "it has 3 cells, the header 2" in Path("out.csv.rejects").read_text()


# Files


def test_a_row_with_too_many_cells_may_have_a_long_one(folder: Path) -> None:
    Path("in.csv").write_text(f"kind,note\nmeetup,{'x' * 10**6}\nmeetup,b,c\n")
    bulk("in.csv", "out.csv")
    assert len(Path("out.csv").read_text()) > 10**6
    assert "it has 3 cells, the header 2" in Path("out.csv.rejects").read_text()


def test_a_line_that_is_refused_keeps_every_digit(folder: Path) -> None:
    line = f'{{"name": "A", "kind": "meetup", "cost": {{"annual_dues": {"9" * 400}}}, "x": 1e-400}}'
    Path("in.ndjson").write_text(f"{line}\n")
    bulk("in.ndjson", "out.ndjson")
    assert Path("out.ndjson.rejects").read_text().startswith(line.removesuffix("}"))
    assert lines_of(Path("out.ndjson.rejects"))[0]["line"] == 1


@pytest.mark.parametrize(
    "line", ["[" * 60_000, '{"a":' * 10_000, '{"name": {"kind": ' * 3, "x" * 10**6, "\ud800"]
)
def test_a_hostile_line_is_refused_and_the_next_one_scored(folder: Path, line: str) -> None:
    good = '{"name": "A", "kind": "meetup"}'
    Path("in.ndjson").write_bytes(f"{line}\n{good}\n".encode("utf-8", "surrogatepass"))
    assert bulk("in.ndjson", "out.ndjson").exit_code == 1
    assert [answer["score"] for answer in lines_of(Path("out.ndjson"))] == [50]
    assert [refused["line"] for refused in lines_of(Path("out.ndjson.rejects"))] == [1]


@pytest.mark.parametrize(
    "cell", ["=1+1", "'; DROP TABLE x; --", '{"a": 1}', "a\x00b", "1e400", "\u202e"]
)
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_hostile_cell_is_only_a_text(folder: Path, engine: str, cell: str) -> None:
    pl.DataFrame({"kind": ["meetup", cell], 'it\'s "own"': [cell, cell]}).write_csv("in.csv")
    bulk("in.csv", "out.csv", "--engine", engine)
    (row,) = csv_rows("out.csv")
    assert row['it\'s "own"'] == cell
    assert [refused["kind"] for refused in csv_rows("out.csv.rejects")] == [cell]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_scored(folder: Path) -> None:
    Path("parts").mkdir()
    for name in ("a", "c"):
        pl.DataFrame({"kind": ["meetup"], "id": [name]}).write_parquet(f"parts/{name}.parquet")
    whole = Path("parts/a.parquet").read_bytes()
    Path("parts/b.parquet").write_bytes(whole[: len(whole) // 2])
    Path("parts/_SUCCESS").touch()
    result = bulk("parts", "out.parquet")
    assert result.exit_code == 1
    assert re.search(r"^parts/b\.parquet: .*", result.stderr, re.MULTILINE)
    assert pl.read_parquet("out.parquet")["id"].to_list() == ["a", "c"]


def test_a_large_table_is_scored_in_slices_and_written_as_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinwise.bulk.polars_engine.SLICE", 3)
    dues = [float(number) if number % 4 else -1.0 for number in range(1, 11)]
    columns = {"kind": "meetup", "id": range(1, 11), "cost.annual_dues": dues}
    pl.DataFrame(columns).write_parquet("in.parquet")
    bulk("in.parquet", "out.parquet")
    assert pl.read_parquet("out.parquet")["id"].to_list() == [1, 2, 3, 5, 6, 7, 9, 10]
    assert pl.read_parquet("out.parquet.rejects")["line"].to_list() == [4, 8]
    assert not Path("out.parquet.partial").exists()


def test_parts_give_a_folder_of_parts(folder: Path) -> None:
    for name in ("a", "b"):
        Path(f"{name}.csv").write_text(f"id,kind\n{name},meetup\n")
    bulk("[ab].csv", "out/")
    assert sorted(path.name for path in Path("out").iterdir()) == ["000000-a.csv", "000001-b.csv"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty; a CSV file begins with the names of its columns"),
        (b"a,a\n1,2\n", 'there are two columns "a"'),
        (b"a,b\n1,2\n", 'there is no column "kind"'),
        (b"kind,score\nmeetup,2\n", 'there is a column "score" already; see --columns'),
        (b"kind\nmeetup\xff\n", "it is not UTF-8"),
        (b"kind,\xff\nmeetup,\n", "it is not UTF-8"),
        (b"kind;name\nmeetup;A\n", "semicolons stand between its columns; write commas"),
        (b"kind\tname\nmeetup\tA\n", "tabs stand between its columns; write commas"),
        (b'kind,name\nmeetup,"A\nmeetup,B\n', "a quote that opens in it never closes"),
    ],
)
def test_a_table_that_cannot_be_scored_is_said_and_leaves_nothing(
    folder: Path, content: bytes, said: str
) -> None:
    Path("in.csv").write_bytes(content)
    result = bulk("in.csv", "out.csv")
    assert result.exit_code == 1
    assert said in result.stderr
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("content", [b"PAR1", b"", b"no Parquet at all", b"PAR1 cut off"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_is_no_whole_parquet_is_said_and_leaves_nothing(
    folder: Path, engine: str, content: bytes
) -> None:
    Path("in.parquet").write_bytes(content)
    result = bulk("in.parquet", "out.parquet", "--engine", engine)
    assert result.exit_code == 1
    assert "in.parquet: it is no Parquet file, or not all of it" in result.stderr
    assert not Path("out.parquet").exists()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_mark_at_the_start_windows_line_ends_and_no_last_one_are_read(
    folder: Path, engine: str
) -> None:
    Path("in.csv").write_bytes(b"\xef\xbb\xbfkind,id\r\nmeetup,1\r\nmeetup\r\nmeetup,3")
    assert bulk("in.csv", "out.csv", "--columns", "id,score", "--engine", engine).exit_code == 0
    assert Path("out.csv").read_text() == "id,score\n1,50\n,50\n3,50\n"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_header_alone_gives_a_header_alone(folder: Path, engine: str) -> None:
    Path("in.csv").write_text("id,kind\n")
    assert bulk("in.csv", "out.csv", "--engine", engine).exit_code == 0
    assert Path("out.csv").read_text() == "id,kind,recommendation,score,fired\n"


def test_duckdb_says_in_which_row_there_are_more_cells(folder: Path) -> None:
    Path("in.csv").write_text("id,kind\n1,meetup\n2,meetup,3\n")
    result = bulk("in.csv", "out.csv", "--engine", "duckdb")
    assert "a row has more cells than the header (line 3)" in result.stderr
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_cell_of_a_million_characters_is_carried_or_refused(folder: Path, engine: str) -> None:
    Path("in.csv").write_text(f"kind,note,name\nmeetup,{'x' * 10**6},A\nmeetup,,{'x' * 10**6}\n")
    bulk("in.csv", "out.csv", "--engine", engine)
    assert len(Path("out.csv").read_text()) > 10**6
    assert "name: Must be 1 to 200 characters long." in Path("out.csv.rejects").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.csv", "out.csv"], "missing.csv: No such file or directory"),
        (["in.csv", "there/is/none.csv"], "No such file or directory"),
        (["*.none", "out.csv"], "matches no file"),
        (["in.csv", "rules"], "is a folder already"),
        (
            ["in.csv", "out.csv", "--columns", "kinds"],
            'there is no column "kinds"; did you mean "kind"?',
        ),
        (["in.csv", "out.csv", "--map", "map.yaml"], "this must be pairs"),
        (["in.csv", "out.csv", "--map", "in.csv"], "in.csv: This is not JSON"),
        (["in.csv", "/dev/full"], "/dev/full: No space left on device"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], said: str) -> None:
    Path("in.csv").write_text("kind\nmeetup\n")
    Path("map.yaml").write_text("[kind]")
    result = bulk(*arguments)
    assert result.exit_code == 1
    assert said in result.stderr


DUCKDB = ("--engine", "duckdb")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in.csv", "in.ndjson", "out.csv"], "files of several formats"),
        (["in.csv", "in.csv", "out.csv"], "named twice"),
        (["in.txt", "out.csv"], "say --format"),
        (["in.ndjson", "out.csv", *DUCKDB], "the engine polars takes NDJSON too"),
        (["in.csv", "out.csv", "--columns", "summary", *DUCKDB], "by the engine polars alone"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    folder: Path, arguments: list[str], said: str
) -> None:
    Path("in.csv").write_text("kind\nmeetup\n")
    Path("in.txt").write_text("kind\nmeetup\n")
    Path("in.ndjson").touch()
    result = bulk(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_rows_pass_through_the_standard_streams(folder: Path) -> None:
    result = bulk("--format", "ndjson", "-", "-", given=b'{"name": "A", "kind": "meetup"}\n')
    assert json.loads(result.stdout)["score"] == 50
    assert "1 row in" in result.stderr


# Going on


def test_a_job_goes_on_where_it_was_interrupted(folder: Path) -> None:
    for name in ("a", "b"):
        Path(f"{name}.csv").write_text("kind\nmeetup\n")
    Path("b.csv").write_text("kind\nclub\n")
    assert bulk("a.csv", "b.csv", "out.csv", "--strict").exit_code == 1
    assert bulk("a.csv", "b.csv", "out.csv", "--resume").exit_code == 1
    assert Path("out.csv").read_text().splitlines()[1:] == ['meetup,join,50,""']
