"""What has to be there for the service to start: its folders, and its address."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from errno import EACCES, EADDRINUSE
from pathlib import Path
from time import monotonic, sleep

from joinwise.edge import UNIX
from joinwise.errors import SettingsError
from joinwise.packs.loader import rule_files
from joinwise.settings import Settings

FREE_WITHIN = 3.0
"""Seconds in which another process, such as the one before, has to leave the address."""

LONGEST_FILE = 107
"""Bytes of the name of a socket file."""

OF_PORT = frozenset({EACCES, EADDRINUSE})


def require_folders(settings: Settings) -> None:
    """Raises SettingsError that names each variable at fault.

    Shadow rules may still be missing: then nothing is decided by them.
    """
    rules = (_rules_problem(folder) for folder in _named(settings.rules))
    shadow = (_folder_problem(folder) for folder in _named(settings.shadow))
    firsts = {"RULES": next(filter(None, rules), ""), "SHADOW": next(filter(None, shadow), "")}
    problems = [f"JOINWISE_{name}: {problem}" for name, problem in firsts.items() if problem]
    if problems:
        raise SettingsError("; ".join(problems))


def _named(folders: Path | None) -> list[str]:
    """The folders that have colons between them."""
    return os.fspath(folders).split(os.pathsep) if folders else []


def _folder_problem(folder: str) -> str:
    """What is wrong with its name, or an empty text."""
    return "" if folder and _is_folder(folder) else f'"{folder[:200]}" is no folder.'


def _rules_problem(folder: str) -> str:
    if problem := _folder_problem(folder):
        return problem
    return "" if _has_rules(folder) else f'"{folder[:200]}" has no rule files (*.yaml).'


def _has_rules(folder: str) -> bool:
    """Also if it cannot be read: that is told of its files."""
    try:
        return any(rule_files(Path(folder)))
    except OSError:
        return True


def _is_folder(name: str) -> bool:
    with suppress(OSError):
        return Path(name).is_dir()
    return False


def require_address(settings: Settings) -> None:
    """Raises SettingsError if the service cannot listen there."""
    if (error := _error_soon(settings)) is not None:
        name = "PORT" if getattr(error, "errno", None) in OF_PORT else "HOST"
        raise SettingsError(f"JOINWISE_{name}: {address_problem(settings.bind, error)}.")


def address_problem(bind: str, error: Exception) -> str:
    return f"{bind} cannot be listened on: {getattr(error, 'strerror', None) or error}"


def _error_soon(settings: Settings) -> Exception | None:
    until = monotonic() + FREE_WITHIN
    while getattr(error := address_error(settings), "errno", None) == EADDRINUSE:
        if monotonic() > until:
            break
        sleep(0.1)
    return error


def address_error(settings: Settings) -> Exception | None:
    """Why the service cannot listen at its address now; None if it can."""
    try:
        _try_file(settings) if settings.host.startswith(UNIX) else _try_port(settings)
    except (OSError, UnicodeError) as error:
        return error
    return None


def _try_file(settings: Settings) -> None:
    file = Path(settings.host.removeprefix(UNIX))
    if len(os.fsencode(file)) > LONGEST_FILE:
        raise OSError(f"a socket file has at most {LONGEST_FILE} bytes")
    if file.is_dir():
        raise IsADirectoryError("it is a folder")
    if not os.access(file.parent, os.W_OK):
        raise PermissionError("its folder cannot be written")


def _try_port(settings: Settings) -> None:
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, settings.port))
