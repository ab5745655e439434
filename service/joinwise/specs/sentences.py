"""The sentences that feature files may use: joinwise's, and those written beside the features."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from joinwise.specs.gherkin import Fault, FeatureError, Step
from joinwise.specs.steps import STEP_MODULES
from joinwise.suggestions import nearest

OWN_FILES = ("conftest.py", "steps.py")
TABLE = "datatable"
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?P<choices>(?:[a-z ]+\|)+[a-z ]+)?[^()]*\)")
FIELD = re.compile(r"\{(?P<name>\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence as people write it, with its values in capitals; ``kind`` as of a step."""

    kind: str
    text: str
    about: str
    module: str
    context: StepFunctionContext

    @property
    def has_table(self) -> bool:
        code = self.context.step_func.__code__
        return TABLE in code.co_varnames[: code.co_argcount]

    def fits(self, step: Step) -> bool:
        return self.kind in ("", step.kind) and self.context.parser.is_matching(step.text)

    def values(self, step: Step) -> Mapping[str, Any]:
        """What the step says for each value of the sentence."""
        return self.context.parser.parse_arguments(step.text) or {}


@dataclass(frozen=True)
class Sentences:
    """All that may be used, those of joinwise first."""

    all: tuple[Sentence, ...]

    def of(self, step: Step) -> Sentence | None:
        """None if no sentence is like this."""
        return next((sentence for sentence in self.all if sentence.fits(step)), None)

    def nearest(self, step: Step) -> str:
        """``; did you mean "…"?`` with the sentence most like a step, or an empty text."""
        return nearest(_without_values(step.text), self._texts) or nearest(step.text, self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in self.all)


def load_sentences(own: Iterable[ModuleType] = ()) -> Sentences:
    """Those of joinwise, and those of modules that stand beside the features."""
    modules = [*map(importlib.import_module, STEP_MODULES), *own]
    return Sentences(tuple(sentence for module in modules for sentence in _written_in(module)))


def own_modules(folder: Path) -> Iterator[ModuleType]:
    """``conftest.py`` and ``steps.py`` beside the features. Raises FeatureError."""
    for path in (folder / name for name in OWN_FILES):
        if path.exists():
            yield _imported(path)


def _imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"joinwise_own_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise FeatureError([_fault(path, error)]) from None
    return module


def _fault(path: Path, error: Exception) -> Fault:
    """Where in the file an error arose, and its words."""
    if isinstance(error, SyntaxError):
        return Fault(path.name, error.lineno or 1, error.msg)
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return Fault(path.name, line, f"{type(error).__name__}: {error}")


def _written_in(module: ModuleType) -> Iterator[Sentence]:
    for context in step_function_context_registry.values():
        function = context.step_func
        if function.__module__ == module.__name__:
            about = " ".join((function.__doc__ or "").split())
            text = _readable(context.parser)
            yield Sentence(str(context.type or ""), text, about, module.__name__, context)


def _readable(parser: StepParser) -> str:
    """The pattern of a sentence as people would write it."""
    text = FIELD.sub(lambda field: field["name"].upper(), parser.name)
    text = text.replace("(?:an? )?", "a ").replace("points?", "points")
    text = text.replace("hours?", "hours").replace("months?", "months")
    return GROUP.sub(_readable_group, text)


def _readable_group(group: re.Match[str]) -> str:
    return group["choices"].replace("|", "/") if group["choices"] else group["name"].upper()


def _without_values(text: str) -> str:
    """A step with what looks like a value taken out, so that it compares with sentences."""
    return re.sub(r'"[^"]*"', '"RULE"', re.sub(r"-?\d+(\.\d+)?", "POINTS", text))
