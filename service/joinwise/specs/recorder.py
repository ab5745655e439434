"""What each example gives while pytest-bdd runs it, kept by its key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from joinwise.specs.gherkin import ExampleKey, Fault
from joinwise.specs.results import ExampleResult, Failure

Record = dict[str, Any]
Names = Mapping[tuple[str, int], str]
"""The name of each scenario by its file and line: of an outline, pytest-bdd knows it filled in."""

RECORD = pytest.StashKey[Record]()
KEY = pytest.StashKey[ExampleKey]()


class Recorder:
    """A plugin of pytest: the results of the examples of a folder, and the version of the rules."""

    def __init__(self, folder: Path, names: Names) -> None:
        self.folder = folder
        self.names = names
        self.results: dict[ExampleKey, ExampleResult] = {}
        self.rules: str | None = None
        self.faults: list[Fault] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """What stops pytest-bdd before any scenario: steps that pytest refuses, for example."""
        if report.failed:
            self.faults.append(Fault(self.folder.name, 1, _last_line(report)))

    def pytest_bdd_before_scenario(
        self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario
    ) -> None:
        file = Path(feature.filename).relative_to(self.folder).as_posix()
        name = self.names[file, scenario.line_number]
        request.node.stash[KEY] = ExampleKey(file, name, _number(request.node))
        request.node.stash[RECORD] = {}

    def pytest_bdd_before_step_call(
        self, request: pytest.FixtureRequest, step_func_args: Mapping[str, Any]
    ) -> None:
        record = request.node.stash[RECORD]
        if "candidate" in step_func_args:
            record["candidate"] = json.loads(json.dumps(step_func_args["candidate"], default=str))
        if "advice" in step_func_args:
            advice = step_func_args["advice"]
            record |= _advised(advice)
            self.rules = advice["rules"]["version"]

    def pytest_bdd_step_error(
        self, request: pytest.FixtureRequest, step: Step, exception: BaseException
    ) -> None:
        message = str(exception).partition("\n")[0] or f"It fails ({type(exception).__name__})."
        request.node.stash[RECORD]["failure"] = Failure(step.name, message)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        report = yield
        if call.when == "call" and KEY in item.stash:
            record = item.stash[RECORD]
            if report.failed:
                record.setdefault("failure", Failure("", _last_line(report)))
            self.results[item.stash[KEY]] = ExampleResult(**record)
        return report


def _number(item: pytest.Function) -> int:
    indices = item.callspec.indices if hasattr(item, "callspec") else {}
    return 1 + int(indices.get("_pytest_bdd_example", 0))


def _advised(advice: Mapping[str, Any]) -> Record:
    fired = {reason["rule"]: reason["points"] for reason in advice["reasons"]}
    return {"recommendation": advice["recommendation"], "score": advice["score"], "fired": fired}


def _last_line(report: pytest.TestReport | pytest.CollectReport) -> str:
    lines = report.longreprtext.strip().splitlines()
    return lines[-1] if lines else "It failed."
