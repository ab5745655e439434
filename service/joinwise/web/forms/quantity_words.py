"""The words beside a number, in English and German: how many, of what, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar
from unicodedata import normalize

T = TypeVar("T")


def _words(meanings: Mapping[T, str]) -> dict[str, T]:
    """Each word with its meaning, the longest first; an underscore stands for a space."""
    pairs = ((w.replace("_", " "), meaning) for meaning, ws in meanings.items() for w in ws.split())
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


NOTHING = frozenset({"none", "nothing", "zero", "keine", "keiner", "keins", "nichts", "null"})
FREE = frozenset({"free", "for free", "free of charge", "gratis", "kostenlos", "umsonst"})
ABOUT = _words(
    {True: "about around approx. approx approximately roughly circa ca. ca etwa ungefähr rund ~ ≈"}
)
MINUS = _words({True: "-", False: "+"})
FRACTIONS = _words({Fraction(1, 2): "½", Fraction(1, 4): "¼", Fraction(3, 4): "¾"})
NO_CENTS = _words({True: ",- ,-- ,– ,— .- .-- .– .—"})  # noqa: RUF001
SCALES = _words(
    {
        1_000: "k thousand tsd. tsd tausend",
        100_000: "lakh lakhs lac",
        1_000_000: "million millions millionen mio. mio mn",
        10_000_000: "crore crores",
    }
)
HOURS, MONTHS, TIMES = "hours", "months", "times"
MEASURES = _words(
    {
        (HOURS, Fraction(1)): "h hr hrs hour hours std. std stunde stunden",
        (HOURS, Fraction(1, 60)): "min min. mins minute minutes minuten",
        (MONTHS, Fraction(1)): "month months mo mos monat monate monaten",
        (MONTHS, Fraction(12)): "year years yr yrs y jahr jahre jahren",
        (MONTHS, Fraction(12, 52)): "week weeks wk wks woche wochen",
        (MONTHS, Fraction(12, 365)): "day days tag tage tagen",
        (TIMES, Fraction(1)): "x × times mal people persons personen leute",  # noqa: RUF001
        ("share", Fraction(1)): "percent per_cent prozent",
    }
)
MULTIPLIED = ("×", "x", "*", "mal", "times", "à", "at", "@")  # noqa: RUF001
"""What stands between a number of times and an amount."""

EACH = _words(
    {True: "/ per a an each every the in_a in_the pro je im in_der die das am jede jeden jedes"}
)
YEAR, MONTH, WEEK, DAY = "year", "month", "week", "day"
PERIODS = _words(
    {
        YEAR: "year yr yrs y annum jahr",
        "quarter": "quarter quartal",
        MONTH: "month mo mth monat",
        "fortnight": "fortnight",
        WEEK: "week wk woche",
        DAY: "day tag",
        "meeting": "meeting visit evening treffen abend termin besuch sitzung",
        "hour": "hour hr h stunde std. std",
        "deal": "deal auftrag abschluss",
    }
)
ADVERBS = _words(
    {
        YEAR: "yearly annually annual p.a. p.a pa jährlich",
        "quarter": "quarterly vierteljährlich",
        MONTH: "monthly p.m. pm pcm mtl. mtl monatlich",
        WEEK: "weekly wöchentlich",
        DAY: "daily täglich",
    }
)
A_YEAR: Mapping[str, int] = {
    YEAR: 1, "quarter": 4, MONTH: 12, "fortnight": 26, WEEK: 52, DAY: 365,
}  # fmt: skip
RANGE = _words({True: "- – — to bis"})  # noqa: RUF001
AND = _words({True: "and und"})
ONCE = {"once": "1 times", "twice": "2 times", "einmal": "1 mal", "zweimal": "2 mal"}


class Words:
    """The words beside a number, taken from the left, one at a time."""

    def __init__(self, text: str) -> None:
        self.rest = text.strip()

    def take(self, vocabulary: Mapping[str, T]) -> T | None:
        """The meaning of the word that comes next, if it is one of these; it is taken off."""
        for word, meaning in vocabulary.items():
            if self.rest.startswith(word) and not self._goes_on(word):
                self.rest = self.rest[len(word) :].strip()
                return meaning
        return None

    def _goes_on(self, word: str) -> bool:
        return word[-1].isalpha() and self.rest[len(word) : len(word) + 1].isalpha()


def plain(text: str) -> str:
    """Text in the letters that it stands for, however wide they are written."""
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    """Never with a digit that was none before, as of ``²`` and ``½``."""
    narrow = normalize("NFKC", character)
    return character if any(map(str.isdecimal, narrow)) else narrow.casefold()
