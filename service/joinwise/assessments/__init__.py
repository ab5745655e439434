"""Advices that are kept, with what became of them, and what that teaches."""
