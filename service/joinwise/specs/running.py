"""Feature files, run by pytest-bdd in this process against any service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

from joinwise.packs.model import Pack
from joinwise.specs.faults import Reading, is_faulty, read_features
from joinwise.specs.gherkin import ExampleKey, Fault, Feature, NoFeaturesError, feature_files
from joinwise.specs.recorder import Recorder
from joinwise.specs.results import Specs, results_text, specs_of
from joinwise.specs.sentences import load_sentences, own_modules
from joinwise.specs.steps import STEP_MODULES
from joinwise.specs.steps.api import Api

MODULE = "from pytest_bdd import scenarios\n\nscenarios(*{files!r})\n"
CONFIG = "[pytest]\nfilterwarnings =\n    ignore\n"
OPTIONS = ("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "no:terminal",
           "-p", "no:cacheprovider", "--import-mode=importlib")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeatureRun:
    """Features with what running them gave; ``faults`` are what is wrong in their files."""

    folder: Path
    specs: Specs
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> bool:
        tally = self.specs.tally(self.specs.examples)
        return not self.faults and tally.all == tally.passed > 0

    def results_text(self) -> str:
        """The results as they are saved."""
        return results_text(self.folder, self.specs.rules, self.specs.results)


class ApiPlugin:
    """Gives every scenario the service that its sentences ask."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @pytest.fixture
    def api(self) -> Api:
        return self._api


def run_features(folder: Path, pack: Pack, api: Api) -> FeatureRun:
    """Runs the features of a folder. Raises OSError, and FeatureError if its steps are broken.

    Examples in whose lines something is wrong have no result.
    """
    folder = folder.resolve()
    files, own = feature_files(folder), (*own_modules(folder),)
    if not files:
        raise NoFeaturesError("no feature files (*.feature) found in it")
    reading = read_features(files, pack, load_sentences(own))
    recorder = Recorder(folder, _names(reading.features))
    if reading.features:
        _run([folder / feature.file for feature in reading.features], recorder, api, own)
    faulty = {*_faulty(reading)}
    results = {key: each for key, each in recorder.results.items() if key not in faulty}
    faults = (*reading.faults, *recorder.faults)
    return FeatureRun(folder, specs_of(files, recorder.rules, results), faults)


def _faulty(reading: Reading) -> Iterator[ExampleKey]:
    for feature in reading.features:
        for scenario in feature.scenarios:
            for example in scenario.examples:
                if is_faulty(example, scenario, reading.faults):
                    yield example.key


def _names(features: Iterable[Feature]) -> Mapping[tuple[str, int], str]:
    return {
        (scenario.file, scenario.line): scenario.name
        for feature in features
        for scenario in feature.scenarios
    }


def _run(files: Sequence[Path], recorder: Recorder, api: Api, own: Sequence[ModuleType]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pytest.ini").write_text(CONFIG, "utf-8")
        module = folder / f"features_{folder.name}.py"  # pytest imports a name once
        module.write_text(MODULE.format(files=[*map(str, files)]), "utf-8")
        steps = [option for step in STEP_MODULES for option in ("-p", step)]
        pytest.main(
            [*OPTIONS, *steps, "-c", str(folder / "pytest.ini"), str(module)],
            plugins=[recorder, ApiPlugin(api), *own],
        )
