"""joinwise says whether a networking activity is worth joining.

A folder of rule files becomes a pack (``packs``, ``expressions``), what a caller says a candidate
(``domain``), and the advisor turns the candidate into an advice under the pack (``scoring``,
``explain``, ``compare``). Around it: ``web`` and ``cli``, the rules of a running service
(``runtime``), saved assessments (``assessments``), and tools for rule authors (``authoring``,
``specs``).

A package imports only from those below it; ``docs/architecture.md`` has the list, and says where a
change belongs.
"""

from importlib.metadata import version

__version__ = version("joinwise")
