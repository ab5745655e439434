"""The scenarios in which joinwise advises, asked in process: a candidate, and what is expected.

The sentences are those of `steps/advice.py`; only who answers differs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from pytest_bdd.feature import get_features
from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from tests.steps import advice

FEATURES = Path(__file__).parents[2] / "features"
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
def specs(folder: Path = FEATURES) -> tuple[Spec, ...]:
    """Every scenario in which joinwise advises, outlines row by row."""
    features = get_features([str(folder)])
    scenarios = [scenario for feature in features for scenario in feature.scenarios.values()]
    templates = [
        scenario for scenario in scenarios if ADVISES in {step.name for step in scenario.steps}
    ]
    return tuple(_spec(scenario) for template in templates for scenario in _rendered(template))


def _rendered(template: ScenarioTemplate) -> Iterator[Scenario]:
    rows = [row for table in template.examples for row in table.as_contexts()]
    for row in rows or [{}]:
        yield template.render(row)


def _spec(scenario: Scenario) -> Spec:
    (candidate,) = [_prepared(step)() for step in scenario.steps if step.type == "given"]
    expected = [_prepared(step) for step in scenario.steps if step.type == "then"]
    return Spec(f"{Path(scenario.feature.filename).name}: {scenario.name}", candidate, (*expected,))


def _prepared(step: Step) -> Callable[..., Any]:
    """The function of a sentence, with all that the sentence says filled in."""
    (found,) = [sentence for sentence in _sentences() if _fits(sentence, step)]
    read = {
        name: found.converters.get(name, str)(value) if isinstance(value, str) else value
        for name, value in (found.parser.parse_arguments(step.name) or {}).items()
    }
    if step.datatable:
        read["datatable"] = [[cell.value for cell in row.cells] for row in step.datatable.rows]
    return partial(found.step_func, **read)


def _fits(sentence: StepFunctionContext, step: Step) -> bool:
    return sentence.type == step.type and sentence.parser.is_matching(step.name)


@cache
def _sentences() -> tuple[StepFunctionContext, ...]:
    known = step_function_context_registry.values()
    return tuple(sentence for sentence in known if sentence.step_func.__module__ == advice.__name__)
