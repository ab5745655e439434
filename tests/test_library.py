"""What the package offers to programs."""

import subprocess
import sys
from pathlib import Path

import pytest

import joinwise
from joinwise import Advisor, load_pack
from joinwise.advisor import build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import CandidateError, RuleFilesError
from tests.support.fakes import rule, written


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


def test_a_pack_is_loaded_from_a_path_as_text_too(tmp_path: Path) -> None:
    folder = written(tmp_path, pack=rule("true", points=3))
    assert load_pack(str(folder)) == load_pack(folder)
    with pytest.raises(RuleFilesError, match="cannot be read"):
        load_pack(f"{folder}/nowhere")


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
