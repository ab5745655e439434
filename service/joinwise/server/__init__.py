"""The service as it runs for real: gunicorn, whose workers have a loop and threads."""

from joinwise.server.application import Server, make_store, serve, settle

__all__ = ["Server", "make_store", "serve", "settle"]
