"""Versions of rules are told apart by their first digits."""

from joinwise.domain.versions import digits, short

VERSION = "sha256:5f0c9b1e77a2d3c4e5f6"


def test_a_short_version_says_what_it_is_and_twelve_digits() -> None:
    assert short(VERSION) == "sha256:5f0c9b1e77a2"


def test_the_digits_of_a_version_stand_alone() -> None:
    assert digits(VERSION) == "5f0c9b1e77a2"
