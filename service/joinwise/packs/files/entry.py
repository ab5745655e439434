"""One entry of a rule file, which knows where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from joinwise.diagnostics import Path, Severity
from joinwise.domain.days import AS_OF
from joinwise.expressions.ast import Name, Node, walk
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.formats.located_yaml import Document
from joinwise.packs.model import Place
from joinwise.packs.templates import Text, read_text, strays

NO_DAY = (
    f"{AS_OF} cannot stand here: a rule holds from: and until: a date, "
    "and a fact has values by: date"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a rule file; ``data`` holds what fits its shape.

    ``changes`` are the entries of later layers that changed keys of it, ``removed`` the keys that
    it has no more.
    """

    document: Document
    path: Path
    data: Mapping[str, Any]
    changes: tuple[Entry, ...] = ()
    removed: frozenset[str] = field(default=frozenset())

    @property
    def at(self) -> Place:
        """The file, by its name alone, and the line."""
        return Place(self.document.name, self.document.place(self.path)[0] + 1)

    @property
    def written_keys(self) -> set[str]:
        """The keys that have a value, whether or not it fits."""
        changed = {key for change in self.changes for key in change.written_keys}
        return {*self.own_keys, *changed} - self.removed

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys at all; of one that has none, this is told when it is read."""
        return isinstance(self.document.at(self.path), dict)

    @property
    def own_keys(self) -> set[str]:
        written = self.document.at(self.path)
        if not isinstance(written, dict):
            return set()
        return {key for key, value in written.items() if value is not None}

    def where(self, key: str) -> Entry:
        """The entry that says what is under a key: this one, or the last that changed it."""
        first = key.split("/", maxsplit=1)[0]
        changes = (change for change in self.changes[::-1] if first in change.own_keys)
        return next(changes, self)

    def changes_until(self, key: str) -> int:
        """How many changes were made until the last that says what is under a key."""
        said = (place for place, change in enumerate(self.changes, 1) if key in change.own_keys)
        return max(said, default=0)

    def report(
        self,
        key: str,
        message: str,
        severity: Severity = Severity.ERROR,
        offset: int | None = None,
        witness: str = "",
    ) -> None:
        """Adds a diagnostic at the value of a key (``""``: at the entry itself)."""
        own = self.where(key)
        if own.document.log.is_full(severity):
            return
        diagnostic = own.document.diagnostic(own.path_to(key), message, severity, offset)
        own.document.log.add(replace(diagnostic, witness=witness))

    def path_to(self, key: str) -> Path:
        """The path of a key, steps apart by slashes; those into lists are numbers."""
        path = self.path
        for step in filter(None, key.split("/")):
            path = (*path, int(step) if isinstance(self.document.at(path), list) else step)
        return path

    def report_name(self, message: str) -> None:
        """Adds an error at the name of the entry."""
        self.document.log.add(self.document.error_at_key(self.path, message))

    def tree(self, key: str) -> Node | None:
        """The expression under a key; None if there is none, or if it does not parse."""
        text = self.data.get(key)
        if text is None:
            return None
        try:
            tree = parse(text)
        except ExpressionError as error:
            self.report(key, str(error), offset=error.at[0])
            return None
        days = (node for node in walk(tree) if isinstance(node, Name) and node.name == AS_OF)
        for day in days:
            self.report(key, NO_DAY, offset=day.at[0])
            return None
        return tree

    def text(self, key: str) -> Text | None:
        """The text under a key; None if there is none."""
        source = self.data.get(key)
        if source is None:
            return None
        for message, start in strays(source):
            self.report(key, message, offset=start)
        return read_text(source)

    def nested(self, key: str) -> Entry | None:
        """The entry under a key; None if there is none."""
        data = self.data.get(key)
        own = self.where(key)
        return None if data is None else Entry(own.document, (*own.path, key), data)

    def texts(self, key: str) -> dict[int, str]:
        """The texts of a list under a key that fit, by their places."""
        listed = enumerate(self.data.get(key, ()))
        return {place: text for place, text in listed if isinstance(text, str)}

    def inner(self, key: str) -> Iterator[Entry]:
        """The entries of a list under a key."""
        own = self.where(key)
        for index, data in enumerate(self.data.get(key, ())):
            yield Entry(own.document, (*own.path, key, index), data)
