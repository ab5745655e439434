"""Pictures: every dot where its values are, labels that cover nothing, round ticks."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.web.charts import HEIGHT, WIDTH, Point, Scatter, nice_step, scatter
from joinwise.web.forms.locale import reader_of

AMOUNTS = st.floats(0, 1e15)
POINTS = st.lists(
    st.builds(Point, AMOUNTS, AMOUNTS, st.integers(1, 100), st.text(max_size=60), st.booleans()),
    min_size=1,
    max_size=40,
)


def drawn(*points: tuple[float, float], limit: float | None = None, name: str = "A") -> Scatter:
    given = [Point(x, y, number, name, True) for number, (x, y) in enumerate(points, 1)]
    return scatter(given, limit, "{:g}".format)


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.slow
@given(POINTS)
@settings(deadline=None)
def test_labels_cover_neither_each_other_nor_dots_and_all_is_inside(points: list[Point]) -> None:
    found = scatter(points, None, "{:g}".format)
    boxes = [dot.label.box for dot in found.dots if dot.label]
    assert not any(meet(one, other) for one, other in combinations(boxes, 2))
    for dot in found.dots:
        assert found.left <= dot.x <= found.right
        assert found.top <= dot.y <= found.bottom
        around = (dot.x - 7, dot.y - 7, dot.x + 7, dot.y + 7)
        assert not any(meet(box, around) for box in boxes)
    assert all(box[0] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT for box in boxes)


@pytest.mark.slow
@given(POINTS)
@settings(deadline=None)
def test_more_is_further_to_the_right_and_higher_up(points: list[Point]) -> None:
    dots = scatter(points, None, "{:g}".format).dots
    assert len(dots) == len(points)
    for one, other in combinations(dots, 2):
        assert (one.point.x - other.point.x) * (one.x - other.x) >= 0
        assert (one.point.y - other.point.y) * (one.y - other.y) <= 0


def test_ticks_start_at_zero_and_reach_the_largest() -> None:
    found = drawn((12, 4300))
    assert [tick.text for tick in found.x_ticks] == ["0", "5", "10", "15"]
    assert [tick.text for tick in found.y_ticks] == ["0", "2000", "4000", "6000"]


def test_what_is_worth_less_than_nothing_is_below_zero() -> None:
    found = drawn((1, -300), (1, 200))
    zero = next(tick.at for tick in found.y_ticks if tick.text == "0")
    heights = {dot.point.y: dot.y for dot in found.dots}
    assert heights[200] < zero < heights[-300]


@pytest.mark.parametrize(("limit", "is_drawn"), [(None, False), (0, True), (15, True), (16, False)])
def test_a_limit_is_drawn_where_the_scale_reaches_it(limit: float | None, is_drawn: bool) -> None:
    assert (drawn((12, 1), limit=limit).limit is not None) == is_drawn


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", 1200, "1,200"),
        ("de", 1200.5, "1.200,5"),
        ("en", 999_999, "999,999"),
        ("en", 1_500_000, "1.5M"),
        ("de", -2e9, "-2\N{NO-BREAK SPACE}Mrd."),
    ],
)
def test_ticks_are_written_as_the_reader_does(language: str, value: float, text: str) -> None:
    assert reader_of(language).tick(value) == text


def test_nothing_at_all_can_be_drawn() -> None:
    assert [(dot.x, dot.y) for dot in drawn((0, 0)).dots] == [(28, HEIGHT - 40)]


def test_of_dots_on_one_place_one_shows_its_number() -> None:
    assert sorted(dot.number for dot in drawn((3, 3), (3, 3)).dots) == ["", "1"]


def test_long_names_are_cut() -> None:
    (dot,) = drawn((3, 3), name="National photographers association").dots
    assert dot.label is not None
    assert dot.label.text == "National photograph…"


@pytest.mark.parametrize(
    ("least", "step"), [(1, 1), (1.1, 2), (2.1, 5), (5.1, 10), (0.04, 0.05), (99_999, 100_000)]
)
def test_steps_are_one_two_or_five(least: float, step: float) -> None:
    assert nice_step(least) == step
