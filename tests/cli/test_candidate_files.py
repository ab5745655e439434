"""Candidates in files: one, a list, or one a line."""

import json
from pathlib import Path
from typing import Any

from joinwise.cli.candidate_files import records_in
from tests.support.fakes import MINIMAL


def labels(file: Path) -> list[Any]:
    return [record.label for record in records_in(str(file))]


def test_a_file_holds_one_candidate_a_list_or_one_a_line(tmp_path: Path) -> None:
    one, several, batch, lines, yaml = (
        tmp_path / name for name in ("one.json", "list.json", "batch.json", "a.ndjson", "a.yaml")
    )
    one.write_text(json.dumps(MINIMAL, indent=2))
    several.write_text(json.dumps([MINIMAL, MINIMAL]))
    batch.write_text(json.dumps({"candidates": [MINIMAL]}))
    lines.write_text(f"{json.dumps(MINIMAL)}\n\n{json.dumps(MINIMAL)}\n")
    yaml.write_text("- {name: a, kind: meetup}\n- {name: b, kind: meetup}\n")
    assert labels(one) == [str(one)]
    assert labels(several) == [f"{several}[1]", f"{several}[2]"]
    assert labels(batch) == [f"{batch}[1]"]
    assert labels(lines) == [f"{lines}:1", f"{lines}:3"]
    assert labels(yaml) == [f"{yaml}[1]", f"{yaml}[2]"]
