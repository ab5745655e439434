"""A preview says what a draft would change, for any number of candidates."""

import multiprocessing
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.preview import (
    CHUNK,
    AdviceChange,
    DraftEffect,
    DraftPreview,
    PreviewResult,
    Record,
    RuleEffect,
)
from joinwise.domain.candidate_schema import read_candidate
from joinwise.packs.layers.overlay import overlaid
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.scoring.matcher import TreeMatcher
from tests.support import fakes
from tests.support.fakes import MINIMAL, rule
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack

DUES = "cost.annual_dues >= {}"
DEAR = {**MINIMAL, "name": "Dear", "cost": {"annual_dues": 150}}


def compared(one: str, other: str, *candidates: dict[str, Any]) -> PreviewResult:
    draft_preview = DraftPreview.of(fakes.pack(one), fakes.pack(other))
    return draft_preview.result(Record(index, each) for index, each in enumerate(candidates))


def dear(limit: int, **more: Any) -> str:
    return rule(DUES.format(limit), **{"points": -5, **more})


# What changes


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        (dear(100), dear(200), "skip_to_join"),
        (dear(200), dear(100), "join_to_skip"),
        (dear(100), dear(100, points=-10), DraftEffect.SCORE_ONLY),
        (dear(100), dear(150), DraftEffect.NONE),
    ],
)
def test_a_candidate_changes_one_way(one: str, other: str, way: str) -> None:
    assert compared(one, other, DEAR).effects == {way: 1}


def test_the_rules_responsible_are_those_that_give_something_else() -> None:
    result = compared(dear(100), dear(100, points=-10), DEAR)
    (change,) = result.changes
    assert (change.before.score, change.after.score) == (45, 40)
    (found,) = change.rules
    assert (found.rule, found.before, found.after) == (
        "r",
        RuleEffect(-5, None),
        RuleEffect(-10, None),
    )


def test_a_rule_that_decides_is_responsible_without_points() -> None:
    (change,) = compared(rule("false"), rule("true", decide="skip"), MINIMAL).changes
    assert change.effect == "join_to_skip"
    assert [(each.before, each.after) for each in change.rules] == [(None, RuleEffect(0, "skip"))]


def test_where_the_limit_alone_moved_no_rule_is_responsible() -> None:
    (change,) = compared("decision: {join_at: 50}", "decision: {join_at: 51}", MINIMAL).changes
    assert (change.effect, change.rules) == ("join_to_skip", ())


@pytest.mark.parametrize(("rules", "others"), [(10, 0), (11, 1)])
def test_at_most_ten_rules_are_named_and_the_others_counted(rules: int, others: int) -> None:
    entries = [rule("true", points=n + 1).replace("id: r", f"id: r{n}") for n in range(rules)]
    (change,) = compared(rule("false"), merged(entries), MINIMAL).changes
    assert (len(change.rules), change.others) == (10, others)
    assert change.rules[0].difference == rules


def merged(texts: list[str]) -> str:
    return "rules:\n" + "".join(text.removeprefix("rules:\n") for text in texts)


@pytest.mark.parametrize(("score", "ten"), [(0, 0), (9, 0), (10, 1), (89, 8), (90, 9), (100, 9)])
def test_scores_are_counted_by_tens_with_100_among_the_last(score: int, ten: int) -> None:
    result = compared(f"decision: {{start: {score}}}", "decision: {start: 50}", MINIMAL)
    assert result.before == [int(place == ten) for place in range(10)]
    assert result.after == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_any_draft_changes_what_advising_under_both_says(seed: int, tmp_path: Path) -> None:
    one, other = generated(tmp_path / "a", seed), generated(tmp_path / "b", seed, without=3)
    candidates = [candidate_from_seed(1_000 * seed + each) for each in range(60)]
    result = DraftPreview.of(one, other).result(
        Record(i, each) for i, each in enumerate(candidates)
    )
    found = {change.candidate: told(change) for change in result.changes}
    assert found == dict(expected(one, other, candidates))
    assert result.effects.total() == len(candidates)


def generated(folder: Path, seed: int, without: int = 0) -> Pack:
    """A pack, less some of its rules."""
    pack = pack_from_seed(seed, 30)
    folder.mkdir()
    write_pack(folder, {**pack, "rules": pack["rules"][without:]})
    return load_pack(folder)


def told(change: AdviceChange) -> Any:
    before, after = change.before, change.after
    verdicts = (before.recommendation, before.score), (after.recommendation, after.score)
    return verdicts, {each.rule for each in change.rules}, len(change.rules) + change.others


def expected(one: Pack, other: Pack, candidates: list[Any]) -> Iterator[Any]:
    for index, data in enumerate(candidates):
        advices = [Advisor(pack, TreeMatcher).advise(read_candidate(data)) for pack in (one, other)]
        verdicts = tuple((each.recommendation, each.score) for each in advices)
        given = [{(r.rule, r.points, r.decides) for r in each.reasons} for each in advices]
        rules = {rule for rule, *_ in given[0] ^ given[1]}
        if verdicts[0] != verdicts[1]:
            yield index, (verdicts, rules, len(rules))


# Any number of candidates


def endless() -> Iterator[Record]:
    return (Record(number, DEAR) for number in count())


def test_candidates_are_read_only_as_they_are_decided_on() -> None:
    records = endless()
    parts = DraftPreview.of(fakes.pack(dear(100)), fakes.pack(dear(200))).results(records)
    assert next(parts).effects.total() == CHUNK
    assert next(records).label == CHUNK


@pytest.mark.slow
def test_more_processes_find_the_same_in_the_same_order() -> None:
    draft_preview = DraftPreview.of(fakes.pack(dear(100)), fakes.pack(dear(200)))
    records = [Record(n, {**DEAR, "cost": {"annual_dues": n}}) for n in range(3 * CHUNK + 1)]
    alone, together = (list(draft_preview.results(records, jobs)) for jobs in (1, 2))
    assert [result.changes for result in alone] == [result.changes for result in together]
    assert [result.effects for result in alone] == [result.effects for result in together]


@pytest.mark.parametrize("number", [0, 1, CHUNK])
def test_no_other_process_is_started_for_what_cannot_be_shared_out(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiprocessing, "get_context", None)
    draft_preview = DraftPreview.of(fakes.pack(dear(100)), fakes.pack(dear(200)))
    found = draft_preview.results((Record(n, DEAR) for n in range(number)), 2)
    assert sum(result.effects.total() for result in found) == number


def test_files_stand_in_by_name_whatever_the_folder() -> None:
    found = overlaid(
        {"rules/a.yaml": b"1", "rules/b.yaml": b"2"}, {"x/b.yaml": b"3", "c.yaml": b"4"}
    )
    assert found == {"rules/a.yaml": b"1", "x/b.yaml": b"3", "c.yaml": b"4"}
