"""joinwise says whether a networking activity is worth joining.

A folder of rule files becomes a pack (``packs``, ``expressions``), what a caller says a candidate
(``domain``), and the advisor turns the candidate into an advice under the pack (``scoring``,
``explain``, ``compare``). Around it: ``web`` and ``cli``, the rules of a running service
(``runtime``), saved assessments (``assessments``), and tools for rule authors (``authoring``,
``specs``).

A package imports only from those below it; ``docs/architecture.md`` has the list, and says where a
change belongs.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joinwise.advisor import Advisor
    from joinwise.bulk.frames import score_frame
    from joinwise.packs.loader import load_pack

__version__ = version("joinwise")
__all__ = ["Advisor", "load_pack", "score_frame"]

HOMES = {
    "Advisor": "joinwise.advisor",
    "load_pack": "joinwise.packs.loader",
    "score_frame": "joinwise.bulk.frames",
}
"""Where the names are that this package offers; they are imported when they are first used."""


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
