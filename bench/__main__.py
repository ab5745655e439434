"""Runs the measurements that take minutes, and writes ``docs/benchmarks.md``."""

from __future__ import annotations

from bench import (
    assessments,
    bulk,
    checks,
    engines,
    explain,
    page,
    pages,
    portfolio,
    preview,
    score,
    startup,
)
from bench.report import machine

INTRODUCTION = """# Benchmarks

Written by `make bench` (`python -m bench`). Figures compare within one run only: the same machine
at another hour, let alone another machine, gives others."""
ELSEWHERE = """Measured apart, since they take longer or build software: `python -m bench.soak`
(memory over a million candidates), `python -m bench.o3` (durable_rules built with and without
optimisation) and `python -m bench.score --profile` (where the time of a request goes)."""


def main() -> None:
    parts = (checks, startup, preview, assessments, pages, explain, score, portfolio, engines, bulk)
    sections = [part.run() for part in parts]
    text = "\n\n".join([INTRODUCTION, f"Machine: {machine()}.", *sections[::-1], ELSEWHERE])
    page.write(text)
    print(text)


if __name__ == "__main__":
    main()
