"""Serves by the joinwise that is installed, and asks it a little: ``python tools/smoke.py``.

It needs nothing but Python and joinwise, so that it runs in any environment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PORT = 8767
ADDRESS = f"http://127.0.0.1:{PORT}"
PATIENCE = 60.0
GROUPS = [
    {
        "name": f"Group {number}",
        "kind": "referral_group",
        "cost": {"total_per_year": 100 + number},
        "past_yield": {"months_member": 12, "profit": 10_000 + 10 * number},
    }
    for number in range(12)
]
"""So many that are worth joining that only the solver finds the best within a budget."""

CHOICE = {"candidates": GROUPS, "limits": {"annual_budget": 600}}


def ask(method: str, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(ADDRESS + path, data, {"Content-Type": "application/json"}, method=method)
    with urlopen(request) as answer:
        return answer.read()


def wait_until_ready(service: subprocess.Popen[bytes]) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until and service.poll() is None:
        try:
            ask("GET", "/readyz")
        except URLError:
            sleep(0.1)
        else:
            return
    raise TimeoutError("the service did not start")


def main() -> None:
    with TemporaryDirectory() as folder:
        own = {"JOINWISE_DATABASE_URL": f"sqlite:///{folder}/joinwise.db"}
        command = [sys.executable, "-m", "joinwise", "serve", "--port", str(PORT)]
        service = subprocess.Popen(command, env={**os.environ, **own}, cwd=folder)
        try:
            wait_until_ready(service)
            advice = json.loads(ask("POST", "/v1/score", GROUPS[0]))
            saved = json.loads(ask("POST", "/v1/assessments", GROUPS[0]))
            assert saved["advice"] == advice
            assert json.loads(ask("POST", "/v1/compare", CHOICE))["best"]["proven"]
            for path in ("/", "/rules", "/desk", "/openapi.json", "/metrics", "/v1/assessments"):
                assert ask("GET", path)
        finally:
            service.terminate()
            service.wait()
    print("joinwise serves")


if __name__ == "__main__":
    main()
