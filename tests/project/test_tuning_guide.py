"""The guide to tuning is followed to the letter, in a copy of the checkout."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from pytest_bdd.parser import FeatureParser

from tools.readme import ROOT

GUIDE = (ROOT / "docs" / "tuning.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\w+))?(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("rules", "features"):
        copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.slow
def test_each_step_of_the_guide_does_what_it_says(checkout: Path) -> None:
    found = Path(), ""
    for language, action, file, content in BLOCK.findall(GUIDE):
        path = checkout / file
        if language == "console":
            run(content, checkout)
        elif action == "find":
            found = path, content.rstrip("\n")
            assert path.read_text("utf-8").count(found[1]) == 1, content
        elif action == "write":
            path, before = found
            path.write_text(path.read_text("utf-8").replace(before, content.rstrip("\n")), "utf-8")
        elif action == "end":
            path.write_text(path.read_text("utf-8") + content, "utf-8")
        else:
            path.write_text(content, "utf-8")
    FeatureParser(str(checkout), "features/members.feature").parse()


def run(block: str, checkout: Path) -> None:
    """Runs what stands after each ``$``; the lines below it are printed, in this order."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *expected = part.splitlines()
        lines = iter(printed(command, checkout))
        for line in expected:
            assert line.rstrip() in lines, f"{command}\n{line}"


def printed(command: str, checkout: Path) -> list[str]:
    environ = {
        **os.environ,
        "JOINWISE_RULES": str(checkout / "rules"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=checkout, env=environ, check=True, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return [line.rstrip() for line in done.stdout.splitlines()]
