"""The summary says that little is known if no points rest on what was said of the group."""

from typing import Any

import pytest

from tests.support.fakes import advice_of

PACK = """
decision: {little_known: "little is known, so {first_step}"}
plan:
  clock: [past_yield.months_member]
  look_again: {most: 3, text: Look again.}
facts:
  first_step: {by: kind, values: {meetup: go once}, else: ask two members}
  dues: {formula: "coalesce(cost.annual_dues, 90 if coalesce(you.works_as == 'employee', false) else 100)"}
rules:
  - {id: dear, title: Dear, when: dues > 50, points: -5, reason: It is dear., brief: it is dear}
  - {id: young, title: Young, when: past_yield.months_member < 6, points: -1, reason: It is young., brief: it is young}
  - {id: big, title: Big, when: members.count > 9, reason: It is big., brief: it is big}
  - {id: fit, title: Fit, when: members.fit == "good", points: 2, reason: It fits., brief: it fits}
"""


@pytest.mark.parametrize(
    ("said", "summary"),
    [
        ({}, "Skip: it is dear; little is known, so go once."),
        ({"mode": "online", "currency": "EUR"}, "Skip: it is dear; little is known, so go once."),
        ({"you": {"works_as": "employee"}}, "Skip: it is dear; little is known, so go once."),
        ({"kind": "peer_group"}, "Skip: it is dear; little is known, so ask two members."),
        (
            {"past_yield": {"months_member": 1}},
            "Skip: it is dear and it is young; little is known, so go once.",
        ),
        ({"members": {"count": 20}}, "Skip: it is dear; little is known, so go once."),
        ({"cost": {"annual_dues": 60}}, "Skip: it is dear."),
        ({"members": {"fit": "good"}}, "Skip: it is dear."),
        ({"cost": {"annual_dues": 10}}, "Join: little is known, so go once."),
    ],
)
def test_the_summary_says_so(said: dict[str, Any], summary: str) -> None:
    assert advice_of(PACK, **{"kind": "meetup", **said})["summary"] == summary
