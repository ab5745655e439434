"""Measures, and writes the section."""

from __future__ import annotations

import argparse
import shutil

import bench.peers
from bench.page import write_peers
from bench.peers.measure import measure
from bench.peers.peers import PYTHON
from bench.peers.report import section
from bench.peers.surroundings import cores_of_others, moment

PROGRAMS = ("wrk", "node", PYTHON)


def main() -> None:
    argparse.ArgumentParser(description=bench.peers.__doc__).parse_args()
    for program in PROGRAMS:
        if shutil.which(program) is None:
            raise SystemExit(f"{program} is missing; `make bench-peers` says what it takes.")
    start = moment()
    results = measure()
    said = section(results, cores_of_others(start, moment()))
    write_peers(said)
    print(said)


if __name__ == "__main__":
    main()
