"""Where the features of a pack are."""

from __future__ import annotations

import os
from pathlib import Path

FEATURES = "features"
RULES = "rules"


def own_features(rules: Path) -> Path | None:
    """The folder ``features`` in a folder of rules, or beside one that is called ``rules``.

    Of several layers, those of the last count. None if there are none.
    """
    rules = top_layer(rules)
    beside = [rules.parent / FEATURES] if rules.name == RULES else []
    return next((folder for folder in (rules / FEATURES, *beside) if os.path.isdir(folder)), None)


def top_layer(rules: Path) -> Path:
    """The folder itself, or the last of several with colons between them."""
    return Path(os.path.realpath(os.fspath(rules).split(os.pathsep)[-1]))
