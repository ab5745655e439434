"""A run is complete: no two tests share a name, and each that was collected was reported."""

from collections import Counter
from collections.abc import Sequence

import pytest


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Completeness(config), "completeness")


class Completeness:
    """What was collected and what was reported, in the process that sees the whole run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.collected: set[str] = set()
        self.reported: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.collect([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        self.collect(ids)

    def collect(self, names: Sequence[str]) -> None:
        shared = [name for name, count in Counter(names).items() if count > 1]
        if shared:
            raise pytest.UsageError(f"tests share a name: {', '.join(shared)}")
        self.collected.update(names)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reported.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        missing = sorted(self.collected - self.reported)
        if missing and self._is_whole(session):
            self._tell(missing)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _is_whole(self, session: pytest.Session) -> bool:
        return session.exitstatus == pytest.ExitCode.OK and not self.config.option.collectonly

    def _tell(self, missing: list[str]) -> None:
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        terminal.write_line(f"\n{len(missing)} tests were collected and never ran:", red=True)
        for name in missing:
            terminal.write_line(f"  {name}")
