"""Many candidates at once: the rows of a table, scored as columns.

``inputs`` reads the columns of a frame, ``frames`` scores them: any engine that narwhals knows
works out the same expressions. ``job`` scores files, by ``polars_engine``, ``duckdb_engine`` or
``spark_engine``; ``rows`` says of a row alone what does not fit; ``decisions`` decides on
tables under several packs and counts, for drafts.
"""
