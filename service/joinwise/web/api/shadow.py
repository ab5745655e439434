"""What the shadow rules would turn."""

from __future__ import annotations

from typing import Any

from flask import Response, abort
from marshmallow import Schema, fields

from joinwise.runtime.shadow import ShadowReport
from joinwise.tokens import Scope
from joinwise.web.api.schema_fields import VersionSchema, list_of, score_field, text
from joinwise.web.auth import protect
from joinwise.web.context import active_advisor, services
from joinwise.web.parsing import Blueprint, NoQuery, answer, fails_with_problems

NONE = "There are no shadow rules; JOINWISE_SHADOW names a folder of them."

blueprint = Blueprint(
    "shadow", __name__, url_prefix="/v1/shadow", description="What other rules would turn."
)
protect(blueprint, Scope.RULES)


def _decided(key: str) -> fields.String:
    return fields.String(required=True, data_key=key, metadata={"enum": ["join", "skip"]})


class TurnSchema(Schema):
    before = _decided("from")
    after = _decided("to")
    count = fields.Integer(required=True)


class DecidedSchema(Schema):
    recommendation = text(enum=["join", "skip"])
    score = score_field()


class SampleSchema(Schema):
    candidate = fields.Dict(required=True)
    active = fields.Nested(DecidedSchema, required=True)
    shadow = fields.Nested(DecidedSchema, required=True)
    rules = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "Those that fire under one of the two alone, or give other points."
        },
    )


class ShadowSchema(Schema):
    active = fields.Nested(VersionSchema, required=True)
    shadow = fields.Nested(
        VersionSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Null as long as the folder holds none that can be used."},
    )
    faults = fields.List(fields.String(), required=True)
    decided = fields.Integer(required=True, metadata={"description": "Candidates, by these rules."})
    turned = list_of(TurnSchema)
    samples = list_of(SampleSchema)


@blueprint.get("")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, ShadowSchema, description="How many, and some of them")
@fails_with_problems(blueprint)
def shadow(query: dict[str, Any]) -> Response:
    """What the shadow rules would turn

    Of what was asked since they were taken up, over all processes of this server.
    """
    shadow = services().shadow
    if shadow is None:
        abort(404, NONE)
    report, active = shadow.report(), active_advisor().pack
    versions = {"active": {"pack": active.name, "version": active.version}}
    faults = [str(fault) for fault in shadow.faults]
    return answer({**versions, **_said(report), "faults": faults})


def _said(report: ShadowReport | None) -> dict[str, Any]:
    if report is None:
        return {"shadow": None, "decided": 0, "turned": [], "samples": []}
    return {
        "shadow": {"pack": report.pack.name, "version": report.pack.version},
        "decided": report.decided,
        "turned": [
            {"from": before, "to": after, "count": count}
            for (before, after), count in sorted(report.counts.items())
            if before != after
        ],
        "samples": [_sample(sample) for sample in report.samples],
    }


def _sample(sample: Any) -> dict[str, Any]:
    return {key: sample[key] for key in ("candidate", "active", "shadow", "rules")}


EXAMPLE = {
    "active": {"pack": "default", "version": "sha256:5f0c"},
    "shadow": {"pack": "default", "version": "sha256:9b1e"},
    "decided": 1204,
    "turned": [{"from": "join", "to": "skip", "count": 17}],
    "samples": [
        {
            "candidate": {"name": "Riverside Breakfast Club", "kind": "referral_group"},
            "active": {"recommendation": "join", "score": 51},
            "shadow": {"recommendation": "skip", "score": 46},
            "rules": ["one-way-street"],
        }
    ],
    "faults": [],
}
