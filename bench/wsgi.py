"""Requests put to a WSGI application directly, without a server or a client between."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

PATH = "/v1/score"


def poster(app: Flask, path: str = PATH) -> Callable[[bytes], bytes]:
    """Posts a JSON body and gives back the body of the answer, whatever its status."""
    prepared = EnvironBuilder(path=path, method="POST", content_type="application/json")
    environ = prepared.get_environ()
    application = app.wsgi_app

    def post(body: bytes) -> bytes:
        own = {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        chunks: Any = application({**environ, **own}, _start_response)
        try:
            return b"".join(chunks)
        finally:
            chunks.close()

    return post


def _start_response(status: str, headers: object, error: object = None) -> Callable[[bytes], None]:
    return lambda written: None
