"""A pack and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import Any

from joinwise.domain.catalogue import CATALOGUE, Catalogue
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import JOIN, Recommendation
from joinwise.domain.units import Unit
from joinwise.domain.values import Kind, Value
from joinwise.expressions.ast import Comparison, Constant, Name, Node, names, walk
from joinwise.expressions.closeness import without_tolerance
from joinwise.expressions.dates import Period, condition_of
from joinwise.packs.citations import Source, Sources
from joinwise.packs.templates import Text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written in the rule files; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """``cost.yaml:14``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Words:
    """What the recommendations are called if a condition is true: ``Stay`` and ``Leave``."""

    when: Node
    join: str
    skip: str
    at: Place = field(compare=False)

    def word(self, recommendation: Recommendation) -> str:
        return self.join if recommendation is JOIN else self.skip


JOIN_OR_SKIP = Words(Constant(True, Kind.BOOLEAN), "Join", "Skip", Place("", 0))
"""What they are called if a pack says nothing else."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The score before any rule, and the score from which the advice is to join; both 0-100.

    Of ``words`` the first count whose condition is true. ``little_known`` ends the summary if
    no points rest on anything that the caller said of this one. ``language`` is that of the texts
    of the pack, if it is said.
    """

    start: int = 50
    join_at: int = 50
    words: tuple[Words, ...] = ()
    little_known: Text | None = None
    language: str | None = None


class Recall(StrEnum):
    """Whether people know an answer by heart or have to look it up."""

    BY_HEART = "by_heart"
    LOOK_UP = "look_up"


@dataclass(frozen=True, slots=True)
class Question:
    """What a pack says of an input: what to assume of it, how to ask for it, what to try for it.

    It is asked unless ``when`` is false for the candidate. ``range`` and ``step`` give the grid
    ``range[0] + k * step`` of values worth considering.
    """

    input: Input
    ask: str
    when: Node | None = None
    assume: Node | None = None
    range: tuple[float, float] | None = None
    step: float | None = None
    change: str | None = None
    recall: Recall | None = None
    source: Sources = None

    @property
    def effort(self) -> Recall:
        """What it takes to answer; unless it is said, money and shares are looked up."""
        unit = self.input.unit
        usual = Recall.LOOK_UP if unit.is_money or unit.is_share else Recall.BY_HEART
        return self.recall or usual


@dataclass(frozen=True, slots=True)
class Fact:
    """``says`` is what a true/false fact says in English if it is true."""

    name: str
    formula: Node
    kind: Kind
    unit: Unit
    about: str
    source: Sources
    at: Place = field(compare=False)
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """``brief`` is the reason for the summary; outside of ``period`` it never fires.

    Once the pack is read, ``when`` is false outside of it.
    """

    id: str
    title: str
    when: Node
    points: int
    decide: Recommendation | None
    reason: Text
    brief: Text | None
    source: Source | None
    at: Place = field(compare=False)
    period: Period | None = None

    @property
    def cases(self) -> tuple[Rule]:
        """What of it can apply: the rule itself."""
        return (self,)

    @property
    def condition(self) -> Node:
        """What it says under ``when``, whatever the day."""
        return condition_of(self.when) if self.period else self.when

    @property
    def reads(self) -> tuple[Node, ...]:
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Row:
    """One step of a band: from ``low``, included, to ``high``, not included."""

    low: float | None
    high: float | None
    points: int
    reason: Text
    brief: Text | None
    source: Source | None
    when: Node
    at: Place = field(compare=False)

    @property
    def decide(self) -> None:
        """A scale only gives points."""

    @property
    def bounds(self) -> tuple[float, float]:
        """The least double for which the row applies, and the next one for which it does not."""
        bounds = {">=": -inf, "<": inf}
        for test in walk(without_tolerance(self.when)):
            match test:
                case Comparison(operator, _, Constant(float() as limit)):
                    bounds[operator] = limit
        return bounds[">="], bounds["<"]


@dataclass(frozen=True, slots=True)
class Band:
    id: str
    title: str
    over: Name
    rows: tuple[Row, ...]
    brief: Text | None
    source: Source | None
    at: Place = field(compare=False)

    @property
    def cases(self) -> tuple[Row, ...]:
        return self.rows

    @property
    def reads(self) -> tuple[Node, ...]:
        return (self.over,)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: as it is written, and its test; None if anything will do."""

    written: Any = field(compare=False)
    test: Node | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, with a cell for each column."""

    cells: tuple[Cell, ...]
    when: Node
    points: int
    decide: Recommendation | None
    reason: Text
    brief: Text | None
    source: Source | None
    at: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: of its rows over several inputs and facts one at most applies."""

    id: str
    title: str
    over: tuple[Name, ...]
    rows: tuple[TableRow, ...]
    brief: Text | None
    source: Source | None
    at: Place = field(compare=False)

    @property
    def cases(self) -> tuple[TableRow, ...]:
        return self.rows

    @property
    def reads(self) -> tuple[Node, ...]:
        return self.over


RuleEntry = Rule | Band | Table
"""What can give points or decide."""

RuleCase = Rule | Row | TableRow
"""The parts of it that apply or not, each with a condition: at most one applies."""


def tested(entry: RuleEntry) -> tuple[str, ...]:
    """The names that it goes by, each once, in order."""
    return tuple(dict.fromkeys(name for tree in entry.reads for name in names(tree)))


@dataclass(frozen=True, slots=True)
class Promise:
    """What holds for every candidate, all else equal: a higher value never turns the advice so.

    ``higher`` is an input, a pattern of inputs like ``cost.*``, or several inputs that grow by the
    same amount together; ``never`` what they never turn the advice into; ``given`` a condition
    that is true before and after.
    """

    higher: str | tuple[str, ...]
    never: Recommendation
    given: Node | None
    because: str | None
    at: Place = field(compare=False)

    @property
    def name(self) -> str:
        """What it is called in messages: what grows."""
        return self.higher if isinstance(self.higher, str) else " with ".join(self.higher)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The fact that says how much makes it pay."""

    fact: str
    text: Text


MOST_MONTHS = 1_200
"""How far one may look ahead."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """``most`` months are looked ahead; ``months`` is a name in the text."""

    most: int
    text: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """What is told of the time ahead.

    ``clock`` are the inputs that grow as months go by; ``idle`` are the values of inputs that are
    taken if they are unknown and nothing more comes.
    """

    break_even: BreakEven | None
    clock: tuple[str, ...]
    idle: Mapping[str, Value]
    look_again: LookAgain | None
    at: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of group that a pack adds, and which one it is like."""

    name: str
    like: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The layer that something comes from, by the name of its folder.

    ``changed_by`` is the last layer that changed it, ``was`` what the keys said before any did.
    """

    layer: str
    changed_by: str | None = None
    was: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of rules. ``version`` is a hash of what they say.

    ``order`` names the facts and the assumed inputs so that each comes after all that it needs;
    ``files`` are the texts that the pack was read from, by file name; ``origins`` tells what comes
    from which layer, by id or name, if there is more than one; ``catalogue`` are all inputs.
    """

    name: str
    version: str
    decision: Decision
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    bands: tuple[Band, ...]
    compare: Mapping[str, str] | None
    order: tuple[str, ...]
    promises: tuple[Promise, ...] = ()
    plan: Plan | None = None
    tables: tuple[Table, ...] = ()
    own_kinds: tuple[OwnKind, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    catalogue: Catalogue = field(default=CATALOGUE, compare=False, repr=False)

    @property
    def inputs(self) -> Mapping[str, Input]:
        """Every input that there is under it."""
        return self.catalogue.inputs

    @property
    def entries(self) -> tuple[RuleEntry, ...]:
        """The rules, after them the bands, and the tables."""
        return (*self.rules, *self.bands, *self.tables)

    @property
    def cases(self) -> tuple[RuleCase, ...]:
        """All rules and rows."""
        return tuple(case for entry in self.entries for case in entry.cases)

    @property
    def reads(self) -> tuple[Node, ...]:
        """What its rules, bands and tables read."""
        return tuple(tree for entry in self.entries for tree in entry.reads)

    @property
    def size(self) -> int:
        """How many rules and rows it has."""
        return sum(len(entry.cases) for entry in self.entries)

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every input and fact."""
        inputs = {name: question.input.kind for name, question in self.questions.items()}
        return inputs | {name: fact.kind for name, fact in self.facts.items()}

    def is_said_by(self, layer: str, name: str) -> bool:
        """Whether something comes from a layer or is changed by it; without layers, always."""
        origin = self.origins.get(name)
        return origin is None or layer in (origin.layer, origin.changed_by)

    def unit(self, name: str) -> Unit:
        """The unit of an input or a fact."""
        return self.facts[name].unit if name in self.facts else self.questions[name].input.unit

    def clause(self, name: str) -> str | None:
        """What a fact says if it is true."""
        return self.facts[name].says if name in self.facts else None

    def definition(self, name: str) -> Node | None:
        """The formula of a fact, the assumption of an input, or None."""
        return self.facts[name].formula if name in self.facts else self.questions[name].assume
