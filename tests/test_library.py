"""What the package offers to programs."""

import subprocess
import sys

import pytest

import joinwise
from joinwise import Advisor, load_pack
from joinwise.advisor import build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import CandidateError


@pytest.mark.slow
def test_an_advisor_takes_the_body_of_a_request_and_gives_that_of_the_answer() -> None:
    body = plausible(7)
    advice = Advisor(load_pack()).advise(body)
    assert advice.to_dict() == build_advisor(load_pack()).answer(read_candidate(body)).to_dict()
    assert advice.recommendation in {"join", "skip"}


@pytest.mark.slow
def test_all_that_does_not_fit_is_named_at_once() -> None:
    with pytest.raises(CandidateError, match=r"(?s)kind: .*name: "):
        Advisor(load_pack()).advise({"kind": "club"})


def test_what_it_does_not_offer_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Adviser'"):
        _ = joinwise.Adviser


@pytest.mark.slow
def test_the_package_loads_only_what_is_used_and_never_flask() -> None:
    script = (
        "import sys, joinwise; assert not {'flask', 'narwhals', 'lark'} & {*sys.modules};"
        "joinwise.Advisor, joinwise.load_pack; assert not {'flask', 'narwhals'} & {*sys.modules};"
        "joinwise.score_frame; assert 'flask' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
