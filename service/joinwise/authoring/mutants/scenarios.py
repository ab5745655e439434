"""The scenarios in which joinwise advises, asked in process: a candidate, and what is expected.

The sentences are those of ``specs/steps/advice.py``; only who answers differs. Scenarios with other
sentences are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from joinwise.specs.gherkin import Feature, Step
from joinwise.specs.results import default_features, read_specs
from joinwise.specs.sentences import Sentence, load_sentences
from joinwise.specs.steps import advice

ADVISES = "joinwise advises on it"
Answer = dict[str, Any]


@dataclass(frozen=True)
class Spec:
    """One scenario, or one row of its examples."""

    title: str
    candidate: dict[str, Any]
    expected: tuple[Callable[[Answer], object], ...]

    def holds(self, answer: Answer) -> bool:
        """Whether an answer, misses included, is as all of its sentences say."""
        try:
            for check in self.expected:
                check(answer)
        except (AssertionError, KeyError):
            return False
        return True


@cache
def specs(folder: Path | None = None) -> tuple[Spec, ...]:
    """Every scenario in which joinwise advises, outlines row by row."""
    features = read_specs(folder or default_features()).features
    return tuple(spec for feature in features for spec in _of_feature(feature))


def _of_feature(feature: Feature) -> Iterator[Spec]:
    common = feature.background.steps if feature.background else ()
    for policy in feature.policies:
        before = (*common, *(policy.background.steps if policy.background else ()))
        for scenario in policy.scenarios:
            for example in scenario.examples:
                title = f"{feature.file}: {scenario.name}"
                yield from _spec(title, (*before, *example.steps))


def _spec(title: str, steps: tuple[Step, ...]) -> Iterator[Spec]:
    """None if another sentence than those about the advice is among the steps."""
    found = [(step, _sentence(step)) for step in steps]
    if ADVISES not in {step.text for step in steps} or not all(one for _, one in found):
        return
    prepared = [(step.kind, _prepared(step, one)) for step, one in found if one]
    given = [function for kind, function in prepared if kind == "given"]
    checks = (function for kind, function in prepared if kind == "then")
    if len(given) == 1:
        yield Spec(title, given[0](), (*checks,))


def _prepared(step: Step, sentence: Sentence) -> Callable[..., Any]:
    """The function of a sentence, with all that the step says filled in."""
    converters = sentence.context.converters
    read = {
        name: converters.get(name, str)(value) if isinstance(value, str) else value
        for name, value in sentence.values(step).items()
    }
    if step.table:
        read["datatable"] = step.table
    return partial(sentence.context.step_func, **read)


def _sentence(step: Step) -> Sentence | None:
    return next((sentence for sentence in _sentences() if sentence.fits(step)), None)


@cache
def _sentences() -> tuple[Sentence, ...]:
    known = load_sentences().all
    return tuple(sentence for sentence in known if sentence.module == advice.__name__)
