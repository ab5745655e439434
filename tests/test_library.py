"""What the package offers to programs."""

import pickle
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import joinwise
from joinwise import Advisor, load_pack
from joinwise.advisor import build_advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import CandidateError, RuleFilesError
from joinwise.scoring.engine import ENGINES
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


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_an_advisor_can_be_sent_to_another_process(engine: str) -> None:
    advisor = build_advisor(load_pack(), ENGINES[engine])
    sent = pickle.loads(pickle.dumps(advisor))
    group = read_candidate(plausible(7))
    assert sent.answer(group, ["plan"]).to_dict() == advisor.answer(group, ["plan"]).to_dict()
    assert sent.matcher.engine == engine


@pytest.mark.slow
@pytest.mark.parametrize(
    "dues", [Decimal("300.5"), Fraction(601, 2), np.float64(300.5), np.float32(300.5)]
)
def test_numbers_of_any_kind_count_as_what_they_are(dues: Any) -> None:
    advisor = Advisor(load_pack())
    assert scored(advisor, dues) == scored(advisor, 300.5)


@pytest.mark.parametrize("dues", [Decimal("NaN"), Decimal("sNaN"), "300", True, np.True_, 3j])
def test_what_is_no_number_is_refused(dues: Any) -> None:
    with pytest.raises(CandidateError, match="Must be a number"):
        read_candidate({"name": "Guild", "kind": "meetup", "cost": {"annual_dues": dues}})


def scored(advisor: Advisor, dues: Any) -> dict[str, Any]:
    body = {"name": "Guild", "kind": "meetup", "cost": {"annual_dues": dues}}
    return advisor.advise(body).to_dict()


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
