"""What to ask first, and what would turn the advice."""
