"""A preview says what a draft would change, for any number of candidates."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

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
from joinwise.cli.candidate_files import records_in
from joinwise.domain.candidate_schema import read_candidate
from joinwise.formats.ndjson import LONGEST_LINE
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.packs.overlay import overlaid
from joinwise.scoring.matcher import TreeMatcher
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support import fakes
from tests.support.commands import run
from tests.support.fakes import MINIMAL, rule, written
from tests.support.generators import candidate_from_seed, pack_from_seed
from tests.support.rule_writer import write_pack
from tests.support.services import ROOT

DUES = "cost.annual_dues >= {}"
DEAR = {**MINIMAL, "name": "Dear", "cost": {"annual_dues": 150}}


def compared(one: str, other: str, *candidates: dict[str, Any]) -> PreviewResult:
    draft_preview = DraftPreview(fakes.pack(one), fakes.pack(other))
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


@pytest.mark.parametrize("seed", range(8))
def test_any_draft_changes_what_advising_under_both_says(seed: int, tmp_path: Path) -> None:
    one, other = generated(tmp_path / "a", seed), generated(tmp_path / "b", seed, without=3)
    candidates = [candidate_from_seed(1_000 * seed + each) for each in range(60)]
    result = DraftPreview(one, other).result(Record(i, each) for i, each in enumerate(candidates))
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
    parts = DraftPreview(fakes.pack(dear(100)), fakes.pack(dear(200))).results(records)
    assert next(parts).effects.total() == CHUNK
    assert next(records).label == CHUNK


def test_more_processes_find_the_same_in_the_same_order() -> None:
    draft_preview = DraftPreview(fakes.pack(dear(100)), fakes.pack(dear(200)))
    records = [Record(n, {**DEAR, "cost": {"annual_dues": n}}) for n in range(3 * CHUNK + 1)]
    alone, together = (list(draft_preview.results(records, jobs)) for jobs in (1, 2))
    assert [result.changes for result in alone] == [result.changes for result in together]
    assert [result.effects for result in alone] == [result.effects for result in together]


# Candidates in files


def labels(file: Path) -> list[Any]:
    return [record.label for record in records_in(str(file))]


def test_a_file_holds_one_candidate_a_list_or_one_a_line(tmp_path: Path) -> None:
    one, several, batch, lines, yaml = (
        tmp_path / name for name in ("one.json", "list.json", "batch.json", "a.ndjson", "a.yaml")
    )
    one.write_text(json.dumps(MINIMAL, indent=2))
    several.write_text(json.dumps([MINIMAL, MINIMAL]))
    batch.write_text(json.dumps({"candidates": [MINIMAL]}))
    lines.write_text(f"{json.dumps(MINIMAL)}\n\n{json.dumps(MINIMAL)}\n")
    yaml.write_text("- {name: a, kind: meetup}\n- {name: b, kind: meetup}\n")
    assert labels(one) == [str(one)]
    assert labels(several) == [f"{several}[1]", f"{several}[2]"]
    assert labels(batch) == [f"{batch}[1]"]
    assert labels(lines) == [f"{lines}:1", f"{lines}:3"]
    assert labels(yaml) == [f"{yaml}[1]", f"{yaml}[2]"]


# The command


@pytest.fixture
def in_force(tmp_path: Path) -> Path:
    return written(tmp_path / "rules", cost=dear(100), other="facts: {f: {formula: 1}}")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft", cost=dear(200))


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    file = tmp_path / "groups.ndjson"
    file.write_text(f"{json.dumps(MINIMAL)}\n{json.dumps(DEAR)}\n")
    return file


def preview(in_force: Path, *arguments: object, stdin: str | None = None) -> Result:
    return run("rules", "preview", *arguments, "--rules", in_force, stdin=stdin)


def test_it_prints_how_many_change_the_scores_and_what_changes(
    in_force: Path, draft: Path, groups: Path
) -> None:
    result = preview(in_force, draft, groups)
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0] == str(draft)
    assert lines[1] == "against the active rules (custom), over 2 candidates"
    assert "       1  change from skip to join" in lines
    assert "       1  stay the same" in lines
    assert any(line.startswith("   40-49 ░") for line in lines)
    assert f"  skip 45 -> join 50  Dear  {groups}:2" in lines
    assert "      no longer -5  R  r" in lines
    assert "\x1b" not in result.stdout


def test_as_json_it_writes_a_line_for_each_change_and_then_the_counts(
    in_force: Path, draft: Path, groups: Path
) -> None:
    result = preview(in_force, draft, groups, "--json")
    change, summary = map(json.loads, result.stdout.splitlines())
    assert change["candidate"] == f"{groups}:2"
    assert change["change"] == "skip_to_join"
    assert change["rules"] == [
        {"rule": "r", "before": {"points": -5, "decides": None}, "after": None}
    ]
    assert summary["changes"] == {
        "skip_to_join": 1, "join_to_skip": 0, "score_only": 0, "same": 1,
    }  # fmt: skip
    assert (summary["candidates"], summary["failed"]) == (2, 0)


def test_one_file_stands_in_for_the_file_of_its_name(
    in_force: Path, draft: Path, groups: Path
) -> None:
    whole, one = (
        json.loads(preview(in_force, each, groups, "--json").stdout.splitlines()[-1])
        for each in (draft, draft / "cost.yaml")
    )
    assert whole["changes"] == one["changes"]
    assert whole["draft"]["version"] != one["draft"]["version"]


def test_files_stand_in_by_name_whatever_the_folder() -> None:
    found = overlaid(
        {"rules/a.yaml": b"1", "rules/b.yaml": b"2"}, {"x/b.yaml": b"3", "c.yaml": b"4"}
    )
    assert found == {"rules/a.yaml": b"1", "x/b.yaml": b"3", "c.yaml": b"4"}


def test_a_change_of_a_recommendation_fails_where_that_is_asked_for(
    in_force: Path, draft: Path, groups: Path
) -> None:
    assert preview(in_force, draft, groups, "--fail-on-change").exit_code == 1
    assert preview(in_force, in_force, groups, "--fail-on-change").exit_code == 0


@pytest.mark.parametrize(("most", "shown"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_so_many_changes_are_listed_at_most(
    in_force: Path, draft: Path, tmp_path: Path, most: int, shown: int
) -> None:
    file = tmp_path / "two.json"
    file.write_text(json.dumps([DEAR, DEAR]))
    assert preview(in_force, draft, file, "--most", most).stdout.count("skip 45 ->") == shown
    lines = preview(in_force, draft, file, "--most", most, "--json").stdout.splitlines()
    assert len(lines) == shown + 1


def test_a_bad_line_is_named_and_the_others_are_done(
    in_force: Path, draft: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.ndjson"
    long = " " * (LONGEST_LINE + 1)
    file.write_text(f'{{\n{{"name": "a", "kind": "metup"}}\n{long}\n{json.dumps(DEAR)}\n')
    result = preview(in_force, draft, file, tmp_path / "none.json", tmp_path, "--json")
    assert result.exit_code == 1
    assert f"{file}:1: This is not JSON" in result.stderr
    assert f"{file}:2: kind: Must be one of" in result.stderr
    assert f"{file}:3: This line is longer than 64 KiB." in result.stderr
    assert "none.json: This cannot be read: No such file or directory." in result.stderr
    summary = json.loads(result.stdout.splitlines()[-1])
    assert (summary["candidates"], summary["failed"]) == (1, 5)


@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(DEAR)}\n{json.dumps(DEAR)}\n",
        json.dumps([DEAR, DEAR]),
        json.dumps({"candidates": [DEAR, DEAR]}, indent=1),
        "- &a {name: Dear, kind: meetup, cost: {annual_dues: 150}}\n- *a\n",
    ],
)
def test_standard_input_takes_lines_lists_and_yaml(in_force: Path, draft: Path, text: str) -> None:
    lines = preview(in_force, draft, "-", "--json", stdin=text).stdout.splitlines()
    assert json.loads(lines[-1])["changes"]["skip_to_join"] == 2


@pytest.mark.parametrize("name", ["cost.yaml", "none.yaml", "cost.txt", "none"])
def test_a_draft_at_fault_is_refused_with_every_fault(
    in_force: Path, groups: Path, tmp_path: Path, name: str
) -> None:
    written(tmp_path, cost=rule("cost.annual_due > 3"))
    (tmp_path / "cost.txt").write_text("")
    result = preview(in_force, tmp_path / name, groups)
    assert result.exit_code == 1
    assert f"{tmp_path / name}:" in result.stderr
    assert ": error: " in result.stderr


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of its own, in which nothing is kept."""
    address = f"sqlite:///{tmp_path}/kept.db"
    monkeypatch.setenv("JOINWISE_DATABASE_URL", address)
    return address


def test_without_a_file_it_decides_on_what_is_kept(in_force: Path, draft: Path, kept: str) -> None:
    client = create_app(Settings(rules=in_force, database_url=kept)).test_client()
    for each in (MINIMAL, DEAR, DEAR):
        assert client.post("/v1/assessments", json=each).status_code == 201
    summary = json.loads(preview(in_force, draft, "--json").stdout.splitlines()[-1])
    assert sum(summary["changes"].values()) == 3
    assert summary["changes"]["same"] == 1


def test_without_a_file_and_nothing_saved_it_says_what_to_name(
    in_force: Path, draft: Path, kept: str
) -> None:
    result = preview(in_force, draft)
    assert result.exit_code == 2
    assert "No assessments are saved here: name a FILE of candidates" in result.stderr


def test_the_rules_that_come_with_joinwise_are_what_they_are() -> None:
    result = run("rules", "preview", ROOT / "rules", *sorted((ROOT / "examples").iterdir()))
    assert result.exit_code == 0
    assert "What changes" not in result.stdout
