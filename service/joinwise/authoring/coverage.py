"""What recorded examples cover of a pack: each rule, each row, and each side of each test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import CATALOGUE, Catalogue, is_input
from joinwise.domain.values import Kind, Value
from joinwise.errors import CandidateError, MalformedError, ResultsError
from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Comparison,
    Known,
    Lookup,
    Name,
    Node,
    Not,
    Within,
    children,
    number,
)
from joinwise.expressions.printer import literal, to_text
from joinwise.expressions.typecheck import TypeChecker
from joinwise.files import read_all
from joinwise.formats.strict_json import read_json
from joinwise.packs.model import Band, Pack, Place, Row, Table
from joinwise.packs.tables.cells import written_cells
from joinwise.scoring.facts import Evaluator
from joinwise.specs.gherkin import ExampleKey
from joinwise.specs.results import RESULTS, Specs, default_features

APPLIES, SILENT = "applied", "silent"
TRUE, FALSE = "true", "false"
ON, BESIDE = "on the limit", "just beside it"
NEAR = 0.05
MAX_NAMED = 3
SUBJECT = re.compile(r'^(?:the fact )?"(?P<subject>[a-z0-9_-]+)" ')


@dataclass(frozen=True, slots=True)
class RecordedExample:
    """An example that was run; ``subjects`` are the rules and facts that its checks name.

    A group in a file has its place for a key.
    """

    key: ExampleKey | str
    candidate: Candidate
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on one side of a target: how many, and the first few by scenario or by place."""

    count: int
    named: tuple[ExampleKey | str, ...] = ()

    def __bool__(self) -> bool:
        return self.count > 0

    def __add__(self, other: Seen) -> Seen:
        return Seen(self.count + other.count, (*self.named, *other.named)[:MAX_NAMED])


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be covered: a ``rule``, a ``row``, or a ``test`` of what they go by.

    ``text`` is the row's limits or the test as it is written; ``sides`` are the examples on each
    side, those first that name the subject.
    """

    what: str
    subject: str
    text: str
    at: Place
    sides: Mapping[str, Seen]

    @property
    def unseen(self) -> tuple[str, ...]:
        """The sides that no example is on."""
        return tuple(side for side, seen in self.sides.items() if not seen)

    @property
    def name(self) -> str:
        return f"{self.subject}: {self.text}" if self.text else self.subject


@dataclass(frozen=True, slots=True)
class Coverage:
    """All targets of a pack by file and line, as so many examples (or groups) cover them."""

    targets: tuple[Target, ...]
    examples: int
    noun: str = "example"

    def __add__(self, other: Coverage) -> Coverage:
        """What both cover of the same pack."""
        pairs = zip(self.targets, other.targets, strict=True)
        added = tuple(replace(one, sides=_added(one.sides, two.sides)) for one, two in pairs)
        return replace(self, targets=added, examples=self.examples + other.examples)

    @property
    def uncovered(self) -> tuple[Target, ...]:
        return tuple(target for target in self.targets if target.unseen)

    def of_layer(self, pack: Pack, layer: str) -> Coverage:
        """What they cover of what a layer of the pack says itself."""
        own = (target for target in self.targets if pack.is_said_by(layer, target.subject))
        return replace(self, targets=tuple(own))

    def counts(self) -> dict[str, tuple[int, int]]:
        """By what is counted: how many are covered on all sides, and how many there are."""
        return {
            "rules": self._count("rule", (APPLIES, SILENT)),
            "rows": self._count("row", (APPLIES,)),
            "tests": self._count("test", (TRUE, FALSE)),
            "limits": self._count("test", (ON, BESIDE)),
        }

    def _count(self, what: str, sides: tuple[str, ...]) -> tuple[int, int]:
        targets = (target.sides for target in self.targets if target.what == what)
        counted = [covered for covered in targets if sides[0] in covered]
        return sum(all(covered[side] for side in sides) for covered in counted), len(counted)


def recorded(
    path: Path | None = None, catalogue: Catalogue = CATALOGUE
) -> tuple[RecordedExample, ...]:
    """The examples in recorded results, but for those that were refused. Raises ResultsError."""
    path = path or default_features() / RESULTS
    try:
        rows = read_json(read_all(path))["rows"]
        return tuple(example for row in rows for example in _example(row, catalogue))
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror or error}") from None
    except (MalformedError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} holds no results of features ({error}): run `joinwise rules test`"
        raise ResultsError(message) from None


def _example(row: Mapping[str, Any], catalogue: Catalogue) -> Iterator[RecordedExample]:
    checks = [check if isinstance(check, str) else check["text"] for check in row["checks"]]
    key = ExampleKey(row["feature"], row["scenario"], int(row["example"]))
    yield from _recorded(key, row["candidate"], checks, catalogue)


def _recorded(
    key: ExampleKey, candidate: Any, checks: Iterable[str], catalogue: Catalogue
) -> Iterator[RecordedExample]:
    subjects = frozenset(match["subject"] for match in map(SUBJECT.match, checks) if match)
    try:
        yield RecordedExample(key, read_candidate(candidate, catalogue), subjects)
    except CandidateError:
        return


def examples_of(specs: Specs, catalogue: Catalogue = CATALOGUE) -> Iterator[RecordedExample]:
    """The examples that were run, but for those that were refused."""
    for example in specs.examples:
        result = specs.result_of(example)
        if result and result.candidate is not None:
            texts = [step.text for step in example.checks]
            yield from _recorded(example.key, result.candidate, texts, catalogue)


def _added(one: Mapping[str, Seen], other: Mapping[str, Seen]) -> dict[str, Seen]:
    return {side: seen + other[side] for side, seen in one.items()}


def coverage_of(pack: Pack, examples: Iterable[RecordedExample]) -> Coverage:
    """What examples cover of a pack, each evaluated under it."""
    examples, all_probes = tuple(examples), tuple(probes(pack))
    trees = side_trees(all_probes)
    evaluator = Evaluator(pack, trees)
    rows = [evaluator.evaluate(example.candidate)[1] for example in examples]
    columns = dict(zip(trees, zip(*rows, strict=True), strict=True)) if rows else {}

    def seen(probe: Probe) -> Target:
        return probe.target(lambda tree: _seen(probe, examples, columns.get(tree, ())))

    return Coverage(by_place(map(seen, all_probes)), len(examples))


def _seen(probe: Probe, examples: Sequence[RecordedExample], truths: Iterable[Value]) -> Seen:
    """The examples for which a tree is true, those first that name the subject."""
    pairs = zip(examples, truths, strict=False)
    found = [example for example, truth in pairs if truth is True]
    found.sort(key=lambda example: probe.subject not in example.subjects)
    scenarios: dict[object, ExampleKey | str] = {}
    for key in (example.key for example in found):
        scenarios.setdefault(key if isinstance(key, str) else (key.file, key.scenario), key)
    return Seen(len(found), tuple(scenarios.values())[:MAX_NAMED])


def by_place(targets: Iterable[Target]) -> tuple[Target, ...]:
    """By file and line."""
    return tuple(sorted(targets, key=lambda target: target.at))


@dataclass(frozen=True, slots=True)
class Probe:
    """A target to be, with a tree for each side, which is true if something is on it."""

    what: str
    subject: str
    text: str
    at: Place
    sides: Mapping[str, Node]

    def target(self, seen: Callable[[Node], Seen]) -> Target:
        """The target, by what is seen of each tree."""
        sides = {side: seen(tree) for side, tree in self.sides.items()}
        return Target(self.what, self.subject, self.text, self.at, sides)


def side_trees(probes: Iterable[Probe]) -> tuple[Node, ...]:
    """The trees of all sides, each once."""
    return tuple(dict.fromkeys(tree for probe in probes for tree in probe.sides.values()))


def probes(pack: Pack) -> Iterator[Probe]:
    """All that is to be covered of a pack."""
    for rule in pack.rules:
        sides = {APPLIES: rule.when, SILENT: Not(rule.when)}
        yield Probe("rule", rule.id, "", rule.at, sides)
        yield from _tests(pack, rule.id, rule.at, rule.when)
    for band in pack.bands:
        yield from _rows(band)
        yield from _limits(pack, band)
    for table in pack.tables:
        yield from _table_rows(table)
        yield from _cells(pack, table)
    for name, fact in pack.facts.items():
        yield from _tests(pack, name, fact.at, fact.formula)


def _rows(band: Band) -> Iterator[Probe]:
    for row in band.rows:
        yield Probe("row", band.id, _limited(row), row.at, {APPLIES: row.when})


def _limited(row: Row) -> str:
    ends = {"from": row.low, "to": row.high}
    return " ".join(f"{word} {literal(end)}" for word, end in ends.items() if end is not None)


def _table_rows(table: Table) -> Iterator[Probe]:
    for row in table.rows:
        yield Probe("row", table.id, written_cells(row), row.at, {APPLIES: row.when})


def _cells(pack: Pack, table: Table) -> Iterator[Probe]:
    """The tests of all cells, each once, where it stands first."""
    tests = [(cell.test, row.at) for row in table.rows for cell in row.cells if cell.test]
    leaves = {leaf: at for test, at in tests[::-1] for leaf in _leaves(test, pack.kinds)}
    for leaf, at in leaves.items():
        yield _test(pack, table.id, at, leaf)


def _limits(pack: Pack, band: Band) -> Iterator[Probe]:
    """A test for each limit, even if two rows share it: whether the number is at least so much."""
    places = {
        end: row.at for row in band.rows[::-1] for end in (row.high, row.low) if end is not None
    }
    for end, at in places.items():
        yield _test(pack, band.id, at, Comparison(">=", band.over, number(end)))


def _tests(pack: Pack, subject: str, at: Place, tree: Node) -> Iterator[Probe]:
    for test in dict.fromkeys(_leaves(tree, pack.kinds)):
        yield _test(pack, subject, at, test)


def _leaves(node: Node, kinds: Mapping[str, Kind]) -> Iterator[Node]:
    """The smallest conditions that a tree is made of."""
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


def _test(pack: Pack, subject: str, at: Place, test: Node) -> Probe:
    sides: dict[str, Node] = {TRUE: test, FALSE: Not(test)}
    if isinstance(test, Comparison) and TypeChecker(pack.kinds).visit(test.left) is Kind.NUMBER:
        sides |= _around(pack, test)
    return Probe("test", subject, to_text(test), at, sides)


def _around(pack: Pack, test: Comparison) -> dict[str, Node]:
    """On the limit: both sides are equal; just beside it: nearly so, with the other result."""
    left, right = test.left, test.right
    steps = [step_beside(pack, side) for side in (left, right)]
    step = next(filter(None, steps), 1.0 if number(0) in (left, right) else 0.0)
    largest = Call("max", (Call("abs", (left,)), Call("abs", (right,))))
    near = Call("max", (number(step), Arithmetic("*", number(NEAR), largest)))
    distance = Call("abs", (Arithmetic("-", left, right),))
    beside = Not(test) if test.operator in ("==", "<=", ">=") else test
    is_near = Comparison("<=", distance, near)
    return {ON: Comparison("==", left, right), BESIDE: And((beside, is_near))}


def step_beside(pack: Pack, side: Node) -> float | None:
    """The step of what is compared with a limit: that of an input, 1 for counts, or None."""
    match side:
        case Name(name) if is_input(name):
            return pack.questions[name].step or (1.0 if pack.inputs[name].whole else None)
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
        "untouched": [_answer(target, target.unseen) for target in coverage.uncovered],
        "parts": [_answer(target, target.sides) for target in coverage.targets],
    }


def _answer(target: Target, sides: Iterable[str]) -> dict[str, Any]:
    return {
        "what": target.what,
        "subject": target.subject,
        "text": target.text,
        "at": {"file": target.at.file, "line": target.at.line},
        "sides": {side: _side(target.sides[side]) for side in sides},
    }


def _side(seen: Seen) -> dict[str, Any]:
    return {
        "examples": seen.count,
        "scenarios": [_named(each) for each in seen.named],
    }


def _named(example: ExampleKey | str) -> dict[str, str]:
    if isinstance(example, str):
        return {"row": example}
    return {"feature": example.file, "scenario": example.scenario}


def uncovered_lines(coverage: Coverage) -> Iterator[str]:
    """What is not covered, a line for each target, and the counts."""
    for target in coverage.uncovered:
        sides = " and never ".join(target.unseen)
        yield f"{target.at}: {target.what} {target.name}: never {sides}"
    yield summary(coverage)


def summary(coverage: Coverage) -> str:
    counts = coverage.counts().items()
    counted = [f"{touched:,} of {every:,} {name}" for name, (touched, every) in counts]
    noun, count = coverage.noun, coverage.examples
    examples = f"1 {noun} touches" if count == 1 else f"{count:,} {noun}s touch"
    return f"{examples} all sides of {', '.join(counted)}."
