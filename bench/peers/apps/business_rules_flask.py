"""business-rules behind Flask."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

from bench.peers.given import RULES
from bench.rivals.business_rules_engine import business_rules_rules

app = Flask("business_rules_flask")
fired = business_rules_rules(RULES)


@app.post("/v1/score")
def score() -> Response:
    return jsonify(fired=sorted(fired(request.get_json())))
