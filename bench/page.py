"""``docs/benchmarks.md``: what is measured together, and a section that is measured apart."""

from __future__ import annotations

from pathlib import Path

from joinwise.files import write_whole_text

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
START, END = "<!-- peers: written by `make bench-peers` -->", "<!-- end of peers -->"


def write(text: str) -> None:
    """Everything but the section on peers, which stays as it is."""
    write_whole_text(PAGE, with_peers(f"{text}\n\n{START}{END}\n", peers(PAGE.read_text("utf-8"))))


def write_peers(section: str) -> None:
    """The section on peers; everything else stays as it is."""
    write_whole_text(PAGE, with_peers(PAGE.read_text("utf-8"), section))


def peers(page: str) -> str:
    """The section on peers in a page."""
    return page.partition(START)[2].partition(END)[0].strip()


def with_peers(page: str, section: str) -> str:
    """The page with this section on peers between its markers."""
    before, _, rest = page.partition(START)
    return f"{before}{START}\n\n{section}\n\n{END}{rest.partition(END)[2]}"
