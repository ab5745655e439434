"""Why a table could not be read or written, in words, whichever engine says it."""

from __future__ import annotations

import re

from joinwise.errors import FrameError

NO_SPACE = "No space left on device"
NOT_WHOLE = "it is no Parquet file, or not all of it"
NOT_UTF8 = "it is not UTF-8; save it as CSV UTF-8"
OPEN_QUOTE = "a quote that opens in it never closes"
TOO_LONG = "a row is longer than 16 MiB"
MORE_CELLS = "a row has more cells than the header{line}; the engine polars refuses that row alone"
NO_MEMORY = "Spark has too little memory; it gets more by --driver-memory or --executor-memory"
NO_JAVA = "Java did not start; Spark needs Java 17 or newer"
LINE = re.compile(r"CSV Error on Line: (\d+)")

CAUSE = re.compile(r"^(?:Caused by)?: (?:[\w.$]+: )?(.*)", re.MULTILINE)
"""What Java says of an error, from what followed to what came first."""

PLACES = re.compile(r"^\s+(?:at |\.\.\. ).*\n?", re.MULTILINE)
"""Where in Java it was."""

WORDS = (
    ("OutOfMemoryError", NO_MEMORY),
    ("JAVA_GATEWAY_EXITED", NO_JAVA),
    ("PAR1|magic (?:bytes|number)|too small to be a Parquet|header and footer|thrift", NOT_WHOLE),
    ("invalid utf-?8|not utf-8 encoded|codec can't decode", NOT_UTF8),
    ('unterminated|could not parse `"', OPEN_QUOTE),
    ("maximum line size|field larger than", TOO_LONG),
    ("expected number of columns|too many columns", MORE_CELLS),
)
"""Words for what the messages of engines match, the first that fits."""


def reason(error: Exception) -> str:
    """Why a file could not be scored, in one line."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    message = PLACES.sub("", str(error))
    found = () if isinstance(error, FrameError) else WORDS
    for pattern, words in found:
        if re.search(pattern, message, re.IGNORECASE):
            return words.format(line=_line(message))
    said = CAUSE.findall(message) or message.strip().splitlines()[:1]
    return said[-1] if said else type(error).__name__


def _line(message: str) -> str:
    found = LINE.search(message)
    return f" (line {found[1]})" if found else ""


def is_no_space(error: Exception) -> bool:
    """Whether the disk to write to is full."""
    return NO_SPACE in str(error)
