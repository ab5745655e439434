"""Generated Python source, and the values that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any


class Namespace:
    """The values that stand beside generated source, and the functions made of the two.

    No text of a rule file becomes source: what it says are values here, under names of our own.
    """

    def __init__(self, builtins: Mapping[str, Callable[..., Any]]) -> None:
        self._values: dict[str, Any] = {"__builtins__": {}, **builtins}
        self._numbers = count()

    def name(self, value: Any) -> str:
        """The name by which source has a value."""
        name = f"c{next(self._numbers)}"
        self._values[name] = value
        return name

    def function(self, parameter: str, statements: Iterable[str]) -> Callable[..., Any]:
        """Statements as a function of one argument."""
        body = "\n    ".join(statements)
        code = compile(f"def function({parameter}):\n    {body}\n", "<rules>", "exec")
        found: dict[str, Callable[..., Any]] = {}
        exec(code, self._values, found)  # noqa: S102 - made from a checked tree
        return found["function"]
