"""``POST /v1/score`` beside a bare Flask route: ``python -m bench.score [--profile]``."""

from __future__ import annotations

import json
import pstats
import sys
from collections.abc import Mapping
from cProfile import Profile
from io import StringIO
from typing import Any

from flask import Flask, Response, jsonify, request

from bench.report import aim, table
from bench.timing import Task, interleaved
from bench.wsgi import PATH, poster
from joinwise.domain.candidate_schema import CandidateSchema
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.web.app import create_app

CANDIDATE = {
    "name": "Riverside Breakfast Club",
    "kind": "referral_group",
    "mode": "in_person",
    "cost": {"joining_fee": 150, "annual_dues": 900, "meals_per_meeting": 15},
    "travel": {"cost_per_meeting": 4.5, "hours_per_meeting": 0.75},
    "time": {
        "meetings_per_year": 48,
        "hours_per_meeting": 1.5,
        "follow_up_hours_per_month": 4,
        "attendance_required": 0.8,
    },
    "past_yield": {"months": 24, "leads": 9, "deals": 1, "profit": 750, "trend": "waning"},
    "reciprocity": {
        "referrals_given": 12,
        "referrals_received": 1,
        "hired_competitors": 1,
        "asked_about_you": False,
    },
    "members": {"count": 30, "competitors": 1, "fit": "mixed"},
}
"""A candidate of 24 fields, such as a member fills in after two years."""

BODY = json.dumps(CANDIDATE).encode()
JOINWISE, JSONIFIED, STORED = "joinwise", "Flask, `jsonify`", "Flask, stored bytes"
REQUESTS, ROUNDS = 40, 61
"""Requests in a turn, and turns."""

PROFILED = 3_000
MOST_OVER_FLASK = 2.0
SHOWN = 15


def main() -> None:
    print(profile() if "--profile" in sys.argv else run())


def run() -> str:
    """The section on HTTP."""
    posters = {name: poster(app) for name, app in _apps().items()}
    answers = {name: json.loads(post(BODY)) for name, post in posters.items()}
    if any(answer != answers[JOINWISE] for answer in answers.values()):
        raise AssertionError("the applications answer differently")
    tasks = [Task(name, _turn(post), REQUESTS) for name, post in posters.items()]
    times = interleaved(tasks, ROUNDS)
    return "\n\n".join([_introduction(answers[JOINWISE]), _table(times), _aim(times)])


def _turn(post: Any) -> Any:
    return lambda: [post(BODY) for _ in range(REQUESTS)]


def joinwise_app() -> Flask:
    """The service under the default pack."""
    return create_app(Settings(rules=default_folder()))


def _apps() -> dict[str, Flask]:
    joinwise = joinwise_app()
    stored = poster(joinwise)(BODY)
    return {JOINWISE: joinwise, JSONIFIED: _jsonifying(stored), STORED: _storing(stored)}


def _jsonifying(stored: bytes) -> Flask:
    app, schema, advice = Flask("bare"), CandidateSchema(), json.loads(stored)

    @app.post(PATH)
    def score() -> Response:
        schema.load(request.get_json())
        return jsonify(advice)

    return app


def _storing(stored: bytes) -> Flask:
    app, schema = Flask("bare"), CandidateSchema()

    @app.post(PATH)
    def score() -> Response:
        schema.load(request.get_json())
        return Response(stored, content_type="application/json")

    return app


def _table(times: Mapping[str, float]) -> str:
    own = times[JOINWISE]
    rows = (
        [name, f"{seconds * 1e6:,.0f}", f"{own / seconds:.2f}"] for name, seconds in times.items()
    )
    return table(["in process", "µs a request", "joinwise takes"], rows)


def _aim(times: Mapping[str, float]) -> str:
    over = times[JOINWISE] / times[JSONIFIED]
    said = f"joinwise takes {over:.2f} times the bare route with `jsonify`; aim: at most 2"
    return aim(said, over <= MOST_OVER_FLASK)


def profile() -> str:
    """Where the time of a request goes: marshmallow's share, and what takes longest."""
    post = poster(joinwise_app())
    post(BODY)
    profiler = Profile()
    profiler.runcall(lambda: [post(BODY) for _ in range(PROFILED)])
    share = _share(pstats.Stats(profiler), "marshmallow")
    said = f"marshmallow's loads take {share:.0%} of the time of a profiled request."
    return "\n".join([said, _top(profiler, "cumulative"), _top(profiler, "tottime")])


def _share(stats: Any, package: str) -> float:
    """The part of all the time that is spent under a package's ``load``."""
    spent = sum(
        entry[3]
        for (file, _, function), entry in stats.stats.items()
        if package in file and function == "load"
    )
    return float(spent / stats.total_tt)


def _top(profiler: Profile, order: str) -> str:
    written = StringIO()
    pstats.Stats(profiler, stream=written).strip_dirs().sort_stats(order).print_stats(SHOWN)
    return written.getvalue()


def _introduction(answer: Mapping[str, Any]) -> str:
    said = f"{len(json.dumps(answer)):,} bytes with {len(answer['reasons'])} reasons"
    return f"""## A request

`POST /v1/score` under the default pack, the WSGI application called directly, in the same way for
all: a candidate of 24 fields, {len(BODY)} bytes, answered by {said}. The bare Flask
routes load the same body through the same marshmallow schema and answer that very advice, once from
a dict and once from stored bytes. Processor time, the median of {ROUNDS} turns."""


if __name__ == "__main__":
    main()
