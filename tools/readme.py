"""The console blocks of the README and the docs: what they run, and what they say it prints.

``python -m tools.readme ADDRESS`` rewrites what the commands print, with the service at ADDRESS.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from joinwise.files import write_whole_text

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
GUIDE = DOCS / "tuning.md"
"""Shows only the lines that matter; ``tests/project/test_tuning_guide.py`` follows it."""
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
SERVICE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Step:
    """One command, and what it prints on either stream."""

    command: str
    output: str


@dataclass(frozen=True)
class Shell:
    """Runs commands in the checkout, with a service at an address and a folder for ``/tmp``."""

    address: str
    tmp: Path

    def printed(self, command: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace(SERVICE, self.address).replace("/tmp/", f"{self.tmp}/")],
            cwd=ROOT, env=environment(), check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        output = done.stdout.replace(f"{self.tmp}/", "/tmp/").replace(self.address, SERVICE)
        return "\n".join(line.rstrip() for line in output.splitlines()).rstrip()


def environment() -> dict[str, str]:
    """The environment in which ``joinwise`` is the one of this Python."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def pages() -> list[Path]:
    """The pages whose console blocks show all that their commands print."""
    every = [README, *sorted(DOCS.rglob("*.md"))]
    return [page for page in every if page != GUIDE and BLOCK.search(page.read_text("utf-8"))]


def steps(text: str) -> Iterator[Step]:
    """Every command of every console block; lines after ``> `` continue a command."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            first, *rest = part.splitlines()
            more = list(takewhile(lambda line: line.startswith("> "), rest))
            command = "\n".join([first, *(line[2:] for line in more)])
            yield Step(command, "\n".join(rest[len(more) :]).rstrip())


def rewritten(text: str, shell: Shell) -> str:
    """A page with what its commands print now."""

    def block(match: re.Match[str]) -> str:
        shown = [transcript(step.command, shell.printed(step.command)) for step in steps(match[0])]
        return "```console\n" + "\n".join(shown) + "\n```"

    return BLOCK.sub(block, text)


def transcript(command: str, output: str) -> str:
    return f"$ {command}".replace("\n", "\n> ") + (f"\n{output}" if output else "")


def main(address: str) -> None:
    for page in pages():
        with TemporaryDirectory() as tmp:
            write_whole_text(page, rewritten(page.read_text("utf-8"), Shell(address, Path(tmp))))


if __name__ == "__main__":
    main(sys.argv[1])
