"""The locked dependencies install with plain pip, from anywhere."""

import re

import pytest

from tests.support.services import ROOT

LOCKS = ["requirements.lock", "requirements-all.lock"]
NAMED = re.compile(r"^([a-z0-9.\-]+)==", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash_and_none_a_download_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = re.split(NAMED, text)[1:]
    assert all("--hash=sha256:" in requirement for requirement in packages[1::2])
    assert "://" not in text


def test_what_runs_is_what_was_tested() -> None:
    lines = [
        set(re.findall(r"^[a-z0-9.\-]+==\S+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in LOCKS
    ]
    assert lines[0] <= lines[1]
