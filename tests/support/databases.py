"""Real databases for tests: SQLite, and one PostgreSQL, whose tests run in one process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from joinwise.assessments.store import Store
from tests.support.fakes import app_under
from tests.support.postgres import new_server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in filter(_uses_postgres, items):
        item.add_marker(pytest.mark.postgres)
        item.add_marker(pytest.mark.xdist_group("postgres"))


def _uses_postgres(item: pytest.Item) -> bool:
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return parameters.get("kind") == "postgresql" or "postgres" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, by its first database."""
    with new_server() as address:
        yield address


def address_of(store: Store) -> str:
    """With its password."""
    return store.database.url.render_as_string(hide_password=False)


def own_database(postgres: str) -> str:
    """The address of a new and empty database of that server."""
    name = f"t{uuid4().hex}"
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} STRATEGY file_copy"))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)


def new_address(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder}/store/{uuid4().hex}.db"
    return own_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Of a store that nobody has made yet."""
    return new_address(kind, tmp_path, request)


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores by their addresses, and closes them when the test is over."""
    stores: list[Store] = []

    def open_store(address: str) -> Store:
        stores.append(Store(address))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def store(address: str, opened: Callable[[str], Store]) -> Store:
    found = opened(address)
    found.upgrade()
    return found


@pytest.fixture
def keeper(store: Store, app: Flask) -> FlaskClient:
    """A client of a service that keeps assessments in that store."""
    return client_of(store, app)


def client_of(store: Store, app: Flask) -> FlaskClient:
    return app_under(app.extensions["joinwise"].rules.advisor, store).test_client()
