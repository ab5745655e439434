"""Settings are read from the environment, and all that is wrong is said at once."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from joinwise.cli.main import main
from joinwise.errors import SettingsError
from joinwise.server.application import listening_at
from joinwise.settings import Settings, usable_cores
from joinwise.tokens import MIN_LENGTH
from tests.support.services import ROOT

DOCUMENTED = (ROOT / "docs" / "running.md").read_text("utf-8")
NAMES = re.findall(r"^\| `(JOINWISE_\w+)` \|", DOCUMENTED, re.MULTILINE)
FIRST, SECOND = "first-token-0123456789", "second-token-0123456789"


def test_what_is_given_takes_precedence_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JOINWISE_PORT", "9000")
    monkeypatch.setenv("JOINWISE_RULES", "/elsewhere")
    settings = Settings.from_environ(port=9001, rules=None)
    assert (settings.port, settings.rules) == (9001, Path("/elsewhere"))


def test_every_variable_that_is_not_valid_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"PORT": "http", "WORKERS": "0", "LOG_LEVEL": "loud", "SECRET_KEY": "short"}
    for name, text in wrong.items():
        monkeypatch.setenv(f"JOINWISE_{name}", text)
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ()
    assert all(f"JOINWISE_{name}: " in str(caught.value) for name in wrong)


@pytest.mark.parametrize("name", NAMES)
def test_a_variable_that_arrives_empty_counts_as_unset(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(name, raising=False)
    unset = Settings.from_environ()
    monkeypatch.setenv(name, "")
    assert Settings.from_environ() == unset


def test_an_empty_option_counts_as_not_given() -> None:
    assert Settings.from_environ(host="").host == "127.0.0.1"


def test_a_socket_file_has_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_HOST", "unix:/run/joinwise.sock")
    assert Settings.from_environ(port=9000).bind == "unix:/run/joinwise.sock"
    assert Settings.from_environ(host="::1", port=9000).bind == "::1:9000"


def test_a_socket_file_has_a_name() -> None:
    with pytest.raises(SettingsError, match="JOINWISE_HOST: Must name a file"):
        Settings.from_environ(host="unix:")


def test_tokens_are_separated_by_commas_or_white_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_TOKENS", f" {FIRST},\n{SECOND}  ")
    assert Settings.from_environ().tokens == (FIRST, SECOND)


@pytest.mark.parametrize("text", [" , ", "x" * (MIN_LENGTH - 1), f"{FIRST},short", "é" * 20])
def test_tokens_that_are_none_are_refused_without_being_told(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("JOINWISE_TOKENS", text)
    with pytest.raises(SettingsError, match="JOINWISE_TOKENS: ") as caught:
        Settings.from_environ()
    assert not any(token in str(caught.value) for token in text.replace(",", " ").split())
    monkeypatch.setenv("JOINWISE_TOKENS", "x" * MIN_LENGTH)
    assert len(Settings.from_environ().tokens) == 1


def test_settings_do_not_show_tokens() -> None:
    assert FIRST not in repr(Settings(tokens=(FIRST,)))


WRONG = {
    "TRUSTED_PROXIES": ["proxy.example", "10.0.0.0/99", "10.0.0.1:80", ",", "127.0.0.1 nonsense"],
    "ALLOWED_HOSTS": ["https://a.example", "a.example:80", "*", "a/b", ";", "-a.example"],
    "CORS_ORIGINS": [
        "*",
        "app.example",
        "https://app.example/",
        "null",
        "ftp://a",
        "https://a:x",
        "https://a'b",
        "https://<a>",
        "https://[::1",
        "https://a b",
    ],
    "RATE_LIMIT": ["600", "0/minute", "many", "10/week", "10 per minute", "-1/second", "1.5/hour"],
    "RATE_LIMIT_STORE": [
        "memory",
        "memcached://a",
        "6379",
        "http://redis",
        "redis://h:99999",
        "redis://",
        "redis://h/first",
        "redis://[::1",
    ],
    "HOST": [
        "[::1",
        "::1]",
        "[[::1]]",
        "[127.0.0.1]",
        "127.0.0.1:80",
        "http://127.0.0.1",
        "a b",
        " 127.0.0.1",
        "127.0.0.1\n",
        "*",
        "fd://3",
        "unix:",
        "-a",
        ".a",
    ],
    "SECRET_KEY": ["short", " " * 40, "a" * 40, "x" * 31],
    "TOKENS": ["prometheus=metrics:" + "x" * 40, "a:b:c:" + "x" * 40],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts]
)
def test_a_setting_that_is_wrong_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"JOINWISE_{name}", text)
    with pytest.raises(SettingsError, match=f"^JOINWISE_{name}: "):
        Settings.from_environ()


def test_settings_of_the_edge_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    right = {
        "TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8 ::1,unix",
        "ALLOWED_HOSTS": "joinwise.example .a.example 10.0.0.1",
        "CORS_ORIGINS": "https://app.example,http://localhost:3000",
        "RATE_LIMIT": "600/minute",
        "RATE_LIMIT_STORE": "redis://:secret@redis:6379/0",
    }
    for name, text in right.items():
        monkeypatch.setenv(f"JOINWISE_{name}", text)
    settings = Settings.from_environ()
    assert settings.trusted_proxies == ("127.0.0.1", "10.0.0.0/8", "::1", "unix")
    assert settings.cors_origins == ("https://app.example", "http://localhost:3000")
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("address", ["tcp://10.0.0.11:8000", "udp://10.0.0.11:53"])
def test_a_port_that_kubernetes_names_is_not_ours(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("JOINWISE_PORT", address)
    assert Settings.from_environ().port == 8000
    assert Settings.from_environ(port=9000).port == 9000


def test_a_store_of_rates_needs_a_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_RATE_LIMIT_STORE", "redis://redis:6379")
    with pytest.raises(SettingsError, match="JOINWISE_RATE_LIMIT_STORE: Needs"):
        Settings.from_environ()


@pytest.mark.parametrize("name", [*WRONG])
def test_a_wrong_setting_ends_the_start_in_words(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"JOINWISE_{name}", WRONG[name][0])
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"joinwise: JOINWISE_{name}: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("host", "address"),
    [("::1", "[::1]:80"), ("[::1]", "[::1]:80"), ("::", "[::]:80"), ("127.0.0.1", "127.0.0.1:80")],
)
def test_a_server_listens_at_an_address_of_either_kind(host: str, address: str) -> None:
    assert listening_at(Settings(host=host, port=80)) == address


@pytest.mark.parametrize(
    ("limits", "most"),
    [("max 100000", None), ("150000 100000", 2), ("50000 100000", 1), ("", None), ("x y", None)],
)
def test_a_worker_for_each_core_heeds_the_limits_of_the_container(
    tmp_path: Path, limits: str, most: int | None
) -> None:
    (tmp_path / "cpu.max").write_text(limits)
    cores = len(os.sched_getaffinity(0))
    assert usable_cores(tmp_path / "cpu.max") == (cores if most is None else min(cores, most))
    assert usable_cores(tmp_path / "none") == cores


def test_auto_is_as_many_workers_as_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_WORKERS", "auto")
    assert Settings.from_environ().workers == usable_cores()
    assert Settings.from_environ(workers=3).workers == 3
    monkeypatch.setenv("JOINWISE_WORKERS", "many")
    with pytest.raises(SettingsError, match="JOINWISE_WORKERS: Not a valid integer"):
        Settings.from_environ()
