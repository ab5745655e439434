"""The active rules, in plain English or as data."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.fakes import rule, written


@pytest.mark.slow
def test_rules_are_shown_in_plain_english_or_as_data() -> None:
    shown = run("rules", "show").stdout
    assert "if members hire" not in shown
    assert "if named cash is more than your annual budget" in shown
    assert "Stay or Leave" in shown
    assert "as months go by, these grow: past_yield.months, past_yield.months_member" in shown
    assert "reason" in run("rules", "show", "one-way-street").stdout
    assert (
        json.loads(run("rules", "show", "payback", "--json").stdout)["over"] == "back_in_business"
    )


def test_what_is_assumed_and_what_a_layer_changed_are_shown_as_rule_files_have_them(
    tmp_path: Path,
) -> None:
    assumed = "inputs: {mode: {assume: {by: kind, values: {meetup: online}, else: hybrid}}}"
    base = written(tmp_path / "base", pack=f"{rule('true', brief='so')}\n{assumed}")
    change = "change: {r: {brief: null, points: 3}}"
    layer = written(tmp_path / "layer", pack=f"extends: ../base\n{change}")
    assert "{by: kind, values: {meetup: online}, else: hybrid}" in shown("mode", base)
    assert "{by: layer, was: {brief: so, points: null}}" in shown("r", layer)


def shown(name: str, rules: Path) -> str:
    return run("rules", "show", name, "--rules", rules).stdout
