"""Where columns are costly to carry, rows get what they get elsewhere."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from joinwise import load_pack, score_frame
from joinwise.authoring.populations.plausible import plausible
from joinwise.bulk import frames
from joinwise.bulk.narrow import narrowly
from tests.support.fakes import pack, rule
from tests.support.frames import frame_of
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack


@pytest.fixture(params=["default", 3, 12, 28])
def rules(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "default":
        return load_pack()
    write_pack(tmp_path, pack_from_seed(request.param, 2 + request.param))
    return load_pack(tmp_path)


def narrow(frame: pl.DataFrame, rules: Any, monkeypatch: pytest.MonkeyPatch) -> pl.DataFrame:
    with monkeypatch.context() as patch:
        patch.setattr(frames, "_with_program", narrowly)
        return score_frame(frame, rules)


def test_rows_and_all_their_columns_are_the_same(
    rules: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = [one(seed) for one in (candidate_from_seed, plausible) for seed in range(60)]
    frame = frame_of(group).with_row_index("own")
    assert_frame_equal(narrow(frame, rules, monkeypatch), score_frame(frame, rules))


def test_a_condition_that_is_a_column_of_the_caller_leaves_it_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = pack(rule("time.clashes", points=-60))
    frame = pl.DataFrame({"kind": ["meetup"] * 3, "time.clashes": [True, False, None]})
    scored = narrow(frame, rules, monkeypatch)
    assert scored["time.clashes"].to_list() == [True, False, None]
    assert scored["recommendation"].to_list() == ["skip", "join", "join"]
