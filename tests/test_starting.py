"""What the service needs before it starts is missing: one message names the variable."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from joinwise import starting
from joinwise.errors import SettingsError
from joinwise.resources import default_folder
from joinwise.settings import Settings
from joinwise.starting import require_address, require_folders

RULES = default_folder()


@pytest.mark.parametrize("name", ["none", "  ", "file", "x" * 5_000, ":", "rules:", "rules:none"])
def test_folders_that_are_none_are_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules").symlink_to(RULES)
    Path("file").touch()
    with pytest.raises(SettingsError, match=r'^JOINWISE_RULES: ".*" is no folder\.$'):
        require_folders(Settings(rules=Path(name)))
    with pytest.raises(SettingsError, match=r'^JOINWISE_SHADOW: ".*" is no folder\.$'):
        require_folders(Settings(shadow=Path(name)))


def test_folders_that_are_there_do(tmp_path: Path) -> None:
    require_folders(Settings(rules=Path(f"{RULES}:{RULES}"), shadow=tmp_path))


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for folders in (tmp_path, Path(f"{RULES}:{tmp_path}")):
        with pytest.raises(
            SettingsError, match=rf'^JOINWISE_RULES: "{tmp_path}" has no rule files'
        ):
            require_folders(Settings(rules=folders))


def test_all_folders_that_are_none_are_named_at_once() -> None:
    with pytest.raises(SettingsError, match=r'^JOINWISE_RULES: "a" .*; JOINWISE_SHADOW: "b" '):
        require_folders(Settings(rules=Path("a"), shadow=Path("b")))


@pytest.mark.parametrize(
    "host", ["300.1.1.1", "http://x", " ", "..", "192.0.2.1", "unix:/", "unix:/no/x.sock"]
)
def test_a_host_that_is_none_is_named(host: str) -> None:
    with pytest.raises(SettingsError, match=r"^JOINWISE_HOST: .* cannot be listened on: "):
        require_address(Settings(host=host, port=0))


def test_a_socket_file_has_a_short_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="at most 107 bytes"):
        require_address(Settings(host=f"unix:{tmp_path}/{'x' * 200}"))
    require_address(Settings(host=f"unix:{tmp_path}/x.sock"))


def test_a_port_in_use_is_named_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "FREE_WITHIN", 0.1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^JOINWISE_PORT: 127.0.0.1:{port} .* in use"):
            require_address(Settings(port=port))
    require_address(Settings(port=port))
