"""Traces and metrics by OpenTelemetry, once a variable of it says where to send them.

It is an extra (``joinwise[otel]``) with the variables that OpenTelemetry has everywhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, Response, g, request

from joinwise import __version__
from joinwise.web.context import is_internal

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
MISSING = "OpenTelemetry is asked for and not installed: pip install 'joinwise[otel]'"
EXTENSION = "joinwise.telemetry"
DURATION = "http.server.request.duration"
SERVER_ERROR = 500
NO_ROUTE = "none"

log = structlog.get_logger("joinwise.telemetry")


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What spans are made by, and where the time of requests is recorded."""

    tracer: Tracer
    seconds: Histogram
    providers: tuple[TracerProvider, MeterProvider]

    def close(self) -> None:
        """Sends what is left, and nothing more."""
        for provider in self.providers:
            provider.shutdown()

    def start(self) -> None:
        """Begins the span of a request, below that of its caller if there is one."""
        from opentelemetry.trace import SpanKind  # noqa: PLC0415 - it is an extra
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        said = {name.lower(): text for name, text in request.headers.items()}
        caller = TraceContextTextMapPropagator().extract(said)
        name, kind = f"{request.method} {_route()}", SpanKind.SERVER
        g.span = self.tracer.start_span(name, context=caller, kind=kind)
        g.span_start = perf_counter()

    def end(self, response: Response) -> Response:
        """Ends it with the answer, or with the end of a stream."""
        if "span" in g and not is_internal(request):
            about = _about(response)
            ended = partial(self._ended, g.span, g.span_start, about)
            if response.is_streamed:
                response.call_on_close(ended)
            else:
                ended()
        return response

    def _ended(self, span: Span, start: float, about: dict[str, Any]) -> None:
        from opentelemetry.trace import StatusCode  # noqa: PLC0415 - it is an extra

        span.set_attributes(about)
        if about["http.response.status_code"] >= SERVER_ERROR:
            span.set_status(StatusCode.ERROR)
        span.end()
        self.seconds.record(perf_counter() - start, about)


def _route() -> str:
    return request.url_rule.rule if request.url_rule else NO_ROUTE


def _about(response: Response) -> dict[str, Any]:
    """Nothing that a caller sent, but for the method."""
    return {
        "http.request.method": request.method,
        "http.route": _route(),
        "http.response.status_code": response.status_code,
    }


def is_traced() -> bool:
    """Whether requests are to be traced, and can be."""
    return bool(os.environ.get(ENDPOINT)) and find_spec("opentelemetry") is not None


def trace_requests(app: Flask) -> None:
    """Traces and times every request, if that is asked for."""
    if is_traced():
        app.extensions[EXTENSION] = telemetry = _connected()
        app.before_request(telemetry.start)
        app.after_request(telemetry.end)
    elif os.environ.get(ENDPOINT):
        log.warning(MISSING)


def _connected() -> Telemetry:
    """Sends in the background, in this process and in those that are forked from it."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import (  # noqa: PLC0415
        OTLPMetricExporter,
    )
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.metrics import MeterProvider  # noqa: PLC0415
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    name = os.environ.get("OTEL_SERVICE_NAME", "joinwise")
    resource = Resource.create({"service.name": name, "service.version": __version__})
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    measures = MeterProvider([reader], resource)
    meter = measures.get_meter("joinwise", __version__)
    seconds = meter.create_histogram(DURATION, "s", "Seconds until an answer has ended.")
    return Telemetry(traces.get_tracer("joinwise", __version__), seconds, (traces, measures))
