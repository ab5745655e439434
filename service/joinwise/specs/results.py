"""The features with what running them gave: which scenario passed, and which rules it is about."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from joinwise.errors import MalformedError
from joinwise.formats.strict_json import read_json
from joinwise.resources import shipped
from joinwise.specs.gherkin import (
    Example,
    Feature,
    FeatureError,
    Key,
    Scenario,
    Step,
    feature_files,
    read_feature,
)

RESULTS = "results.json"


@dataclass(frozen=True, slots=True)
class Failure:
    """The step that failed and what was found instead; ``step`` is empty where none was reached."""

    step: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running an example gave.

    ``candidate`` is what was posted, ``fired`` the points by rule or band; they and the advice are
    there only where the service was asked and answered.
    """

    failure: Failure | None = None
    candidate: Mapping[str, Any] | None = None
    recommendation: str | None = None
    score: int | None = None
    fired: Mapping[str, int] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return self.failure is None


@dataclass(frozen=True, slots=True)
class Tally:
    passed: int
    failed: int
    unrun: int

    @property
    def all(self) -> int:
        return self.passed + self.failed + self.unrun


@dataclass(frozen=True, slots=True)
class Use:
    """A scenario that specifies a rule: by how many examples that it applies or stays silent."""

    feature: Feature
    scenario: Scenario
    applies: int
    silent: int


@dataclass(frozen=True, slots=True)
class Specs:
    """``rules`` is the version of the rules that the examples were run against.

    ``is_stale`` where the feature files are others than those that were run; ``faults`` tells
    what could not be read, or cannot be run.
    """

    features: tuple[Feature, ...]
    outcomes: Mapping[Key, Outcome]
    rules: str | None
    is_stale: bool
    faults: tuple[str, ...]

    def outcome(self, example: Example) -> Outcome | None:
        """What running it gave, or nothing where it was not run."""
        return self.outcomes.get(example.key)

    def tally(self, examples: Iterable[Example]) -> Tally:
        passed = Counter(outcome and outcome.passed for outcome in map(self.outcome, examples))
        return Tally(passed[True], passed[False], passed[None])

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(each for feature in self.features for each in feature.examples)

    def uses(self) -> dict[str, list[Use]]:
        """The scenarios that specify each rule, in order."""
        found: dict[str, list[Use]] = {}
        for feature in self.features:
            for scenario in feature.scenarios:
                for rule, (applies, silent) in named(scenario.examples).items():
                    found.setdefault(rule, []).append(Use(feature, scenario, applies, silent))
        return found

    def fired(self, examples: Iterable[Example]) -> Counter[str]:
        """In how many of the examples each rule fired, whether they name it or not."""
        outcomes = filter(None, map(self.outcome, examples))
        return Counter(rule for outcome in outcomes for rule in outcome.fired)


def named(examples: Iterable[Example]) -> dict[str, tuple[int, int]]:
    """By rule: how many of the examples say that it applies, and how many that it does not."""
    counts: dict[str, Counter[bool]] = {}
    for example in examples:
        for rule, applies in example.named.items():
            counts.setdefault(rule, Counter())[applies] += 1
    return {rule: (count[True], count[False]) for rule, count in sorted(counts.items())}


def default_features() -> Path:
    """The features that come with joinwise: in the installed package, or in the checkout."""
    return shipped("features")


def read_specs(folder: Path | None = None) -> Specs:
    """The features of a folder with the results beside them; what cannot be read is a fault."""
    folder = folder or default_features()
    files, faults = _files(folder)
    features = tuple(_features(files, faults))
    faults.extend(_twice(features))
    data = _results(folder / RESULTS, faults)
    return Specs(
        features=features,
        outcomes=data["outcomes"],
        rules=data["rules"],
        is_stale=data["features"] != digest(files),
        faults=tuple(faults),
    )


def _files(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    try:
        return feature_files(folder), []
    except OSError as error:
        return {}, [f"{folder.name} cannot be read: {error.strerror or error}"]


def _features(files: Mapping[str, bytes], faults: list[str]) -> Iterator[Feature]:
    for file, content in files.items():
        try:
            yield read_feature(file, content)
        except FeatureError as error:
            faults.append(str(error))


def _twice(features: Iterable[Feature]) -> Iterator[str]:
    for feature in features:
        lines: dict[str, int] = {}
        for scenario in feature.scenarios:
            before = lines.setdefault(scenario.name, scenario.line)
            if before != scenario.line:
                where = f"{feature.file}:{scenario.line}"
                yield f"{where}: line {before} has this name too, so only the last of them is run."


def digest(files: Mapping[str, bytes]) -> str:
    """A hash of feature files, by which a change in them shows."""
    text = json.dumps({file: content.hex() for file, content in sorted(files.items())})
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _results(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        data = read_json(path.read_bytes())
        outcomes = dict(_entry(row) for row in data["rows"])
        return {"rules": data["rules"], "features": data["features"], "outcomes": outcomes}
    except FileNotFoundError:
        pass
    except (OSError, MalformedError, ValueError, KeyError, TypeError, AttributeError) as error:
        faults.append(f"{path.name} cannot be read ({error}): run `make features`.")
    return {"rules": None, "features": None, "outcomes": {}}


def _entry(row: Any) -> tuple[Key, Outcome]:
    failure = Failure(**row["failure"]) if "failure" in row else None
    outcome = Outcome(
        failure, row["candidate"], row["recommendation"], row["score"], dict(row["fired"])
    )
    return Key(row["feature"], row["scenario"], int(row["example"])), outcome


def results_text(folder: Path, rules: str | None, outcomes: Mapping[Key, Outcome]) -> str:
    """Results in the form in which they are kept: an example a line, in the features' order."""
    files = feature_files(folder)
    features = _features(files, [])
    rows = [
        json.dumps(_row(each, outcomes[each.key]), ensure_ascii=False)
        for feature in features
        for each in feature.examples
        if each.key in outcomes
    ]
    head = json.dumps({"rules": rules, "features": digest(files)}, indent=0)
    return f'{head[:-2]},\n"rows": [\n' + ",\n".join(rows) + "\n]\n}\n"


def _row(example: Example, outcome: Outcome) -> dict[str, Any]:
    failed = {"failure": asdict(outcome.failure)} if outcome.failure else {}
    return {
        "feature": example.key.file,
        "scenario": example.key.scenario,
        "example": example.key.number,
        "passed": outcome.passed,
        **failed,
        "recommendation": outcome.recommendation,
        "score": outcome.score,
        "candidate": outcome.candidate,
        "checks": [_check(step) for step in example.checks],
        "fired": dict(sorted(outcome.fired.items())),
    }


def _check(step: Step) -> Any:
    return {"text": step.text, "table": step.table} if step.table else step.text
