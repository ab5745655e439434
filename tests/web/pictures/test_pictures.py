"""What the pictures of an advice show is what its numbers say."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.compare.portfolio import Offer, Ranked, Standing
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.domain.values import Value
from joinwise.packs.model import Question
from joinwise.scoring.model import Advice, Reason
from joinwise.web.pictures.money_map import money_map_of
from joinwise.web.pictures.net import NetRow, net_of
from joinwise.web.pictures.payback import payback_of
from joinwise.web.pictures.sway import Trial, span_of, sways_of
from joinwise.web.pictures.waterfall import waterfall_of
from joinwise.web.pictures.year import Year, year_of

FACTS: Mapping[str, Value] = {
    "yearly_cash": 750.0,
    "yearly_cost": 1000.0,
    "yearly_hours": 10.0,
    "expected_gain": 500.0,
    "other_gain": 100.0,
}


def year(**facts: Value) -> Year:
    found = year_of({**FACTS, **facts})
    assert found
    return found


def advice(*points: int, score: int = 50) -> Advice:
    reasons = tuple(
        Reason(f"r{n}", "R", "for", each, None, "t", (), None) for n, each in enumerate(points)
    )
    return Advice("A", "USD", JOIN, score, 50, "", "Join", reasons, {}, (), "p", "v")


def test_a_year_is_drawn_on_one_scale() -> None:
    drawn = year()
    assert (drawn.money.width, drawn.time.width) == (75.0, 25.0)
    assert (drawn.business.width, drawn.other.width) == (40.0, 10.0)
    assert drawn.time.start == drawn.money.width
    assert drawn.share == 0.5


@pytest.mark.parametrize("name", FACTS)
def test_a_year_of_which_not_all_is_known_is_not_drawn(name: str) -> None:
    assert year_of({**FACTS, name: None}) is None


def test_nothing_taken_and_nothing_brought_is_not_drawn() -> None:
    assert year_of(dict.fromkeys(FACTS, 0.0)) is None


def test_money_is_back_in_the_first_month_in_which_as_much_has_come() -> None:
    drawn = payback_of(year(expected_gain=1300.0), 6, 9)
    assert (drawn.money_back, drawn.all_back) == (20, 24)
    assert drawn.look_again == drawn.across(9)


def test_what_comes_at_once_is_back_at_once_and_what_never_comes_never() -> None:
    assert payback_of(year(yearly_cash=0.0), 0, None).money_back == 1
    nothing = payback_of(year(expected_gain=0.0, other_gain=0.0), 0, 30)
    assert (nothing.money_back, nothing.look_again) == (None, None)


@pytest.mark.parametrize(
    ("takes", "levels"),
    [
        (10800.0, [0, 5000, 10000, 15000, 20000]),
        (5000.0, [0, 2000, 4000, 6000, 8000, 10000]),
        (0.0, [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_the_sums_beside_what_pays_back_are_round(takes: float, levels: list[float]) -> None:
    drawn = payback_of(year(yearly_cash=takes, yearly_cost=takes), 0, None)
    assert [level for _, level in drawn.levels] == levels


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-40, 40), max_size=12))
def test_a_waterfall_leads_from_the_start_to_the_score(points: list[int]) -> None:
    total = 50 + sum(points)
    drawn = waterfall_of(advice(*points, score=max(0, min(100, total))), 50)
    places = [50, *(fall.after for fall in drawn.falls)]
    assert places[-1] - drawn.cut == drawn.score
    assert [fall.before for fall in drawn.falls] == places[:-1]
    assert all(fall.left >= 0 and fall.left + fall.width <= 100 for fall in drawn.falls)


def trial(scores: Mapping[Value, int]) -> tuple[Trial, ...]:
    return tuple(Trial(v, s, JOIN if s >= 50 else SKIP) for v, s in scores.items())


def attempt(name: str, value: Value) -> Trial:
    is_bad = value is True or (isinstance(value, float) and value > 900)
    (tried,) = trial({value: {"time.clashes": 45, "cost.annual_dues": 40}[name] if is_bad else 60})
    return tried


def test_an_input_sways_from_its_worst_answer_to_its_best() -> None:
    questions = [
        Question(INPUTS["time.clashes"], "?"),
        Question(INPUTS["cost.annual_dues"], "?", range=(0.0, 20_000.0), step=10.0),
    ]
    (now,) = trial({0.0: 60})
    sways = sways_of(questions, {"cost.annual_dues": 500.0}, {}, now, attempt)
    dues, clashes = sways
    assert (clashes.worst.value, clashes.best.value, clashes.is_open) == (True, False, True)
    assert (dues.worst.score, dues.best.score, dues.is_open) == (40, 60, False)
    assert clashes.turns
    assert span_of(sways, 60) == (45, 60)


def test_what_moves_nothing_is_not_drawn() -> None:
    question = Question(INPUTS["time.clashes"], "?")
    (now,) = trial({0.0: 60})
    assert sways_of([question], {}, {}, now, lambda name, value: Trial(value, 60, JOIN)) == ()


def test_a_map_says_from_which_sum_on_it_is_worth_it() -> None:
    drawn = money_map_of(100.0, 1000.0, lambda cost, profit: JOIN if profit > 10 * cost else SKIP)
    assert drawn
    assert drawn.least == 1500.0
    (here,) = [cell for cell in drawn.cells if cell.is_here]
    assert here.recommendation is SKIP
    assert len(drawn.cells) == len(drawn.across) * len(drawn.up)
    assert money_map_of(0.0, 1000.0, lambda *_: JOIN) is None
    never = money_map_of(1.0, 1.0, lambda *_: SKIP)
    assert never
    assert never.least is None


def ranked(worth: float | None, money: float, cost: Value, is_in: bool = True) -> Ranked:
    standing = Standing.IN if is_in else Standing.LEFT_OUT
    return Ranked(0, Offer("A", JOIN, 60, "", worth, money, 1.0, {"yearly_cost": cost}), standing)


def left_by(row: NetRow) -> tuple[float, float | None]:
    return row.after_money.amount, row.after_hours.amount if row.after_hours else None


def test_what_is_left_is_what_a_group_brings_less_its_money_and_less_its_hours_too() -> None:
    net = net_of([ranked(500.0, 200.0, 800.0), ranked(100.0, 0.0, 0.0, is_in=False)])
    assert net
    first, second = net.rows
    assert left_by(first) == (300, -300)
    assert first.after_hours
    assert first.after_hours.left == 0
    assert first.after_hours.left + first.after_hours.width == net.zero_at == 50
    assert first.after_money.left == 50
    assert left_by(second) == (100, 100)
    assert net.together is None


def test_a_set_of_several_groups_leaves_what_they_leave_together() -> None:
    net = net_of([ranked(500.0, 200.0, 800.0), ranked(900.0, 100.0, 300.0)])
    assert net
    assert net.together
    assert left_by(net.together) == (1100, 300)


@pytest.mark.parametrize("cost", [None, 1e16])
def test_hours_without_a_price_are_not_drawn(cost: Value) -> None:
    net = net_of([ranked(500.0, 200.0, cost), ranked(900.0, 100.0, 300.0)])
    assert net
    assert net.together
    assert [left_by(row) for row in net.rows] == [(300, None), (800, 600)]
    assert left_by(net.together) == (1100, None)


@pytest.mark.parametrize("worth", [None, 1e16])
def test_a_group_of_which_not_all_is_known_is_not_drawn(worth: float | None) -> None:
    assert net_of([ranked(worth, 200.0, 300.0)]) is None
