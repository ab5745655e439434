"""What may stand in the way, asked as one list: each of it alone could turn an advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An input as a statement: what to take if it is ticked, and if it is not."""

    input: str
    words: str
    if_so: str
    if_not: str


OBSTACLES = {
    input: Obstacle(input, words, if_so, if_not)
    for input, words, if_so, if_not in (
        ("time.clashes", "The meetings clash with something you cannot move", "true", "false"),
        ("you.has_better_use", "You know something that brings more for the same time and money",
         "true", "false"),
        ("you.wants_more_work", "You could not take on more business now", "false", "true"),
        ("you.will_work_it", "You would not do the follow-up that it takes", "false", "true"),
        ("members.mostly_sellers", "Most who are there come to sell", "true", "false"),
        ("members.buyers", "Hardly any of them could buy from you or send buyers",
         "hardly_any", "some"),
        ("you.local_market", "Your buyers are elsewhere than where it meets", "false", "true"),
    )
}  # fmt: skip
FEWEST = 2
"""Of fewer each is asked by itself."""


def obstacles_among(inputs: Iterable[str]) -> tuple[Obstacle, ...]:
    """Those that are worth a list, in order; none if there are too few."""
    wanted = {*inputs}
    found = tuple(obstacle for name, obstacle in OBSTACLES.items() if name in wanted)
    return found if len(found) >= FEWEST else ()


def answers_in(listed: Sequence[str], ticked: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """What a list that was sent says of each input in it."""
    for name in listed:
        if obstacle := OBSTACLES.get(name):
            yield name, (obstacle.if_so if name in ticked else obstacle.if_not,)


def asked_as_one(answered: Mapping[str, object] | Iterable[str]) -> set[str]:
    """The inputs that count as one answer, since they are asked as one."""
    return {*answered} & OBSTACLES.keys()
