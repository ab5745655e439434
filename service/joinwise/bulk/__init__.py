"""Many candidates at once: the rows of a table, scored as columns.

``inputs`` reads the columns of a frame, ``frames`` scores them; any engine that narwhals knows
works out the same expressions.
"""
