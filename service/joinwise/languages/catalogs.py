"""The catalogues of translated messages, one a language, as gettext keeps them."""

from __future__ import annotations

import gettext
from functools import cache

from joinwise.resources import shipped

SOURCE, LANGUAGES = "en", ("en", "de")
"""The language that messages are written in, and all that they are translated into, with it."""


@cache
def catalog_of(language: str) -> gettext.NullTranslations:
    """The messages in a language; as they are written in any that there is no catalogue for."""
    return gettext.translation("messages", shipped("translations"), [language], fallback=True)
