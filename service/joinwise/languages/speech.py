"""Sentences in the language of a pack."""

from __future__ import annotations

from functools import cache

from joinwise.domain.units import ENGLISH, ValueFormat
from joinwise.languages.catalogs import SOURCE


@cache
def writer_of(language: str) -> ValueFormat:
    """How values and sentences are written in a language if there is no reader to ask."""
    if language == SOURCE:
        return ENGLISH
    from joinwise.languages.reader import reader_in  # noqa: PLC0415 - costs nobody who reads English

    return reader_in(language)


def in_language(values: ValueFormat, language: str) -> ValueFormat:
    """The same with its sentences in a language, and numbers as before if a reader has habits."""
    return writer_of(language) if values is ENGLISH else values.speaking(language)
