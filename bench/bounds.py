"""The costliest requests: what a body of some size takes at worst, for each call.

    python -m bench.bounds

Bodies are made of units, each costly in a way of its own. Hypothesis mixes them, guided by what
they cost at 4 KiB; the costliest mixture is measured at each size, in a process of its own. Then 64
of the costliest are sent to a running service at once, while others ask for health and scores.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from urllib.parse import quote_plus

from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from bench.flood import Flood, flooded
from bench.report import aim, machine, memory, table
from joinwise.explain.explainer import INCLUDES
from joinwise.settings import Settings
from joinwise.web.app import create_app

KIB = 1024
SIZES = (4 * KIB, 64 * KIB, 512 * KIB)
SEARCHED_AT, SEARCHED = 4 * KIB, 40
MOST_MIXED = 3
OPEN_AIM, GUARDED_AIM, MEMORY_AIM, GROWTH_AIM = 0.5, 2.0, 50, 12

JSON, NDJSON = "application/json", "application/x-ndjson"
YAML, FORM = "application/yaml", "application/x-www-form-urlencoded"
EVIDENCE = Path("docs/evidence.md")
START, END = "<!-- bounds -->", "<!-- end of bounds -->"

Unit = Callable[[int], str]
"""The text of a unit, by its number in the body."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the units of a body, and between them."""

    start: str = ""
    end: str = ""
    between: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A call, and what its bodies are made of: units in a frame."""

    name: str
    path: str
    type: str
    units: Mapping[str, Unit]
    frame: Frame = Frame()
    most: int = 1_000_000
    is_open: bool = True

    def body(self, size: int, chosen: Sequence[str]) -> bytes:
        return "".join(self._parts(size, chosen)).encode()

    def _parts(self, size: int, chosen: Sequence[str]) -> Iterator[str]:
        frame = self.frame
        yield frame.start
        left = size - len(frame.start) - len(frame.end)
        for number, name in zip(range(self.most), cycle(chosen), strict=False):
            text = (frame.between if number else "") + self.units[name](number)
            left -= len(text)
            if left < 0:
                break
            yield text
        yield frame.end


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds and MiB; ``size`` of the body in bytes, and of the answer."""

    seconds: float
    mebibytes: float
    size: int
    answered: int
    status: int


@dataclass(slots=True)
class Worst:
    """The costliest units of a call, and what they cost by size."""

    call: Call
    chosen: tuple[str, ...]
    costs: dict[int, Cost] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """How many times as much ten times the size costs, by the two largest bodies."""
        small, large = (self.costs[size] for size in SIZES[1:])
        times = large.size / small.size
        return large.seconds / small.seconds / times * 10 if times > 1.5 else 0.0


def text_of(value: Any) -> Unit:
    """The same JSON each time."""
    written = json.dumps(value, separators=(",", ":"))
    return lambda _: written


MINIMAL = {"name": "a", "kind": "meetup"}
FULL = {
    "name": "A", "kind": "referral_group", "cost": {"annual_dues": 900, "meals_per_meeting": 15},
    "time": {"meetings_per_year": 48, "hours_per_meeting": 1.5}, "you": {"hour_value": 50},
    "past_yield": {"months": 24, "deals": 1, "profit": 750},
}  # fmt: skip
FIELDS: dict[str, Unit] = {
    "unknown fields like known ones": lambda n: f'"annual_due{n:04x}":1',
    "unknown fields": lambda n: f'"{n:x}":1',
    "long unknown fields": lambda n: f'"{n:x}{"meals_per_meeting" * 6}":1',
    "keys, one given again": lambda n: f'"{n % 5_000:x}":1',
    "long numbers": lambda n: f'"n{n:x}":{"9" * 400}',
    "nested lists": lambda n: f'"l{n:x}":{"[" * 30}{"]" * 30}',
}
CANDIDATES: dict[str, Unit] = {
    "small candidates": text_of(MINIMAL),
    "candidates with figures": text_of(FULL),
    "small candidates, each another": lambda n: (
        f'{{"name":"a","kind":"meetup","cost":{{"annual_dues":{n}}}}}'
    ),
    "what is no candidate": lambda _: "1",
    "empty candidates": lambda _: "{}",
    "wrong entries of lists": text_of({**MINIMAL, "past_yield": {"gained": ["x"] * 99}}),
    "unknown fields": lambda n: f'{{"name":"a","kind":"meetup","{n:x}":1,"b":1,"c":1,"d":1}}',
    "misspelt kinds": lambda n: f'{{"name":"a","kind":"referal_group{n:x}"}}',
}


def _priced(number: int) -> dict[str, Any]:
    return {**FULL, "name": f"g{number}", "cost": {"annual_dues": 97 * number % 4_001}}


COMPARED: dict[str, Unit] = {
    "candidates with figures": lambda n: json.dumps(
        {**FULL, "name": f"g{n}", "cost": {"annual_dues": 97 * n % 4_001}}
    ),
    "unknown fields": CANDIDATES["unknown fields"],
    "wrong entries of lists": CANDIDATES["wrong entries of lists"],
}


def _condition(number: int, terms: int) -> str:
    return " and ".join(f"cost.annual_dues > {number + term}" for term in range(terms))


RULE = "title: t, points: 1, reason: x"
RULES: dict[str, Unit] = {
    "rules": lambda n: f"- {{id: r{n}, {RULE}, when: cost.annual_dues > {n}}}\n",
    "long conditions": lambda n: f"- {{id: r{n}, {RULE}, when: {_condition(n, 100)}}}\n",
    "unknown names": lambda n: f"- {{id: r{n}, {RULE}, when: cost.anual_dues{n} > 1}}\n",
    "long texts": lambda n: (
        f"- {{id: r{n}, title: t, when: 'true', reason: '{'{kind} ' * 200}'}}\n"
    ),
    "brackets": lambda _: "- [[[[[[[]]]]]]]\n",
    "aliases": lambda n: f"- {{id: r{n}, {RULE}, when: *w}}\n",
}
DRAFT = (
    "decision: {start: 50, join_at: 50}\nrules:\n"
    f"- {{id: first, {RULE}, when: &w '{_condition(0, 20)}'}}\n"
)
TYPED: dict[str, Unit] = {
    "unknown fields": lambda n: f"f{n}=1",
    "wrong numbers": lambda n: f"cost.annual_dues=x{n}",
    "groups": lambda n: f"{n}.name=g{n}&{n}.kind=meetup&{n}.cost.annual_dues={n}",
}
ALL = f"?include={','.join(INCLUDES)}"


ONE = Frame('{"name":"a","kind":"meetup","cost":{', "}}", ",")
LISTED = Frame('{"candidates":[', "]}", ",")
WHOLE_DRAFT = Frame(DRAFT)
PREVIEWED = Frame(
    f'{{"candidates":{json.dumps([MINIMAL] * 100)},"yaml":"{json.dumps(DRAFT)[1:-1]}', '"}'
)


def calls() -> Iterator[Call]:
    lines = {name: _line(unit) for name, unit in CANDIDATES.items()}
    written = {name: _written(unit) for name, unit in RULES.items()}
    desk = {name: _quoted(unit) for name, unit in RULES.items()}
    typed = Frame(f"file=draft.yaml&text={quote_plus(DRAFT)}")
    yield Call("score", "/v1/score", JSON, FIELDS, ONE)
    yield Call("score, explained", f"/v1/score{ALL}", JSON, FIELDS, ONE)
    yield Call("batch", "/v1/score/batch", JSON, CANDIDATES, LISTED, 1_000)
    yield Call("batch, explained", f"/v1/score/batch{ALL}", JSON, CANDIDATES, LISTED, 1_000)
    yield Call("stream", "/v1/score/batch", NDJSON, lines)
    yield Call("stream, explained", f"/v1/score/batch{ALL}", NDJSON, lines)
    yield Call("compare", "/v1/compare", JSON, COMPARED, LISTED, 100)
    yield Call("keep", "/v1/assessments", JSON, FIELDS, ONE, is_open=False)
    yield Call("check", "/v1/rules/check", YAML, RULES, WHOLE_DRAFT, is_open=False)
    yield Call("preview", "/v1/rules/preview", JSON, written, PREVIEWED, is_open=False)
    yield Call("page of one group", "/", FORM, TYPED, Frame("name=a&kind=meetup&", between="&"))
    yield Call("page of several", "/compare", FORM, TYPED, Frame(between="&"))
    yield Call("desk", "/desk", FORM, desk, typed, is_open=False)


def _line(unit: Unit) -> Unit:
    return lambda number: f"{unit(number)}\n"


def _written(unit: Unit) -> Unit:
    return lambda number: json.dumps(unit(number))[1:-1]


def _quoted(unit: Unit) -> Unit:
    return lambda number: quote_plus(unit(number))


def asked(app: Flask, call: Call, body: bytes) -> Cost:
    """What a request costs here and now; 0 MiB."""
    start = process_time()
    response = app.test_client().post(call.path, data=body, content_type=call.type)
    answered = sum(len(piece) for piece in response.response)
    return Cost(process_time() - start, 0, len(body), answered, response.status_code)


def measured(app: Flask, call: Call, body: bytes) -> Cost:
    """What a request costs in a process of its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, json.dumps(_with_memory(app, call, body)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        cost = Cost(*json.load(pipe))
    os.wait()
    return cost


def _with_memory(app: Flask, call: Call, body: bytes) -> tuple[float, float, int, int, int]:
    Path("/proc/self/clear_refs").write_text("5")
    before = memory()
    cost = asked(app, call, body)
    grown = (memory("VmHWM") - before) / KIB
    return cost.seconds, grown, cost.size, cost.answered, cost.status


def costliest(app: Flask, call: Call) -> Worst:
    """The mixture of units that costs most at 4 KiB."""
    costs: dict[tuple[str, ...], float] = {}

    @settings(
        max_examples=SEARCHED, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate, Phase.target], suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    @given(st.lists(st.sampled_from([*call.units]), min_size=1, max_size=MOST_MIXED))
    def search(chosen: list[str]) -> None:
        cost = asked(app, call, call.body(SEARCHED_AT, chosen)).seconds
        costs[tuple(chosen)] = cost
        target(cost)

    search()
    for name in call.units:
        costs[name,] = asked(app, call, call.body(SEARCHED_AT, [name])).seconds
    return Worst(call, max(costs, key=costs.__getitem__))


def worst_of(app: Flask, call: Call) -> Worst:
    """The costliest mixture with its costs, after one of each so that all is loaded.

    At 64 KiB each unit is tried by itself too, since some cost little at first.
    """
    worst = costliest(app, call)
    alone = [Worst(call, (name,)) for name in call.units]
    for tried in (worst, *alone):
        tried.costs[SIZES[1]] = measured(app, call, call.body(SIZES[1], tried.chosen))
    worst = max((worst, *alone), key=lambda tried: tried.costs[SIZES[1]].seconds)
    for size in SIZES:
        worst.costs[size] = measured(app, call, call.body(size, worst.chosen))
    return worst


HEADER = ["call", "costliest of", *(f"{size // KIB} KiB" for size in SIZES), "10 times the size"]


def row(worst: Worst) -> list[str]:
    costs = [worst.costs[size] for size in SIZES]
    cells = [f"{cost.seconds:.2f} s, {cost.mebibytes:.0f} MiB" for cost in costs]
    name = worst.call.name + ("" if worst.call.is_open else " (guarded)")
    growth = f"{worst.growth:.0f} times the cost" if worst.growth else "bounded"
    return [name, ", ".join(dict.fromkeys(worst.chosen)), *cells, growth]


def aims(found: Sequence[Worst]) -> Iterator[str]:
    for worst in found:
        cost, name = worst.costs[SIZES[1]], worst.call.name
        most = OPEN_AIM if worst.call.is_open else GUARDED_AIM
        if cost.seconds > most:
            yield aim(f"{name}: 64 KiB at most {most:g} s ({cost.seconds:.2f} s)", False)
        if cost.mebibytes > MEMORY_AIM:
            yield aim(f"{name}: 64 KiB at most {MEMORY_AIM} MiB ({cost.mebibytes:.0f})", False)
        if worst.growth > GROWTH_AIM:
            yield aim(f"{name}: ten times the size at most {GROWTH_AIM} times the cost", False)


def report(found: Sequence[Worst], flood: Flood) -> str:
    missed = [*aims(found), *flood.aims()]
    lines = [
        "## What the costliest requests take", "",
        "`make bounds` looks for the costliest body of each call: units that are costly in a way",
        f"of their own, mixed by Hypothesis, guided by their cost. {machine()}.", "",
        table(HEADER, map(row, found)), "",
        "Memory is what a process grows by meanwhile. A stream is answered a line at a time, in",
        "turn with all else that costs much; what explains its lines, or the candidates of a",
        "batch, has a bound for all of them together.", "",
        f"{flood.text()}", "",
        *(missed or ["All aims are met."]),
    ]  # fmt: skip
    return "\n".join(lines)


def written_into(page: str, section: str) -> str:
    """A page with a section in place of the one before, or at its end."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before.rstrip()}\n\n{START}\n\n{section}\n\n{END}{after.rstrip()}\n"


def main() -> None:
    with TemporaryDirectory() as folder:
        write(found_in(create_app(Settings(database_url=f"sqlite:///{folder}/bounds.db"))))


def found_in(app: Flask) -> list[Worst]:
    for call in calls():
        asked(app, call, call.body(SEARCHED_AT, [*call.units]))
    found = []
    for call in calls():
        found.append(worst_of(app, call))
        print(" | ".join(row(found[-1])), flush=True)
    return found


def write(found: Sequence[Worst]) -> None:
    costly = max((worst for worst in found if worst.call.is_open), key=_at_64)
    flood = flooded(costly.call.path, costly.call.type, costly.call.body(SIZES[1], costly.chosen))
    page = EVIDENCE.read_text("utf-8") if EVIDENCE.exists() else "# Evidence\n"
    EVIDENCE.write_text(written_into(page, report(found, flood)), "utf-8")


def _at_64(worst: Worst) -> float:
    return worst.costs[SIZES[1]].seconds


if __name__ == "__main__":
    main()
