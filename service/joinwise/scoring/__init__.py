"""A candidate becomes facts, the rules that fire, and the advice."""
