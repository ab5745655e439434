"""Flask with joinwise's marshmallow schema, which answers a stored advice."""

from __future__ import annotations

import json
import os
from pathlib import Path

from flask import Flask, Response, jsonify, request

from joinwise.domain.candidate_schema import CandidateSchema

ADVICE = json.loads(Path(os.environ["ADVICE"]).read_text())

app = Flask("bare_flask")
schema = CandidateSchema()


@app.post("/v1/score")
def score() -> Response:
    schema.load(request.get_json())
    return jsonify(ADVICE)
