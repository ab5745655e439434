"""The checks of a pack that was read: each is one function with an id.

A new check is a function decorated with ``@error(id)`` or ``@warning(id)`` in a module of this
package, a line in docs/checking.md, and a test. It takes the SourceMap and yields a Finding for
each place at fault; every check of every module here is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from joinwise.packs.files.source_map import SourceMap
from joinwise.packs.lint.check import Check


def lint(source: SourceMap) -> None:
    """Reports all that the checks find."""
    for check in checks():
        check.run(source)


@cache
def checks() -> tuple[Check, ...]:
    """Every check, errors before warnings, by id."""
    return tuple(sorted(_found(), key=lambda check: (check.severity, check.id)))


def _found() -> Iterator[Check]:
    for module in iter_modules(__path__, f"{__name__}."):
        members = vars(import_module(module.name)).values()
        yield from (member for member in members if isinstance(member, Check))
