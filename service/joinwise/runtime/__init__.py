"""The rules in force in a process: reloading, watching, metrics."""
