"""The command line."""

from joinwise.cli.main import main

__all__ = ["main"]
