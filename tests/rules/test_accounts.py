"""The advice agrees with most people who published how it went for them."""

import json

import pytest

from joinwise.advisor import Advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from tools.readme import ROOT

ACCOUNTS = json.loads(
    (ROOT / "service" / "joinwise" / "authoring" / "populations" / "accounts.json").read_text(
        "utf-8"
    )
)


@pytest.mark.slow
@pytest.mark.parametrize(("verdict", "agreed", "writers"), [("join", 79, 81), ("skip", 60, 71)])
def test_as_many_writers_agree_as_the_documentation_says(
    verdict: str, agreed: int, writers: int
) -> None:
    advisor = Advisor(load_pack(default_folder()))
    candidates = [
        read_candidate(account["candidate"])
        for account in ACCOUNTS
        if account["verdict"] == verdict
    ]
    found = [advisor.advise(candidate).recommendation for candidate in candidates]
    assert (found.count(verdict), len(found)) == (agreed, writers)
