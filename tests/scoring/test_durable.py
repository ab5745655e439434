"""durable_rules finds what is true: whatever the numbers, the threads and the interruptions."""

import ctypes
import math
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.values import Value
from joinwise.expressions.ast import Node
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.conjunctions import MAX_TESTS, conjunction
from joinwise.expressions.parser import parse
from joinwise.packs.checker import check_files
from joinwise.packs.model import Pack
from joinwise.scoring.advice import contributions
from joinwise.scoring.durable import TAKEN, DurableMatcher, fnv_1a, free_tokens
from joinwise.scoring.facts import Evaluator
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import document

OPERATORS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
doubles = st.floats(allow_nan=False, allow_infinity=False)
plain_doubles = doubles.filter(lambda number: number >= 0)


def engine(*conditions: str) -> DurableMatcher:
    return DurableMatcher([parse(each) for each in conditions])


def fired(conditions: Sequence[str], **said: Value) -> set[int]:
    """By the numbers of the conditions; a double underscore stands for a dot."""
    values = {name.replace("__", "."): value for name, value in said.items()}
    matcher, slots = engine(*conditions), {name: slot for slot, name in enumerate(INPUTS)}
    return matcher.fired(Compiler(slots, {}).compile(matcher.subjects)([*map(values.get, INPUTS)]))


@pytest.mark.slow
def test_no_two_tokens_share_the_hash_by_which_durable_rules_knows_them() -> None:
    tokens = [*TAKEN, *islice(free_tokens(), 20_000)]
    assert len({fnv_1a(token) for token in tokens}) == len(tokens)
    assert [fnv_1a(each) for each in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


@pytest.mark.slow
@given(st.sampled_from(sorted(OPERATORS)), plain_doubles, doubles)
def test_numbers_compare_as_doubles(operator: str, limit: float, value: float) -> None:
    text = f"{limit:.400f}".rstrip("0").rstrip(".")
    found = engine(f"cost.annual_dues {operator} {text}").fired([value])
    assert found == ({0} if OPERATORS[operator](value, float(text)) else set())


@pytest.mark.parametrize(
    "value", [0.0, -0.0, 5e-324, 1e-9, 0.1 + 0.2, 1e16, 2.0**53, 2.0**53 + 2, 1e300, -1.7e308]
)
def test_extreme_numbers_are_equal_to_themselves_alone(value: float) -> None:
    literal = f"{abs(value):.1100f}".rstrip("0").rstrip(".")
    compared = engine(f"cost.annual_dues == {literal}", f"cost.annual_dues != {literal}")
    assert compared.fired([value]) == ({0} if value >= 0 else {1})


@pytest.mark.slow
@given(st.text(), st.text(alphabet=st.characters(exclude_characters='"\n\r')))
def test_texts_are_equal_only_to_themselves(value: str, constant: str) -> None:
    found = fired([f'name == "{constant}"', f'name != "{constant}"'], name=value)
    assert found == ({0} if value == constant else {1})


def test_what_is_unknown_fires_nothing() -> None:
    conditions = ("time.clashes", "not time.clashes", "kind == 'meetup'", "kind != 'meetup'")
    assert fired(conditions) == set()


def test_the_first_evaluation_is_like_any_other() -> None:
    cold = engine("cost.annual_dues > 5", "cost.joining_fee is unknown")
    values = [9.0, True]
    assert cold.fired(values) == cold.fired(values) == {0, 1}


@pytest.mark.parametrize("rules", [1, 60, 61, 64, 65, 128, 256, 257, 513, 1000])
def test_any_number_of_rules_of_one_condition_fires_together(rules: int) -> None:
    assert len(fired(["cost.annual_dues > 1"] * rules, cost__annual_dues=2.0)) == rules


@pytest.mark.slow
@pytest.mark.parametrize("rules", [65, 257, 513, 1000])
def test_any_number_of_limits_on_one_input_is_told_apart(rules: int) -> None:
    limits = [f"cost.annual_dues > {limit}" for limit in range(rules)]
    for value in (0.0, 0.5, rules / 2, float(rules)):
        expected = {limit for limit in range(rules) if value > limit}
        assert fired(limits, cost__annual_dues=value) == expected


def test_a_condition_is_one_rule_of_durable_rules_whatever_its_alternatives() -> None:
    either = "cost.annual_dues > 5 or cost.joining_fee > 5"
    both = f"({either}) and not (time.clashes and kind == 'meetup')"
    assert engine(either, both, "kind in ['meetup', 'peer_group']").conjuncts == 3
    assert fired([either, both], cost__joining_fee=9.0, kind="peer_group") == {0, 1}
    assert fired([either, both], cost__joining_fee=9.0, kind="meetup", time__clashes=True) == {0}
    assert fired([either, both], cost__joining_fee=9.0, kind="meetup") == {0}


def test_a_condition_with_more_tests_than_durable_rules_should_hold_is_one_of_its_own() -> None:
    each = [f"cost.annual_dues != {number}" for number in range(MAX_TESTS + 1)]
    assert len(conjunction(parse(" and ".join(each[1:])))) == MAX_TESTS
    assert len(conjunction(parse(" and ".join(each)))) == 1
    assert fired([" and ".join(each)], cost__annual_dues=0.5) == {0}


def test_choices_within_choices_are_not_spread_without_end() -> None:
    condition = "time.clashes"
    for _ in range(40):
        condition = f"(time.clashes if {condition} else you.local_market)"
    started = time.monotonic()
    assert len(conjunction(parse(condition))) == 1
    assert time.monotonic() - started < 5


def built(seed: int, rules: int) -> tuple[Pack, DurableMatcher, Evaluator]:
    text = document(pack_from_seed(seed, rules))
    pack = check_files({"pack.yaml": text.encode()}).pack
    assert pack is not None
    made = DurableMatcher([each.when for each in contributions(pack)])
    return pack, made, Evaluator(pack, made.subjects)


def candidates(count: int) -> Sequence[Candidate]:
    return [read_candidate(candidate_from_seed(seed)) for seed in range(count)]


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_both_readings_of_a_condition_agree(seed: int) -> None:
    pack, made, workings = built(seed, 12)
    conditions: list[Node] = [each.when for each in contributions(pack)]
    python = Evaluator(pack, conditions)
    for candidate in candidates(12):
        fired = made.fired(workings.evaluate(candidate)[1])
        held = python.evaluate(candidate)[1]
        assert fired == {number for number, value in enumerate(held) if value is True}


class Interrupted(Exception):
    """Thrown from outside into the middle of an evaluation."""


def interrupt(thread: threading.Thread) -> None:
    ident = ctypes.c_ulong(thread.ident or 0)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ident, ctypes.py_object(Interrupted))


def evaluate_until_torn(
    made: DurableMatcher,
    subjects: Sequence[Sequence[Value]],
    expected: Sequence[set[int]],
    seen: list[bool],
) -> None:
    try:
        while True:
            for values, wanted in zip(subjects, expected, strict=True):
                seen.append(made.fired(values) == wanted)
    except Interrupted:
        return


@pytest.mark.slow
def test_an_evaluation_torn_in_the_middle_spoils_none_after_it() -> None:
    _, made, workings = built(7, 120)
    subjects = [workings.evaluate(each)[1] for each in candidates(40)]
    expected = [made.fired(values) for values in subjects]
    seen: list[bool] = []
    rng = Random(1)
    for _ in range(300):
        victim = threading.Thread(
            target=evaluate_until_torn, args=(made, subjects, expected, seen), daemon=True
        )
        victim.start()
        time.sleep(rng.random() * 0.005)
        interrupt(victim)
        victim.join(30)
        assert not victim.is_alive()
    assert [made.fired(values) for values in subjects] == expected
    assert all(seen)
    assert made.rebuilds > 50


@pytest.mark.slow
def test_eight_threads_share_one_engine() -> None:
    _, made, workings = built(3, 120)
    subjects = [workings.evaluate(each)[1] for each in candidates(50)]
    expected = [made.fired(values) for values in subjects]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            assert list(pool.map(made.fired, subjects)) == expected


@pytest.mark.slow
def test_only_finite_numbers_reach_the_engine() -> None:
    pack, _, workings = built(11, 40)
    for candidate in candidates(100):
        findings, subjects = workings.evaluate(candidate)
        assert all(is_plain(value) for value in (*findings.values.values(), *subjects)), pack


def is_plain(value: Value) -> bool:
    return not isinstance(value, float) or math.isfinite(value)
