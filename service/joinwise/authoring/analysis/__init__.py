"""What is odd in a pack as a whole, found by candidates and by a solver; on the command line alone."""
