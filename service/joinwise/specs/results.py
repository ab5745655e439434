"""The features with their results: which scenario passed, and which rules it is about."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from joinwise.errors import MalformedError
from joinwise.formats.strict_json import read_json
from joinwise.resources import shipped
from joinwise.specs.gherkin import (
    Example,
    ExampleKey,
    Feature,
    FeatureError,
    Scenario,
    Step,
    feature_files,
    read_feature,
)

RESULTS = "results.json"


@dataclass(frozen=True, slots=True)
class Failure:
    """The step that failed and what was found instead; ``step`` is empty if none was reached."""

    step: str
    message: str


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """The result of an example.

    ``candidate`` is what was posted, ``fired`` the points by rule or band; they and the advice are
    there only if the service was asked and answered.
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
class RuleUse:
    """A scenario that specifies a rule: by how many examples that it applies or stays silent."""

    feature: Feature
    scenario: Scenario
    applies: int
    silent: int


@dataclass(frozen=True, slots=True)
class Specs:
    """The features of a folder, and the results of their examples.

    ``rules`` is the version of the rules that the examples were run against; ``is_stale`` tells
    that the feature files have changed since; ``errors`` say what cannot be read or run.
    """

    features: tuple[Feature, ...]
    results: Mapping[ExampleKey, ExampleResult]
    rules: str | None
    is_stale: bool
    errors: tuple[str, ...]

    def result_of(self, example: Example) -> ExampleResult | None:
        """None if the example was not run."""
        return self.results.get(example.key)

    def tally(self, examples: Iterable[Example]) -> Tally:
        passed = Counter(result and result.passed for result in map(self.result_of, examples))
        return Tally(passed[True], passed[False], passed[None])

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(example for feature in self.features for example in feature.examples)

    def uses(self) -> dict[str, list[RuleUse]]:
        """The scenarios that specify each rule, in order."""
        uses: dict[str, list[RuleUse]] = {}
        for feature in self.features:
            for scenario in feature.scenarios:
                for rule, (applies, silent) in expectations_of(scenario.examples).items():
                    uses.setdefault(rule, []).append(RuleUse(feature, scenario, applies, silent))
        return uses

    def fired(self, examples: Iterable[Example]) -> Counter[str]:
        """In how many of the examples each rule fired, whether they name it or not."""
        results = filter(None, map(self.result_of, examples))
        return Counter(rule for result in results for rule in result.fired)


def expectations_of(examples: Iterable[Example]) -> dict[str, tuple[int, int]]:
    """By rule: how many of the examples say that it applies, and how many that it does not."""
    counts: dict[str, Counter[bool]] = {}
    for example in examples:
        for rule, applies in example.expectations.items():
            counts.setdefault(rule, Counter())[applies] += 1
    return {rule: (count[True], count[False]) for rule, count in sorted(counts.items())}


def default_features() -> Path:
    """The features that come with joinwise: in the installed package, or in the checkout."""
    return shipped("features")


def read_specs(folder: Path | None = None) -> Specs:
    """The features of a folder, with the results beside them."""
    folder = folder or default_features()
    files, errors = _files(folder)
    data = _results(folder / RESULTS, errors)
    specs = specs_of(files, data["rules"], data["results"], errors)
    return replace(specs, is_stale=data["features"] != digest(files))


def specs_of(
    files: Mapping[str, bytes],
    rules: str | None,
    results: Mapping[ExampleKey, ExampleResult],
    errors: Iterable[str] = (),
) -> Specs:
    """The features of files, with the results of running them as they are."""
    errors = [*errors]
    features = tuple(_features(files, errors))
    errors.extend(_duplicate_names(features))
    errors.extend(_without_checks(features))
    return Specs(features, _of_checks(features, results), rules, False, tuple(errors))


def _files(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    try:
        return feature_files(folder), []
    except OSError as error:
        return {}, [f"{folder.name} cannot be read: {error.strerror or error}"]


def _features(files: Mapping[str, bytes], errors: list[str]) -> Iterator[Feature]:
    for file, content in files.items():
        try:
            yield read_feature(file, content)
        except FeatureError as error:
            errors.extend(map(str, error.faults))


def _duplicate_names(features: Iterable[Feature]) -> Iterator[str]:
    for feature in features:
        for scenario, first in feature.repeated_names():
            where = f"{feature.file}:{scenario.line}"
            problem = f"duplicate name (first used on line {first})"
            yield f"{where}: {problem}; only the last of these scenarios is run."


def _without_checks(features: Iterable[Feature]) -> Iterator[str]:
    for feature in features:
        for scenario in feature.scenarios:
            if not all(example.checks for example in scenario.examples):
                yield f"{feature.file}:{scenario.line}: says nothing: add a Then step."


def _of_checks(
    features: Iterable[Feature], results: Mapping[ExampleKey, ExampleResult]
) -> dict[ExampleKey, ExampleResult]:
    """The results of examples that say what is expected; the others have nothing to pass."""
    empty = {each.key for feature in features for each in feature.examples if not each.checks}
    return {key: each for key, each in results.items() if key not in empty or not each.passed}


def digest(files: Mapping[str, bytes]) -> str:
    """A hash of feature files, which tells whether they have changed."""
    text = json.dumps({file: content.hex() for file, content in sorted(files.items())})
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _results(path: Path, errors: list[str]) -> dict[str, Any]:
    try:
        data = read_json(path.read_bytes())
        results = dict(_entry(row) for row in data["rows"])
        return {"rules": data["rules"], "features": data["features"], "results": results}
    except FileNotFoundError:
        pass
    except (OSError, MalformedError, ValueError, KeyError, TypeError, AttributeError) as error:
        errors.append(f"{path.name} cannot be read ({error}): run `joinwise rules test`.")
    return {"rules": None, "features": None, "results": {}}


def _entry(row: Any) -> tuple[ExampleKey, ExampleResult]:
    failure = Failure(**row["failure"]) if "failure" in row else None
    result = ExampleResult(
        failure, row["candidate"], row["recommendation"], row["score"], dict(row["fired"])
    )
    return ExampleKey(row["feature"], row["scenario"], int(row["example"])), result


def results_text(
    folder: Path, rules: str | None, results: Mapping[ExampleKey, ExampleResult]
) -> str:
    """Results as they are saved: an example a line, in the order of the features."""
    files = feature_files(folder)
    features = _features(files, [])
    rows = [
        json.dumps(_row(example, results[example.key]), ensure_ascii=False)
        for feature in features
        for example in feature.examples
        if example.key in results
    ]
    head = json.dumps({"rules": rules, "features": digest(files)}, indent=0)
    return f'{head[:-2]},\n"rows": [\n' + ",\n".join(rows) + "\n]\n}\n"


def _row(example: Example, result: ExampleResult) -> dict[str, Any]:
    failed = {"failure": asdict(result.failure)} if result.failure else {}
    return {
        "feature": example.key.file,
        "scenario": example.key.scenario,
        "example": example.key.number,
        "passed": result.passed,
        **failed,
        "recommendation": result.recommendation,
        "score": result.score,
        "candidate": result.candidate,
        "checks": [_check(step) for step in example.checks],
        "fired": dict(sorted(result.fired.items())),
    }


def _check(step: Step) -> Any:
    return {"text": step.text, "table": step.table} if step.table else step.text
