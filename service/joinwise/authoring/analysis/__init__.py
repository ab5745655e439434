"""What is odd in a pack as a whole; it may take a solver, so it never runs in the service."""
