"""The scenario that is missing if a mutant survives: a candidate that tells the two apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any

from joinwise.authoring.mutants.mutations import Mutant
from joinwise.authoring.mutants.survival import Case, Cases, View
from joinwise.domain.candidate import Candidate
from joinwise.domain.catalogue import REQUIRED
from joinwise.domain.days import AS_OF, iso_date
from joinwise.domain.grids import Grid, grid_of
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import And, Arithmetic, Comparison, Constant, Node, walk
from joinwise.expressions.printer import literal

TRIES = 3_000
ORDER = {"<", "<=", ">", ">="}
Said = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """Tells whether a candidate is advised otherwise under a mutant, as the features would see."""

    cases: Cases
    mutant: Mutant
    view: View

    @classmethod
    def of(cls, cases: Cases, mutant: Mutant) -> "Difference":
        return cls(cases, mutant, View(mutant.pack, cases.places))

    def shows(self, case: Case) -> bool:
        if self.mutant.redefined:
            return self._is_told(case) and self._is_read_otherwise(case)
        if self.mutant.pack.decision != self.cases.pack.decision:
            before, after = self.cases.view.answer(case), self.view.answer(case)
            return any(before[key] != after[key] for key in ("score", "recommendation"))
        new = [self._read(when, case) for when in self.view.new]
        rule = self.mutant.subject
        return self.cases.view.fired(rule, case) != self.view.fired(rule, case, new)

    def _is_told(self, case: Case) -> bool:
        """Whether the answer holds what was redefined: always a fact, an assumption if read."""
        subject = self.mutant.subject
        return subject not in self.cases.inputs or subject in case.findings.read

    def _is_read_otherwise(self, case: Case) -> bool:
        """Whether what was redefined comes to another value."""
        return self._read(self.mutant.before, case) != self._read(self.mutant.after, case)

    @property
    def trees(self) -> list[Node]:
        """What it turns on: the changed tree, or else the conditions of what changed."""
        changed = [tree for tree in (self.mutant.after, self.mutant.before) if tree]
        views = [(self.cases.view, self.mutant.subject), (self.view, self.mutant.subject)]
        return changed or [when for view, rule in views for when in view.conditions(rule)]

    def _read(self, tree: Node | None, case: Case) -> Value:
        return self.cases.reading(tree)(case) if tree else None


class Search:
    """Looks for such candidates: among those of the specs first, then near the limits."""

    def __init__(self, cases: Cases, said: Iterable[Candidate], tries: int = TRIES) -> None:
        self.cases = cases
        self.recorded = [dict(candidate.values) for candidate in said]
        self.tries = tries

    def find(self, mutant: Mutant) -> Candidate | None:
        """A candidate that tells a mutant from the pack, with no more said than it takes."""
        difference = Difference.of(self.cases, mutant)
        for said in chain(sorted(self.recorded, key=len), self._tried(difference)):
            if difference.shows(self.cases.case(Candidate(said))):
                least = Candidate(self._shortened(said, difference))
                return least.dated(self.cases.pack.catalogue)
        return None

    def _shortened(self, said: Said, difference: Difference) -> Said:
        for name in [key for key in said if key not in REQUIRED]:
            rest = {key: value for key, value in said.items() if key != name}
            if difference.shows(self.cases.case(Candidate(rest))):
                said = rest
        return said

    def _tried(self, difference: Difference) -> Iterator[Said]:
        """Half of the tries go on from the one that met most of the condition so far."""
        random, trees = Random(difference.mutant.name), difference.trees
        found = {
            name: self._pool(self.cases.inputs[name], trees) for name in sorted(self._inputs(trees))
        }
        pools = {name: pool for name, pool in found.items() if pool}
        limits, parts = _limits(trees), trees[0].parts if isinstance(trees[0], And) else ()
        most, nearest = 0, self._begun(random, pools)
        for _ in range(self.tries if pools else 0):
            begun = nearest if random.random() < 0.5 else self._begun(random, pools)
            said = _varied(random, begun, pools)
            yield said
            if parts and (met := self._met(said, parts)) >= most:
                most, nearest = met, said
            if limits:
                yield from self._on_limit(said, random.choice(limits), random.choice([*pools]))

    def _met(self, said: Said, parts: Iterable[Node]) -> int:
        """How many parts of a condition are true."""
        case = self.cases.case(Candidate(said))
        return sum(self.cases.reading(part)(case) is True for part in parts)

    def _inputs(self, trees: Iterable[Node]) -> set[str]:
        """The inputs that trees read, directly or not, and the kind of group."""
        return {"kind", *self.cases.dependencies.inputs_read(trees)}

    def _begun(self, random: Random, inputs: Iterable[str]) -> Said:
        kind = random.choice(self.cases.inputs["kind"].values)
        if random.random() < 0.5 or not self.recorded:
            return {"name": "A group", "kind": kind}
        said = random.choice(self.recorded)
        return {"name": "A group", "kind": kind} | {
            name: value for name, value in said.items() if name in inputs
        }

    def _pool(self, input: Input, trees: Iterable[Node]) -> list[Value]:
        """What is worth saying of an input, and nothing: a required one is always said."""
        values: list[Value] = [] if input.name in REQUIRED else [None]
        match input.kind:
            case Kind.NUMBER:
                return [*values, *self._numbers(input, trees)]
            case Kind.BOOLEAN:
                return [*values, True, False]
            case Kind.LIST:
                return [*values, (), *((value,) for value in input.values)]
        return [*values, *input.values]

    def _numbers(self, input: Input, trees: Iterable[Node]) -> list[float]:
        grid = self._grid(input)
        constants = [
            node.value for tree in trees for node in walk(tree) if isinstance(node, Constant)
        ]
        limits = {value for value in constants if isinstance(value, float)}
        step = float(grid.step)
        near = {each + by for each in limits for by in (-step, 0, step)}
        values = (said.get(input.name) for said in self.recorded)
        seen = {value for value in values if isinstance(value, float)}
        grown = {float(grid.low + grid.step * (grid.size * part // 20)) for part in range(20)}
        fitting = near | seen | grown | {float(grid.low), step}
        return sorted(filter(input.has, fitting))

    def _grid(self, input: Input) -> Grid:
        question = self.cases.pack.questions[input.name]
        return grid_of(input, question.range, question.step)

    def _on_limit(self, said: Said, limit: Comparison, name: str) -> Iterator[Said]:
        """The candidate with one number moved to where both sides are equal, and next to it."""
        input = self.cases.inputs[name]
        if input.kind is not Kind.NUMBER or not isinstance(said.get(name), float):
            return
        step = float(self._grid(input).step)
        here, there = (self._apart({**said, name: said[name] + by}, limit) for by in (0, step))
        if here is None or there is None or here == there:
            return
        root = said[name] - here * step / (there - here)
        for value in dict.fromkeys(round(root + by, 6) for by in (0, -step, step, -0.01, 0.01)):
            whole = float(round(value)) if input.whole else value
            if input.has(whole):
                yield {**said, name: whole}

    def _apart(self, said: Said, limit: Comparison) -> Any:
        apart = Arithmetic("-", limit.left, limit.right)
        return self.cases.reading(apart)(self.cases.case(Candidate(said)))


def _limits(trees: Iterable[Node]) -> list[Comparison]:
    nodes = [node for tree in trees for node in walk(tree)]
    return [node for node in nodes if isinstance(node, Comparison) and node.operator in ORDER]


def _varied(random: Random, said: Said, pools: Mapping[str, list[Value]]) -> Said:
    """A candidate with up to four inputs said otherwise, or no longer said."""
    for name in random.choices([*pools], k=random.randint(1, 4)):
        said = {**said, name: random.choice(pools[name])}
    return {name: value for name, value in said.items() if value is not None}


def scenario(cases: Cases, mutant: Mutant, candidate: Candidate) -> str:
    """The candidate as a scenario to paste: what the pack as it is makes of it."""
    case = cases.case(candidate)
    lines = [f"Scenario: {mutant.name}", *_given(candidate), "  When joinwise advises on it"]
    lines += _then(_expected(cases, mutant, case))
    return "\n".join(f"    {line}" for line in lines)


def _then(said: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(said):
        yield f"    {line}" if line.startswith("|") else f"  {'And' if number else 'Then'} {line}"


def _given(candidate: Candidate) -> Iterator[str]:
    kind = str(candidate.values["kind"]).replace("_", " ")
    article = "an" if kind[0] in "aeiou" else "a"
    said = {key: value for key, value in candidate.values.items() if key not in REQUIRED}
    yield f"  Given {article} {kind} of which {'we know' if said else 'nothing else is known'}"
    yield from _table({key: _cell(_shown(key, value)) for key, value in said.items()})


def _shown(name: str, value: Value) -> Value:
    return iso_date(value) if name == AS_OF and isinstance(value, float) else value


def _table(cells: Mapping[str, str]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in (cells.keys(), cells.values())] if cells else []
    for key, value in cells.items():
        yield f"    | {key:{widths[0]}} | {value:{widths[1]}} |"


def _cell(value: Value) -> str:
    match value:
        case None:
            return "null"
        case str():
            return value
        case tuple():
            return f"[{', '.join(value)}]"
    return literal(value)


def _expected(cases: Cases, mutant: Mutant, case: Case) -> Iterator[str]:
    answer = cases.view.answer(case)
    if mutant.redefined and mutant.subject in cases.inputs:
        yield "it is assumed that"
        yield f"| {mutant.subject} | {_cell(case.findings.values[mutant.subject])} |"
    elif mutant.redefined:
        value = case.findings.values[mutant.subject]
        yield f'the fact "{mutant.subject}" is {"not known" if value is None else _cell(value)}'
    elif mutant.pack.decision != cases.pack.decision:
        yield f"the score is {answer['score']}"
        yield f"the advice is to {answer['recommendation']}"
    else:
        yield f'"{mutant.subject}" {_does(answer, mutant.subject)}'


def _does(answer: Mapping[str, Any], rule: str) -> str:
    found = next((reason for reason in answer["reasons"] if reason["rule"] == rule), None)
    if found is None:
        return "does not apply"
    if found["decides"]:
        return f"decides to {found['decides']}"
    points = found["points"]
    return f"gives {points} point{'' if abs(points) == 1 else 's'}"
