"""Which rules fire: joinwise's adapter beside durable_rules alone, other engines, plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import process_time
from typing import Any

from bench import packs, workload
from bench.bare import Bare
from bench.report import aim, table
from bench.rivals.contestants import Contestant, contestants, versions
from bench.timing import Task, Times, interleaved
from bench.workload import Candidate, Rule, Test
from joinwise.domain.candidate import Candidate as Given
from joinwise.domain.catalogue import INPUTS
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.partial_evaluation import SLOTS
from joinwise.packs.model import Pack
from joinwise.scoring.durable import DurableMatcher
from joinwise.scoring.facts import Evaluator

COUNTS = (10, 40, 200, 1000)
FEW, MANY = 40, 1000
ROUNDS = {10: 31, 40: 31, 200: 21, 1000: 11}
SHORTEST_TURN, LONGEST_TURN = 0.01, 0.1
"""Seconds: quick contestants go over the candidates several times, slow ones over some of them."""

ADAPTER, BARE = "**joinwise's adapter**", "durable_rules, bare loop"
MOST_OVER_BARE = 1.5


@dataclass(frozen=True, slots=True)
class Results:
    """``fired`` is the mean number of rules that fire on a candidate."""

    contestants: Sequence[Contestant]
    tasks: Sequence[Task]
    fired: float
    times: Times

    @property
    def own(self) -> list[Task]:
        """Those of the bare loop and the adapter."""
        return [task for task in self.tasks if task.name in (BARE, ADAPTER)]


def main() -> None:
    print(run())


def run() -> str:
    """The section on engines."""
    results = {count: measured(count) for count in COUNTS}
    used = f"Versions: {versions()}."
    return "\n\n".join([INTRODUCTION, _table(results), "\n".join(_aims(results)), used])


def measured(count: int) -> Results:
    """Times all contestants over ``count`` rules. Raises where two of them disagree."""
    rules, candidates = workload.rules(count), workload.candidates()
    everybody = [*_own(rules, candidates), *contestants(rules, candidates)]
    expected = [everybody[0].fired(fact) for fact in everybody[0].facts]
    tasks = [_checked(contestant, expected) for contestant in everybody]
    fired = sum(map(len, expected)) / len(expected)
    return Results(everybody, tasks, fired, interleaved(tasks, ROUNDS[count]))


def _checked(contestant: Contestant, expected: Sequence[set[int]]) -> Task:
    """The contestant's task, once it has found the same rules for every candidate."""
    start = process_time()
    for number, fact in enumerate(contestant.facts):
        if contestant.fired(fact) != expected[number]:
            raise AssertionError(f"{contestant.name} finds other rules for candidate {number}")
    return _task(contestant, process_time() - start)


def _task(contestant: Contestant, seconds: float) -> Task:
    """A turn of a fitting length, where all candidates once take so many seconds."""
    thinned = contestant.facts[:: int(seconds / LONGEST_TURN) + 1]
    facts = [*thinned] * (int(SHORTEST_TURN / seconds) + 1)
    fired = contestant.fired
    return Task(contestant.name, lambda: [fired(fact) for fact in facts], len(facts))


def _own(rules: Sequence[Rule], candidates: Sequence[Candidate]) -> list[Contestant]:
    """The floor, joinwise's adapter, and two limits."""
    bare = Bare(rules)
    encoded = [bare.encoded(candidate) for candidate in candidates]
    pack = packs.pack(rules)
    inputs = [[candidate.get(name) for name in INPUTS] for candidate in candidates]
    return [
        Contestant(BARE, encoded, bare.fired, is_as_used=False),
        adapter(pack, candidates),
        Contestant("joinwise's reading as Python", inputs, _program(pack), is_as_used=False),
        Contestant("Python, one function", candidates, _function(rules), is_as_used=False),
    ]


def adapter(pack: Pack, candidates: Sequence[Candidate]) -> Contestant:
    """The adapter, with the values of its subjects worked out beforehand."""
    engine = DurableMatcher([rule.when for rule in pack.rules])
    workings = Evaluator(pack, engine.subjects)
    required = {"name": "A club", "kind": "meetup"}
    values = [workings.evaluate(Given({**required, **candidate}))[1] for candidate in candidates]
    return Contestant(ADAPTER, values, engine.fired)


def _program(pack: Pack) -> Callable[[Any], set[int]]:
    work = Compiler(SLOTS, {}).compile([rule.when for rule in pack.rules])
    return lambda given: {number for number, result in enumerate(work(given)) if result}


def _function(rules: Sequence[Rule]) -> Callable[[Any], set[int]]:
    """One ``if`` a rule, as one would write it by hand."""
    names = sorted({test.input for rule in rules for test in rule})
    lines = [f"{workload.flat(name)} = given.get({name!r})" for name in names]
    lines += [f"if {_condition(rule)}: add({number})" for number, rule in enumerate(rules)]
    body = "\n    ".join(["fired = set()", "add = fired.add", *lines, "return fired"])
    namespace: dict[str, Any] = {}
    exec(f"def fired(given):\n    {body}\n", namespace)
    function: Callable[[Any], set[int]] = namespace["fired"]
    return function


def _condition(rule: Rule) -> str:
    return " and ".join(map(_plain, rule))


def _plain(test: Test) -> str:
    name = workload.flat(test.input)
    compared = f"{name} {test.operator} {test.value!r}"
    return compared if test.operator == "==" else f"{name} is not None and {compared}"


def _table(results: Mapping[int, Results]) -> str:
    header = ["µs a candidate (times the bare loop)", *map(_column, COUNTS, results.values())]
    names = [contestant.name for contestant in results[COUNTS[0]].contestants]
    rows = ([name, *(_cell(result.times, name) for result in results.values())] for name in names)
    return table(header, rows)


def _column(count: int, results: Results) -> str:
    return f"{count:,} rules, {results.fired:.1f} fire"


def _cell(times: Times, name: str) -> str:
    if name not in times:
        return "-"
    micros = times[name] * 1e6
    shown = f"{micros:.1f}" if micros < 100 else f"{micros:,.0f}"
    return f"{shown} ({times[name] / times[BARE]:.2f})"


def _aims(results: Mapping[int, Results]) -> list[str]:
    over = results[FEW].times[ADAPTER] / results[FEW].times[BARE]
    said = f"at {FEW} rules the adapter takes {over:.2f} times the bare loop; aim: at most 1.5"
    ahead = [_ahead(count, results[count]) for count in COUNTS]
    return [aim(said, over <= MOST_OVER_BARE), _growth(results), *ahead]


def _growth(results: Mapping[int, Results]) -> str:
    """How the adapter's time grows with the rules, both timed in turns."""
    tasks = [
        _named(count, contestant) for count in (FEW, MANY) for contestant in results[count].own
    ]
    times = interleaved(tasks, ROUNDS[MANY])
    own, bare = (times[f"{name} {MANY}"] / times[f"{name} {FEW}"] for name in (ADAPTER, BARE))
    firings = results[MANY].fired / results[FEW].fired
    return aim(
        f"from {FEW} to {MANY:,} rules, {firings:.1f} times as many of which fire, its time grows"
        f" {own:.1f} times (the bare loop's {bare:.1f} times); aim: no more than what fires",
        own <= firings,
    )


def _named(count: int, task: Task) -> Task:
    return replace(task, name=f"{task.name} {count}")


def _ahead(count: int, results: Results) -> str:
    """Whether the adapter is ahead of all others in the form in which people use them."""
    own = results.times[ADAPTER]
    names = [
        contestant.name
        for contestant in results.contestants
        if contestant.is_as_used and contestant.name != ADAPTER
    ]
    others = sorted((results.times[name] / own, name) for name in names)
    said = "; ".join(f"{name} takes {times:.2f} times its time" for times, name in others[:2])
    return aim(f"at {count:,} rules, {said}; aim: ahead of all (more than 1)", others[0][0] > 1)


INTRODUCTION = """## Which rules fire

The same rules for all, of two or three tests each over 30 inputs (22 numbers, 4 true/false, 4
texts), and the same 300 candidates, of which 15 % of the values are unknown. All contestants were
found to fire the same rules for every candidate before they were timed. They take turns of 10 to
100 ms (slow ones go over every second, third... candidate), and the median of the turns counts, in
processor time.

The *bare loop* is the C module of durable_rules alone: assert, start, complete, retract, over facts
that were encoded beforehand, without lock or check; it is the floor for any adapter. joinwise's
adapter gets values and encodes them. The other engines get a dict prepared beforehand, with the
rules as their documentation shows. Of them only CLIPS can leave out what is unknown (its template
has defaults); for the others an impossible value stands in its place, which is possible because
each input is tested from one side only. *One list expression* means all rules written as one
expression; nobody keeps rules so, but it shows what those engines can do; it and the two Python
functions, which are the limit (joinwise's own second reading of the conditions, and one `if` a
rule), are out of the race. CEL given a dict is left out at 1,000 rules: it takes over 20 ms."""


if __name__ == "__main__":
    main()
