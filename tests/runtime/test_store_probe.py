"""Whether the store answers is looked at, and told in readiness, metrics and the log."""

from pathlib import Path

from flask import Flask
from structlog.testing import capture_logs

from joinwise.assessments.store import Store
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.store_probe import StoreProbe
from tests.support.databases import client_of


def test_a_store_that_goes_and_comes_back_is_told_once_each(tmp_path: Path) -> None:
    file = tmp_path / "joinwise.db"
    store, metrics = Store(f"sqlite:///{file}"), Metrics()
    store.upgrade()
    probe = StoreProbe(store, metrics)
    told = []
    with capture_logs() as logs:
        for is_there in (True, True, False, False, True, True):
            if is_there and not file.exists():
                (tmp_path / "gone").rename(file)
            elif not is_there and file.exists():
                file.rename(tmp_path / "gone")
            probe.look()
            told.append((probe.is_up, metrics.registry.get_sample_value("joinwise_store_up")))
    assert told == [(up, float(up)) for up in (True, True, False, False, True, True)]
    assert [line["event"] for line in logs] == ["store away", "store back"]
    store.close()


def test_readiness_tells_it_and_stays_ready(store: Store, app: Flask) -> None:
    client = client_of(store, app)
    probe = client.application.extensions["joinwise"].store_probe
    told = [client.get("/readyz").get_json()["store"]]
    probe.look()
    told.append(client.get("/readyz").get_json()["store"])
    probe.store = Store("sqlite:////nowhere/joinwise.db", may_create=False)
    probe.look()
    response = client.get("/readyz")
    assert [*told, response.get_json()["store"]] == [None, "up", "away"]
    assert response.status_code == 200
