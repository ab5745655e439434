"""The inputs of a candidate, listed and searched."""

import json

from tests.support.commands import run


def test_inputs_are_listed_and_searched() -> None:
    assert "past_yield.months_to_first_deal" in run("inputs").stdout
    inputs = json.loads(run("inputs", "joining_fee", "--json").stdout)["inputs"]
    assert [entry["input"] for entry in inputs] == ["cost.joining_fee"]
