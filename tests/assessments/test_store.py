"""The store: what goes in comes out, newest first, once, and in constant memory."""

import tracemalloc
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinwise.assessments import store as module
from joinwise.assessments.assessment import Assessment
from joinwise.assessments.ids import new_id
from joinwise.assessments.store import SavedCandidate, Store
from joinwise.assessments.tables import ASSESSMENTS
from joinwise.errors import ConflictError
from tests.support.assessments import FILES, assessment


def filled(store: Store, count: int) -> list[Assessment]:
    made = [assessment(number) for number in range(count)]
    store.save(made[0], FILES)
    rows = [asdict(saved) for saved in made]
    with store.database.write_transaction() as connection:
        connection.execute(ASSESSMENTS.insert(), rows[1:])
    return made[::-1]


def test_what_goes_in_comes_out(store: Store) -> None:
    made = assessment(key="k", outcome='{"joined":true}', name="Café 🎉")
    assert store.save(made, FILES) == made
    assert store.find(made.id) == made
    assert store.page() == [made]
    assert store.rule_files("sha256:a") == FILES
    assert store.rule_files("sha256:b") == {}


def test_a_key_gives_the_first_and_refuses_another_candidate(store: Store) -> None:
    first = assessment(1, key="k")
    store.save(first, FILES)
    again = assessment(2, key="k", candidate=first.candidate)
    assert store.save(again, FILES) == first
    with pytest.raises(ConflictError):
        store.save(assessment(3, key="k"), FILES)
    assert store.page() == [first]


@pytest.mark.slow
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
    for old in store.page(limit=1000):
        store.delete(old.id)
    made = [store.save(assessment(number), FILES).id for number in range(12)]
    seen: list[str] = []
    gone: set[str] = set()
    later = 100
    while page := store.page(after=seen[-1] if seen else None, limit=limit):
        seen += [saved.id for saved in page]
        for is_new, number in changes[:2]:
            if is_new:
                store.save(assessment(later := later + 1), FILES)
            else:
                store.delete(made[number])
                gone.add(made[number])
        changes = changes[2:]
    assert seen == sorted(set(seen), reverse=True)
    assert set(made) - gone <= set(seen) <= set(made)


def test_candidates_are_those_of_all_and_leaves_out_what_comes_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    made = filled(store, 10)
    candidates = []
    for candidate in store.candidates():
        candidates.append(candidate)
        store.save(assessment(100 + len(candidates)), FILES)
        store.delete(made[5].id)
    left = [saved for saved in made if saved != made[5]]
    assert [candidate.id for candidate in candidates] == [saved.id for saved in left]
    assert candidates[0] == SavedCandidate(left[0].id, {"name": left[0].name, "kind": "meetup"})


@pytest.mark.slow
def test_candidates_are_read_a_batch_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def most(batch: int) -> int:
        monkeypatch.setattr(module, "BATCH", batch)
        tracemalloc.start()
        assert sum(1 for _ in store.candidates()) == 4000
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    filled(store, 4000)
    assert most(50) < most(4000) / 4


def test_only_those_with_an_outcome_are_reviewed(store: Store) -> None:
    made = filled(store, 5)
    store.record_outcome(made[2].id, "{}")
    assert [judged.id for judged in store.with_outcome()] == [made[2].id]


def test_nothing_is_told_of_what_is_not_there(store: Store) -> None:
    missing = new_id(0)
    assert store.find(missing) is None
    assert store.record_outcome(missing, "{}") is None
    assert store.delete(missing) is False
