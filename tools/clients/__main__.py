"""Generates clients, compiles them strictly and uses them: ``python -m tools.clients``.

For Python by openapi-python-client, for TypeScript by openapi-typescript with openapi-fetch; what
they need is fetched into build/clients.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).parent
BUILD = Path("build/clients").absolute()
PORT = 8766
ADDRESS = f"http://127.0.0.1:{PORT}"
TOKEN = token_urlsafe()
PATIENCE = 30.0
PYTHON_GENERATOR = "openapi-python-client==0.29.1"
PACKAGES = ("openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5", "@types/node@22")
STRICT = {
    "strict": True,
    "noUncheckedIndexedAccess": True,
    "noImplicitReturns": True,
    "noUnusedLocals": True,
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": ["node"],
    "skipLibCheck": False,
}


def main() -> None:
    """Raises CalledProcessError if a client cannot be made or does not get what it asks for."""
    shutil.rmtree(BUILD / "python", ignore_errors=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    with serving():
        with urlopen(f"{ADDRESS}/openapi.json") as document:
            (BUILD / "openapi.json").write_bytes(document.read())
        in_python()
        in_typescript()


@contextmanager
def serving() -> Iterator[None]:
    with TemporaryDirectory() as folder:
        own = {
            "JOINWISE_DATABASE_URL": f"sqlite:///{folder}/joinwise.db",
            "JOINWISE_LOG_LEVEL": "error",
            "JOINWISE_TOKENS": TOKEN,
        }
        command = [sys.executable, "-m", "joinwise", "serve", "--port", str(PORT), "--workers", "1"]
        service = subprocess.Popen(command, env={**os.environ, **own})
        try:
            _wait_until_ready()
            yield
        finally:
            service.terminate()
            service.wait()


def _wait_until_ready() -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            with urlopen(f"{ADDRESS}/readyz"):
                return
        except URLError:
            sleep(0.1)
    raise TimeoutError("the service did not start")


def in_python() -> None:
    """With mypy --strict."""
    tool = [
        str(Path(sys.executable).with_name("uv")),
        "tool",
        "run",
        "--quiet",
        "--from",
        PYTHON_GENERATOR,
    ]
    place = ["--path", "openapi.json", "--output-path", "python"]
    done = _run(*tool, "openapi-python-client", "generate", *place, quiet=True)
    print(_warnings(done))
    python = BUILD / "python" / "own"
    _run(sys.executable, "-m", "venv", "python/own")
    _run(str(python / "bin/pip"), "install", "--quiet", "./python", "mypy")
    shutil.copy(HERE / "use.py", BUILD / "python")
    _run(
        str(python / "bin/python"),
        "-m",
        "mypy",
        "--strict",
        "python/use.py",
        "--cache-dir",
        os.devnull,
    )
    _run(str(python / "bin/python"), "python/use.py", ADDRESS, TOKEN)


def in_typescript() -> None:
    """With every strict setting of the compiler."""
    package = {"type": "module", "private": True}
    (BUILD / "package.json").write_text(json.dumps(package))
    (BUILD / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": STRICT, "include": ["use.ts"]})
    )
    shutil.copy(HERE / "use.ts", BUILD)
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES)
    _run("npx", "openapi-typescript", "openapi.json", "-o", "joinwise.d.ts", quiet=True)
    _run("npx", "tsc", "-p", ".")
    _run("node", "use.js", ADDRESS, TOKEN)


def _warnings(said: str) -> str:
    """What a generator could not make anything of."""
    lines = [line for line in said.splitlines() if line.startswith("WARNING")]
    return "\n".join(["openapi-python-client left out:", *lines]) if lines else ""


def _run(*command: str, quiet: bool = False) -> str:
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=BUILD, check=True, text=True, stdout=output, stderr=output)
    return done.stdout or ""


if __name__ == "__main__":
    main()
