"""Scripts that measure, draw and prove; each is run by a task of the Makefile."""
