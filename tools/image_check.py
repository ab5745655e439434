"""Follows the Dockerfile without a container engine, and serves by what it makes.

    python -m tools.image_check

Its steps run in clean file systems of Debian (debootstrap and chroot, as root), with Debian's own
Python in place of the one of the base image. What it makes is then served from a file system that
cannot be written, by the user that the Dockerfile names.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

BUILD = Path("build/image").absolute()
PACKAGES = "python3,python3-venv,python3-dev,ca-certificates"
PORT = "8768"
PATIENCE = 60.0
INSTRUCTION = re.compile(r"^([A-Z]+)\s+(.*)$")


@dataclass(slots=True)
class Stage:
    """A file system that the steps of one FROM work on."""

    root: Path
    folder: str = "/"
    user: str = "0:0"
    environ: dict[str, str] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> None:
        """Raises CalledProcessError."""
        inside = f"cd {self.folder} && {command}"
        own = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", **self.environ}
        own |= {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": "/wheels",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        subprocess.run(["chroot", str(self.root), "sh", "-ec", inside], check=True, env=own)

    def path(self, inside: str) -> Path:
        return self.root / os.path.join(self.folder, inside).lstrip("/")


def main() -> None:
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        sys.exit("image-check needs root and debootstrap (on Debian: apt-get install debootstrap)")
    BUILD.mkdir(parents=True, exist_ok=True)
    base, wheels = _base(), _wheels()
    stages = _built(base, wheels)
    size = sum(file.lstat().st_size for file in (stages[-1].root / "app").rglob("*")) / 2**20
    print(f"/app holds {size:.0f} MiB")
    _serve(stages[-1])


def _base() -> Path:
    base = BUILD / "base"
    if not (base / "usr/bin/python3").exists():
        command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm"]
        subprocess.run([*command, str(base)], check=True, stdout=subprocess.DEVNULL)
    link = base / "usr/local/bin/python"
    if not link.is_symlink():
        link.symlink_to("/usr/bin/python3")
    shutil.copy("/etc/resolv.conf", base / "etc/resolv.conf")
    return base


def _wheels() -> Path:
    """What is locked, fetched out here, where pip is set up: hashes are looked at inside."""
    wheels = BUILD / "wheels"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run(
        [*command, "--no-binary", "durable-rules", "-r", "requirements.lock", "-d", str(wheels)],
        check=True,
    )
    subprocess.run(
        [*command[:5], "setuptools", "wheel", "hatchling", "-d", str(wheels)], check=False
    )
    return wheels


def _built(base: Path, wheels: Path) -> list[Stage]:
    stages: list[Stage] = []
    for word, rest in _instructions():
        if word == "FROM":
            stages.append(_new_stage(base, wheels, len(stages)))
        elif stages:
            _follow(word, rest, stages)
    return stages


def _new_stage(base: Path, wheels: Path, number: int) -> Stage:
    root = BUILD / f"stage{number}"
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", str(base), str(root)], check=True)
    shutil.copytree(wheels, root / "wheels")
    return Stage(root)


def _instructions() -> Iterator[tuple[str, str]]:
    text = Path("Dockerfile").read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if found := INSTRUCTION.match(line):
            yield found[1], found[2].strip()


def _follow(word: str, rest: str, stages: list[Stage]) -> None:
    stage = stages[-1]
    match word:
        case "RUN":
            stage.run(rest)
        case "WORKDIR":
            stage.folder = rest
            stage.path("").mkdir(parents=True, exist_ok=True)
        case "COPY":
            _copy(shlex.split(rest), stage, stages[0])
        case "USER":
            stage.user = rest
        case "ENV":
            stage.environ |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        case "ENTRYPOINT" | "CMD" | "HEALTHCHECK":
            stage.commands[word] = rest.removeprefix("CMD ")


def _copy(words: list[str], stage: Stage, first: Stage) -> None:
    source = first.root if words[0].startswith("--from") else Path.cwd()
    *names, target = [word for word in words if not word.startswith("--")]
    for name in names:
        origin, goal = source / name.lstrip("/"), stage.path(target)
        if target.endswith(("/", ".")):
            goal = goal / origin.name
        copied = ["cp", "-a", "-T", str(origin), str(goal)]
        goal.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(copied, check=True)


def _serve(stage: Stage) -> None:
    """Nothing can be written but to /tmp and to the volume. Raises CalledProcessError."""
    entry = [*_words(stage, "ENTRYPOINT"), *_words(stage, "CMD")]
    shutil.rmtree(stage.root / "wheels")
    with TemporaryDirectory() as name:
        root = Path(name)
        _mount("--bind", str(stage.root), name)
        try:
            _mount("-o", "remount,bind,ro", name)
            for place in ("tmp", "joinwise/var"):
                _mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", str(root / place))
            _ask(root, stage, entry)
        finally:
            subprocess.run(["umount", "-R", "-l", name], check=True)


def _ask(root: Path, stage: Stage, entry: list[str]) -> None:
    inside = ["chroot", f"--userspec={stage.user}", str(root), "sh", "-c"]
    own = {"PATH": "/usr/sbin:/usr/bin:/bin", "JOINWISE_PORT": PORT, **stage.environ}
    serving = [*inside, f"cd {stage.folder} && exec {shlex.join(entry)}"]
    service = subprocess.Popen(serving, env=own)
    try:
        healthy = [*inside, shlex.join(_words(stage, "HEALTHCHECK"))]
        until = monotonic() + PATIENCE
        while subprocess.run(healthy, env=own, check=False, stderr=subprocess.DEVNULL).returncode:
            if monotonic() > until:
                raise TimeoutError("the image is not healthy")
            sleep(0.5)
        refused = subprocess.run(
            [*inside, "touch /joinwise/file"], check=False, stderr=subprocess.DEVNULL
        )
        print(
            f"healthy as {stage.user}; its file system {'can' if not refused.returncode else 'cannot'} be written"
        )
    finally:
        service.terminate()
        service.wait(PATIENCE)


def _words(stage: Stage, command: str) -> list[str]:
    words: list[str] = json.loads(stage.commands[command])
    return words


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    main()
