"""The service says what the reference evaluator says, over generated packs and candidates."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support import reference
from tests.support.generators import (
    SEEDS,
    Candidate,
    Pack,
    candidate_from_seed,
    candidates,
    pack_from_seed,
    packs,
)
from tests.support.rule_writer import document, write_pack

pytestmark = pytest.mark.filterwarnings(  # a pack that failed has a long repr
    "ignore::hypothesis.errors.HypothesisWarning"
)
COMPARED = ("recommendation", "score", "join_at", "reasons", "facts", "assumed", "as_of")
MANY = settings(
    deadline=None,
    phases=[Phase.generate],  # a case is small enough to read; shrinking would build many services
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# The service


def service(
    pack: Pack, folder: Path, order: Random | None = None, style: Random | None = None
) -> Flask:
    """The application over a pack, written to an empty folder."""
    write_pack(folder, pack, order, style)
    return create_app(Settings(rules=folder))


def answer(app: Flask, candidate: Candidate, query: str = "") -> bytes:
    response = app.test_client().post(f"/v1/score{query}", json=candidate)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_data()


def advice(app: Flask, candidate: Candidate) -> dict[str, Any]:
    """What the service advises, in the shape of the reference."""
    found = json.loads(answer(app, candidate), parse_int=plain_int, parse_float=plain_float)
    reasons = [without(reason, "text") for reason in found["reasons"]]
    return {key: found[key] for key in COMPARED if key in found} | {"reasons": reasons}


def plain_int(digits: str) -> float:
    assert digits != "-0"
    return float(digits)


def plain_float(digits: str) -> float:
    assert not digits.endswith(".0")
    return float(digits)


def without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


# Comparison


def told_apart(value: Any) -> Any:
    """Lists of words in one order, and true never equal to 1."""
    if isinstance(value, dict):
        return {key: told_apart(content) for key, content in value.items()}
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return sorted(value)
    if isinstance(value, list):
        return [told_apart(entry) for entry in value]
    return (
        float(value) if type(value) is int else ("truth", value) if type(value) is bool else value
    )


def assert_agrees(app: Flask, pack: Pack, candidate: Candidate) -> None:
    found, expected = advice(app, candidate), reference.advise(pack, candidate)
    assert told_apart(found) == told_apart(expected), case(pack, candidate)


def assert_misses_agree(app: Flask, pack: Pack, candidate: Candidate) -> None:
    found = json.loads(answer(app, candidate, "?include=misses"))["misses"]
    expected = reference.misses(pack, candidate)
    assert told_apart(failures(found)) == told_apart(failures(expected)), case(pack, candidate)
    assert unknowns(expected) <= unknowns(found), case(pack, candidate)


def case(pack: Pack, candidate: Candidate) -> str:
    return f"{document(pack)}\n{json.dumps(candidate)}"


def failures(misses: list[dict[str, Any]]) -> dict[str, Any]:
    return {miss["rule"]: [miss["title"], miss["failed"]] for miss in misses}


def unknowns(misses: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(miss["rule"], name) for miss in misses for name in miss["unknown"]}


# Small packs


@pytest.mark.slow
@settings(MANY, max_examples=30)
@given(packs(1, 12), st.lists(candidates(), min_size=30, max_size=45), SEEDS)
def test_any_pack_gives_any_candidate_the_advice_of_the_reference(
    pack: Pack, group: list[Candidate], seed: int
) -> None:
    with TemporaryDirectory() as folder:
        app = service(pack, Path(folder), order=Random(seed), style=Random(seed))
        for candidate in group:
            assert_agrees(app, pack, candidate)


@pytest.mark.slow
@settings(MANY, max_examples=30)
@given(packs(1, 12), st.lists(candidates(), min_size=5, max_size=15))
def test_rules_that_did_not_fire_name_the_tests_that_failed(
    pack: Pack, group: list[Candidate]
) -> None:
    with TemporaryDirectory() as folder:
        app = service(pack, Path(folder))
        for candidate in group:
            assert_misses_agree(app, pack, candidate)


@pytest.mark.slow
@settings(MANY, max_examples=15)
@given(packs(1, 12), candidates(), SEEDS)
def test_the_order_of_files_and_entries_has_no_effect(
    pack: Pack, candidate: Candidate, seed: int
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        plain = service(pack, Path(one))
        shuffled = service(pack, Path(other), order=Random(seed))
        assert answer(plain, candidate) == answer(shuffled, candidate)


# Large packs


@pytest.mark.slow
@pytest.mark.parametrize(("rules", "tried"), [(40, 100), (120, 100), (300, 60), (1000, 30)])
def test_a_large_pack_gives_the_advice_of_the_reference(
    rules: int, tried: int, tmp_path: Path
) -> None:
    pack = pack_from_seed(rules, rules)
    app = service(pack, tmp_path, order=Random(rules), style=Random(rules))
    for candidate_seed in range(tried):
        assert_agrees(app, pack, candidate_from_seed(candidate_seed))


@pytest.mark.slow
def test_eight_threads_give_what_one_gives(tmp_path: Path) -> None:
    pack = pack_from_seed(8, rules=60)
    app = service(pack, tmp_path)
    group = [candidate_from_seed(seed) for seed in range(200)]
    alone = [answer(app, candidate) for candidate in group]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda candidate: answer(app, candidate), group * 2))
        list(threads.map(lambda candidate: assert_agrees(app, pack, candidate), group))
    assert together == alone * 2
