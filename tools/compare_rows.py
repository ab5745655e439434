"""Compares tables with advice one by one: ``python -m tools.compare_rows ROWS``.

Half of the rows are any candidates, half plausible groups, under the rules that come with joinwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from joinwise import load_pack
from joinwise.authoring.populations.plausible import plausible
from joinwise.bulk.frames import score_frame
from joinwise.packs.model import Pack
from tests.support.frames import VERDICT, frame_of, verdicts
from tests.support.generators import Candidate, candidate_from_seed

BATCH = 5_000
SHOWN = 3


def main() -> None:
    rows, pack, different = int(sys.argv[1]), load_pack(), 0
    for start in range(0, rows, BATCH):
        bodies = [_body(seed) for seed in range(start, min(start + BATCH, rows))]
        for said in _differences(pack, bodies):
            different += 1
            if different <= SHOWN:
                print(said)
    print(f"{rows:,} rows, {different:,} of them different")
    sys.exit(different > 0)


def _body(seed: int) -> Candidate:
    return plausible(seed) if seed % 2 else candidate_from_seed(seed)


def _differences(pack: Pack, bodies: Sequence[Candidate]) -> Iterator[str]:
    found = score_frame(frame_of(bodies), pack, VERDICT).select(VERDICT).rows()
    for body, row, expected in zip(bodies, found, verdicts(pack, bodies), strict=True):
        if row != expected:
            yield f"{body}\n  as a row: {row}\n  alone: {expected}"


if __name__ == "__main__":
    main()
