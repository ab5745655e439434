"""How the advice is distributed: ``python -m tools.advice_report`` writes the report.

It fails where a rule or row can never decide, however hard it is tried, and is no note.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from joinwise.authoring.impact.contributions import IN, NOT_YET, Weigher
from joinwise.authoring.impact.proofs import proof
from joinwise.authoring.impact.tables import (
    ALONE,
    EVERYBODY,
    TOGETHER,
    Sample,
    groups,
    histogram,
    luck_of,
    notes,
    proofs,
    sensitivity,
    table,
    together,
    undecided,
)
from joinwise.authoring.mutants.scenarios import specs
from joinwise.authoring.populations.plausible import begun, plausible
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import KINDS_OF_GROUP
from joinwise.domain.versions import short
from joinwise.files import write_whole_text
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.resources import default_folder

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "advice-report.md"
CANDIDATES = 100_000

# Per cent to join, where an experienced adviser would put it, and why: judgment, see EXPECTED.
BAND = (35, 60)
BANDS = {
    EVERYBODY: BAND,
    IN: (50, 75),
    NOT_YET: (20, 40),
    "it goes badly": (15, 40),
    "it goes as such things go": (35, 60),
    "it goes well": (50, 80),
    "referral_group": (30, 50),
    "chamber_of_commerce": (40, 65),
    "business_club": (40, 60),
    "trade_association": (45, 70),
    "industry_event": (35, 60),
    "meetup": (40, 65),
    "peer_group": (40, 65),
    "coworking_space": (35, 60),
    "social_club": (45, 75),
    "athletic_club": (45, 75),
    "service_club": (45, 75),
    "community_group": (45, 75),
    "faith_group": (45, 75),
    "school_group": (45, 75),
    "political_group": (40, 70),
    "alumni_group": (45, 75),
    "speaking_club": (50, 75),
    "online_business_network": (35, 60),
    "online_social_network": (30, 55),
    "online_community": (35, 60),
    "article_writing": (30, 55),
}

HEADING = """\
# Advice report

How the advice is distributed over {count:,} candidates as people would fill them in (`authoring/populations/plausible.py`)
and over the {accounts} [published accounts](accounts.md). `make advice-report` writes this page; read it
after tuning the rules. Rules version `{version}`.
"""

EXPECTED = """\
The expected shares are judgment, argued so:

- **Everybody: 35-60 %.** Who asks weighs something; who is delighted or disgusted needs no advice. An
  adviser who nearly always says the same is of no use, and one who says join to most costs people
  money and evenings. Of the writers of the published accounts, 13 of 24 stayed or joined.
- **Where it goes badly: 15-40 %, well: 50-80 %.** How well person and group go together is drawn first
  and never told as such: it shows in deals, fit and the rest. A third goes badly, a third well. Advice
  that is of use tells the two apart; it cannot do so wholly, since people tell only a part, and what
  goes well may still be too dear.
- **In it: 50-75 %.** Of all members most stay another year: chambers lose 5 to 10 per cent a year
  (pressherald.com, 2021); BNI's founder counts a fifth that leaves for reasons beyond the group, and
  many associations lose 40 per cent (bnipodcast.com, 2011). So 60 to 95 per cent stay; those who ask
  have more doubts than the rest, and those who gain nothing are among them.
- **Not in yet: 20-40 %.** No source counts them. A guest loses nothing by waiting, has seen little,
  and was often asked in by someone with a seat to sell.
- **Referral groups: 30-50 %.** A meeting a week and 750 to 1,200 US dollars a year all told; the
  averages that they publish mislead, since about half of the members stay below (BNI New Zealand's own
  blog); first-year members struggle while trust builds (BNI BC).
- **Chambers, associations, clubs: about half, rather more where dues are small.** People stay long.
- **Leisure and good works: 45-75 %.** Little money, and hours that people would give anyway. Business
  is not what they are for, so its absence is no reason to leave.
- **Online: about half, less for reach alone.** Little is lost if it fails, and little comes of it
  unless it is worked.
- All others are guesses between these.
"""

UNDECIDED = """\
No candidate above was advised otherwise without these. That each can decide shows a candidate in
which it does: built from one in which it fires, with what other people would say added, and then with
all left out that it does not need.
"""

NOTES = """\
These have no points and decide nothing: they only say something. That each is said, and when, is held
by the features (`tests/rules/test_leave_one_out.py`)."""


def report(pack: Pack, count: int) -> tuple[str, list[str]]:
    """The report, and the rules and rows that no search could explain."""
    weigher = Weigher(pack)
    sample, accounts = Sample(), Sample()
    for seed in range(count):
        luck = luck_of(begun(Random(seed)))
        sample.add(weigher.weigh(read_candidate(plausible(seed))), luck)
    for candidate in published():
        accounts.add(weigher.weigh(candidate))
    told = [read_candidate(spec.candidate) for spec in specs()]
    found = {number: proof(weigher, number, told) for number in undecided(weigher, sample)}
    values = {"accounts": accounts.size, "count": count, "version": short(pack.version)}
    parts = [
        HEADING.format(**values),
        "## How many are advised to join\n",
        shares(weigher, sample),
        told_of_accounts(accounts),
        EXPECTED,
        "## Scores\n",
        histogram(sample, pack.decision.join_at),
        "## What each rule and row does\n",
        ALONE.format(**values),
        sensitivity(weigher, sample, accounts),
        "## What fires together\n",
        TOGETHER,
        together(weigher, sample),
        "## What decided nowhere\n",
        UNDECIDED,
        proofs(weigher, sample, found),
        "## Notes\n",
        NOTES + "\n",
        notes(weigher, sample, accounts),
    ]
    unexplained = [weigher.labels[number] for number, proved in found.items() if proved is None]
    return "\n".join(parts), sorted(unexplained)


def published() -> Iterator[Candidate]:
    for path in sorted((ROOT / "examples").glob("*.json")):
        yield read_candidate(json.loads(path.read_text("utf-8")))


# How many join


def shares(weigher: Weigher, sample: Sample) -> str:
    rows = [share_row(name, *sample.part(test)) for name, test in groups()]
    for row, kind in zip(rows[-len(KINDS_OF_GROUP) :], KINDS_OF_GROUP, strict=True):
        only_kind = Candidate({"name": kind, "kind": kind})
        row.append(f"{weigher.weigh(only_kind).score}")
    header = ("who asks", "candidates", "join %", "expected %", "", "score of the bare kind")
    return table(header, rows, right={1, 2, 5})


def share_row(name: str, count: int, joined: int) -> list[str]:
    if not count:
        return [name, "0", "", "", ""]
    percent = 100 * joined / count
    low, high = BANDS.get(name, (0, 100))
    odd = "below" if percent < low else "above" if percent > high else ""
    expected = f"{low}-{high}" if name in BANDS else ""
    return [name, f"{count:,}", f"{percent:.0f}", expected, odd]


def told_of_accounts(accounts: Sample) -> str:
    return f"Of the {accounts.size} published accounts, {accounts.joined} are advised to join.\n"


def main() -> int:
    text, unexplained = report(load_pack(default_folder()), CANDIDATES)
    write_whole_text(REPORT, text)
    for rule in unexplained:
        print(
            f"{rule} can never decide: widen its condition, give it other points, make it a note"
            " without points, or take it out.",
            file=sys.stderr,
        )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
