"""The store of assessments, as commands use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from joinwise.settings import Settings

if TYPE_CHECKING:
    from joinwise.assessments.store import Store


@contextmanager
def configured_store(may_create: bool = False) -> Iterator[Store]:
    """The store that the settings name; it is slow to import, and few commands need it.

    Raises StoreError if there is none and it ``may_create`` none.
    """
    from joinwise.assessments.store import Store  # noqa: PLC0415

    with closing(Store(Settings.from_environ().database_url, may_create)) as store:
        if not may_create:
            store.database.require()
        yield store
