"""What to ask and what would flip it, beside the plain advice: ``python -m bench.explain``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from time import process_time
from typing import Any

from bench import packs, workload
from bench.report import aim, table
from bench.timing import Task, Times, interleaved
from joinwise.advisor import Advisor, build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.values import Kind
from joinwise.explain.budget import Effort
from joinwise.explain.explainer import Explainer
from joinwise.explain.outlook import Situation
from joinwise.explain.questions import NEVER_ASKED
from joinwise.explain.search import flip_stretches, flip_test
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack, Question
from joinwise.resources import default_folder
from joinwise.scoring.matcher import TreeMatcher

ROOT = Path(__file__).parents[1]
PLAUSIBLE, GENERATED = 100, 30
"""Candidates."""

ROUNDS = 15
COUNTS = (40, 200, 1_000)
SIZES = (20, 200, 2_000, 10_000)
MOST_TIMES_PLAIN, MOST_TIMES_OF_PLAN = 25, 5

PLAIN, BOTH, PLAN = "plain", "questions, flips", "plan"
INCLUDES = {
    PLAIN: (),
    "questions": ("questions",),
    "flips": ("flips",),
    PLAN: ("plan",),
    BOTH: ("questions", "flips"),
    "questions, flips, pairs": ("questions", "flips", "pairs"),
}
Group = Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Growth:
    """What it takes to explain under one pack.

    ``effort`` is what an answer spends, ``values`` are those of all inputs together, ``ready`` are
    the seconds that the preparation takes.
    """

    times: Times
    effort: float
    values: int
    rules: int
    ready: float


def main() -> None:
    print(run())


def run() -> str:
    """The section on explanations."""
    pack, groups = load_pack(default_folder()), _groups()
    times = {name: _times(build_advisor(pack).complete(), group) for name, group in groups.items()}
    growths = [_growth(rules(count), _generated()) for count in COUNTS]
    grids = [_growth(with_grids(pack, size), groups[PUBLISHED]) for size in SIZES]
    shares = _shares(_stages(build_advisor(pack), groups[FILLED_IN]))
    parts = [INTRODUCTION, _table(times), _aims(times), BY_PACK, _by_pack(growths)]
    return "\n\n".join([*parts, BY_GRID, _by_grid(grids), STAGES, shares])


# Candidates and packs

PUBLISHED, FILLED_IN = "published accounts", "as people fill them in"


def _groups() -> dict[str, Group]:
    files = sorted((ROOT / "examples").iterdir())
    return {
        PUBLISHED: [read_candidate(json.loads(file.read_text())) for file in files],
        FILLED_IN: [read_candidate(plausible(seed)) for seed in range(PLAUSIBLE)],
    }


def _generated() -> Group:
    named = {"name": "A group", "kind": "meetup"}
    return [Candidate({**named, **candidate}) for candidate in workload.candidates(GENERATED)]


def rules(count: int) -> Pack:
    """The rules of the workload, for and against by turns; every input can be changed."""
    pack = packs.pack(workload.rules(count))
    weighed = (replace(rule, points=-1 if n % 2 else 1) for n, rule in enumerate(pack.rules))
    questions = {
        name: replace(question, change="either") for name, question in pack.questions.items()
    }
    return replace(pack, rules=tuple(weighed), questions=questions)


def with_grids(pack: Pack, size: int) -> Pack:
    """The same rules, with so many values of each number (of counts no more than there are)."""
    questions = {name: _with_grid(question, size) for name, question in pack.questions.items()}
    return replace(pack, questions=questions)


def _with_grid(question: Question, size: int) -> Question:
    input = question.input
    if input.kind is not Kind.NUMBER:
        return question
    low, high = question.range or (input.low, input.high)
    step = (high - low) / (size - 1)
    return replace(question, step=max(1.0, float(round(step))) if input.whole else step)


# Measurements


def _times(advisor: Advisor, group: Group) -> Times:
    return interleaved([_task(advisor, group, name) for name in INCLUDES], ROUNDS)


def _task(advisor: Advisor, group: Group, name: str) -> Task:
    include = INCLUDES[name]
    return Task(
        name,
        lambda: [advisor.answer(candidate, include).to_dict() for candidate in group],
        len(group),
    )


def _growth(pack: Pack, group: Group) -> Growth:
    start = process_time()
    advisor = Advisor(pack, TreeMatcher, explains=True).complete()
    ready = process_time() - start
    times = interleaved([_task(advisor, group, name) for name in (PLAIN, BOTH)], ROUNDS)
    values = sum(len(space.values) for space in advisor.explainer.spaces.values())
    effort = mean(_effort(advisor, candidate) for candidate in group)
    return Growth(times, effort, values, len(pack.rules), ready)


def _effort(advisor: Advisor, candidate: Candidate) -> int:
    effort = Effort()
    before = effort.left
    answer = advisor.answer(candidate, INCLUDES[BOTH], effort)
    assert not answer.explanation.incomplete
    return before - effort.left


def _stages(advisor: Advisor, group: Group) -> Times:
    """Each stage of the questions alone; the readings are made again as they were made."""
    explainer = Explainer(advisor.pack)
    situations = [
        explainer.outlook.situation(candidate, Effort(sys.maxsize)) for candidate in group
    ]
    readings = [reading for situation in situations for reading in _readings(explainer, situation)]
    stages: dict[str, Callable[[], object]] = {
        ADVICE: lambda: [advisor.advise(candidate).to_dict() for candidate in group],
        AS_IT_IS: lambda: [
            explainer.outlook.situation(candidate, Effort()).score for candidate in group
        ],
        SETTING: lambda: [
            situation.possible_advice(name)
            for situation in situations
            for name in _tried(explainer, situation)
        ],
        READING: lambda: [may(possible) for may, possible in readings],
        WHOLE: lambda: [advisor.answer(candidate, ("questions",)).to_dict() for candidate in group],
    }
    tasks = [Task(name, run, len(group)) for name, run in stages.items()]
    return interleaved(tasks, ROUNDS)


def _tried(explainer: Explainer, situation: Situation) -> Iterator[str]:
    given = situation.candidate.values
    return (name for name in explainer.spaces if name not in given and name not in NEVER_ASKED)


def _readings(explainer: Explainer, situation: Situation) -> Iterator[tuple[Any, Any]]:
    """What is read while the questions are found: the way to read, and of what."""
    for name in _tried(explainer, situation):
        space, may = explainer.spaces[name], situation.possible_advice(name)
        made: list[Any] = []

        def read(possible: Any, made: list[Any] = made, may: Any = may) -> Any:
            made.append(possible)
            return may(possible)

        flips = flip_test(space.possible, read, situation.recommendation)
        list(flip_stretches(flips, len(space.values)))
        yield from ((may, possible) for possible in made)


# The text


def _table(times: Mapping[str, Times]) -> str:
    header = ["µs an answer (times the plain one)", *times]
    rows = ([name, *(_beside(group, name) for group in times.values())] for name in INCLUDES)
    return table(header, rows)


def _beside(times: Times, name: str) -> str:
    return f"{times[name] * 1e6:,.0f} ({times[name] / times[PLAIN]:.1f})"


def _aims(times: Mapping[str, Times]) -> str:
    parts = ((BOTH, MOST_TIMES_PLAIN), (PLAN, MOST_TIMES_OF_PLAN))
    return "\n".join(
        _aim(f"{group}: {part}", seconds[part] / seconds[PLAIN], most)
        for group, seconds in times.items()
        for part, most in parts
    )


def _aim(said: str, over: float, most: int) -> str:
    return aim(f"{said}, {over:.1f} times the plain answer; aim: at most {most}", over <= most)


def _by_pack(found: Sequence[Growth]) -> str:
    header = [
        "rules",
        "plain, µs",
        "explained, µs",
        "times",
        "effort",
        "rules x values",
        "ready, s",
    ]
    return table(header, ([f"{growth.rules:,}", *_row(growth)] for growth in found))


def _by_grid(found: Sequence[Growth]) -> str:
    header = [
        "values",
        "plain, µs",
        "explained, µs",
        "times",
        "effort",
        "rules x values",
        "ready, s",
    ]
    return table(header, ([f"{growth.values:,}", *_row(growth)] for growth in found))


def _row(growth: Growth) -> list[str]:
    plain, explained = growth.times[PLAIN], growth.times[BOTH]
    timed = [f"{plain * 1e6:,.0f}", f"{explained * 1e6:,.0f}", f"{explained / plain:.1f}"]
    return [
        *timed,
        f"{growth.effort:,.0f}",
        f"{growth.rules * growth.values:,}",
        f"{growth.ready:.2f}",
    ]


ADVICE, AS_IT_IS = "the plain answer", "the candidate as it is, read as ranges"
SETTING, READING = "what each input can change at most", "reading ranges"
REST, WHOLE = "finding the stretches, weighing and writing", "the answer with questions"


def _shares(times: Times) -> str:
    stages = {name: seconds for name, seconds in times.items() if name != WHOLE}
    stages[REST] = times[WHOLE] - sum(stages.values())
    rows = (
        [name, f"{seconds * 1e6:,.0f}", f"{seconds / times[WHOLE]:.0%}"]
        for name, seconds in (stages | {WHOLE: times[WHOLE]}).items()
    )
    return table(["stage", "µs", "share"], rows)


INTRODUCTION = f"""## What to ask, and what would flip it

In process (`Advisor.answer`), under the default pack with its own grids: the published accounts in
`examples/`, and {PLAUSIBLE} candidates as people would fill them in
(`authoring/populations/plausible.py`), of
which most leave some fifty inputs open. Processor time, the median of {ROUNDS} turns."""

BY_PACK = f"""By the size of the pack: the workload of the engines (two or three tests a rule over
30 inputs, 15 % of the values unknown), a point for or against by each rule, every input with its
usual grid of some 200 values, {GENERATED} candidates, questions and flips, advised without the rule
engine. *Effort* is what an answer spends of the five million that a request may: lines of rules
worked out, and parts of the rules looked at for what they read. *Rules x values* are the conditions
to work out if every value of every input were tried. *Ready* is what is prepared once, by a worker
before its first request."""

BY_GRID = """By the number of values: the default pack and the published accounts, with steps such
that each number has 20, 200, 2,000 or 10,000 values (counts no more than there are). *Values* are
those of all inputs together."""

STAGES = """Where the time of the questions goes, for candidates as people fill them in: each stage
made again alone, as it was made."""


if __name__ == "__main__":
    main()
