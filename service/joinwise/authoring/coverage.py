"""What recorded examples touch of a pack: each rule, each row, and each side of each test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import Kind, Value
from joinwise.errors import CandidateError, JoinwiseError, MalformedError
from joinwise.expressions.ast import (
    Among,
    Call,
    Comparison,
    Known,
    Lookup,
    Name,
    Node,
    Within,
    children,
    number,
)
from joinwise.expressions.printer import literal, to_text
from joinwise.expressions.typecheck import TypeChecker
from joinwise.formats.strict_json import read_json
from joinwise.packs.model import Band, Pack, Place, Row
from joinwise.scoring.facts import Evaluator
from joinwise.specs.gherkin import Key
from joinwise.specs.results import RESULTS, default_features

APPLIES, SILENT = "applied", "silent"
TRUE, FALSE = "true", "false"
ON, BESIDE = "on the limit", "just beside it"
NEAR = 0.05
MOST_NAMED = 3
SPEAKS_OF = re.compile(r'^(?:the fact )?"(?P<subject>[a-z0-9_-]+)" ')


class ResultsError(JoinwiseError):
    """For the rule author: recorded results cannot be read."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An example that was run; ``subjects`` are the rules and facts that its checks name."""

    key: Key
    candidate: Candidate
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to touch: a ``rule``, a ``row`` of a band, or a ``test`` of a rule, band or fact.

    ``text`` is the row's limits or the test as it is written; ``sides`` are the examples on each
    side, those first that speak of the subject.
    """

    what: str
    subject: str
    text: str
    at: Place
    sides: Mapping[str, tuple[Key, ...]]

    @property
    def unseen(self) -> tuple[str, ...]:
        """The sides that no example is on."""
        return tuple(side for side, seen in self.sides.items() if not seen)

    @property
    def name(self) -> str:
        return f"{self.subject}: {self.text}" if self.text else self.subject


@dataclass(frozen=True, slots=True)
class Coverage:
    """All parts of a pack by file and line, as so many examples touch them."""

    parts: tuple[Part, ...]
    examples: int

    @property
    def untouched(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.unseen)

    def counts(self) -> dict[str, tuple[int, int]]:
        """By what is counted: how many are touched on all sides, and how many there are."""
        return {
            "rules": self._count("rule", (APPLIES, SILENT)),
            "rows": self._count("row", (APPLIES,)),
            "tests": self._count("test", (TRUE, FALSE)),
            "limits": self._count("test", (ON, BESIDE)),
        }

    def _count(self, what: str, sides: tuple[str, ...]) -> tuple[int, int]:
        found = [part.sides for part in self.parts if part.what == what and sides[0] in part.sides]
        return sum(all(each[side] for side in sides) for each in found), len(found)


def recorded(path: Path | None = None) -> tuple[Recorded, ...]:
    """The examples in recorded results, those left out that were refused. Raises ResultsError."""
    path = path or default_features() / RESULTS
    try:
        rows = read_json(path.read_bytes())["rows"]
        return tuple(each for row in rows for each in _example(row))
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror or error}") from None
    except (MalformedError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} holds no results of features ({error}): run `make features`"
        raise ResultsError(message) from None


def _example(row: Mapping[str, Any]) -> Iterator[Recorded]:
    texts = [each if isinstance(each, str) else each["text"] for each in row["checks"]]
    subjects = frozenset(found["subject"] for found in map(SPEAKS_OF.match, texts) if found)
    key = Key(row["feature"], row["scenario"], int(row["example"]))
    try:
        yield Recorded(key, read_candidate(row["candidate"]), subjects)
    except CandidateError:
        return


def coverage_of(pack: Pack, examples: Iterable[Recorded]) -> Coverage:
    """What examples touch of a pack, worked out anew under it."""
    examples, asked = tuple(examples), tuple(_asked(pack))
    trees = dict.fromkeys(tree for each in asked for tree in each.trees)
    workings = Evaluator(pack, tuple(trees))
    found = [workings.evaluate(each.candidate)[1] for each in examples]
    columns = dict(zip(trees, zip(*found, strict=True), strict=True)) if found else {}
    parts = sorted((each.part(examples, columns) for each in asked), key=_by_place)
    return Coverage(tuple(parts), len(examples))


def _by_place(part: Part) -> tuple[str, int]:
    return part.at.file, part.at.line


Columns = Mapping[Node, tuple[Value, ...]]
"""The values of each tree, an example each; nothing where there are no examples."""

IsOn = Callable[..., bool]
"""Whether an example is on a side, given the values of the trees that are asked."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A part to be, with the trees whose values tell on which sides of it an example is."""

    what: str
    subject: str
    text: str
    at: Place
    trees: tuple[Node, ...]
    sides: Mapping[str, IsOn]

    def part(self, examples: tuple[Recorded, ...], columns: Columns) -> Part:
        rows = [*zip(*(columns.get(tree, ()) for tree in self.trees), strict=True)]
        ranked = sorted(
            zip(examples, rows, strict=True),
            key=lambda each: self.subject not in each[0].subjects,
        )
        seen = {
            side: tuple(example.key for example, row in ranked if is_on(*row))
            for side, is_on in self.sides.items()
        }
        return Part(self.what, self.subject, self.text, self.at, seen)


def _asked(pack: Pack) -> Iterator[_Asked]:
    for rule in pack.rules:
        sides = {APPLIES: _holds, SILENT: _fails}
        yield _Asked("rule", rule.id, "", rule.at, (rule.when,), sides)
        yield from _tests(pack, rule.id, rule.at, rule.when)
    for band in pack.bands:
        yield from _rows(band)
        yield from _limits(pack, band)
    for name, fact in pack.facts.items():
        yield from _tests(pack, name, fact.at, fact.formula)


def _holds(truth: Value, *_: Value) -> bool:
    return truth is True


def _fails(truth: Value, *_: Value) -> bool:
    return truth is False


def _rows(band: Band) -> Iterator[_Asked]:
    for row in band.rows:
        yield _Asked("row", band.id, _limited(row), row.at, (row.when,), {APPLIES: _holds})


def _limited(row: Row) -> str:
    ends = {"from": row.low, "to": row.high}
    return " ".join(f"{word} {literal(end)}" for word, end in ends.items() if end is not None)


def _limits(pack: Pack, band: Band) -> Iterator[_Asked]:
    """A test for each limit, though two rows share it: whether the number is at least so much."""
    places = {
        end: row.at for row in band.rows[::-1] for end in (row.high, row.low) if end is not None
    }
    for end, at in places.items():
        yield _test(pack, band.id, at, Comparison(">=", band.over, number(end)))


def _tests(pack: Pack, subject: str, at: Place, tree: Node) -> Iterator[_Asked]:
    for test in dict.fromkeys(_leaves(tree, pack.kinds)):
        yield _test(pack, subject, at, test)


def _leaves(node: Node, kinds: Mapping[str, Kind]) -> Iterator[Node]:
    """What is true or false in a tree without being made of such parts."""
    match node:
        case Lookup():
            return
        case Name(name):
            if kinds[name] is Kind.BOOLEAN:
                yield node
            return
        case Comparison() | Among() | Within() | Known():
            yield node
            for child in children(node):
                if not isinstance(child, Name):
                    yield from _leaves(child, kinds)
        case _:
            for child in children(node):
                yield from _leaves(child, kinds)


def _test(pack: Pack, subject: str, at: Place, test: Node) -> _Asked:
    trees, sides = (test,), {TRUE: _holds, FALSE: _fails}
    if isinstance(test, Comparison) and TypeChecker(pack.kinds).visit(test.left) is Kind.NUMBER:
        return _Asked(
            "test", subject, to_text(test), at, (test, test.left, test.right),
            sides | _around(pack, test),
        )  # fmt: skip
    return _Asked("test", subject, to_text(test), at, trees, sides)


def _around(pack: Pack, test: Comparison) -> dict[str, IsOn]:
    """On the limit: both sides are equal; just beside it: nearly, where the test turns out else."""
    beside = test.operator not in ("==", "<=", ">=")
    steps = [step_beside(pack, side) for side in (test.left, test.right)]
    step = next(filter(None, steps), 1.0 if number(0) in (test.left, test.right) else 0.0)

    def is_on(truth: Value, left: Any, right: Any) -> bool:
        return truth is not None and left == right

    def is_beside(truth: Value, left: Any, right: Any) -> bool:
        return truth is beside and abs(left - right) <= max(step, NEAR * max(abs(left), abs(right)))

    return {ON: is_on, BESIDE: is_beside}


def step_beside(pack: Pack, side: Node) -> float | None:
    """The step of what is held against a limit, where it has one: that of an input, 1 of counts."""
    match side:
        case Name(name) if name in INPUTS:
            return pack.questions[name].step or (1.0 if INPUTS[name].whole else None)
        case Call("coalesce", (first, *_)):
            return step_beside(pack, first)
        case Call("round", arguments):
            return 1.0 if len(arguments) == 1 else 10.0 ** -float(to_text(arguments[1]))
    return None


def coverage_answer(coverage: Coverage) -> dict[str, Any]:
    """A coverage as JSON-ready data."""
    return {
        "examples": coverage.examples,
        "summary": {
            name: {"all": every, "touched": touched}
            for name, (touched, every) in coverage.counts().items()
        },
        "untouched": [_answer(part, part.unseen) for part in coverage.untouched],
        "parts": [_answer(part, part.sides) for part in coverage.parts],
    }


def _answer(part: Part, sides: Iterable[str]) -> dict[str, Any]:
    return {
        "what": part.what,
        "subject": part.subject,
        "text": part.text,
        "at": {"file": part.at.file, "line": part.at.line},
        "sides": {side: _side(part.sides[side]) for side in sides},
    }


def _side(seen: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "examples": len(seen),
        "scenarios": [{"feature": file, "scenario": name} for file, name in scenarios(seen)],
    }


def scenarios(seen: Iterable[Key]) -> list[tuple[str, str]]:
    """The scenarios of examples by file and name: the first few of them."""
    found = dict.fromkeys((key.file, key.scenario) for key in seen)
    return list(found)[:MOST_NAMED]


def brief(coverage: Coverage) -> Iterator[str]:
    """What is not covered, a line each, and how much is there."""
    for part in coverage.untouched:
        where, sides = f"{part.at.file}:{part.at.line}", " and never ".join(part.unseen)
        yield f"{where}: {part.what} {part.name}: never {sides}"
    yield summary(coverage)


def summary(coverage: Coverage) -> str:
    counts = coverage.counts().items()
    counted = [f"{touched:,} of {every:,} {name}" for name, (touched, every) in counts]
    examples = (
        "1 example touches" if coverage.examples == 1 else f"{coverage.examples:,} examples touch"
    )
    return f"{examples} all sides of {', '.join(counted)}."
