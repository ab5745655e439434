"""The store: what goes in comes out, newest first, once, and in constant memory."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinwise.assessments import store as module
from joinwise.assessments.store import Assessment, Filters, Glance, Store, first_id, new_id, now
from joinwise.errors import ConflictError
from tests.support.assessments import FILES, assessment


def filled(store: Store, count: int) -> list[Assessment]:
    made = [assessment(number) for number in range(count)]
    store.keep(made[0], FILES)
    rows = [{name: getattr(each, name) for name in module.COLUMNS["assessments"]} for each in made]
    with store.database.writing() as connection:
        connection.execute(module.ASSESSMENTS.insert(), rows[1:])
    return made[::-1]


@given(st.integers(0, 2**48 * 10**6 - 1), st.integers(0, 2**48 * 10**6 - 1))
def test_ids_are_uuids_in_the_order_of_their_time(one: int, other: int) -> None:
    first, second = new_id(one), new_id(other)
    assert UUID(first).version == UUID(second).version == 7
    assert UUID(first).int >> 80 == one // 10**6
    if one // 245 < other // 245 - 1:
        assert first < second


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))
def test_the_first_id_of_a_moment_is_below_all_that_come_in_it(aware: datetime) -> None:
    since = max(0, (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))
    assert first_id(aware) <= new_id(since * 1000)
    assert first_id(aware + timedelta(milliseconds=1)) >= first_id(aware)


def test_the_time_is_the_one_in_the_id() -> None:
    id, created = now()
    moment = datetime.fromisoformat(created)
    assert first_id(moment)[:13] == id[:13]
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)


def test_what_goes_in_comes_out(store: Store) -> None:
    made = assessment(key="k", outcome='{"joined":true}', name="Café 🎉")
    assert store.keep(made, FILES) == made
    assert store.find(made.id) == made
    assert store.page() == [made]
    assert store.rule_files("sha256:a") == FILES
    assert store.rule_files("sha256:b") == {}


def test_a_key_gives_the_first_and_refuses_another_candidate(store: Store) -> None:
    first = assessment(1, key="k")
    store.keep(first, FILES)
    again = assessment(2, key="k", candidate=first.candidate)
    assert store.keep(again, FILES) == first
    with pytest.raises(ConflictError):
        store.keep(assessment(3, key="k"), FILES)
    assert store.page() == [first]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=12),
)
def test_pages_hold_each_that_stays_once_whatever_others_do(
    store: Store, limit: int, changes: list[tuple[bool, int]]
) -> None:
    for each in store.page(limit=1000):
        store.forget(each.id)
    made = [store.keep(assessment(number), FILES).id for number in range(12)]
    seen: list[str] = []
    gone: set[str] = set()
    later = 100
    while page := store.page(after=seen[-1] if seen else None, limit=limit):
        seen += [each.id for each in page]
        for is_new, number in changes[:2]:
            if is_new:
                store.keep(assessment(later := later + 1), FILES)
            else:
                store.forget(made[number])
                gone.add(made[number])
        changes = changes[2:]
    assert seen == sorted(set(seen), reverse=True)
    assert set(made) - gone <= set(seen) <= set(made)


def test_each_goes_through_all_and_leaves_out_what_comes_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 3)
    made = filled(store, 10)
    found = []
    for each in store.each():
        found.append(each)
        store.keep(assessment(100 + len(found)), FILES)
        store.forget(made[5].id)
    kept = [each for each in made if each != made[5]]
    assert [each.id for each in found] == [each.id for each in kept]
    name = kept[0].name
    assert found[0] == Glance(kept[0].id, {"name": name, "kind": "meetup"}, "join", 50, "sha256:a")
    assert [each.id for each in store.each(Filters(name="Group 3"))] == [made[6].id]


def test_each_holds_a_chunk_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def most(chunk: int) -> int:
        monkeypatch.setattr(module, "CHUNK", chunk)
        tracemalloc.start()
        assert sum(1 for _ in store.each()) == 4000
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    filled(store, 4000)
    assert most(50) < most(4000) / 4


def test_only_those_with_an_outcome_are_reviewed(store: Store) -> None:
    made = filled(store, 5)
    store.note_outcome(made[2].id, "{}")
    assert [each.id for each in store.with_outcome()] == [made[2].id]


def test_nothing_is_told_of_what_is_not_there(store: Store) -> None:
    missing = new_id(0)
    assert store.find(missing) is None
    assert store.note_outcome(missing, "{}") is None
    assert store.forget(missing) is False
