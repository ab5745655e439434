"""Commands that are imported when they are called, so that none waits for the others."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group with a command from each of ``modules``, which is named like its module."""

    def __init__(self, *args: Any, modules: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.modules = {module.rpartition(".")[2]: module for module in modules}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.modules, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(self.modules[cmd_name]), cmd_name)
        return command
