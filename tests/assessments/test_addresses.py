"""Which addresses of databases are taken, and what the others are told."""

import pytest

from joinwise.assessments.database import Database, parse_url


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///a.db", "sqlite+pysqlite"), ("postgres://u:p@h/d", "postgresql+psycopg"),
        ("postgresql://h/d", "postgresql+psycopg"), ("postgresql+psycopg://h", "postgresql+psycopg"),
    ],
)  # fmt: skip
def test_addresses_are_of_sqlite_files_or_postgresql(given: str, driver: str) -> None:
    assert parse_url(given).drivername == driver


@pytest.mark.parametrize(
    "given", ["", "x", "mysql://u:secret@h/d", "sqlite://", "sqlite:///:memory:", "postgresql"]
)
def test_other_addresses_are_refused_without_repeating_them(given: str) -> None:
    with pytest.raises(ValueError, match=r"Must .*(sqlite|postgresql)") as error:
        parse_url(given)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("postgresql://u:secret@h/d?prepare_threshold=0", 'has no option "prepare_threshold"'),
        ("postgresql://u:secret@h/d?ssl_mode=require", 'did you mean "sslmode"?'),
        ("postgresql://u:secret@h:70000/d", "a port from 1 to 65535"),
        ("postgresql://u:secret@h:0/d", "a port from 1 to 65535"),
        ("postgresql://u:secret@h:x/d", "Must be an address"),
        ("postgresql://u:secret@h/d?port=x", "non-integer port"),
        ("postgresql://u:secret@/d?host=a&host=b&port=1,2,3", "host"),
        ("sqlite://var/joinwise.db", "three slashes"),
        ("sqlite:///var/joinwise.db?mode=ro", "Must not have options: mode."),
    ],
)
def test_odd_addresses_are_refused_in_words(given: str, said: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - its text is looked at
        parse_url(given)
    assert said in str(error.value)
    assert "secret" not in str(error.value)


def test_options_of_postgresql_are_taken() -> None:
    assert parse_url("postgresql://h/d?sslmode=require&application_name=a&host=/tmp").query


def test_a_password_is_never_shown() -> None:
    for address in ("postgresql://u:secret@h/d", "postgresql://h/d?user=u&password=secret"):
        assert "secret" not in Database(address).location
