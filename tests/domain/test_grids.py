"""The values worth considering of a number are a grid."""

import pytest

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.grids import grid_of


@pytest.mark.parametrize(
    ("name", "bounds", "step", "size", "first_step"),
    [
        ("cost.annual_dues", None, None, 201, 5e6),
        ("cost.annual_dues", (0, 1000), None, 201, 5),
        ("cost.annual_dues", (0, 1000), 100, 11, 100),
        ("time.meetings_per_year", None, None, 201, 5),
        ("time.meetings_per_year", (0, 999), None, 1000, 1),
        ("time.meetings_per_year", (0, 1000), None, 201, 5),
        ("you.margin", None, None, 201, 0.005),
        ("you.margin", (0.1, 0.3), 0.1, 3, 0.1),
        ("you.margin", (0, 1), 0.3, 4, 0.3),
        ("you.margin", (0.5, 0.5), None, 1, 1),
        ("time.follow_up_hours_per_month", None, None, 373, 2),
    ],
)
def test_a_grid_has_its_step_or_one_that_gives_200_values(
    name: str, bounds: tuple[float, float] | None, step: float | None, size: int, first_step: float
) -> None:
    grid = grid_of(INPUTS[name], bounds, step)
    assert grid.size == size
    assert float(grid.step) == first_step
    assert len(list(grid.values())) == size


def test_the_values_are_exact_as_decimals() -> None:
    assert list(grid_of(INPUTS["you.margin"], (0.0, 0.3), 0.1).values()) == [0.0, 0.1, 0.2, 0.3]
