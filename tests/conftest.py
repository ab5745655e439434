"""What all tests share: the default pack, the application, and the service as it runs for real."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.specs.steps import STEP_MODULES
from joinwise.specs.steps.api import Api
from joinwise.web.app import App, create_app
from tests.support.conforming import ConformingClient
from tests.support.services import PATIENCE, HttpApi, free_port, wait_until_ready

pytest_plugins = [
    *STEP_MODULES,
    "tests.support.browser",
    "tests.support.databases",
    "tests.support.completeness",
    "pytester",
]


App.test_client_class = ConformingClient


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, since many tests wait for a service or a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where tests keep what they do not look at: services that they start know it too."""
    with pytest.MonkeyPatch.context() as patch:
        url = f"sqlite:///{tmp_path_factory.mktemp('var')}/joinwise.db"
        patch.setenv("JOINWISE_DATABASE_URL", url)
        yield url


@pytest.fixture(scope="session")
def default_pack() -> Pack:
    return load_pack(default_folder())


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


@pytest.fixture
def api(service: str) -> Api:
    """What the sentences of the features ask: the service as it runs for real."""
    return HttpApi(service)
