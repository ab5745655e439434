"""A name of either direction leaves the line around it as it is."""

import pytest

from joinwise.formats.directions import isolated


@pytest.mark.parametrize("name", ["Riverside", "Café ☕ 中文", "1 - 2"])
def test_a_name_from_left_to_right_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


@pytest.mark.parametrize("name", ["שלום", "نادي الأعمال", "Club שלום"])
def test_a_name_from_right_to_left_is_isolated(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"
