"""What may be said of a group, and the active rules."""

from __future__ import annotations

from typing import Any, NoReturn

from flask import Response, abort, current_app, request
from werkzeug.exceptions import MethodNotAllowed

from joinwise.packs.model import Pack
from joinwise.packs.serializers import entry_answer, inputs_answer, pack_answer
from joinwise.suggestions import nearest
from joinwise.web.api.rule_schemas import RULE_ENTRY, InputsSchema, RuleBookSchema
from joinwise.web.context import active_advisor
from joinwise.web.parsing import Blueprint, NoQuery, answer, fails_with_problems

blueprint = Blueprint("rules", __name__, url_prefix="/v1", description="What the advice goes by.")
ADDRESS = "/v1/rules/"
READING, DRAFTS = {"GET", "HEAD"}, "POST"
UNCHANGED = {"description": "The same as before, by its ETag"}


@blueprint.get("/inputs")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, InputsSchema, description="Every input")
@fails_with_problems(blueprint)
def inputs(query: dict[str, Any]) -> Response:
    """What can be said of a group

    Each field of a candidate, with what the active rules say about it.
    """
    return answer({"inputs": inputs_answer(active_advisor().pack)})


@blueprint.get("/rules")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, RuleBookSchema, description="The rule book")
@blueprint.doc(responses={304: UNCHANGED})
@fails_with_problems(blueprint)
def rules(query: dict[str, Any]) -> Response:
    """The active rules

    As data and in plain English.
    """
    return _tagged(pack_answer(active_advisor().pack))


@blueprint.get("/rules/<id>")
@blueprint.arguments(NoQuery(), location="query")
@blueprint.response(200, RULE_ENTRY, description="The rule, band or table")
@blueprint.doc(responses={304: UNCHANGED})
@fails_with_problems(blueprint)
def rule(query: dict[str, Any], id: str) -> Response:
    """One rule, band or table"""
    pack = active_advisor().pack
    entry = entry_answer(pack, id)
    return _missing(id, pack) if entry is None else _tagged(entry)


def _missing(id: str, pack: Pack) -> NoReturn:
    others = _allowed() - READING
    if DRAFTS in others:
        raise MethodNotAllowed(others)
    known = [entry.id for entry in pack.entries]
    abort(404, f'No rule, band or table is called "{id[:80]}"{nearest(id, known) or "."}')


@blueprint.after_app_request
def allow_reading_rules_alone(response: Response) -> Response:
    """An address that is one of drafts, too, can be read only while a rule is called so."""
    if "Allow" in response.headers and request.path.startswith(ADDRESS):
        id, allowed = request.path.removeprefix(ADDRESS), {*response.allow}
        if DRAFTS in allowed and entry_answer(active_advisor().pack, id) is None:
            response.allow = sorted(allowed - READING)
    return response


def _allowed() -> set[str]:
    """The methods of all routes that the address of this request leads to."""
    adapter = current_app.create_url_adapter(request)
    return set(adapter.allowed_methods()) if adapter else set()


def _tagged(data: Any) -> Response:
    response = answer(data)
    response.add_etag()
    response.make_conditional(request)
    return response
