"""A worker scores one candidate before it serves."""

from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask

from joinwise.errors import EngineError
from joinwise.server.arriving import reading_what_arrives
from joinwise.server.self_test import try_scoring


def test_a_service_that_scores_passes_and_counts_nothing(app: Flask) -> None:
    metrics, rules = (getattr(app.extensions["joinwise"], name) for name in ("metrics", "rules"))
    metrics.update(rules)
    before = metrics.fired().advices
    try_scoring(reading_what_arrives(app))
    metrics.update(rules)
    assert metrics.fired().advices == before


def test_a_service_that_cannot_score_does_not_start() -> None:
    def broken(environ: Any, start_response: Any) -> Iterable[bytes]:
        assert environ["wsgi.input"].read(10) == b'{"name":"A'
        start_response("500 INTERNAL SERVER ERROR", [])
        return [b"broken"]

    with pytest.raises(EngineError, match="answered by 500 INTERNAL SERVER ERROR: broken"):
        try_scoring(reading_what_arrives(broken))
