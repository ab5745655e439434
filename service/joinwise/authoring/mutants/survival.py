"""Which mutants of a pack its specs let pass: those under which every scenario still comes out.

Only what a mutant touches is worked out again. What all else comes to is worked out once for each
candidate; `notices_slowly` does without any of that, and a test holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from joinwise.authoring.mutants.mutations import Mutant
from joinwise.authoring.mutants.scenarios import Answer, Spec
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.values import Value
from joinwise.expressions.ast import Name, Node, names
from joinwise.expressions.compiler import Compiler
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.model import Pack
from joinwise.scoring.advice import AdviceBuilder, contributions
from joinwise.scoring.facts import Evaluator
from joinwise.scoring.model import Evaluation

ComesTo = tuple[int, str | None, str]
RULES_OR_FACTS = ""
OTHERWISE = "~"
"""Stands for what an input is by its assumption, or a fact by its mutated formula."""


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate worked out, with the truth of each condition in turn.

    ``row`` holds what it gives, and after that every name's value.
    """

    given: tuple[Value, ...]
    findings: Evaluation
    truths: tuple[Value, ...]
    row: tuple[Value, ...]


class View:
    """What a pack advises, and where the truth of each of its conditions is found."""

    def __init__(self, pack: Pack, places: Mapping[Node, int]) -> None:
        self.builder = AdviceBuilder(pack)
        whens = [contribution.when for contribution in self.builder.contributions]
        self.new = tuple(dict.fromkeys(when for when in whens if when not in places))
        found = {**places, **{when: len(places) + n for n, when in enumerate(self.new)}}
        self.places = [found[when] for when in whens]
        self.of: dict[str, list[tuple[ComesTo, int]]] = {}
        for contribution, place in zip(self.builder.contributions, self.places, strict=True):
            comes_to = contribution.points, contribution.decides, contribution.reason.source
            self.of.setdefault(contribution.rule, []).append((comes_to, place))
        self.ids = [entry.id for entry in pack.entries]

    def answer(self, case: Case, new: Sequence[Value] = ()) -> Answer:
        """What the service would answer, as far as the sentences of the features look."""
        truths = (*case.truths, *new)
        fired = [n for n, place in enumerate(self.places) if truths[place] is True]
        answer = self.builder.advise(case.findings, fired).to_dict()
        told = {reason["rule"] for reason in answer["reasons"]}
        return answer | {"misses": [{"rule": rule} for rule in self.ids if rule not in told]}

    def conditions(self, rule: str) -> list[Node]:
        """Those of a rule or band; all that there are if none has this name."""
        contributions = self.builder.contributions
        return [
            contribution.when
            for contribution in contributions
            if contribution.rule == rule or rule not in self.of
        ]

    def fired(self, rule: str, case: Case, new: Sequence[Value] = ()) -> list[ComesTo]:
        """What a rule or band comes to if it fires: points, decision and text."""
        truths = (*case.truths, *new)
        return [comes_to for comes_to, place in self.of.get(rule, ()) if truths[place] is True]


class Cases:
    """Works candidates out under a pack, and under its mutants by what they change."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.inputs = pack.catalogue.inputs
        self.conditions = tuple(
            dict.fromkeys(contribution.when for contribution in contributions(pack))
        )
        self.places = {when: place for place, when in enumerate(self.conditions)}
        self.view = View(pack, self.places)
        self.workings = Evaluator(pack, self.conditions)
        self.dependencies = Dependencies(pack)
        self.readers = _readers(pack)
        self.downstream = cache(self._downstream)
        self.reading = lru_cache(64)(self._reading)

    def case(self, candidate: Candidate) -> Case:
        findings, truths = self.workings.evaluate(candidate)
        given = tuple(map(candidate.values.get, self.pack.inputs))
        row = (*given, *(findings.values[name] for name in self.workings.names))
        return Case(given, findings, truths, row)

    def _reading(self, tree: Node) -> Callable[[Case], Value]:
        """A tree as a function of a case: names have the values that they have there."""
        program = _Settled(self.workings.names, len(self.pack.inputs))
        work = program.compile([tree])
        return lambda case: work(case.row)[0]

    def _downstream(self, name: str) -> Callable[[Sequence[Value]], tuple[Value, ...]]:
        """From what a candidate gives and how a name is defined: all names, all conditions."""
        inputs = (*self.pack.inputs, OTHERWISE)
        slots = {name: slot for slot, name in enumerate(inputs)}
        program = Compiler(slots, {**self.dependencies.definitions, name: Name(OTHERWISE)})
        wanted = [Name(name) for name in self.workings.names]
        return program.compile([*wanted, *self.conditions])

    def redefined(self, case: Case, name: str, value: Value) -> Case:
        """The case if the formula or assumption of a name gives another value."""
        results = self.downstream(name)((*case.given, value))
        values = dict(zip(self.workings.names, results, strict=False))
        said = {
            name for name, own in zip(self.pack.inputs, case.given, strict=True) if own is not None
        }
        findings = self.workings.evaluation(values, said, case.findings.words)
        return Case(case.given, findings, results[len(values) :], case.row)


class _Settled(Compiler):
    """Names have the values that were worked out; only what was given is known of an input."""

    def __init__(self, names: Sequence[str], count: int) -> None:
        """``names`` are the inputs, so many, and after them the facts."""
        slots = {name: slot for slot, name in enumerate(names[:count])}
        held = {f"={name}": count + slot for slot, name in enumerate(names)}
        facts = {name: held[f"={name}"] for name in names[count:]}
        inputs = {name: Name(f"={name}") for name in slots}
        super().__init__({**slots, **facts, **held}, inputs)


class Survival:
    """Holds mutants against specs."""

    def __init__(self, pack: Pack, specs: Iterable[Spec]) -> None:
        self.cases = Cases(pack)
        read = partial(read_candidate, catalogue=pack.catalogue)
        self.specs = [(spec, self.cases.case(read(spec.candidate))) for spec in specs]
        self.column = cache(self._column)

    def fallen(self) -> list[tuple[Spec, Case]]:
        """The specs that do not come out under the pack as it is."""
        answer = self.cases.view.answer
        return [(spec, case) for spec, case in self.specs if not spec.holds(answer(case))]

    def noticed_by(self, mutant: Mutant) -> Spec | None:
        """The first spec that does not come out under a mutant; None if it survives."""
        if self._reads_less(mutant):
            return self.noticed_slowly_by(mutant)
        for place, answer in self._changed(mutant):
            if not self.specs[place][0].holds(answer):
                return self.specs[place][0]
        return None

    def noticed_slowly_by(self, mutant: Mutant) -> Spec | None:
        cases = Cases(mutant.pack)
        for spec, _ in self.specs:
            case = cases.case(read_candidate(spec.candidate, mutant.pack.catalogue))
            if not spec.holds(cases.view.answer(case)):
                return spec
        return None

    def _changed(self, mutant: Mutant) -> Iterator[tuple[int, Answer]]:
        """The answers that a mutant may change, by the place of the spec."""
        view = View(mutant.pack, self.cases.places)
        changed = self._redefined(mutant) if mutant.redefined else self._touched(mutant, view)
        for place, case, new in changed:
            yield place, view.answer(case, new)

    def _redefined(self, mutant: Mutant) -> Iterator[tuple[int, Case, tuple[Value, ...]]]:
        assert mutant.before
        assert mutant.after
        before, after = self.column(mutant.before), self._column(mutant.after)
        for place, (_, case) in enumerate(self.specs):
            if before[place] != after[place]:
                yield place, self.cases.redefined(case, mutant.subject, after[place]), ()

    def _touched(self, mutant: Mutant, view: View) -> Iterator[tuple[int, Case, tuple[Value, ...]]]:
        columns = [self._column(when) for when in view.new]
        touches_all = mutant.pack.decision != self.cases.pack.decision
        for place, (_, case) in enumerate(self.specs):
            new = tuple(column[place] for column in columns)
            before = self.cases.view.fired(mutant.subject, case)
            if touches_all or before != view.fired(mutant.subject, case, new):
                yield place, case, new

    def _reads_less(self, mutant: Mutant) -> bool:
        """Whether an assumption may no longer be read, and so no longer be told."""
        lost = {*_named(mutant.before)} - {*_named(mutant.after)}
        before = self.cases.readers
        after = _readers(mutant.pack) if lost & before.keys() else before
        return any(after.get(name) != before[name] for name in lost & before.keys())

    def _column(self, tree: Node) -> list[Value]:
        reading = self.cases.reading(tree)
        return [reading(case) for _, case in self.specs]


def _readers(pack: Pack) -> dict[str, set[str]]:
    """What reads each name: the assumptions of inputs, by name, or rules and facts."""
    trees = [(RULES_OR_FACTS, tree) for tree in pack.reads]
    trees += [(RULES_OR_FACTS, fact.formula) for fact in pack.facts.values()]
    trees += [
        (name, question.assume) for name, question in pack.questions.items() if question.assume
    ]
    readers: dict[str, set[str]] = {name: set() for name in pack.order}
    for reader, tree in trees:
        for name in names(tree):
            readers.setdefault(name, set()).add(reader)
    return readers


def _named(tree: Node | None) -> tuple[str, ...]:
    return names(tree) if tree else ()
