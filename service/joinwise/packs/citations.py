"""Where rules and numbers come from: texts, or citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class Grade(StrEnum):
    """How well a source is founded."""

    STUDY = "S"
    FIGURES = "M"
    ONE_FIGURE = "W"
    JUDGMENT = "J"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as data."""

    grade: Grade
    what: str
    url: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        """``M: what (url, year)``."""
        found = ", ".join(str(part) for part in (self.url, self.year) if part is not None)
        return f"{self.grade}: {self.what} ({found})" if found else f"{self.grade}: {self.what}"


KEYS = tuple(field.name for field in fields(Citation))

Source = str | Citation
"""Where a rule or number comes from."""

Sources = Source | Mapping[str, Source] | None
"""The same; for a lookup also by the keys of its table."""

SourceTexts = str | dict[str, str] | None


def source_text(source: Source | None) -> str | None:
    """A source as people read it."""
    return None if source is None else str(source)


def source_texts(sources: Sources) -> SourceTexts:
    """The same of all."""
    if isinstance(sources, Mapping):
        return {key: str(source) for key, source in sources.items()}
    return source_text(sources)


def read_sources(written: Any) -> Sources:
    """The sources that a rule file names, those at fault left out."""
    if isinstance(written, Mapping) and not is_citation(written):
        read = {key: read_source(source) for key, source in written.items()}
        return {key: source for key, source in read.items() if source is not None}
    return read_source(written)


def read_source(written: Any) -> Source | None:
    """One source, None if there is none or it is at fault."""
    if not isinstance(written, Mapping):
        return None if written is None else str(written)
    if not {"grade", "what"} <= written.keys():
        return None
    return Citation(**{**written, "grade": Grade(written["grade"])})


def is_citation(written: Mapping[str, Any]) -> bool:
    """Whether it is one source, and not sources by key."""
    return not written.keys().isdisjoint(KEYS)
