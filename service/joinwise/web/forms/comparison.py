"""What a person filled in to compare several groups, and the link that says the same.

A form and a link name things alike: ``0.name`` is the name of the first group, ``you.hour_value``
and ``currency`` hold for all of them, and ``limits.annual_budget`` is how much there is to spend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joinwise.compare.portfolio import Limits
from joinwise.compare.request import LIMITS, MOST, comparison_request
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import DEFAULT_CURRENCY
from joinwise.domain.values import Value
from joinwise.errors import CandidateError
from joinwise.web.forms.candidate import Entries, query_of
from joinwise.web.forms.conversation import OWN_FIELDS

FormTexts = Mapping[str, Sequence[str]]
"""Texts by the names of a form or link."""

INSIDE = re.compile(r"(0|[1-9][0-9]{0,8})\.(.+)", re.DOTALL)
INPUT_OF_LIMIT = {f"limits.{name}": f"you.{name}" for name in LIMITS}
LIMIT_OF_INPUT = {own: name for name, own in INPUT_OF_LIMIT.items()}
CURRENCY = "currency"
PERSONAL = (
    "you.hour_value",
    "you.profit_per_deal",
    "you.margin",
    "you.yearly_income",
    "you.works_as",
    "you.wants_more_work",
    "you.importance",
)
"""What holds for a person whatever the group."""

MISSING = {"name": "Give it a name.", "kind": "Choose what kind of thing it is."}
NO_LINK = "Paste the link to a group that was weighed, or to a comparison: it has a ? in it."
TOO_MANY = f"At most {MOST} groups can be compared at once; remove some first."
MOST_NAMES = 10_000
"""Names that a pasted link may hold; 100 groups of which all is known hold fewer."""


class UnlinkedError(Exception):
    """Says why a pasted text is not taken in, to be shown beside it."""


@dataclass(frozen=True, slots=True)
class Group:
    """One of the groups, by its number in the form."""

    number: int
    entries: Entries

    @property
    def is_blank(self) -> bool:
        return not any(self.entries.texts.values()) and not self.entries.unknown

    @property
    def is_ready(self) -> bool:
        return not self.is_blank and not self.entries.problems

    def with_problems(self, problems: Mapping[str, str]) -> Group:
        all_of_it = {**problems, **self.entries.problems}
        return replace(self, entries=replace(self.entries, problems=all_of_it))


@dataclass(frozen=True, slots=True)
class Groups:
    """All that was filled in. ``limits`` are filed under the inputs that they are like.

    ``unknown`` are names that nothing has; ``left_over`` counts the groups beyond the most.
    """

    all: tuple[Group, ...] = ()
    common: Entries = field(default_factory=Entries)
    limits: Entries = field(default_factory=Entries)
    unknown: tuple[str, ...] = ()
    left_over: int = 0

    @property
    def ready(self) -> tuple[Group, ...]:
        """The groups that can be compared."""
        return tuple(group for group in self.all if group.is_ready)

    @property
    def within(self) -> Limits:
        values: Mapping[str, Any] = self.limits.values
        return Limits(**{name: values.get(f"you.{name}") for name in LIMITS})

    def candidate(self, group: Group) -> Candidate:
        """A group with what holds for all; what it says itself takes precedence."""
        return Candidate({**self.common.values, **group.entries.values})


def groups_in(given: FormTexts, read: Callable[[FormTexts], Entries]) -> Groups:
    """The groups in a form or link, in the order of their numbers."""
    places: dict[int | str, dict[str, Sequence[str]]] = {}
    for name, texts in given.items():
        place, own = _placed(name)
        places.setdefault(place, {})[own] = texts
    numbers = sorted(place for place in places if isinstance(place, int))
    groups = tuple(Group(number, read(places[number])) for number in numbers[:MOST])
    common, limits = (read(places.get(place, {})) for place in ("common", "limits"))
    unknown = (*places.get("", ()), *common.unknown, *_unknown_in(groups))
    return _checked(Groups(groups, common, limits, unknown, len(numbers[MOST:])))


def _placed(name: str) -> tuple[int | str, str]:
    """The place of a name, a group's number or one of three words, and its name there."""
    inside = INSIDE.fullmatch(name)
    if inside:
        return int(inside[1]), inside[2]
    if name in INPUT_OF_LIMIT:
        return "limits", INPUT_OF_LIMIT[name]
    is_common = name == CURRENCY or (name.startswith("you.") and name not in LIMIT_OF_INPUT)
    return ("common" if is_common else ""), name


def _unknown_in(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        yield from (f"{group.number}.{name}" for name in group.entries.unknown)


def _checked(groups: Groups) -> Groups:
    """With what is missing, and then with what keeps the others from being compared."""
    complete = tuple(map(_completed, groups.all))
    problems = _incomparable(replace(groups, all=complete))
    checked = tuple(group.with_problems(problems.get(group.number, {})) for group in complete)
    return replace(groups, all=checked)


def _completed(group: Group) -> Group:
    if group.is_blank:
        return group
    missing = {name: message for name, message in MISSING.items() if not group.entries.text(name)}
    return group.with_problems(missing)


def _incomparable(groups: Groups) -> dict[int, dict[str, str]]:
    """What is wrong with groups beside the others, by number and field."""
    problems: dict[int, dict[str, str]] = {}
    ready = groups.ready
    try:
        if ready:
            comparison_request([groups.candidate(group) for group in ready], groups.within)
    except CandidateError as error:
        for problem in error.problems:
            _, place, *own = problem.path
            of_group = problems.setdefault(ready[int(place)].number, {})
            of_group.setdefault(problem.below(2).field if own else "name", problem.message)
    return problems


def next_number(given: FormTexts) -> int:
    """A number that no group has yet."""
    return max(_numbers(given), default=-1) + 1


def with_another(given: FormTexts, number: int) -> FormTexts:
    """One more group, still empty. Raises UnlinkedError if there is no room."""
    if len(_numbers(given)) >= MOST:
        raise UnlinkedError(TOO_MANY)
    return {**given, f"{number}.name": [""]}


def without(given: FormTexts, number: str) -> FormTexts:
    """All but one of the groups."""
    return {name: texts for name, texts in given.items() if _number(name) != number}


def query_of_group(given: FormTexts, number: str) -> str:
    """What was said of one of the groups, as a link says it."""
    own = {name: list(texts) for name, texts in given.items() if _number(name) == number}
    return urlencode(own, doseq=True)


def with_restored(given: FormTexts, query: str, number: int) -> FormTexts:
    """With a group that was removed, in its old place, or as ``number`` if that is taken.

    Raises UnlinkedError if there is no room.
    """
    own = {name: texts for name, texts in _parsed(query).items() if _number(name)}
    if own and len(_numbers(given)) >= MOST:
        raise UnlinkedError(TOO_MANY)
    if _numbers(own) & _numbers(given):
        own = {f"{number}.{name.partition('.')[2]}": texts for name, texts in own.items()}
    return {**given, **own}


def _parsed(query: str) -> dict[str, list[str]]:
    try:
        return parse_qs(query, keep_blank_values=True, max_num_fields=MOST_NAMES)
    except ValueError:
        raise UnlinkedError(NO_LINK) from None


def _number(name: str) -> str | None:
    inside = INSIDE.fullmatch(name)
    return inside[1] if inside else None


def with_linked(
    given: FormTexts, link: str, read: Callable[[FormTexts], Entries], first: int
) -> FormTexts:
    """The groups of a link after those given, numbered from ``first``; empty ones go.

    What the link says of the person, the currency or the limits fills what is left empty; if
    something else is there, it goes to the groups of the link. Raises UnlinkedError.
    """
    added = groups_in(_queried(link), read)
    mine = _filled_in(given)
    new = [group for group in added.all if not group.is_blank]
    if not new:
        raise UnlinkedError(NO_LINK)
    if len(_numbers(mine)) + len(new) + added.left_over > MOST:
        raise UnlinkedError(TOO_MANY)
    if _numbers(mine):
        mine = {CURRENCY: (DEFAULT_CURRENCY,), **mine}
    shared = {**added.common.texts, **_limits(added)}
    other = {_own(name): texts for name, texts in shared.items() if mine.get(name, texts) != texts}
    joined = {**shared, **mine, **_unknown(added)}
    for number, group in enumerate(new, first):
        own = {**other, **group.entries.texts, **dict.fromkeys(group.entries.unknown, ())}
        joined |= {f"{number}.{name}": texts for name, texts in own.items()}
    return joined


def _unknown(groups: Groups) -> dict[str, Sequence[str]]:
    """What a link says that has no place, to be named; what is inside groups is named there."""
    return {name: () for name in groups.unknown if not INSIDE.fullmatch(name)}


def _queried(link: str) -> FormTexts:
    """The names and texts of a pasted link; those of a single group become those of the first."""
    query: FormTexts = _filled_in(_parsed(_query_in(link)))
    if not any(INSIDE.fullmatch(name) for name in query):
        said = {name: texts for name, texts in query.items() if name not in OWN_FIELDS}
        query = {_shared(name): texts for name, texts in said.items()}
    return {CURRENCY: [DEFAULT_CURRENCY], **query}


def _query_in(link: str) -> str:
    try:
        return urlsplit(link.strip()).query
    except ValueError:
        raise UnlinkedError(NO_LINK) from None


def _filled_in(given: FormTexts) -> dict[str, Sequence[str]]:
    """What is not left empty."""
    texts = {name: tuple(filter(str.strip, text)) for name, text in given.items()}
    return {name: text for name, text in texts.items() if text}


def _numbers(given: FormTexts) -> set[int]:
    places = (_placed(name)[0] for name in given)
    return {place for place in places if isinstance(place, int)}


def _limits(groups: Groups) -> dict[str, Sequence[str]]:
    return {LIMIT_OF_INPUT[own]: texts for own, texts in groups.limits.texts.items()}


def _own(name: str) -> str:
    """The name of a limit, or of anything shared, if one group says it."""
    return INPUT_OF_LIMIT.get(name, name)


def _shared(name: str) -> str:
    """What a field of a single group is called in a comparison that begins with it."""
    if name in LIMIT_OF_INPUT:
        return LIMIT_OF_INPUT[name]
    return name if name in (CURRENCY, *PERSONAL) else f"0.{name}"


def query_with(values: Mapping[str, Value]) -> list[tuple[str, str]]:
    """The query of a link to a comparison that begins with this group."""
    return [(_shared(name), text) for name, text in query_of(values)]


def query_of_groups(groups: Groups) -> list[tuple[str, str]]:
    """The query of a link to these groups, numbered from 0; ``groups_in`` reads it back."""
    limits = [(LIMIT_OF_INPUT[own], text) for own, text in query_of(groups.limits.values)]
    query = [*limits, *query_of(groups.common.values)]
    named = [group for group in groups.all if not group.is_blank]
    for number, group in enumerate(named):
        query += [(f"{number}.{name}", text) for name, text in query_of(group.entries.values)]
    return query
