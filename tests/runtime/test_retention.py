"""Old assessments are deleted, by whichever process looks first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from joinwise.assessments.ids import new_id
from joinwise.assessments.store import Store
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.retention import Sweeper
from tests.support.assessments import FILES, assessment


def aged(store: Store, days: float) -> str:
    """The id of a saved assessment of so many days ago."""
    moment = datetime.now(UTC) - timedelta(days=days)
    made = assessment(id=new_id(int(moment.timestamp() * 1e9)))
    return store.save(made, FILES).id


def expired(metrics: Metrics) -> float:
    return metrics.registry.get_sample_value("joinwise_assessments_expired_total") or 0.0


def test_what_is_too_old_is_deleted_and_counted_once_by_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("joinwise.assessments.store.BATCH", 3)
    for _ in range(10):
        aged(store, 30.01)
    young = [aged(store, days) for days in (29.99, 0)]
    metrics = Metrics()
    with ThreadPoolExecutor() as pool:
        for _ in range(4):
            pool.submit(Sweeper(store, metrics, 30).sweep)
    assert sorted(left.id for left in store.page()) == sorted(young)
    assert expired(metrics) == 10


def test_a_store_that_is_away_is_looked_at_again(store: Store) -> None:
    aged(store, 2)
    sweeper = Sweeper(Store("sqlite:////nowhere/joinwise.db", may_create=False), Metrics(), 1)
    with capture_logs() as logs:
        sweeper.sweep()
    assert [line["event"] for line in logs] == ["old assessments stay"]
    sweeper.store = store
    sweeper.sweep()
    assert store.page() == []
