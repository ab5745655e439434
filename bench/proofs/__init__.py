"""Proofs of a running service, each by one command that writes its section of docs/evidence.md."""
