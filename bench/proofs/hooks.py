"""What schemathesis loads: streams and rule files are texts on the wire."""

from __future__ import annotations

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/yaml", "text/yaml")
def text(_: schemathesis.SerializationContext, body: object) -> bytes:
    return str(body).encode("utf-8", "replace")
