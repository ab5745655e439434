"""The files to deploy joinwise with name settings, metrics and calls that there are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from ruamel.yaml import YAML

from tests.support.services import ROOT

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yaml"))
QUERIES = (DEPLOY / "prometheus/alerts.yaml", DEPLOY / "grafana/dashboard.json")
SUFFIXES = re.compile(r"_(total|bucket|count|sum)$")


def documents(path: Path) -> list[Any]:
    return list(YAML(typ="safe").load_all(path.read_text("utf-8")))


def containers() -> Iterator[tuple[Any, Any]]:
    """Each container of the manifests, with what its pod says."""
    for path in MANIFESTS:
        for document in documents(path):
            if pod := document.get("spec", {}).get("template", {}).get("spec"):
                yield from ((pod, container) for container in pod["containers"])


def metric_names(text: str) -> set[str]:
    return {SUFFIXES.sub("", name) for name in re.findall(r"\bjoinwise_[a-z_]+", text)}


def test_every_setting_that_they_make_is_documented() -> None:
    documented = (ROOT / "docs/running.md").read_text("utf-8")
    named = {
        name
        for path in DEPLOY.rglob("*.yaml")
        for name in re.findall(r"\bJOINWISE_[A-Z_]+", path.read_text("utf-8"))
    }
    assert len(named) >= 5
    assert {name for name in named if f"`{name}`" not in documented} == set()


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.name)
def test_every_metric_that_is_asked_for_is_there(path: Path, client: FlaskClient) -> None:
    there = set(
        re.findall(r"^# TYPE (joinwise_[a-z_]+)", client.get("/metrics").text, re.MULTILINE)
    )
    asked = metric_names(path.read_text("utf-8"))
    assert len(asked) >= 4
    assert asked <= {SUFFIXES.sub("", name) for name in there}


def test_the_route_whose_times_are_watched_is_that_of_a_score(client: FlaskClient) -> None:
    client.post("/v1/score", json={"name": "a", "kind": "meetup"}).close()
    routes = {
        route for path in QUERIES for route in re.findall(r'route=\\?"(.*?)\\?"', path.read_text())
    }
    assert routes == {"/v1/score"}
    assert 'route="/v1/score"' in client.get("/metrics").text


def test_no_two_panels_have_one_id_or_place() -> None:
    panels = json.loads((DEPLOY / "grafana/dashboard.json").read_text("utf-8"))["panels"]
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len({panel["id"] for panel in panels}) == len(places) == len(panels)


def test_every_container_runs_as_the_user_of_the_image_and_writes_to_no_root() -> None:
    image = (ROOT / "Dockerfile").read_text("utf-8")
    assert list(containers())
    for pod, container in containers():
        user = pod["securityContext"]
        assert f"USER {user['runAsUser']}:{user['runAsGroup']}\n" in image
        assert user["runAsNonRoot"] is True
        assert container["securityContext"]["readOnlyRootFilesystem"] is True


def test_the_probes_ask_calls_that_answer(client: FlaskClient) -> None:
    probes = [
        container[name]["httpGet"]["path"]
        for _, container in containers()
        for name in container
        if name.endswith("Probe")
    ]
    assert sorted(probes) == ["/healthz", "/readyz", "/readyz"]
    assert {client.get(path).status_code for path in probes} == {200}


def test_no_variable_of_a_service_of_kubernetes_is_set_in_a_pod() -> None:
    assert {pod["enableServiceLinks"] for pod, _ in containers()} == {False}


def test_every_file_that_is_named_is_there() -> None:
    (customization,) = documents(DEPLOY / "kubernetes/kustomization.yaml")
    files = customization["resources"] + customization["configMapGenerator"][0]["files"]
    assert [file for file in files if not (DEPLOY / "kubernetes" / file).exists()] == []
    resources = {*customization["resources"], "kustomization.yaml"}
    assert resources == {path.name for path in MANIFESTS}


def test_streams_pass_the_proxy_as_they_arrive() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text("utf-8")
    (batch,) = re.findall(r"location = /v1/score/batch \{(.*?)\n        \}", nginx, re.DOTALL)
    assert "proxy_request_buffering off;" in batch
    assert "proxy_buffering off;" in batch
