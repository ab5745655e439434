"""The engines by name; each is imported only if it is asked for."""

from __future__ import annotations

from joinwise.bulk.job import Engine
from joinwise.bulk.request import Request


def engine_named(name: str, request: Request) -> Engine:
    """``polars`` or ``duckdb``; Spark has jobs of its own (see ``spark_engine``)."""
    match name:
        case "polars":
            from joinwise.bulk.polars_engine import PolarsEngine  # noqa: PLC0415

            return PolarsEngine(request)
        case "duckdb":
            from joinwise.bulk.duckdb_engine import DuckDBEngine  # noqa: PLC0415

            return DuckDBEngine(request)
    raise ValueError(name)
