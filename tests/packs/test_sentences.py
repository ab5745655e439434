"""Rules are read in English, true/false facts by what they say."""

import pytest

from joinwise.packs.sentences import sentence
from joinwise.packs.version import canonical
from tests.support.fakes import diagnostics_of, pack

SAYING = """
facts:
  is_waning:
    formula: past_yield.trend == "waning"
    says: its value is waning
  is_free:
    formula: cost.annual_dues == 0
rules:
  - id: leave
    title: Leave
    when: {when}
    points: -5
    reason: It is waning.
"""


@pytest.mark.parametrize(
    ("when", "english"),
    [
        ("is_waning", "its value is waning"),
        ("not is_waning", "it is not so that its value is waning"),
        ("is_waning == true", "its value is waning"),
        ("is_waning != true", "it is not so that its value is waning"),
        ("time.clashes == false", "it is not so that the meetings clash with fixed duties"),
        ("coalesce(is_waning, false)", "its value is waning (false if unknown)"),
        ("coalesce(members.competitors, 0) > 1", "competitors (0 if unknown) is more than 1"),
        (
            "coalesce(is_waning, is_free, true)",
            "the first known of its value is waning, is free, true",
        ),
        ("is_free", "is free"),
    ],
)
def test_a_condition_is_read_in_english(when: str, english: str) -> None:
    read = pack(SAYING.replace("{when}", when))
    assert sentence(read.rules[0].when, read) == english


def test_only_true_false_facts_say_something() -> None:
    (fault,) = diagnostics_of("facts: {dues: {formula: cost.annual_dues, says: it costs much}}")
    assert "says is for true/false facts; this one is a number" in fault


def test_what_a_fact_says_is_a_part_of_what_the_pack_says() -> None:
    text = SAYING.replace("{when}", "is_waning")
    assert '"says"' in canonical(pack(text))
    silent = pack(text.replace("    says: its value is waning\n", ""))
    assert '"says"' not in canonical(silent)
