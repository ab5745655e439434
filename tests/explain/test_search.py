"""The stretches that flip a recommendation are found, with few tests."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from joinwise.explain.search import Stretch, first_flip, flip_stretches
from tests.support.brute_force import runs_of

SETTINGS = settings(deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[bool], list[bool]]:
    """Whether each value turns it, and whether a look at so many places tells."""
    turning = draw(st.lists(st.booleans(), max_size=60))
    return turning, draw(st.lists(st.booleans(), min_size=64, max_size=64))


@pytest.mark.slow
@settings(SETTINGS, max_examples=300)
@given(rows())
def test_the_stretches_are_found_however_little_a_look_tells(
    row: tuple[list[bool], list[bool]],
) -> None:
    turning, tells = row

    def turns(first: int, last: int) -> bool | None:
        found = set(turning[first : last + 1])
        is_sure = first == last or (len(found) == 1 and tells[last - first])
        return found.pop() if is_sure else None

    assert list(flip_stretches(turns, len(turning))) == list(runs_of(turning))
    first = turning.index(True) if True in turning else None
    assert first_flip(turns, len(turning)) == first


@pytest.mark.parametrize("size", [100, 10_000])
def test_where_one_place_divides_a_grid_few_looks_find_it(size: int) -> None:
    for divide in range(0, size + 1, size // 50):
        looks: list[Stretch] = []

        def turns(first: int, last: int, divide: int = divide, looks: Any = looks) -> bool | None:
            looks.append((first, last))
            return True if first >= divide else False if last < divide else None

        assert list(flip_stretches(turns, size)) == ([(divide, size - 1)] if divide < size else [])
        assert len(looks) <= 2 * size.bit_length() + 1
        looks.clear()
        assert first_flip(turns, size) == (divide if divide < size else None)
        assert len(looks) <= size.bit_length() + 2
