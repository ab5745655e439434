"""A search for the best of all choices that goes through the things one by one.

Each thing is left or taken. Ways that leave as much of every limit are one state, and the best of
them counts (Nemhauser and Ullmann, *Discrete dynamic programming and capital allocation*, 1969). A
state that cannot beat the best choice found so far is given up. What its price all but decides
comes first (Balas and Zemel, *An algorithm for large zero-one knapsack problems*, 1980).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from operator import attrgetter, lt, sub
from typing import NamedTuple

NARROW, WIDER = 8, 8
"""States that are followed at first, and how many times as many whenever these prove nothing."""

Left = tuple[int, ...]
"""What is left of each limit."""


class Work:
    """States that may still be looked at: as many on any machine."""

    def __init__(self, states: int) -> None:
        self.left = states


class Thing(NamedTuple):
    """Something to take; ``gain`` is what it brings beyond the price of what it takes."""

    bit: int
    worth: int
    takes: Left
    gain: int


class State(NamedTuple):
    """What has been taken, a bit each, and its worth: alone, and with the price of what is left."""

    left: Left
    places: int
    worth: int
    priced: int

    def with_(self, thing: Thing) -> State:
        """The state once a thing is taken too."""
        left = tuple(map(sub, self.left, thing.takes))
        places, worth = self.places | thing.bit, self.worth + thing.worth
        return State(left, places, worth, self.priced + thing.gain)


class Search:
    """The best of all ways on from a state; none of them is worth more than ``bound``.

    What is left of a limit may be negative on the way, since things may give instead of take; it is
    never below ``least``, what all of them give.
    """

    def __init__(self, start: State, things: Sequence[Thing], least: Left) -> None:
        self.start, self.least = start, least
        self.things = sorted(things, key=lambda thing: -abs(thing.gain))
        self.hopes = _hopes(self.things)
        self.bound = start.priced + self.hopes[0]
        self.best: State | None = None
        self.reached = start.worth - sum(abs(thing.worth) for thing in things) - 1

    @property
    def is_proven(self) -> bool:
        """Whether no way on is better than the best one found."""
        return self.bound == self.reached

    def run(self, work: Work) -> State | None:
        """Follows ever more states, until none that was given up could be better.

        The best state found, None if there is none or no work was left.
        """
        width, most = NARROW, self.bound
        while most > self.reached and work.left > 0:
            self._note(self.start)
            most = self._most_given_up(width, work)
            self.bound = min(self.bound, max(most, self.reached))
            width *= WIDER
        return self.best

    def _most_given_up(self, width: int, work: Work) -> int:
        """What could still be reached from the states for which there was no room, at most."""
        states: Collection[State] = [self.start]
        most = self.reached
        for number, thing in enumerate(self.things, 1):
            states, hope = self._onward(states, thing, self.hopes[number]), self.hopes[number]
            room = min(width, 1 + work.left // len(self.hopes[number:]))
            if len(states) > room:
                *states, out = nlargest(room + 1, states, key=attrgetter("priced"))
                most = max(most, out.priced + hope)
            work.left -= len(states)
        return most

    def _onward(self, states: Iterable[State], thing: Thing, hope: int) -> Collection[State]:
        """The best states, one for what is left, once a thing is left or taken."""
        onward: dict[Left, State] = {}
        for state in states:
            for now in self._ways(state, thing, hope):
                known = onward.get(now.left)
                if known is None or known.worth < now.worth:
                    onward[now.left] = now
        return onward.values()

    def _ways(self, state: State, thing: Thing, hope: int) -> Iterator[State]:
        if state.priced + hope > self.reached:
            yield state
        if state.priced + thing.gain + hope > self.reached:
            taken = state.with_(thing)
            if not any(map(lt, taken.left, self.least)):
                self._note(taken)
                yield taken

    def _note(self, state: State) -> None:
        if state.worth > self.reached and min(state.left, default=0) >= 0:
            self.best, self.reached = state, state.worth


def _hopes(things: Sequence[Thing]) -> list[int]:
    """What the things from each one on gain at most, and none at the end."""
    gains = (max(thing.gain, 0) for thing in reversed(things))
    return list(accumulate(gains, initial=0))[::-1]
