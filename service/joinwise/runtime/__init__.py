"""The active rules of a process: reloading, watching, metrics."""
