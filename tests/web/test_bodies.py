"""Bodies of requests, on every address: of bounded size, and whole or an error."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from joinwise.domain.catalogue import INPUTS

LARGE = 20 * 2**20
MOST_MEMORY = 12 * 2**20
"""For the largest body that any call takes, and the copies made of it."""

BOUNDARY = "b"
JSON, NDJSON, YAML = "application/json", "application/x-ndjson", "application/yaml"
FORM, MULTIPART = "application/x-www-form-urlencoded", f"multipart/form-data; boundary={BOUNDARY}"
TYPES = [JSON, NDJSON, YAML, FORM, MULTIPART, "text/plain", ""]
FIELD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="name"\r\n\r\n'.encode()
FILE = FIELD.replace(b'name="name"', b'name="name"; filename="f"')
STARTS = {JSON: [b'{"name": "'], FORM: [b"name="], MULTIPART: [FIELD, FILE]}
ARGUMENTS = {"id": UUID(int=7), "filename": "pages.css", "language": "de", "name": "map"}


class Made:
    """A body that is made as it is read: its start, then so many times the same letter."""

    def __init__(self, start: bytes, length: int) -> None:
        self.start = start
        self.left = length

    def read(self, size: int = -1) -> bytes:
        start, self.start = self.start, b""
        count = self.left if size < 0 else min(self.left, size)
        self.left -= count
        return start.ljust(count, b"x")

    readline = read


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Each method and address that the application answers."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            yield method, address_of(rule)


def address_of(rule: Rule) -> str:
    built = rule.build({name: ARGUMENTS[name] for name in rule.arguments})
    assert built
    return built[1]


def sent(app: Flask, method: str, path: str, body: Made, **environ: Any) -> int:
    overrides = {"wsgi.input": body, "wsgi.input_terminated": True, **environ}
    with app.test_client().open(path, method=method, environ_overrides=overrides) as response:
        return response.status_code


def lengths(length: int) -> Iterator[dict[str, str]]:
    """What a client says of the length of its body."""
    yield {"CONTENT_LENGTH": str(length)}
    yield {"HTTP_TRANSFER_ENCODING": "chunked"}


@contextmanager
def growth() -> Iterator[Callable[[], int]]:
    """Bytes by which the memory of this process grew at most."""
    Path("/proc/self/clear_refs").write_text("5")
    before = peak()
    yield lambda: peak() - before


def peak() -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.mark.slow
@pytest.mark.parametrize("content_type", TYPES)
def test_no_address_takes_memory_for_a_body_of_any_size(app: Flask, content_type: str) -> None:
    kinds = [
        (start, length) for start in STARTS.get(content_type, [b""]) for length in lengths(LARGE)
    ]
    for method, path in routes(app):
        sent(app, method, path, Made(b"", 0))  # what is made but once takes memory of its own
        for start, length in kinds:
            with growth() as grown:
                body = Made(start, LARGE)
                status = sent(app, method, path, body, CONTENT_TYPE=content_type, **length)
            assert grown() < MOST_MEMORY, (method, path, length, status)
            assert status != 500, (method, path, length)


FORMS = ["/", "/compare", "/enter", "/leave", "/assessments", "/desk", "/desk/file"]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("content_type", [FORM, MULTIPART])
def test_no_form_takes_a_large_body(app: Flask, path: str, content_type: str) -> None:
    for start in STARTS[content_type]:
        for length in lengths(LARGE):
            body = Made(start, LARGE)
            status = sent(app, "POST", path, body, CONTENT_TYPE=content_type, **length)
            assert status == 413
            assert body.left > LARGE - 3 * 2**20


GROUP = {"name": "cut", "kind": "meetup"}
TEXT = json.dumps(GROUP)


def cut(client: FlaskClient, method: str, path: str, body: str, content_type: str) -> TestResponse:
    """A body that promises 500 bytes and ends early."""
    return client.open(
        path, method=method, data=body, content_type=content_type,
        environ_overrides={"CONTENT_LENGTH": "500"},
    )  # fmt: skip


CUT = [
    ("POST", "/v1/score", TEXT, JSON),
    ("POST", "/v1/score/batch", json.dumps({"candidates": [GROUP]}), JSON),
    ("POST", "/v1/score/batch", TEXT, NDJSON),
    ("POST", "/v1/score/batch", "", NDJSON),
    ("POST", "/v1/compare", json.dumps({"candidates": [GROUP, GROUP]}), JSON),
    ("POST", "/v1/assessments", TEXT, JSON),
    ("PUT", f"/v1/assessments/{UUID(int=7)}/outcome", '{"joined": true}', JSON),
    ("POST", "/v1/rules/check", json.dumps({"yaml": "rules: []"}), JSON),
    ("POST", "/v1/rules/check", "rules: []\n", YAML),
    ("POST", "/v1/rules/preview", "rules: []\n", YAML),
    *(("POST", path, "name=cut&kind=meetup", FORM) for path in FORMS),
    ("POST", "/", FIELD.decode(), MULTIPART),
    ("POST", f"/assessments/{UUID(int=7)}/outcome", "joined=true", FORM),
    ("POST", f"/assessments/{UUID(int=7)}/delete", "csrf_token=1", FORM),
]


@pytest.mark.parametrize(("method", "path", "body", "content_type"), CUT)
def test_a_body_that_ends_early_is_a_400(
    client: FlaskClient, method: str, path: str, body: str, content_type: str
) -> None:
    response = cut(client, method, path, body, content_type)
    assert response.status_code == 400
    assert f"The body ended after {len(body)} of 500 bytes." in response.text


def test_of_a_body_that_ends_early_nothing_is_saved(client: FlaskClient) -> None:
    cut(client, "POST", "/v1/assessments", TEXT, JSON)
    assert client.get("/v1/assessments?name=cut").get_json()["assessments"] == []


def test_lines_that_end_early_are_answered_up_to_the_whole_ones(client: FlaskClient) -> None:
    lines = f"{TEXT}\n{TEXT}\n"
    for body in (lines, lines + TEXT):
        response = cut(client, "POST", "/v1/score/batch", body, NDJSON)
        *answers, last = map(json.loads, response.data.splitlines())
        assert [answer["name"] for answer in answers] == ["cut", "cut"]
        assert last["error"]["status"] == 400
        assert last["error"]["detail"] == f"The body ended after {len(body)} of 500 bytes."


@pytest.mark.parametrize("encoding", ["identity", "Identity", " IDENTITY ", ""])
def test_a_body_that_is_not_encoded_may_say_so(client: FlaskClient, encoding: str) -> None:
    headers = {"Content-Encoding": encoding}
    assert client.post("/v1/score", json=GROUP, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/compare", "/desk", "/enter"])
def test_a_form_that_is_encoded_is_refused_as_other_bodies_are(
    client: FlaskClient, path: str
) -> None:
    headers = {"Content-Encoding": "gzip"}
    assert client.post(path, data={"name": "A"}, headers=headers).status_code == 415


def test_too_many_parts_are_not_called_too_many_bytes(client: FlaskClient) -> None:
    form = {f"field{number}": "" for number in range(1_100)}
    response = client.post("/", data=form, content_type="multipart/form-data")
    assert response.status_code == 413
    assert "MiB" not in response.text


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_very_many_fields_is_refused(client: FlaskClient, path: str) -> None:
    response = client.post(path, data="&".join(["a"] * 10_001), content_type=FORM)
    assert response.status_code == 413
    assert "The form has more than 10,000 fields." in response.text


@pytest.mark.slow
def test_a_form_may_have_as_many_fields_as_the_largest_comparison(client: FlaskClient) -> None:
    form = "&".join(f"{group}.{name}=" for group in range(100) for name in INPUTS)
    assert client.post("/compare", data=form, content_type=FORM).status_code == 200


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        (b"name=caf\xe9", FORM),
        (FIELD + b"cut", MULTIPART),
        (FIELD + b"cut", "multipart/form-data"),
        (b"no parts", MULTIPART),
    ],
)
@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_cannot_be_read_is_not_taken_for_empty(
    client: FlaskClient, path: str, form: bytes, content_type: str
) -> None:
    response = client.post(path, data=form, content_type=content_type)
    assert response.status_code == 400
    assert "The form cannot be read." in response.text
