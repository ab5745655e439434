"""Which of several candidates to join."""
