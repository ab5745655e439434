"""The console blocks of the README: what they run and what they say that it prints.

``python tests/readme.py`` writes anew what the commands print.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


def printed(command: str, address: str) -> str:
    """What a command prints, with the service at this address."""
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace(PORT, address)],
        cwd=ROOT, env=environ, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).rstrip()


def rewritten(text: str, address: str) -> str:
    """The README with what its commands print now."""

    def block(match: re.Match[str]) -> str:
        ran = [f"$ {each.command}\n{printed(each.command, address)}" for each in steps(match[0])]
        return "```console\n" + "\n".join(each.rstrip() for each in ran) + "\n```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text("utf-8"), sys.argv[1]), "utf-8")
