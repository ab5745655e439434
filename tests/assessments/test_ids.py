"""Ids are UUIDs in the order of their time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinwise.assessments.ids import first_id, new_id, new_id_and_time


@given(st.integers(0, 2**48 * 10**6 - 1), st.integers(0, 2**48 * 10**6 - 1))
def test_ids_are_uuids_in_the_order_of_their_time(one: int, other: int) -> None:
    first, second = new_id(one), new_id(other)
    assert UUID(first).version == UUID(second).version == 7
    assert UUID(first).int >> 80 == one // 10**6
    if one // 245 < other // 245 - 1:
        assert first < second


@pytest.mark.slow
@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)))
def test_the_first_id_of_a_moment_is_below_all_that_come_in_it(aware: datetime) -> None:
    since = max(0, (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))
    assert first_id(aware) <= new_id(since * 1000)
    assert first_id(aware + timedelta(milliseconds=1)) >= first_id(aware)


def test_the_time_is_the_one_in_the_id() -> None:
    id, created = new_id_and_time()
    moment = datetime.fromisoformat(created)
    assert first_id(moment)[:13] == id[:13]
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)
