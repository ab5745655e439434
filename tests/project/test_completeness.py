"""What the suite says of itself: a test that is lost on the way fails the run."""

import os

import pytest

from tests.support.services import ROOT

PLUGINS = ("-p", "xdist", "-p", "tests.support.completeness")
TESTS = "def test_one(): ...\ndef test_other(): ..."
TWICE = """
def pytest_collection_modifyitems(items):
    items.append(items[0])
"""
LOST = """
def pytest_runtest_protocol(item):
    return item.name == "test_other" or None
"""


@pytest.fixture(params=["0", "2"])
def workers(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def _only_these_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def run(pytester: pytest.Pytester, workers: str, conftest: str = "") -> pytest.RunResult:
    pytester.makeconftest(conftest)
    pytester.makepyfile(TESTS)
    return pytester.runpytest_subprocess("-n", workers, *PLUGINS)


@pytest.mark.slow
def test_a_run_of_all_that_was_collected_passes(pytester: pytest.Pytester, workers: str) -> None:
    result = run(pytester, workers)
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=2)


@pytest.mark.slow
def test_two_tests_of_one_name_are_an_error(pytester: pytest.Pytester, workers: str) -> None:
    result = run(pytester, workers, TWICE)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: tests share a name: *::test_one"])


@pytest.mark.slow
def test_a_test_that_was_collected_and_never_ran_fails_the_run(
    pytester: pytest.Pytester, workers: str
) -> None:
    result = run(pytester, workers, LOST)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["1 tests were collected and never ran:", "  *::test_other"])
