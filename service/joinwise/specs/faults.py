"""What is wrong in feature files before anything is run: unknown sentences, names and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ruamel.yaml.error import YAMLError

from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import REQUIRED, is_input
from joinwise.domain.nesting import nested
from joinwise.errors import CandidateError
from joinwise.packs.model import Pack
from joinwise.specs.gherkin import (
    SLOT,
    Example,
    Examples,
    Fault,
    Feature,
    FeatureError,
    Scenario,
    Step,
    read_feature,
)
from joinwise.specs.sentences import Sentence, Sentences
from joinwise.specs.steps.cells import BY_LABEL, cell_value, input_name
from joinwise.specs.syntax import block_problem, cells_problem, first_word, keyword_like
from joinwise.suggestions import nearest

OUTLINE = "Outline"
CANDIDATE = "candidate"
PAIR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The features of a folder that can be read, and all that is wrong in its files."""

    features: tuple[Feature, ...]
    faults: tuple[Fault, ...]


def read_features(files: Mapping[str, bytes], pack: Pack, sentences: Sentences) -> Reading:
    """The features in files, each sentence and name held against the pack."""
    features: list[Feature] = []
    faults: set[Fault] = set()
    for file, content in files.items():
        try:
            feature = read_feature(file, content)
        except FeatureError as error:
            faults.update(error.faults)
            continue
        features.append(feature)
        faults.update(FeatureChecker(feature, content, pack, sentences).faults())
    return Reading(tuple(features), tuple(sorted(faults)))


class FeatureChecker:
    """Finds the faults of one feature."""

    def __init__(self, feature: Feature, content: bytes, pack: Pack, sentences: Sentences) -> None:
        self.feature = feature
        self.lines = content.decode("utf-8-sig").splitlines()
        self.sentences = sentences
        self.catalogue = pack.catalogue
        self.names = {
            "rule": [entry.id for entry in pack.entries],
            "fact": [*pack.facts],
            "input": [*pack.inputs],
        }

    def faults(self) -> Iterator[Fault]:
        yield from self._duplicates()
        for line, text in enumerate(self.lines, 1):
            if problem := block_problem(text.strip()):
                yield self._fault(line, problem)
        for background in self._backgrounds():
            yield from chain.from_iterable(self._step(step, step.line) for step in background)
        for scenario in self.feature.scenarios:
            yield from self._scenario(scenario)

    def _fault(self, line: int, message: str) -> Fault:
        return Fault(self.feature.file, line, message)

    def _backgrounds(self) -> Iterator[Sequence[Step]]:
        policies = (policy.background for policy in self.feature.policies)
        for background in (self.feature.background, *policies):
            if background:
                yield background.steps

    def _duplicates(self) -> Iterator[Fault]:
        for scenario, first in self.feature.repeated_names():
            message = f"a scenario of the same name stands on line {first}"
            yield self._fault(scenario.line, message)

    def _scenario(self, scenario: Scenario) -> Iterator[Fault]:
        mistyped = [*self._mistyped(scenario)]
        yield from mistyped
        yield from self._slots(scenario)
        if not mistyped and not any(step.kind == "then" for step in scenario.steps):
            yield self._fault(scenario.line, "this scenario says nothing: add a Then step")
        for example in scenario.examples:
            for step, written in zip(example.steps, scenario.steps, strict=True):
                yield from self._step(step, example.line if step != written else step.line)

    def _mistyped(self, scenario: Scenario) -> Iterator[Fault]:
        """Lines above the steps that were meant as steps: the parser takes them for a text."""
        first = min((step.line for step in scenario.steps), default=scenario.line)
        for line in range(scenario.line + 1, first):
            word = first_word(self.lines[line - 1])
            hint = keyword_like(word) if word[:1] not in "#@" else ""
            is_in_text = word in {"Rule", "Example", "Examples", "The", "And"}
            if hint and not is_in_text and not hint.endswith(f'"{word}"?'):
                yield self._fault(line, f'"{word}" is no keyword{hint}')

    def _slots(self, scenario: Scenario) -> Iterator[Fault]:
        """Slots of an outline without a column, and columns without a slot."""
        slots = {slot: step.line for step in scenario.steps for slot in _slots_of(step)}
        slots |= dict.fromkeys(SLOT.findall(scenario.name), scenario.line)
        tables = [table for table in scenario.tables if table.rows]
        if not tables and (slots or OUTLINE in scenario.keyword):
            yield self._fault(scenario.line, "an outline needs Examples: with a row for each case")
        for table in tables:
            yield from self._columns(table, slots)

    def _columns(self, table: Examples, slots: Mapping[str, int]) -> Iterator[Fault]:
        missing, unused = slots.keys() - {*table.header}, {*table.header} - slots.keys()
        for slot in missing:
            hint = nearest(slot, table.header)
            yield self._fault(table.line, f'no column is called "{slot}"{hint}')
        for column in unused if not missing else ():
            yield self._fault(table.line, f'no step uses the column "{column}"')

    def _step(self, step: Step, line: int) -> Iterator[Fault]:
        if any(_slots_of(step)):
            return
        sentence = self.sentences.of(step)
        if sentence is None:
            hint = self.sentences.nearest(step) or "; `joinwise rules test --sentences` lists them"
            yield self._fault(line, f'no sentence says "{step.text}"{hint}')
            return
        yield from self._table(step, sentence)
        yield from self._names(step, sentence, line)
        if sentence.context.target_fixture == CANDIDATE and "kind" in sentence.values(step):
            yield from self._candidate(step, sentence, line)

    def _table(self, step: Step, sentence: Sentence) -> Iterator[Fault]:
        if sentence.has_table and not step.table:
            yield self._fault(step.line, "a table belongs below this step")
        if step.table and not sentence.has_table:
            yield self._fault(step.line, "this sentence has no table below it")

    def _names(self, step: Step, sentence: Sentence, line: int) -> Iterator[Fault]:
        for what, name in sentence.values(step).items():
            known = self.names.get(what, ())
            if known and name not in known:
                yield self._fault(line, f'there is no {what} "{name}"{nearest(name, known)}')

    def _candidate(self, step: Step, sentence: Sentence, line: int) -> Iterator[Fault]:
        """What the service would refuse, each at its row."""
        kind = str(sentence.values(step)["kind"]).replace(" ", "_")
        kinds = self.catalogue.inputs["kind"].values
        if kind not in kinds:
            known = [name.replace("_", " ") for name in kinds]
            hint = nearest(kind.replace("_", " "), known)
            yield self._fault(line, f'there is no kind "{kind.replace("_", " ")}"{hint}')
            return
        rows = [*zip(step.table, step.table_lines, strict=True)]
        yield from self._rows(rows)
        yield from self._values(kind, [row for row in rows if _is_input(row[0])], line, step)

    def _rows(self, rows: Iterable[tuple[Sequence[str], int]]) -> Iterator[Fault]:
        for cells, at in rows:
            if len(cells) != PAIR:
                yield self._fault(at, cells_problem(self.lines[at - 1].strip(), PAIR))
            elif input_name(cells[0]) not in self.catalogue.given:
                hint = nearest(cells[0], [*self.catalogue.inputs, *BY_LABEL])
                message = f'there is no input "{cells[0]}"{hint}'
                yield self._fault(at, message)

    def _values(
        self, kind: str, rows: Sequence[tuple[Sequence[str], int]], line: int, step: Step
    ) -> Iterator[Fault]:
        values: dict[str, Any] = {}
        places = {input_name(cells[0]): at for cells, at in rows}
        for (written, cell), at in rows:
            name = input_name(written)
            try:
                values[name] = cell_value(cell)
            except YAMLError:
                yield self._fault(at, f'{name}: "{cell}" cannot be read; put a text in quotes')
        try:
            body = {"name": "A group", "kind": kind, **nested(values)}
            read_candidate(body, self.catalogue)
        except CandidateError as error:
            for problem in error.problems:
                name = problem.field.partition("[")[0]
                at = places.get(name, line)
                yield self._fault(at if line == step.line else line, str(problem))


def _is_input(cells: Sequence[str]) -> bool:
    name = input_name(cells[0])
    return len(cells) == PAIR and is_input(name) and name not in REQUIRED


def _slots_of(step: Step) -> Iterator[str]:
    """The names of the slots in a step, its table and its text."""
    texts = (step.text, *chain.from_iterable(step.table), step.document or "")
    yield from (slot for text in texts for slot in SLOT.findall(text))


def is_faulty(example: Example, scenario: Scenario, faults: Iterable[Fault]) -> bool:
    """Whether something is wrong with an example, or with its scenario as a whole."""
    first = min((step.line for step in scenario.steps), default=scenario.line)
    lines = {*range(scenario.line, first), example.line}
    lines |= {line for step in scenario.steps for line in (step.line, *step.table_lines)}
    lines |= {table.line for table in scenario.tables}
    return any(fault.file == scenario.file and fault.line in lines for fault in faults)
