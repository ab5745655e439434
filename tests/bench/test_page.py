from __future__ import annotations

from bench.page import peers, with_peers

PAGE = with_peers(
    "# Benchmarks\n\n<!-- peers: written by `make bench-peers` --><!-- end of peers -->\n\nAfter.\n",
    "Old.",
)


def test_the_section_on_peers_is_replaced_and_all_else_stays() -> None:
    assert with_peers(PAGE, "New.") == PAGE.replace("Old.", "New.")


def test_the_section_on_peers_can_be_carried_over_to_a_new_page() -> None:
    assert peers(with_peers("# New\n", peers(PAGE))) == "Old."
