"""What all tests share: the default pack, the application, and the service as it runs for real."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.settings import Settings
from joinwise.web.app import create_app

ROOT = Path(__file__).parents[1]
PATIENCE = 20

pytest_plugins = [
    "steps.advice", "steps.explaining", "steps.comparing", "steps.keeping", "recording", "browsing", "stores",
]  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where tests keep what they do not look at: services that they start know it too."""
    with pytest.MonkeyPatch.context() as patch:
        url = f"sqlite:///{tmp_path_factory.mktemp('var')}/joinwise.db"
        patch.setenv("JOINWISE_DATABASE_URL", url)
        yield url


@pytest.fixture(scope="session")
def app(database_url: str) -> Flask:
    return create_app(Settings(database_url=database_url))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of a service that was started as a user would."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "joinwise", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(address)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(address: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{address}/readyz"):
                return
        except URLError:
            assert time.monotonic() < give_up, "the service did not start"
            time.sleep(0.05)
