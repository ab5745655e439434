"""joinwise over HTTP."""

from joinwise.web.app import create_app

__all__ = ["create_app"]
