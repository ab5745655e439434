"""One input of a candidate, and what fits it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from joinwise.domain.currencies import CURRENCIES
from joinwise.domain.values import Kind
from joinwise.suggestions import nearest

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a candidate, by its dotted name.

    ``low`` and ``high`` bound numbers, both included; ``whole`` marks counts; ``values`` lists
    what a text, or each entry of a list, may be (empty: any text); ``label`` is what people say.
    """

    name: str
    kind: Kind
    unit: str
    about: str
    label: str
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    values: tuple[str, ...] = ()

    def misfit(self, value: object) -> str | None:
        """Why this is no value of the input, or nothing; lists come as lists or tuples."""
        match self.kind:
            case Kind.NUMBER:
                return self._misfit_number(value)
            case Kind.TEXT:
                return self._misfit_text(value)
            case Kind.BOOLEAN:
                return None if isinstance(value, bool) else "Must be true or false."
            case Kind.LIST:
                return None if isinstance(value, list | tuple) else "Must be a list."

    def misfit_entry(self, value: object) -> str | None:
        """Why this is no entry of a list input, or nothing."""
        return self._misfit_text(value)

    def _misfit_number(self, value: object) -> str | None:
        if value.__class__ is not float and value.__class__ is not int:
            return "Must be a number."
        if not self.low <= value <= self.high:
            return f"Must be from {self.low:,.0f} to {self.high:,.0f}."
        return "Must be a whole number." if self.whole and value % 1 else None

    def _misfit_text(self, value: object) -> str | None:
        if not isinstance(value, str):
            return "Must be a text."
        if self.values:
            return (
                None if value in self.values else f"{self._allowed()}{nearest(value, self.values)}"
            )
        return _misfit_free_text(value)

    def _allowed(self) -> str:
        if self.values is CURRENCIES:
            return "Must be an ISO 4217 currency code in use, such as USD or EUR"
        return f"Must be one of {', '.join(self.values)}"

    @property
    def group(self) -> str:
        """The part before the dot, or nothing: ``cost`` of ``cost.annual_dues``."""
        return self.name.rpartition(".")[0]


def _misfit_free_text(value: str) -> str | None:
    if not 1 <= len(value) <= LONGEST_NAME:
        return f"Must be 1 to {LONGEST_NAME} characters long."
    strange = next((each for each in value if unicodedata.category(each) in ("Cc", "Cs")), None)
    return f"Must not hold the character {strange!a}." if strange else None
