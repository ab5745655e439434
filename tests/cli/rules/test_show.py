"""The active rules, in plain English or as data."""

import json

import pytest

from tests.support.commands import run


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
