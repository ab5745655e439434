"""A folder of feature files, as its readers see it: features, policies, scenarios, examples."""

from __future__ import annotations

import re
import textwrap
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

from joinwise.errors import JoinwiseError
from joinwise.specs.syntax import syntax_problem

SUFFIX = ".feature"
SLOT = re.compile(r"<(.+?)>")
NAMES_A_RULE = re.compile(r'"(?P<rule>[a-z0-9-]+)" (?P<does>.+)', re.DOTALL)
STAYS_SILENT = "does not apply"
KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}

Cells = tuple[str, ...]
Notes = tuple[str, ...]
"""Comments, line by line."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A place in a feature file, and what is wrong there."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class FeatureError(JoinwiseError):
    """For the author of the features: a file cannot be read, and at which lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class NoFeaturesError(JoinwiseError):
    """For the author of the features: a folder holds none."""


@dataclass(frozen=True, slots=True, order=True)
class ExampleKey:
    """What names an example for good: its number counts from 1 within the scenario."""

    file: str
    scenario: str
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """``kind`` is ``given``, ``when``, ``then``, or empty before any of these."""

    notes: Notes
    keyword: str
    kind: str
    text: str
    table: tuple[Cells, ...]
    document: str | None
    line: int
    table_lines: tuple[int, ...]


@dataclass(frozen=True)
class Example:
    """A scenario with its slots filled: what is run. ``line`` counts from 1."""

    key: ExampleKey
    notes: Notes
    line: int
    cells: Cells
    steps: tuple[Step, ...]

    @property
    def checks(self) -> tuple[Step, ...]:
        """The steps that say what is expected."""
        return tuple(step for step in self.steps if step.kind == "then")

    @cached_property
    def expectations(self) -> Mapping[str, bool]:
        """The rules that the checks name, and whether they say that the rule applies."""
        applies: dict[str, bool] = {}
        for match in filter(None, (NAMES_A_RULE.match(step.text) for step in self.checks)):
            is_applied = match["does"] != STAYS_SILENT
            applies[match["rule"]] = applies.get(match["rule"], False) or is_applied
        return applies


@dataclass(frozen=True, slots=True)
class Part:
    """What each part of a file begins with; ``notes`` are the comments above it."""

    notes: Notes
    keyword: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Examples(Part):
    tags: Cells
    line: int
    header: Cells
    rows: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Scenario(Part):
    """``plain`` is the one example of a scenario without tables."""

    tags: Cells
    file: str
    line: int
    steps: tuple[Step, ...]
    tables: tuple[Examples, ...]
    plain: Example | None

    @property
    def examples(self) -> tuple[Example, ...]:
        """All that is run of it, in order."""
        return (self.plain,) if self.plain else tuple(_rows(self.tables))


@dataclass(frozen=True, slots=True)
class Background(Part):
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Policy(Part):
    """A ``Rule:`` of a feature file; without a name it holds the scenarios outside of any."""

    tags: Cells
    line: int
    background: Background | None
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class Feature(Part):
    """``file`` is its path within the folder; ``afterword`` the comments after all else."""

    file: str
    tags: Cells
    background: Background | None
    policies: tuple[Policy, ...]
    afterword: Notes

    @property
    def label(self) -> str:
        """Its file in short, for narrow places."""
        return self.file.removesuffix(SUFFIX).replace("_", " ")

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(scenario for policy in self.policies for scenario in policy.scenarios)

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(example for scenario in self.scenarios for example in scenario.examples)

    def repeated_names(self) -> Iterator[tuple[Scenario, int]]:
        """The scenarios whose name another has before them, and the line of the first of these."""
        lines: dict[str, int] = {}
        for scenario in self.scenarios:
            first = lines.setdefault(scenario.name, scenario.line)
            if first != scenario.line:
                yield scenario, first


def feature_files(folder: Path) -> dict[str, bytes]:
    """The feature files of a folder and those below it, by their path in it. Raises OSError."""
    paths = sorted(folder.rglob(f"*{SUFFIX}"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_feature(file: str, content: bytes) -> Feature:
    """The feature of a file. Raises FeatureError, which names the lines."""
    text = _decoded(file, content)
    try:
        document = Parser().parse(text)
    except CompositeParserException as error:
        raise FeatureError(_faults(file, text, error.errors)) from None
    except ParserException as error:
        raise FeatureError(_faults(file, text, [error])) from None
    if "feature" not in document:
        raise FeatureError([Fault(file, 1, 'no "Feature:" found')])
    return _FeatureReader(file, document["comments"]).feature(document["feature"])


def _decoded(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8"
        raise FeatureError([Fault(file, line, message)]) from None


def _faults(file: str, text: str, errors: Iterable[ParserException]) -> Iterator[Fault]:
    lines = text.splitlines()
    for error in errors:
        line = error.location["line"]
        yield Fault(file, line, syntax_problem(lines, line, str(error).partition("): ")[2]))


class _FeatureReader:
    """Reads a document from top to bottom, with the comments above each part."""

    def __init__(self, file: str, comments: Iterable[Any]) -> None:
        self.file = file
        self.comments = deque(
            (comment["location"]["line"], comment["text"]) for comment in comments
        )

    def notes(self, until: float) -> Notes:
        """The comments above a line that no part has taken yet."""
        notes = []
        while self.comments and self.comments[0][0] < until:
            notes.append(self.comments.popleft()[1].strip().lstrip("#").strip())
        return tuple(notes)

    def head(self, data: Any) -> dict[str, Any]:
        """What every part has; the comments first, since they are taken in order."""
        return {
            "notes": self.notes(data["location"]["line"]),
            "keyword": data["keyword"],
            "name": data["name"],
            "description": textwrap.dedent(data["description"]).strip(),
        }

    def feature(self, data: Any) -> Feature:
        head, children = self.head(data), data["children"]
        background = self.background(children)
        loose = self.scenarios(children)
        policies = [self.policy(child["rule"]) for child in children if "rule" in child]
        unnamed = [_unnamed(loose)] if loose else []
        return Feature(
            **head,
            file=self.file,
            tags=_tags(data),
            background=background,
            policies=(*unnamed, *policies),
            afterword=self.notes(float("inf")),
        )

    def policy(self, data: Any) -> Policy:
        head, children = self.head(data), data["children"]
        background = self.background(children)
        return Policy(
            **head,
            tags=_tags(data),
            line=data["location"]["line"],
            background=background,
            scenarios=self.scenarios(children),
        )

    def background(self, children: Iterable[Any]) -> Background | None:
        data = next((child["background"] for child in children if "background" in child), None)
        return Background(**self.head(data), steps=self.steps(data)) if data else None

    def scenarios(self, children: Iterable[Any]) -> tuple[Scenario, ...]:
        return tuple(self.scenario(child["scenario"]) for child in children if "scenario" in child)

    def scenario(self, data: Any) -> Scenario:
        head, steps, line = self.head(data), self.steps(data), data["location"]["line"]
        blank = Example(ExampleKey(self.file, head["name"], 1), (), line, (), steps)
        tables = self.tables(data["examples"], blank)
        return Scenario(
            **head,
            tags=_tags(data),
            file=self.file,
            line=line,
            steps=steps,
            tables=tables,
            plain=blank if not any(_rows(tables)) else None,
        )

    def steps(self, data: Any) -> tuple[Step, ...]:
        kind, steps = "", []
        for step in data["steps"]:
            kind = KINDS.get(step["keywordType"], kind)
            steps.append(self.step(step, kind))
        return tuple(steps)

    def step(self, data: Any, kind: str) -> Step:
        rows = data.get("dataTable", {}).get("rows", [])
        last = rows[-1] if rows else data
        return Step(
            notes=self.notes(last["location"]["line"]),
            keyword=data["keyword"].strip(),
            kind=kind,
            text=data["text"],
            table=tuple(map(_cells, rows)),
            document=data.get("docString", {}).get("content"),
            line=data["location"]["line"],
            table_lines=tuple(row["location"]["line"] for row in rows),
        )

    def tables(self, tables: Iterable[Any], blank: Example) -> tuple[Examples, ...]:
        read: list[Examples] = []
        for data in tables:
            head, header = self.head(data), _cells(data.get("tableHeader"))
            before = sum(len(table.rows) for table in read)
            rows = [
                self.example(row, header, blank, number)
                for number, row in enumerate(data.get("tableBody", ()), before + 1)
            ]
            at = data.get("tableHeader", data)["location"]["line"]
            read.append(Examples(**head, tags=_tags(data), line=at, header=header, rows=(*rows,)))
        return tuple(read)

    def example(self, row: Any, header: Cells, blank: Example, number: int) -> Example:
        line, cells = row["location"]["line"], _cells(row)
        values = dict(zip(header, cells, strict=True))
        return Example(
            key=replace(blank.key, number=number),
            notes=self.notes(line),
            line=line,
            cells=cells,
            steps=tuple(filled(step, values) for step in blank.steps),
        )


def _unnamed(scenarios: tuple[Scenario, ...]) -> Policy:
    return Policy((), "", "", "", (), scenarios[0].line, None, scenarios)


def _rows(tables: Iterable[Examples]) -> Iterator[Example]:
    for table in tables:
        yield from table.rows


def _tags(data: Any) -> Cells:
    return tuple(tag["name"] for tag in data["tags"])


def _cells(row: Any) -> Cells:
    return tuple(cell["value"] for cell in row["cells"]) if row else ()


def filled(step: Step, values: Mapping[str, str]) -> Step:
    """The step with the values of an example in its slots; a slot without one stays."""

    def fill(text: str) -> str:
        return SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text)

    return replace(
        step,
        text=fill(step.text),
        table=tuple(tuple(map(fill, row)) for row in step.table),
        document=None if step.document is None else fill(step.document),
    )
