"""How likely an answer is to flip a recommendation."""

from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from joinwise.domain.values import Kind, Value
from joinwise.explain.questions import weight
from joinwise.explain.search import SearchSpace
from tests.support.brute_force import runs_of

SETTINGS = settings(deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)


NUMBERS = SearchSpace(Kind.NUMBER, tuple(map(float, range(0, 40, 2))))
TEXTS = SearchSpace(Kind.TEXT, ("low", "fair", "high"))
ONE = SearchSpace(Kind.NUMBER, (5.0,))


@pytest.mark.slow
@settings(SETTINGS, max_examples=300)
@example((ONE, 5.0, [True]))
@example((ONE, None, [True]))
@given(
    st.one_of(
        st.tuples(
            st.just(NUMBERS),
            st.none() | st.integers(-3, 45).map(float),
            st.lists(st.booleans(), min_size=20, max_size=20),
        ),
        st.tuples(
            st.just(TEXTS),
            st.sampled_from((None, "low", "high")),
            st.lists(st.booleans(), min_size=3, max_size=3),
        ),
    )
)
def test_an_answer_weighs_as_the_documentation_says(
    case: tuple[SearchSpace, Value, list[bool]],
) -> None:
    space, assumed, turning = case
    shares = by_nearness(space, assumed)
    if assumed in space.values:
        own = space.values.index(assumed)
        shares[own] = sum(shares) - shares[own] or 1.0
    expected = sum(share for share, turns in zip(shares, turning, strict=True) if turns)
    found = weight(space, assumed, list(runs_of(turning)))
    assert found == pytest.approx(expected / sum(shares))


def by_nearness(space: SearchSpace, assumed: Any) -> list[float]:
    if space.kind is not Kind.NUMBER:
        return [1.0] * len(space.values)
    numbers: Any = space.values
    home = 0 if assumed is None else sum(each < assumed for each in numbers)
    return [
        1 / ((1 + abs(place - home)) * (2 + abs(place - home))) for place in range(len(numbers))
    ]
