"""An application of its own whose pages need a token, and who visits it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.runtime.reloading import ActiveRules, activate
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.forms import TOKEN, send
from tests.support.services import ROOT


@pytest.fixture(scope="session")
def default_rules() -> ActiveRules:
    """Read once; nothing here changes them."""
    return activate(ROOT / "rules")


@pytest.fixture
def guarded(tmp_path: Path, default_rules: ActiveRules) -> Iterator[Flask]:
    """An application with a token and a store of its own."""
    store = Store(f"sqlite:///{tmp_path}/kept.db")
    settings = Settings(rules=ROOT / "rules", tokens=(TOKEN,))
    yield create_app(settings, build_services(settings, default_rules, store))
    store.close()


@pytest.fixture
def visitor(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


@pytest.fixture
def member(visitor: FlaskClient) -> FlaskClient:
    send(visitor, "/assessments", "/enter", token=TOKEN, path="/assessments")
    return visitor
