"""What is compressed, for whoever accepts it: pages, and large answers to programs."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.fakes import MINIMAL

ACCEPTING = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("path", ["/v1/rules", "/openapi.json", "/"])
def test_large_answers_are_compressed_and_not_sent_again(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=ACCEPTING)
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < len(client.get(path).data) / 3
    tag = answer.headers.get("ETag")
    if tag:
        again = client.get(path, headers={**ACCEPTING, "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(("count", "expected"), [(1, None), (30, "br")])
def test_a_batch_is_compressed_once_that_is_quicker(
    client: FlaskClient, count: int, expected: Any
) -> None:
    body = {"candidates": [MINIMAL] * count}
    answer = client.post("/v1/score/batch", json=body, headers=ACCEPTING)
    assert answer.headers.get("Content-Encoding") == expected
    assert "Accept-Encoding" in answer.headers["Vary"]
