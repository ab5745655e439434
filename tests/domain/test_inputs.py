"""Inputs say what their values must be."""

import pytest

from joinwise.domain.catalogue import INPUTS


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("cost.annual_dues", "Must be a number from 0 to 1,000,000,000."),
        ("team.people", "Must be a whole number from 0 to 1,000,000."),
        ("time.clashes", "Must be true or false."),
        ("mode", "Must be one of in_person, online, hybrid."),
        ("currency", "Must be an ISO 4217 currency code in use, such as USD or EUR."),
        ("name", "Must be 1 to 200 characters long."),
    ],
)
def test_an_input_says_what_its_values_must_be(name: str, required: str) -> None:
    assert INPUTS[name].requirement == required


def test_a_list_says_what_its_entries_must_be() -> None:
    assert INPUTS["you.seeks"].requirement.startswith("Must be one of customers, suppliers, ")
    assert INPUTS["you.seeks"].requirement.endswith("job in each entry.")
