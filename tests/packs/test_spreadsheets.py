"""Rows of decision tables in files of spreadsheet programs."""

import codecs
from pathlib import Path

import pytest

from joinwise.packs.loader import check_folder, load_pack
from tests.support.commands import run
from tests.support.fakes import written

TABLE = """tables:
  - id: t
    title: T
    over: [mode, members.count, time.clashes, you.seeks]
    complete: false
    rows: t.csv
"""
ROWS = """mode,members.count,time.clashes,you.seeks,points,decide,reason,brief,source
online,>= 5,TRUE,learning,4,,"Online, and ""large"".",,
"[hybrid, in_person]",3 <= _ < 8,any,"[job, perks]",,skip,Jobs.,jobs,W: me

"""
PLAIN = "tables: [{id: t, title: T, over: [mode], complete: false, rows: t.csv}]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "pack", pack=TABLE)


def faults(folder: Path, rows: str | bytes, table: str = TABLE) -> list[str]:
    (folder / "pack.yaml").write_text(table, encoding="utf-8")
    (folder / "t.csv").write_bytes(rows.encode() if isinstance(rows, str) else rows)
    return [
        f"{Path(fault.file).name}:{fault.line}:{fault.column}: {fault.message}"
        for fault in check_folder(folder).diagnostics
    ]


def test_rows_are_those_of_the_file(folder: Path) -> None:
    assert faults(folder, ROWS) == []
    (table,) = load_pack(folder).tables
    online, jobs = table.rows
    assert [cell.written for cell in online.cells] == ["online", ">= 5", True, "learning"]
    assert (online.points, online.reason.source) == (4, 'Online, and "large".')
    assert (jobs.decide, jobs.brief and jobs.brief.source, jobs.source) == ("skip", "jobs", "W: me")
    assert (jobs.at.file, jobs.at.line) == ("t.csv", 3)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_may_stand_between_cells(folder: Path, separator: str) -> None:
    text = f"mode{separator}reason{separator}points\r\nonline{separator}x, y{separator}-3\r\n"
    assert faults(folder, codecs.BOM_UTF8 + text.encode(), PLAIN) == []
    (row,) = load_pack(folder).tables[0].rows
    assert (row.points, row.reason.source) == (-3, "x, y")


HEADER = "mode,points,reason\n"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (HEADER + "onlin,1,x\n", 't.csv:2:1: mode is never "onlin"; did you mean "online"?'),
        (HEADER + "online,many,x\n", "t.csv:2:8: points: this must be a whole number"),
        (HEADER + "online,1,{what}\n", 't.csv:2:10: unknown name "what"'),
        (HEADER + "online,1\n", "t.csv:2:1: this line has 2 cells, and the first has 3"),
        (HEADER + ",1,x\n", "t.csv:2:1: this is empty; write any if it does not matter"),
        (HEADER + "online,=SUM(A1:A9),x\n", "t.csv:2:8: a formula of a spreadsheet; write the value"),
        (HEADER + "online,1,x\nany,1,x\n", "t.csv:3:1: this row and that on line 2 can both apply"),
        (HEADER + 'online,1,"x\n', "t.csv:2:10: the quote that opens here never closes"),
        (HEADER + "online,1,x\n" * 10_000, "t.csv:1002:1: a table of 1,001 rows; 1,000 are the most"),
        (HEADER + '"> 5",1,x\n', "t.csv:2:2: each side of"),
        ("mode,point,reason\n", 't.csv:1:6: unknown column "point"; the columns are mode, points,'),
        ("mode,mode,reason\n", 't.csv:1:6: duplicate column "mode"'),
        ("mode,points\n", 't.csv:1:1: a column "reason" is missing'),
        ("", 't.csv:1:1: a column "mode" is missing'),
        (HEADER, "t.csv:1:1: there are no rows; write at least one"),
        (HEADER.encode("utf-16"), 't.csv:1:1: this is UTF-16, not UTF-8; save it as "CSV UTF-8"'),
        (HEADER.encode() + "online,1,größer\n".encode("latin-1"), "t.csv:2:1: this is not UTF-8"),
        (HEADER + "online,1,x\n" * 200_000, "t.csv:1:1: larger than 2 MiB"),
    ],
    ids=range(18),
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(folder: Path, rows: str | bytes, fault: str) -> None:
    found = faults(folder, rows, PLAIN)
    assert any(each.startswith(fault) for each in found), found


def test_the_file_stands_beside_the_one_that_names_it(folder: Path) -> None:
    found = faults(folder, ROWS, TABLE.replace("t.csv", "tt.csv"))
    assert (
        found[0] == 'pack.yaml:6:11: there is no "tt.csv" beside this file; did you mean "t.csv"?'
    )


def test_what_the_command_prints_says_the_same_again(folder: Path) -> None:
    faults(folder, ROWS)
    version = load_pack(folder).version
    printed = run("rules", "table", "t", "--rules", folder)
    assert faults(folder, printed.stdout) == []
    assert load_pack(folder).version == version
    assert 'did you mean "t"' in run("rules", "table", "tt", "--rules", folder).output
