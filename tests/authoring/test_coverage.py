"""What recorded examples touch of the rules, and that those that come with joinwise touch all."""

import json
from pathlib import Path

import pytest

from joinwise.authoring.coverage import (
    Coverage,
    RecordedExample,
    coverage_answer,
    coverage_of,
    recorded,
    uncovered_lines,
)
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import ResultsError
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.specs.gherkin import ExampleKey
from tests.support.fakes import pack

RULES = """
facts:
  is_big: {formula: members.count >= 100, about: Whether it is big.}
rules:
  - id: dear
    title: Dear
    when: cost.total_per_year > 300 and (mode == "online" or is_big)
    points: -1
    reason: Dear.
bands:
  - id: competitors
    title: Competitors
    over: members.competitors
    rows: [{from: 2, to: 5, points: -1, reason: Some.}, {from: 5, points: -2, reason: Many.}]
"""


def example(number: int, *subjects: str, **said: object) -> RecordedExample:
    candidate = read_candidate({"name": "A", "kind": "meetup", **said})
    return RecordedExample(
        ExampleKey("a.feature", f"Scenario {number}", 1), candidate, frozenset(subjects)
    )


def cost(total: float) -> dict[str, float]:
    return {"total_per_year": total}


def covered(*examples: RecordedExample) -> Coverage:
    return coverage_of(pack(RULES), examples)


def seen(coverage: Coverage) -> dict[str, dict[str, list[str]]]:
    return {
        f"{target.what} {target.name}": {
            side: [key.scenario.removeprefix("Scenario ") for key in keys.named]
            for side, keys in target.sides.items()
        }
        for target in coverage.targets
    }


def test_a_rule_is_seen_where_it_applies_and_where_its_condition_is_false() -> None:
    found = seen(
        covered(
            example(1, cost=cost(301), mode="online"),
            example(2, cost=cost(300), mode="online"),
            example(3, cost=cost(301)),
        )
    )
    assert found["rule dear"] == {"applied": ["1"], "silent": ["2"]}


def test_a_test_is_seen_true_and_false_by_itself_and_unknown_is_neither() -> None:
    found = seen(covered(example(1, mode="online"), example(2, mode="hybrid"), example(3)))
    assert found['test dear: mode == "online"'] == {"true": ["1"], "false": ["2"]}


def test_a_fact_is_tested_in_the_rule_and_in_its_formula() -> None:
    found = seen(covered(example(1, members={"count": 100}), example(2, members={"count": 10})))
    assert found["test dear: is_big"] == {"true": ["1"], "false": ["2"]}
    assert found["test is_big: members.count >= 100"]["true"] == ["1"]


@pytest.mark.parametrize(
    ("total", "sides"),
    [
        (300, ["false", "on the limit"]),
        (301, ["true", "just beside it"]),
        (299, ["false"]),
        (330, ["true"]),
    ],
)
def test_just_beside_a_limit_is_where_the_test_turns_out_otherwise(
    total: float, sides: list[str]
) -> None:
    text = RULES + "inputs: {cost.total_per_year: {range: [0, 1000], step: 1}}\n"
    coverage = coverage_of(pack(text), [example(1, cost=cost(total))])
    found = seen(coverage)["test dear: cost.total_per_year > 300"]
    assert [side for side, by in found.items() if by] == sides


def test_a_row_is_seen_where_it_applies_and_a_limit_that_two_rows_share_is_tested_once() -> None:
    found = seen(covered(*(example(n, members={"competitors": n}) for n in (1, 2, 4, 5))))
    assert found["row competitors: from 2 to 5"] == {"applied": ["2", "4"]}
    assert found["row competitors: from 5"] == {"applied": ["5"]}
    limits = {name: by for name, by in found.items() if name.startswith("test competitors")}
    assert limits == {
        "test competitors: members.competitors >= 2": {
            "true": ["2", "4", "5"], "false": ["1"], "on the limit": ["2"], "just beside it": ["1"],
        },
        "test competitors: members.competitors >= 5": {
            "true": ["5"], "false": ["1", "2", "4"], "on the limit": ["5"], "just beside it": ["4"],
        },
    }  # fmt: skip


def test_examples_that_speak_of_a_rule_are_named_first() -> None:
    found = seen(
        covered(
            example(1, mode="online", cost=cost(900)),
            example(2, "dear", mode="online", cost=cost(900)),
        )
    )
    assert found["rule dear"]["applied"] == ["2", "1"]


def test_without_examples_nothing_is_touched() -> None:
    coverage = covered()
    assert coverage.uncovered == coverage.targets
    assert {touched for touched, _ in coverage.counts().values()} == {0}


def test_what_is_not_touched_is_told_with_its_place() -> None:
    lines = list(uncovered_lines(covered(example(1, cost=cost(301), mode="online"))))
    assert "f0.yaml:5: rule dear: never silent" in lines
    assert 'f0.yaml:5: test dear: mode == "online": never false' in lines
    counts = "0 of 1 rules, 0 of 2 rows, 0 of 6 tests, 0 of 4 limits"
    assert lines[-1] == f"1 example touches all sides of {counts}."


@pytest.mark.slow
def test_the_features_touch_all_of_the_rules_that_come_with_joinwise() -> None:
    coverage = coverage_of(load_pack(default_folder()), recorded())
    assert list(uncovered_lines(coverage))[:-1] == [], "write a scenario for each"


def test_the_answer_counts_all_examples_and_names_a_few_scenarios() -> None:
    answer = coverage_answer(covered(*(example(n, mode="online") for n in range(5))))
    online = next(each for each in answer["parts"] if each["text"] == 'mode == "online"')
    assert online["sides"]["true"]["examples"] == 5
    assert len(online["sides"]["true"]["scenarios"]) == 3
    assert online["at"] == {"file": "f0.yaml", "line": 5}
    assert answer["untouched"]
    assert json.dumps(answer)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"rows": 1}', '{"rows": [1]}', '{"rows": [{"checks": []}]}'],
)  # fmt: skip
def test_results_that_are_none_are_refused_with_what_mends_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(text)
    with pytest.raises(ResultsError, match="joinwise rules test"):
        recorded(path)


def test_an_example_that_was_refused_is_left_out(tmp_path: Path) -> None:
    row = {"feature": "a", "scenario": "b", "example": 1, "checks": [], "candidate": None}
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"rows": [row]}))
    assert recorded(path) == ()


def test_a_check_names_the_rule_or_fact_it_speaks_of(tmp_path: Path) -> None:
    checks = ['"dear" applies', 'the fact "yearly_cash" is 3', "the score is 4",
              {"text": "it is assumed that", "table": [["mode", "online"]]}]  # fmt: skip
    candidate = {"name": "A", "kind": "meetup"}
    row = {"feature": "a", "scenario": "b", "example": 1, "checks": checks, "candidate": candidate}
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"rows": [row]}))
    assert recorded(path)[0].subjects == {"dear", "yearly_cash"}
