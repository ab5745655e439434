"""Assessments to save, with the rule files that they were made under."""

import json
from dataclasses import replace

from joinwise.assessments.assessment import Assessment
from joinwise.assessments.ids import new_id
from joinwise.formats.strict_json import write_json

FILES = {"a.yaml": b"\xef\xbb\xbfdecision: {start: 40}\r\n# \xc3\xa9"}


def assessment(number: int = 0, **more: str | None) -> Assessment:
    made = Assessment(
        id=new_id((1_700_000_000_000 + number) * 1_000_000),
        created="2023-11-14T22:13:20.000Z",
        name=f"Group {number}",
        kind="meetup",
        recommendation="join",
        score=50,
        rules="sha256:a",
        joinwise="0.1.0",
        candidate=write_json({"name": f"Group {number}", "kind": "meetup"}).decode(),
        advice='{"reasons":[]}',
    )
    return replace(made, **more)  # type: ignore[arg-type]


def judged(
    number: int, recommendation: str, worth_it: bool | None, *rules: str, kind: str = "meetup"
) -> Assessment:
    reasons = [{"rule": rule} for rule in rules]
    return assessment(
        number,
        recommendation=recommendation,
        kind=kind,
        advice=json.dumps({"reasons": reasons}),
        outcome=json.dumps({"joined": True, "worth_it": worth_it}),
    )
