"""Changed rule files are taken up whole, once they lie still, or refused while the last good stay."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from threading import Event

import pytest

from joinwise.advisor import build_advisor
from joinwise.domain.candidate_schema import read_candidate
from joinwise.errors import RuleFilesError
from joinwise.explain.explainer import INCLUDES, Explainer
from joinwise.expressions.namespace import Namespace
from joinwise.packs.loader import parse_pack, read_folder
from joinwise.packs.model import Pack
from joinwise.runtime.last_good import LastGood
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import (
    ActiveRules,
    ReloadResult,
    WatchedFolder,
    activate,
)
from joinwise.runtime.watcher import Watcher
from joinwise.scoring.durable import BYTES_OF_A_CONJUNCT
from tests.support.fakes import MINIMAL, rule, written
from tests.support.services import PATIENCE

FREE = rule("cost.annual_dues == 0", points=5)
CHEAP = rule("cost.annual_dues < 100", points=5)
BAND = """  - id: b
    title: B
    over: cost.annual_dues
    rows:
      - {to: 1, points: 1, reason: x}
      - {from: 1, to: 2, points: 1, reason: x}
      - {from: 2, points: 1, reason: x}
"""
BAD = rule("cost.anual_dues == 0")


def reloaded(rules: ActiveRules) -> ReloadResult | None:
    """What the second poll finds: the first only sees that something has changed."""
    assert rules.reload() is None
    return rules.reload()


def texts(files: Mapping[str, bytes] | None) -> list[str] | None:
    return files and [each.decode() for each in files.values()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "rules", a=FREE)


@pytest.fixture
def rules(folder: Path) -> ActiveRules:
    found = activate(folder)
    assert reloaded(found) is None
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions of the packs for which an explainer was made."""
    versions: list[str] = []

    class Noted(Explainer):
        def __init__(self, pack: Pack) -> None:
            versions.append(pack.version)
            super().__init__(pack)

    monkeypatch.setattr("joinwise.advisor.Explainer", Noted)
    return versions


def test_a_worker_can_answer_before_it_can_explain(folder: Path, made: list[str]) -> None:
    rules, watched = activate(folder), Event()
    assert made == []
    watcher = Watcher(rules, Metrics(), settle=watched.set)
    watcher.start()
    assert watched.wait(PATIENCE)
    watcher.stopped.set()
    watcher.join()
    assert made == [rules.advisor.pack.version]
    rules.advisor.answer(read_candidate({"name": "A group", "kind": "meetup"}), INCLUDES)
    assert len(made) == 1


def test_rules_that_are_taken_up_can_explain_at_once(
    rules: ActiveRules, folder: Path, made: list[str]
) -> None:
    written(folder, a=CHEAP)
    assert reloaded(rules) is ReloadResult.TAKEN
    assert made == [rules.advisor.pack.version]


def test_what_changes_between_two_looks_is_waited_for(folder: Path) -> None:
    watched = WatchedFolder(folder)
    assert watched.changed() is None
    written(folder, a=CHEAP)
    assert watched.changed() is None
    assert texts(watched.changed()) == [CHEAP]
    assert watched.changed() is None


def test_files_that_are_replaced_by_renaming_are_seen_though_size_and_time_are_the_same(
    folder: Path,
) -> None:
    watched, old = WatchedFolder(folder), folder / "a.yaml"
    assert [watched.changed(), texts(watched.changed())] == [None, [FREE]]
    new = folder / "new"
    new.write_text(FREE.replace("points: 5", "points: 6"))
    times = old.stat()
    os.utime(new, ns=(times.st_atime_ns, times.st_mtime_ns))
    new.replace(old)
    assert [watched.changed(), watched.changed() is not None] == [None, True]


def test_a_folder_that_a_link_is_swapped_for_is_seen(tmp_path: Path) -> None:
    first, second = written(tmp_path / "1", a=FREE), written(tmp_path / "2", a=CHEAP)
    data, folder = tmp_path / "data", tmp_path / "rules"
    data.symlink_to(first)
    folder.mkdir()
    (folder / "a.yaml").symlink_to(data / "a.yaml")
    watched = WatchedFolder(folder)
    assert [watched.changed(), texts(watched.changed())] == [None, [FREE]]
    (tmp_path / "next").symlink_to(second)
    (tmp_path / "next").replace(data)
    assert [watched.changed(), texts(watched.changed())] == [None, [CHEAP]]


def test_a_folder_that_is_gone_for_a_moment_is_no_fault(folder: Path) -> None:
    watched, away = WatchedFolder(folder), folder.with_name("away")
    assert [watched.changed(), texts(watched.changed())] == [None, [FREE]]
    folder.rename(away)
    assert watched.changed() is None
    away.rename(folder)
    assert [watched.changed(), watched.changed()] == [None, None]


def test_a_folder_that_stays_away_is_a_fault(folder: Path) -> None:
    watched = WatchedFolder(folder)
    rmtree(folder)
    assert watched.changed() is None
    with pytest.raises(RuleFilesError, match="cannot be read: No such file"):
        watched.changed()


def test_other_rules_are_taken_up(folder: Path, rules: ActiveRules) -> None:
    before = rules.advisor
    written(folder, a=CHEAP)
    assert reloaded(rules) is ReloadResult.TAKEN
    assert rules.advisor.pack.version != before.pack.version
    assert rules.left_behind == BYTES_OF_A_CONJUNCT


def test_a_condition_over_what_is_now_computed_builds_the_engine_anew(
    folder: Path, rules: ActiveRules
) -> None:
    reached = rule("total >= 0.3")
    written(folder, a=f"facts: {{total: {{formula: cost.annual_dues}}}}\n{reached}")
    assert reloaded(rules) is ReloadResult.TAKEN
    written(folder, a=f"facts: {{total: {{formula: cost.annual_dues + 0.1}}}}\n{reached}")
    assert reloaded(rules) is ReloadResult.TAKEN
    candidate = read_candidate({**MINIMAL, "cost": {"annual_dues": 0.2}})
    assert rules.advisor.advise(candidate).reasons


def test_other_rules_answer_at_full_speed_at_once(
    folder: Path, rules: ActiveRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(folder, a=CHEAP)
    assert reloaded(rules) is ReloadResult.TAKEN
    monkeypatch.delattr(Namespace, "function")
    answer = rules.advisor.answer(read_candidate(MINIMAL), INCLUDES).to_dict()
    assert answer.keys() >= {*INCLUDES}


def test_comments_move_rules_and_build_no_engine(folder: Path, rules: ActiveRules) -> None:
    before = rules.advisor
    written(folder, a=f"# Why this is so\n{FREE}")
    assert reloaded(rules) is ReloadResult.SAME
    assert rules.advisor.matcher is before.matcher
    assert rules.advisor.pack.version == before.pack.version
    assert [each.at.line for each in before.pack.rules] == [2]
    assert [each.at.line for each in rules.advisor.pack.rules] == [3]
    assert rules.left_behind == 0


def test_other_points_under_the_same_conditions_build_no_engine(
    folder: Path, rules: ActiveRules
) -> None:
    before = rules.advisor
    written(folder, a=FREE.replace("points: 5", "points: 6"))
    assert reloaded(rules) is ReloadResult.TAKEN
    assert rules.advisor.matcher is before.matcher


def test_the_same_conditions_over_facts_of_another_kind_build_no_engine_and_hold_of_them(
    tmp_path: Path,
) -> None:
    def pack(formula: str) -> str:
        return f"facts:\n  odd: {{formula: '{formula}'}}\n{rule('odd == odd')}"

    folder = written(tmp_path, a=pack("cost.annual_dues"))
    rules = activate(folder)
    before = rules.advisor
    written(folder, a=pack("mode"))
    assert reloaded(rules) is ReloadResult.TAKEN
    assert rules.advisor.matcher is before.matcher
    group = {"name": "a", "kind": "meetup"}
    dear, online = group | {"cost": {"annual_dues": 5}}, group | {"mode": "online"}
    assert [len(before.advise(each).reasons) for each in (group, dear, online)] == [0, 1, 0]
    assert [len(rules.advisor.advise(each).reasons) for each in (group, dear, online)] == [0, 0, 1]


def test_faults_are_refused_and_the_last_good_rules_stay(folder: Path, rules: ActiveRules) -> None:
    before, start = rules.advisor, datetime.now(UTC)
    written(folder, a=BAD)
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.advisor is before
    assert rules.refused is not None
    assert rules.refused.since >= start
    (fault,) = rules.refused.faults
    assert (Path(fault.file).name, fault.line) == ("a.yaml", 4)
    assert rules.reload() is None


TABLE = "tables: [{id: t, title: T, over: [mode], complete: false, rows: t.csv}]"
HEADER = b"mode,points,reason\n"
ROW = "{when: [online], points: 1, reason: x}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "csv", "fault"),
    [
        ("extends: ../rules\n" + FREE, b"", "layers in a circle: rules -> rules"),
        ("extends: ../nothing\n" + FREE, b"", "there is no folder nothing"),
        ("extends: ../broken\n" + FREE, b"", 'unknown name "cost.anual_dues"'),
        ("extends: ../base\nchange: {rr: {points: 1}}", b"", 'nothing below is called "rr"'),
        ("extends: ../base\nchange: {r: {pionts: 1}}", b"", 'unknown key "pionts"'),
        ("extends: ../base\ndrop: [f]", b"", '"f" is dropped, but'),
        ("inputs: {own.a: {type: boolean, about: x}, own.A: {type: boolean, about: x}}", b"", "must be own. and"),
        ("kinds: {a: {like: b, about: x}, b: {like: a, about: x}}", b"", "kinds in a circle: a -> b -> a"),
        (f"tables: [{{id: t, title: T, over: [mode], rows: [{', '.join([ROW] * 1_001)}]}}]", b"", "1,000 are the most"),
        (TABLE, HEADER.replace(b",", b"|"), 'unknown column "mode|points|reason"'),
        (TABLE, (HEADER + b"online,1,x\n").decode().encode("utf-16"), "this is UTF-16, not UTF-8"),
        (TABLE, HEADER + b"online,=A1,x\n", "a formula of a spreadsheet; write the value"),
        (TABLE, None, "larger than 2 MiB"),
    ],
    ids=range(13),
)  # fmt: skip
def test_bad_layers_and_tables_are_refused_at_their_place(
    folder: Path, rules: ActiveRules, text: str, csv: bytes | None, fault: str
) -> None:
    before = rules.advisor
    written(folder.parent / "base", a="facts: {f: {formula: 1}}\n" + rule("f > 0"))
    written(folder.parent / "broken", a=BAD)
    (folder / "t.csv").write_bytes(csv or b"")
    if csv is None:
        os.truncate(folder / "t.csv", 2 * 2**30)
    written(folder, a=text)
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.advisor is before
    assert rules.refused is not None
    assert any(fault in each.message for each in rules.refused.faults), rules.refused.faults


@pytest.mark.parametrize("mended", [FREE, CHEAP], ids=["as they were", "in another way"])
def test_a_refusal_goes_when_the_files_are_mended(
    folder: Path, rules: ActiveRules, mended: str
) -> None:
    written(folder, a=BAD)
    assert reloaded(rules) is ReloadResult.REFUSED
    written(folder, a=mended)
    assert reloaded(rules) is (ReloadResult.SAME if mended == FREE else ReloadResult.TAKEN)
    assert rules.refused is None


@pytest.mark.parametrize("text", ["", "# all of it\n", "rules: []\n"])
def test_files_that_were_emptied_are_refused(folder: Path, rules: ActiveRules, text: str) -> None:
    written(folder, a=text)
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.refused is not None
    assert "hold no rules, bands or tables" in rules.refused.faults[0].message


def many(number: int) -> str:
    return "\n".join(["rules:", *(FREE.replace("id: r", f"id: r{i}")[7:] for i in range(number))])


@pytest.mark.parametrize(("left", "may_shrink"), [(2, False), (1, True)])
def test_rules_may_be_half_as_many_as_before_or_fewer_if_allowed(
    folder: Path, left: int, may_shrink: bool
) -> None:
    written(folder, a=many(4))
    rules = prepared(folder, may_shrink=may_shrink)
    assert reloaded(rules) is None
    written(folder, a=many(left))
    assert reloaded(rules) is ReloadResult.TAKEN


def test_rules_that_are_fewer_than_half_of_those_before_are_refused(folder: Path) -> None:
    written(folder, a=many(2), b="bands:\n" + BAND)
    rules = activate(folder)
    assert reloaded(rules) is None
    written(folder, b="facts: {}")
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.refused is not None
    (fault,) = rules.refused.faults
    assert fault.message == (
        "only 2 of 5 rules and rows are left; if that is meant, restart the service, or set "
        "JOINWISE_ALLOW_SHRUNK_RULES=true"
    )
    assert activate(folder).advisor.pack.size == 2


def test_a_file_whose_name_is_not_utf_8_is_refused(folder: Path, rules: ActiveRules) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    (folder / name).write_text(CHEAP.replace("id: r", "id: s"))
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.refused is not None
    (fault,) = rules.refused.faults
    assert fault.message == "the name of a rule file must be UTF-8: caf\\xe9.yaml"
    with pytest.raises(RuleFilesError, match="must be UTF-8"):
        activate(folder)
    (folder / name).rename(folder / "café.yaml")
    assert reloaded(rules) is ReloadResult.TAKEN


@pytest.mark.parametrize(
    "place", ["joinwise.runtime.reloading.Folders.read", "joinwise.runtime.reloading.check_pack"]
)
def test_an_error_that_nobody_thought_of_is_a_refusal(
    folder: Path, rules: ActiveRules, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("unheard of")

    monkeypatch.setattr(place, fail)
    written(folder, a=CHEAP)
    assert reloaded(rules) is ReloadResult.REFUSED
    assert rules.refused is not None
    assert rules.refused.faults[0].message == (
        "they cannot be reloaded: ZeroDivisionError('unheard of')"
    )
    assert rules.reload() is None


def prepared(folder: Path, good: LastGood | None = None, may_shrink: bool = False) -> ActiveRules:
    files = read_folder(folder)
    return ActiveRules(folder, build_advisor(parse_pack(files)), files, good, may_shrink)


def test_a_process_that_starts_later_catches_up_whatever_the_folder_holds_by_then(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "rules", a=FREE)
    last_good = LastGood(read_folder(folder))
    rules, later = prepared(folder, last_good), prepared(folder, last_good)
    good = rules.advisor.pack.version
    later.catch_up()
    assert later.advisor.pack.version == good
    written(folder, a=CHEAP)
    assert reloaded(rules) is ReloadResult.TAKEN
    written(folder, a=BAD)
    later.catch_up()
    assert good != later.advisor.pack.version == rules.advisor.pack.version
    assert reloaded(later) is ReloadResult.REFUSED


def test_catching_up_takes_rules_that_are_far_fewer(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", a=many(4))
    last_good = LastGood(read_folder(folder))
    later = prepared(folder, last_good)
    last_good.save({str(folder / "a.yaml"): many(1).encode()})
    later.catch_up()
    assert later.advisor.pack.size == 1
