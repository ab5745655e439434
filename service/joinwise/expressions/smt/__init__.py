"""Expressions as terms of an SMT solver; on the command line alone."""
