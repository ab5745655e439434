"""With ``--specs PAGE``: what running the features gave is kept beside them, and as a page."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from joinwise.authoring.coverage import coverage_of, recorded, uncovered_lines
from joinwise.files import write_whole_text
from joinwise.packs.loader import load_pack
from joinwise.settings import Settings
from joinwise.specs.filters import many
from joinwise.specs.report import page
from joinwise.specs.results import (
    RESULTS,
    ExampleKey,
    ExampleResult,
    Failure,
    Specs,
    Tally,
    read_specs,
    results_text,
)

Record = dict[str, Any]
RECORD = pytest.StashKey[Record]()
PROPERTY = "spec"
MOST_UNTOUCHED = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "keep what running the features gives, and write it as a page here"
    parser.addoption("--specs", metavar="PAGE", help=about)


def pytest_configure(config: pytest.Config) -> None:
    if config.option.specs and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(config), "specs")


def pytest_bdd_before_scenario(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario
) -> None:
    file = Path(feature.filename).relative_to(features_folder(request.config)).as_posix()
    request.node.stash[RECORD] = {
        "file": file, "line": scenario.line_number, "number": _number(request.node)
    }  # fmt: skip


def _number(item: pytest.Function) -> int:
    indices = item.callspec.indices if hasattr(item, "callspec") else {}
    return 1 + indices.get("_pytest_bdd_example", 0)


def pytest_bdd_before_step_call(
    request: pytest.FixtureRequest, step_func_args: Mapping[str, Any]
) -> None:
    record = request.node.stash[RECORD]
    if "candidate" in step_func_args:
        record["candidate"] = json.loads(json.dumps(step_func_args["candidate"], default=str))
    if "advice" in step_func_args:
        record |= _advised(step_func_args["advice"])


def _advised(advice: Record) -> Record:
    fired = {reason["rule"]: reason["points"] for reason in advice["reasons"]}
    kept = {key: advice[key] for key in ("recommendation", "score")}
    return {**kept, "fired": fired, "rules": advice["rules"]["version"]}


def pytest_bdd_step_error(
    request: pytest.FixtureRequest, step: Step, exception: BaseException
) -> None:
    message = str(exception).partition("\n")[0] or type(exception).__name__
    request.node.stash[RECORD]["failure"] = {"step": step.name, "message": message}


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, step: Step) -> None:
    message = "No step is written for this sentence; the sentences are in tests/steps."
    request.node.stash[RECORD]["failure"] = {"step": step.name, "message": message}


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    request.node.user_properties.append((PROPERTY, request.node.stash[RECORD]))


def features_folder(config: pytest.Config) -> Path:
    return config.rootpath / str(config.getini("bdd_features_base_dir"))


class Keeper:
    """Gathers the records of all workers, and writes them when the last one is done."""

    def __init__(self, config: pytest.Config) -> None:
        self.folder = features_folder(config)
        self.path = config.invocation_params.dir / config.option.specs
        self.records: list[Record] = []
        self.specs: Specs | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, record in report.user_properties:
                if name == PROPERTY:
                    self.records.append({**_unexplained(report), **record})  # type: ignore[dict-item]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.records:
            return
        self.specs = self.kept()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        pack = load_pack(Settings.from_environ().rules)
        write_whole_text(self.path, page(self.specs, pack))
        if self.specs.errors or self.specs.tally(self.specs.examples).unrun:
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def kept(self) -> Specs:
        scenarios = {
            (scenario.file, scenario.line): scenario.name
            for feature in read_specs(self.folder).features
            for scenario in feature.scenarios
        }
        results = {
            ExampleKey(
                record["file"], scenarios[record["file"], record["line"]], record["number"]
            ): _result(record)
            for record in self.records
        }
        rules = next((record["rules"] for record in self.records if "rules" in record), None)
        write_whole_text(self.folder / RESULTS, results_text(self.folder, rules, results))
        return read_specs(self.folder)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in _summary(self.specs) if self.specs else ["No scenario was run."]:
            terminalreporter.write_line(line)
        if self.specs:
            for line in _untouched(self.folder):
                terminalreporter.write_line(line)
            terminalreporter.write_line(f"The specs, to read: {self.path}")


def _unexplained(report: pytest.TestReport) -> Record:
    if not report.failed:
        return {}
    lines = report.longreprtext.strip().splitlines()
    return {"failure": {"step": "", "message": lines[-1] if lines else "It failed."}}


def _result(record: Record) -> ExampleResult:
    failure = record.get("failure")
    return ExampleResult(
        Failure(**failure) if failure else None,
        record.get("candidate"),
        record.get("recommendation"),
        record.get("score"),
        record.get("fired", {}),
    )


def _summary(specs: Specs) -> Iterator[str]:
    width = max(len(feature.name) for feature in specs.features)
    yield ""
    for feature in specs.features:
        yield f"{feature.name:{width}}  {_counted(specs.tally(feature.examples))}"
    scenarios = sum(len(feature.scenarios) for feature in specs.features)
    yield ""
    yield (
        f"{many(len(specs.features), 'feature')}, {many(scenarios, 'scenario')}, "
        f"{many(len(specs.examples), 'example')}: {_counted(specs.tally(specs.examples)).strip()}"
    )
    yield from (f"Error: {fault}" for fault in specs.errors)
    yield from _failures(specs)


def _failures(specs: Specs) -> Iterator[str]:
    for feature in specs.features:
        for scenario in feature.scenarios:
            for example in scenario.examples:
                result = specs.result_of(example)
                if result and result.failure:
                    failure = result.failure
                    yield f"{scenario.file}:{example.line}: expected: {failure.step}"
                    yield f"    found: {failure.message}"


def _untouched(folder: Path) -> Iterator[str]:
    """What the examples do not touch of the rules, in short."""
    found = coverage_of(load_pack(Settings.from_environ().rules), recorded(folder / RESULTS))
    *lines, total = uncovered_lines(found)
    yield from lines[:MOST_UNTOUCHED]
    if len(lines) > MOST_UNTOUCHED:
        yield f"... {len(lines) - MOST_UNTOUCHED:,} more: joinwise rules coverage"
    yield total


def _counted(tally: Tally) -> str:
    rest = {"failed": tally.failed, "not run": tally.unrun}
    return ", ".join(
        [
            f"{tally.passed:4} passed",
            *(f"{number} {what}" for what, number in rest.items() if number),
        ]
    )
