"""A store behind PgBouncer, which hands each transaction to whichever connection is free."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import URL, create_engine, make_url

from joinwise.assessments.store import Store
from joinwise.errors import StoreError
from tests.support.assessments import FILES, assessment
from tests.support.databases import own_database
from tests.support.services import free_port

PROGRAM = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
INI = """
[databases]
joinwise = host={host} port={port} dbname={database} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 2
"""


@contextmanager
def bouncer(server: URL) -> Iterator[str]:
    """The address of the same database, through a PgBouncer of its own."""
    own = free_port()
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "pgbouncer.ini"
        host = str(server.host or server.query["host"])
        file.write_text(
            INI.format(
                host=host, port=server.port or 5432, database=server.database,
                user=server.username, own=own,
            )
        )  # fmt: skip
        process = subprocess.Popen([PROGRAM, "-q", *_user(Path(host)), str(file)])
        try:
            yield f"postgresql://{server.username}@127.0.0.1:{own}/joinwise"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _user(sockets: Path) -> tuple[str, ...]:
    """It does not run as root, and has to reach the sockets of the server."""
    return () if os.geteuid() else ("-u", sockets.owner())


def wait_for(store: Store) -> None:
    give_up = time.monotonic() + 20
    while True:
        try:
            return store.database.prepare()
        except StoreError:
            assert time.monotonic() < give_up, "PgBouncer did not start"
            time.sleep(0.1)


@pytest.mark.skipif(not shutil.which(PROGRAM), reason="there is no PgBouncer here")
def test_a_store_works_behind_a_pool_that_is_shared_by_transaction(
    postgres: str, opened: Callable[[str], Store]
) -> None:
    direct = own_database(postgres)
    opened(direct).upgrade()
    with bouncer(make_url(direct)) as address:
        stores = [opened(address) for _ in range(3)]
        wait_for(stores[0])

        def use(number: int) -> int:
            store = stores[number % 3]
            saved = store.save(assessment(number), FILES)
            return len(store.page(limit=5)) + (store.find(saved.id) == saved)

        with ThreadPoolExecutor(6) as threads:
            assert sum(threads.map(use, range(150))) > 150
        assert len(stores[1].page(limit=1000)) == 150
        assert others_find_nothing_set(address)
        for store in stores:
            store.close()


def others_find_nothing_set(address: str) -> bool:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT setting = reset_val FROM pg_settings WHERE name = 'lock_timeout'")
        found = cursor.fetchone() == (True,)
    engine.dispose()
    return found
