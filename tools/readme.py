"""The console blocks of the README: what they run and what they say that it prints.

``python -m tools.readme`` writes anew what the commands print.
"""

import atexit
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PORT = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Step:
    """One command, and what it prints on either stream."""

    command: str
    output: str


def steps(text: str) -> Iterator[Step]:
    """Every command of every console block."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield Step(command, output.rstrip())


@cache
def scratch() -> str:
    """A folder that stands for ``/tmp``, so that nothing is left there and nothing found."""
    folder = mkdtemp()
    atexit.register(rmtree, folder)
    return folder


def printed(command: str, address: str) -> str:
    """What a command prints, with the service at this address."""
    command = command.replace(PORT, address).replace("/tmp/", f"{scratch()}/")
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT, env=environ, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = done.stdout.replace(f"{scratch()}/", "/tmp/")
    return "\n".join(line.rstrip() for line in said.splitlines()).rstrip()


def rewritten(text: str, address: str) -> str:
    """The README with what its commands print now."""

    def block(match: re.Match[str]) -> str:
        ran = [f"$ {each.command}\n{printed(each.command, address)}" for each in steps(match[0])]
        return "```console\n" + "\n".join(each.rstrip() for each in ran) + "\n```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text("utf-8"), sys.argv[1]), "utf-8")
