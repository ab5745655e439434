"""Saved assessments: their store, their outcomes, and how often the advice was right."""
