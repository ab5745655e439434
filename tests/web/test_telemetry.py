"""Traces and metrics go to where OpenTelemetry's own variable says, and nowhere without it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from flask.testing import FlaskClient
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from joinwise.web.telemetry import EXTENSION, is_traced
from tests.support.fakes import MINIMAL, app_with

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
HEADERS = {"traceparent": f"00-{TRACE}-{PARENT}-01"}


@contextmanager
def collector() -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """The address of one, and what it was sent, by path."""
    sent: dict[str, list[bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent.setdefault(self.path, []).append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    server.server_close()


def spans_of(sent: dict[str, list[bytes]]) -> list[Any]:
    found = (ExportTraceServiceRequest.FromString(body) for body in sent.get("/v1/traces", []))
    return [
        span
        for request in found
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FlaskClient, Any]]:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
    monkeypatch.setenv("OTEL_METRIC_EXPORT_INTERVAL", "50")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
    with collector() as (address, sent):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        app = app_with()
        yield app.test_client(), sent
        app.extensions[EXTENSION].close()


@pytest.mark.slow
def test_a_request_is_a_span_below_that_of_its_caller(traced: Any) -> None:
    client, sent = traced
    client.post("/v1/score", json=MINIMAL, headers=HEADERS)
    client.get("/v1/rules/none-such", headers=HEADERS)
    for _ in range(100):
        if len(spans_of(sent)) == 2 and "/v1/metrics" in sent:
            break
        time.sleep(0.05)
    score, rule = spans_of(sent)
    assert (score.name, rule.name) == ("POST /v1/score", "GET /v1/rules/<id>")
    assert (score.trace_id.hex(), score.parent_span_id.hex()) == (TRACE, PARENT)
    about = {each.key: each.value for each in rule.attributes}
    assert about["http.response.status_code"].int_value == 404
    metrics = ExportMetricsServiceRequest.FromString(sent["/v1/metrics"][-1])
    names = [
        metric.name
        for resource in metrics.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    ]
    assert names == ["http.server.request.duration"]


def test_nothing_is_traced_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert not is_traced()
