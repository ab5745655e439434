"""The container image: what can be said of it without building one."""

import json
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import PurePath

import pytest

from tests.support.services import ROOT, free_port

DOCKERFILE = (ROOT / "Dockerfile").read_text()


def is_healthy(port: int) -> bool:
    """What the health check of the image says of a service on that port of this machine."""
    (command,) = re.findall(r"^HEALTHCHECK CMD (.*)$", DOCKERFILE, re.MULTILINE)
    _, *arguments = json.loads(command)
    environ = os.environ | {"JOINWISE_PORT": str(port)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environ, capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.mark.slow
def test_the_health_check_asks_the_port_that_is_served(service: str) -> None:
    assert is_healthy(int(service.rpartition(":")[2]))
    assert not is_healthy(free_port())


def is_left_out(name: str) -> bool:
    """By the last line that is about it or a folder above it, as container engines read them."""
    places = [PurePath(name), *PurePath(name).parents][:-1]
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    verdicts = [
        not line.startswith("!")
        for line in lines
        if any(fnmatch(str(place), line.strip("!/")) for place in places)
    ]
    return bool(verdicts) and verdicts[-1]


def test_the_image_is_given_all_that_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    names = [name for sources in copied for name in sources.split()]
    assert names
    assert [name for name in names if not (ROOT / name).exists() or is_left_out(name)] == []
    assert is_left_out("tests/project/test_image.py")
