"""The inputs of a candidate, listed and searched."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.fakes import rule, written


@pytest.mark.slow
def test_inputs_are_listed_and_searched() -> None:
    assert "past_yield.months_to_first_deal" in run("inputs").stdout
    inputs = json.loads(run("inputs", "joining_fee", "--json").stdout)["inputs"]
    assert [entry["input"] for entry in inputs] == ["cost.joining_fee"]


def test_an_input_is_listed_with_the_condition_under_which_it_is_asked(tmp_path: Path) -> None:
    asked = "inputs: {time.clashes: {when: team.people > 3, recall: look_up}}\n"
    own = written(tmp_path, a=rule("time.clashes") + asked)
    listed = run("inputs", "time.clashes", "--rules", own).stdout
    assert "asked if employees taking part is more than 3" in " ".join(listed.split())
    (entry,) = json.loads(run("inputs", "clashes", "--json", "--rules", own).stdout)["inputs"]
    assert (entry["when"], entry["recall"]) == ("team.people > 3", "look_up")
    assert entry["english"] == "employees taking part is more than 3"
