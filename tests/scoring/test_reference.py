"""Cases worked out by hand, so that the reference evaluator can be trusted."""

import json
from random import Random
from typing import Any

import pytest

from tests.support.reference import UNKNOWN, Value, advise, evaluate, misses, world_of
from tests.support.rule_writer import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Name,
    Negative,
    Node,
    Not,
    Or,
    document,
    names_in,
    number,
    source,
)

DUES, FEE, HOUR = Name("cost.annual_dues"), Name("cost.joining_fee"), Name("you.hour_value")
CLASHES, MODE, KIND = Name("time.clashes"), Name("mode"), Name("kind")
TRUE, FALSE = Constant(True), Constant(False)
UNSAID = Comparison(Name("cost.other_per_year"), ((">", Constant(0.0)),))


def value(node: Node, pack: dict[str, Any] | None = None, **groups: Any) -> Value:
    return evaluate(world_of(pack or {}, {"name": "A", "kind": "meetup"} | groups), node)


def is_(left: Node, op: str, right: float | str | bool) -> Comparison:
    return Comparison(left, ((op, Constant(right)),))


def advice(pack: dict[str, Any], **groups: Any) -> dict[str, Any]:
    return advise(pack, {"name": "A", "kind": "meetup"} | groups)


def rule(name: str, when: Node = TRUE, **rest: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title(), "when": when, "reason": "Because."} | rest


# Values


def test_arithmetic_with_an_unknown_is_unknown() -> None:
    assert value(Arithmetic(DUES, "+", FEE), cost={"annual_dues": 3}) is UNKNOWN
    assert value(Arithmetic(FEE, "*", Constant(0.0))) is UNKNOWN


def test_arithmetic_is_done_in_doubles() -> None:
    tenths = Arithmetic(Constant(0.1), "+", Constant(0.2))
    assert value(tenths) == 0.30000000000000004


def test_division_by_zero_is_unknown() -> None:
    assert value(Arithmetic(Constant(1.0), "/", DUES), cost={"annual_dues": 0}) is UNKNOWN
    assert value(Arithmetic(DUES, "/", Negative(DUES)), cost={"annual_dues": 0.0}) is UNKNOWN


def test_an_overflow_is_unknown_even_where_a_later_step_would_undo_it() -> None:
    huge = Arithmetic(DUES, "/", Constant(5e-324))
    assert value(huge, cost={"annual_dues": 1e9}) is UNKNOWN
    assert value(Call("min", (huge, Constant(1.0))), cost={"annual_dues": 1e9}) is UNKNOWN


def test_a_number_below_the_smallest_double_is_zero() -> None:
    assert value(Arithmetic(DUES, "/", Constant(2.0)), cost={"annual_dues": 5e-324}) == 0


def test_minimum_and_maximum_of_an_unknown_are_unknown() -> None:
    assert value(Call("min", (Constant(1.0), DUES))) is UNKNOWN
    assert value(Call("max", (Constant(1.0), DUES)), cost={"annual_dues": 4}) == 4


def test_coalesce_takes_the_first_that_is_known() -> None:
    assert value(Call("coalesce", (DUES, FEE, Constant(7.0))), cost={"joining_fee": 0}) == 0
    assert value(Call("coalesce", (DUES, FEE))) is UNKNOWN


@pytest.mark.parametrize(
    ("of", "digits", "result"),
    [(0.5, 0, 0), (1.5, 0, 2), (2.5, 0, 2), (2.675, 2, 2.67), (0.125, 2, 0.12), (1e300, 9, 1e300)],
)
def test_rounding_is_of_the_exact_double_half_to_even(
    of: float, digits: int, result: float
) -> None:
    assert value(Call("round", (Constant(of), Constant(float(digits))))) == result


def test_rounding_without_digits_gives_a_whole_number() -> None:
    assert value(Call("round", (Negative(Constant(2.5)),))) == -2


# Conditions


def test_and_is_false_where_one_part_is_false_and_else_unknown_where_one_is() -> None:
    assert value(And((UNSAID, FALSE))) is False
    assert value(And((TRUE, UNSAID))) is UNKNOWN
    assert value(And((TRUE, TRUE))) is True


def test_or_is_true_where_one_part_is_true_and_else_unknown_where_one_is() -> None:
    assert value(Or((UNSAID, TRUE))) is True
    assert value(Or((FALSE, UNSAID))) is UNKNOWN
    assert value(Or((FALSE, FALSE))) is False


def test_the_negation_of_unknown_is_unknown() -> None:
    assert value(Not(UNSAID)) is UNKNOWN
    assert value(Not(CLASHES), time={"clashes": False}) is True


def test_a_chain_holds_where_each_pair_holds() -> None:
    chain = Comparison(Constant(1.0), (("<=", DUES), ("<", Constant(3.0))))
    results = [value(chain, cost={"annual_dues": dues}) for dues in (0.5, 1, 2, 3)]
    assert results == [False, True, True, False]


def test_a_chain_with_an_unknown_is_false_where_another_pair_is_false() -> None:
    chain = Comparison(FEE, (("<", DUES), ("<", Constant(3.0))))
    assert value(chain, cost={"annual_dues": 3}) is False
    assert value(chain, cost={"annual_dues": 2}) is UNKNOWN


def test_a_choice_with_an_unknown_condition_is_unknown_even_between_equals() -> None:
    assert value(Choice(Constant(1.0), UNSAID, Constant(1.0))) is UNKNOWN


def test_a_choice_does_not_mind_an_unknown_in_the_branch_not_taken() -> None:
    assert value(Choice(Constant(1.0), TRUE, DUES)) == 1
    assert value(Choice(Constant(1.0), FALSE, DUES)) is UNKNOWN


def test_membership_of_and_in_an_unknown_is_unknown() -> None:
    assert value(Among(MODE, (Constant("online"),), among=False)) is UNKNOWN
    assert value(Among(Constant("job"), Name("you.seeks"))) is UNKNOWN
    assert value(Among(MODE, Name("you.seeks")), you={"seeks": []}) is UNKNOWN


def test_an_empty_list_is_known_and_holds_nothing() -> None:
    assert value(Among(Constant("job"), Name("you.seeks")), you={"seeks": []}) is False
    assert value(Known("you.seeks"), you={"seeks": []}) is True


def test_membership_compares_numbers_as_doubles() -> None:
    assert value(Among(DUES, (Constant(3.0), Constant(4.0))), cost={"annual_dues": 4}) is True


def test_null_is_the_same_as_left_out() -> None:
    assert value(Known("cost.annual_dues"), cost={"annual_dues": None}) is False
    assert value(Known("cost.annual_dues"), cost=None) is False


# Assumptions and facts

ASSUMING = {
    "inputs": {
        "you.hour_value": {"assume": 60},
        "cost.annual_dues": {
            "assume": {"by": "kind", "values": {"meetup": 12, "social_club": 300}, "else": 48}
        },
        "cost.joining_fee": {"assume": {"formula": Arithmetic(DUES, "*", Constant(2.0))}},
    }
}


def test_an_assumed_input_has_a_value_but_is_not_known() -> None:
    assert value(HOUR, ASSUMING) == 60
    assert value(Known("you.hour_value"), ASSUMING) is False
    assert value(Known("you.hour_value", known=False), ASSUMING, you={"hour_value": 60}) is False


def test_what_the_caller_says_goes_before_what_is_assumed() -> None:
    assert value(HOUR, ASSUMING, you={"hour_value": 0}) == 0


def test_assumptions_may_look_up_and_build_on_each_other() -> None:
    assert value(FEE, ASSUMING) == 24
    assert value(FEE, ASSUMING, kind="school_group") == 96
    assert value(FEE, ASSUMING, cost={"annual_dues": 5}) == 10


def test_currency_is_usd_where_nobody_says_but_is_not_known() -> None:
    assert value(is_(Name("currency"), "==", "USD")) is True
    assert value(Known("currency")) is False
    assert value(Known("currency"), currency="USD") is True


def test_a_lookup_by_an_unknown_is_unknown_and_by_a_missing_key_is_else() -> None:
    pack = {"facts": {"weight": {"by": "mode", "values": {"online": 0}, "else": 1}}}
    weights = [advice(pack, mode=mode)["facts"]["weight"] for mode in (None, "online", "hybrid")]
    assert weights == [None, 0, 1]


def test_a_lookup_without_else_is_unknown_for_a_missing_key() -> None:
    pack = {"facts": {"weight": {"by": "kind", "values": {"alumni_group": 2}}}}
    assert advice(pack)["facts"] == {"weight": None}


def test_facts_build_on_facts_and_are_known_where_they_have_a_value() -> None:
    pack = {
        "facts": {
            "double": {"formula": Arithmetic(DUES, "*", Constant(2.0))},
            "half": {"formula": Arithmetic(Name("double"), "/", Constant(4.0))},
        }
    }
    assert value(Name("half"), pack, cost={"annual_dues": 3}) == 1.5
    assert value(Known("half"), pack, cost={"annual_dues": 3}) is True
    assert value(Known("half"), pack) is False


# The advice


def test_the_score_is_clamped_once_at_the_end() -> None:
    points = {"up": 80, "down": -70}
    pack = {"rules": [rule(name, points=size) for name, size in points.items()]}
    assert advice(pack)["score"] == 60
    assert advice({"rules": pack["rules"][:1]})["score"] == 100
    assert advice({"rules": pack["rules"][1:]})["score"] == 0


def test_join_from_the_limit_on() -> None:
    def recommended(start: int) -> str:
        return str(advice({"decision": {"start": start, "join_at": 40}})["recommendation"])

    assert [recommended(start) for start in (39, 40, 41)] == ["skip", "join", "join"]


def test_a_deciding_rule_leaves_the_score_and_skip_beats_join() -> None:
    join, skip = rule("in", decide="join", points=-60), rule("out", decide="skip", points=60)
    alone = advice({"rules": [join]})
    both = advice({"rules": [join, skip]})
    assert (alone["recommendation"], alone["score"]) == ("join", 0)
    assert (both["recommendation"], both["score"]) == ("skip", 50)


def test_reasons_are_ordered_by_decision_then_size_then_rule() -> None:
    rules = [
        rule("b", points=5),
        rule("c", points=-9),
        rule("a", points=-5),
        rule("note"),
        rule("join", decide="join"),
        rule("skip", decide="skip"),
    ]
    order = [(entry["rule"], entry["effect"]) for entry in advice({"rules": rules})["reasons"]]
    assert order == [
        ("skip", "against"),
        ("join", "for"),
        ("c", "against"),
        ("a", "against"),
        ("b", "for"),
        ("note", "note"),
    ]


def test_a_rule_fires_only_where_its_condition_is_true() -> None:
    assert advice({"rules": [rule("a", UNSAID), rule("b", Not(UNSAID))]})["reasons"] == []


def test_a_reason_names_what_its_condition_names_in_order_and_once() -> None:
    when = Or((is_(DUES, ">", 1.0), Known("mode"), is_(FEE, "<", 2.0), is_(DUES, "<", 9.0)))
    reason = advice({"rules": [rule("a", when)]}, cost={"annual_dues": 2})["reasons"][0]
    assert reason["because"] == [
        {"fact": "cost.annual_dues", "value": 2},
        {"fact": "mode", "value": None},
        {"fact": "cost.joining_fee", "value": None},
    ]


BAND = {
    "id": "dues",
    "title": "Dues",
    "over": "cost.annual_dues",
    "rows": [
        {"to": 10, "points": 5, "reason": "Low."},
        {"from": 20, "to": 30, "points": -5, "reason": "High."},
    ],
}


@pytest.mark.parametrize(
    ("dues", "points"), [(9.99, [5]), (10, []), (19, []), (20, [-5]), (30, []), (None, [])]
)
def test_a_row_includes_from_and_excludes_to(dues: float | None, points: list[int]) -> None:
    reasons = advice({"bands": [BAND]}, cost={"annual_dues": dues})["reasons"]
    assert [entry["points"] for entry in reasons] == points


def test_the_source_of_a_row_goes_before_that_of_its_band() -> None:
    rows = [{"to": 1, "reason": "Low."}, {"from": 1, "reason": "High.", "source": "Row"}]
    pack = {"bands": [BAND | {"rows": rows, "source": "Band"}]}
    sources = [advice(pack, cost={"annual_dues": dues})["reasons"][0]["source"] for dues in (0, 1)]
    assert sources == ["Band", "Row"]


def test_assumed_lists_what_an_assumption_read_that_came_out_unknown() -> None:
    worked_out = {"formula": Arithmetic(Constant(100.0), "/", DUES)}
    inputs = {"cost.annual_dues": {"assume": 0}, "cost.joining_fee": {"assume": worked_out}}
    pack = {"inputs": inputs, "rules": [rule("a", is_(FEE, ">", 5.0))]}
    assert advice(pack)["assumed"] == [{"input": "cost.annual_dues", "value": 0}]


def test_assumed_lists_what_was_read_directly_or_through_an_assumption_in_use() -> None:
    pack = ASSUMING | {"rules": [rule("a", is_(FEE, ">", 1000.0))]}
    assert advice(pack)["assumed"] == [
        {"input": "cost.annual_dues", "value": 12},
        {"input": "cost.joining_fee", "value": 24},
    ]
    assert advice(pack, cost={"joining_fee": 3})["assumed"] == []


def test_assumed_lists_what_the_text_of_a_fired_rule_reads() -> None:
    silent = rule("a", is_(DUES, ">", 20.0), reason="An hour is {you.hour_value}.")
    pack = ASSUMING | {"rules": [silent]}
    names = [[entry["input"] for entry in advice(pack, cost={"annual_dues": dues})["assumed"]]
             for dues in (20, 21)]  # fmt: skip
    assert names == [[], ["you.hour_value"]]


# MissFinder


def test_a_miss_lists_failed_tests_with_negations_pushed_inward_and_chains_split() -> None:
    inner = Comparison(Constant(1.0), (("<=", DUES), ("<", Constant(3.0))))
    when = And((Not(Or((is_(FEE, "<", 5.0), CLASHES))), inner))
    pack = {"rules": [rule("a", when)]}
    candidate = {"cost": {"annual_dues": 4, "joining_fee": 2}, "time": {"clashes": True}}
    assert misses(pack, candidate)[0]["failed"] == [
        {"test": "cost.joining_fee >= 5", "value": 2},
        {"test": "not time.clashes", "value": True},
        {"test": "cost.annual_dues < 3", "value": 4},
    ]


def test_a_miss_lists_unknown_inputs_also_those_behind_facts() -> None:
    pack = {
        "facts": {"cash": {"formula": Arithmetic(DUES, "+", FEE)}},
        "rules": [rule("a", is_(Name("cash"), ">", 5.0))],
        "bands": [BAND],
    }
    found = misses(pack, {"cost": {"annual_dues": 15}})
    assert [(entry["rule"], entry["unknown"]) for entry in found] == [
        ("a", ["cost.joining_fee"]),
        ("dues", []),
    ]


# Printing


def test_brackets_stand_only_where_the_grammar_needs_them() -> None:
    left = Arithmetic(Arithmetic(DUES, "-", FEE), "-", HOUR)
    right = Arithmetic(DUES, "-", Arithmetic(FEE, "-", HOUR))
    assert source(left) == "cost.annual_dues - cost.joining_fee - you.hour_value"
    assert source(right) == "cost.annual_dues - (cost.joining_fee - you.hour_value)"
    assert source(Negative(left)) == f"-({source(left)})"
    assert source(Not(Or((CLASHES, TRUE)))) == "not (time.clashes or true)"
    assert source(And((Not(is_(MODE, "==", "online")), CLASHES))) == (
        'not mode == "online" and time.clashes'
    )


def test_a_choice_is_open_to_the_right_only() -> None:
    choice = Choice(DUES, CLASHES, FEE)
    assert source(Choice(HOUR, TRUE, choice)) == f"you.hour_value if true else {source(choice)}"
    assert source(Choice(choice, TRUE, HOUR)) == f"({source(choice)}) if true else you.hour_value"


def test_numbers_are_written_without_an_exponent() -> None:
    assert [number(value) for value in (3.0, 0.1, 1e-7, 1e22)] == [
        "3", "0.1", "0.0000001", "1" + "0" * 22,
    ]  # fmt: skip


def test_names_come_in_the_order_of_the_text() -> None:
    choice = Choice(DUES, Known("mode"), Arithmetic(FEE, "+", DUES))
    assert names_in(choice) == ["cost.annual_dues", "mode", "cost.joining_fee"]


def test_spare_brackets_and_spaces_leave_texts_alone() -> None:
    node = And((is_(Name("name"), "==", "a  (b"), Among(KIND, (Constant("it's"),))))
    for seed in range(50):
        loose = source(node, Random(seed))
        assert "a  (b" in loose
        assert '"it\'s"' in loose


def test_a_pack_is_written_as_yaml_with_quoted_source() -> None:
    pack = {"rules": [rule("a", is_(MODE, "==", "online"), points=-3)]}
    entry = {"id": "a", "title": "A", "when": 'mode == "online"', "reason": "Because."}
    assert document(pack) == f"rules:\n  - {json.dumps(entry | {'points': -3})}\n"
