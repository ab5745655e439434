"""Layers: a pack that stands on another one, and what it changes there."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from joinwise.advisor import Advisor
from joinwise.authoring.desk import Draft
from joinwise.authoring.diff import changes_between
from joinwise.domain.candidate_schema import read_candidate
from joinwise.expressions.printer import to_text
from joinwise.packs.checker import CheckResult, check_files
from joinwise.packs.layers.overlay import by_name, check_draft
from joinwise.packs.loader import check_folder, load_pack, with_default
from joinwise.packs.model import Origin, Pack
from joinwise.packs.serializers import entry_answer
from joinwise.runtime.reloading import ReloadResult, activate
from joinwise.scoring.matcher import TreeMatcher
from tests.support.commands import run
from tests.support.fakes import written
from tests.support.generators import SEEDS, packs
from tests.support.rule_writer import Constant, write_pack

BASE = """
decision: {join_at: 55}
inputs:
  cost.annual_dues: {assume: 300, ask: What are the dues?}
facts:
  deals: {by: kind, values: {meetup: 1, peer_group: 2}, else: 0}
  twice: {formula: 2 * deals}
rules:
  - id: clashes
    title: It clashes
    when: time.clashes
    points: -26
    reason: It clashes.
    brief: it clashes
  - id: rivals
    title: Rivals
    when: members.competitors > 3
    points: -5
    reason: Rivals are there.
  - id: dealing
    title: Deals
    when: twice > 1 and cost.annual_dues < 1000
    points: 5
    reason: "{twice} deals."
compare: {worth: twice, money: deals, hours: deals}
bands:
  - {id: fee, title: Fee, over: cost.joining_fee, rows: [{to: 9, points: 1, reason: Little.}]}
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return written(tmp_path / "base", pack=BASE)


@pytest.fixture
def lay(tmp_path: Path, base: Path) -> Any:
    def lay(text: str, name: str = "mine", extends: str = "extends: ../base\n") -> Path:
        return written(tmp_path / name, own=extends + text)

    return lay


def faults(folder: Path) -> list[str]:
    return [
        f"{Path(fault.file).parent.name}/{Path(fault.file).name}:{fault.line}:{fault.column}: "
        f"{fault.severity}: {fault.message}"
        for fault in check_folder(folder).diagnostics
        if not fault.message.startswith("nothing uses")
    ]


def score(pack: Pack, **candidate: Any) -> int:
    given = read_candidate({"name": "A", "kind": "meetup", **candidate})
    return Advisor(pack, TreeMatcher).advise(given).score


def test_a_layer_changes_keys_and_keeps_all_others(lay: Any) -> None:
    pack = load_pack(lay("change: {clashes: {points: -18, was: {points: -26}}}"))
    clashes = next(rule for rule in pack.rules if rule.id == "clashes")
    assert (clashes.points, clashes.title, clashes.brief and clashes.brief.source) == (
        -18, "It clashes", "it clashes",
    )  # fmt: skip
    assert score(pack, time={"clashes": True}) == 50 + 5 - 18
    assert pack.decision.join_at == 55


def test_a_layer_adds_drops_and_removes_keys(lay: Any) -> None:
    own = "rules: [{id: own, title: O, when: mode is known, points: 7, reason: x}]"
    pack = load_pack(lay(f"drop: [rivals]\nchange: {{clashes: {{brief: null}}}}\n{own}"))
    assert [rule.id for rule in pack.rules] == ["clashes", "dealing", "own"]
    assert pack.rules[0].brief is None


def test_of_a_lookup_only_the_entries_change_that_are_named(lay: Any) -> None:
    pack = load_pack(lay("change: {deals: {values: {meetup: 4}}}"))
    assert entry_said(pack, "deals") == 'kind -> {"meetup": 4, "peer_group": 2, else: 0}'
    formula = load_pack(lay("change: {deals: {formula: 3}}", "other"))
    assert entry_said(formula, "deals") == "3"


def test_a_lookup_by_something_else_keeps_no_values(lay: Any) -> None:
    pack = load_pack(lay("change: {deals: {by: mode, values: {online: 4}}}"))
    assert entry_said(pack, "deals") == 'mode -> {"online": 4, else: 0}'


def test_sources_of_values_that_a_layer_replaced_are_no_error(tmp_path: Path) -> None:
    cited = "facts: {a: {by: kind, values: {meetup: 1}, source: {meetup: An essay}}}"
    written(tmp_path / "base", pack=BASE, cited=cited)
    change = "change: {a: {by: mode, values: {online: 4}}}"
    layer = written(tmp_path / "mine", own=f"extends: ../base\n{change}")
    assert not check_folder(layer).errors
    typo = "change: {a: {source: {meetop: An essay}}}"
    written(tmp_path / "mine", own=f"extends: ../base\n{typo}")
    (error,) = check_folder(layer).errors
    assert error.message == 'unknown key "meetop"; did you mean "meetup"?'


def entry_said(pack: Pack, fact: str) -> str:
    return to_text(pack.facts[fact].formula)


def test_sections_that_stand_once_change_key_by_key(lay: Any) -> None:
    pack = load_pack(lay("decision: {start: 40}"))
    assert (pack.decision.start, pack.decision.join_at) == (40, 55)


def test_inputs_change_too(lay: Any) -> None:
    pack = load_pack(lay("change: {cost.annual_dues: {ask: How much?}}"))
    question = pack.questions["cost.annual_dues"]
    assert question.ask == "How much?"
    assert question.assume is not None


def test_layers_stand_on_layers(lay: Any, tmp_path: Path) -> None:
    lay("change: {clashes: {points: -18}}")
    top = lay("change: {clashes: {points: -12}}", "top", "extends: ../mine\n")
    pack = load_pack(top)
    assert score(pack, time={"clashes": True}) == 50 + 5 - 12
    assert pack.origins["clashes"] == Origin("base", "top", {"points": -26})
    clashes, rivals = entry_answer(pack, "clashes"), entry_answer(pack, "rivals")
    assert clashes
    assert clashes["changed"] == {"by": "top", "was": {"points": -26}}
    assert rivals
    assert (rivals["layer"], rivals["changed"]) == ("base", None)


def test_several_folders_are_layers_the_later_over_the_earlier(lay: Any, base: Path) -> None:
    one = lay("change: {clashes: {points: -18}}", "one", "")
    two = lay("drop: [rivals]", "two")
    pack = load_pack(Path(os.pathsep.join(map(str, (base, one, two)))))
    assert [rule.points for rule in pack.rules] == [-18, 5]


def test_the_version_covers_what_it_comes_to(lay: Any, tmp_path: Path) -> None:
    layered = load_pack(lay("change: {clashes: {points: -18}}"))
    whole = written(tmp_path / "whole", pack=BASE.replace("-26", "-18"))
    assert layered.version == load_pack(whole).version


def test_a_layer_costs_nothing_once_it_is_read(lay: Any, tmp_path: Path) -> None:
    layered = load_pack(lay("change: {clashes: {points: -18}}"))
    whole = load_pack(written(tmp_path / "whole", pack=BASE.replace("-26", "-18")))
    assert layered.rules == whole.rules
    assert layered.facts == whole.facts


def test_a_difference_is_what_the_layer_says(lay: Any, base: Path) -> None:
    layer = lay("change: {clashes: {points: -18}}\ndrop: [rivals]")
    changes = changes_between(load_pack(base), load_pack(layer))
    assert [(change.name, change.kind) for change in changes] == [
        ("clashes", "changed"), ("rivals", "removed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("change: {clashs: {points: 1}}", '2:10: error: nothing below is called "clashs"; did you mean "clashes"?'),
        ("change: {clashes: {point: 1}}", '2:20: error: unknown key "point"; did you mean "points"?'),
        ("change: {clashes: {points: many}}", "2:28: error: points: this must be a whole number"),
        ("change: {clashes: {when: 1 +}}", "error: unexpected end of expression"),
        ("change: {clashes: 3}", "2:19: error: this must be a mapping of keys to values"),
        ("change: {clashes: {points: 1, was: {points: -25}}}", "2:45: warning: points was -26 below, not -25"),
        ("change: {clashes: {points: 1, was: {pints: -25}}}", '2:37: error: unknown key "pints"; did you mean "points"?'),
        ("change: {mode: {ask: How?}}", "2:10: error: nothing below says anything of mode; write it under inputs"),
        ("change: {clashes: {title: null}}", '2:27: error: "title" is needed; it cannot be taken away'),
        ("change: {compare: {worth: null}}", '2:27: error: "worth" is needed; it cannot be taken away'),
        ("change: {clashes: {id: rivals}}", '2:24: error: an id cannot be changed; drop "clashes" and add another'),
        ("drop: [decision]", "2:8: error: decision cannot be dropped; write other keys of it"),
        ("drop: [rival]", '2:8: error: nothing below is called "rival"; did you mean "rivals"?'),
        ("drop: [twice]", '2:8: error: "twice" is dropped, but pack.yaml:20 needs it'),
        ("drop: [clashes]\nchange: {clashes: {points: 1}}", '3:10: error: "clashes" is dropped and changed'),
        ("rules: [{id: rivals, title: R, when: true, reason: x}]", 'duplicate "rivals" (first defined at pack.yaml:15); to change it'),
        ("change: {fee: {rows: [{to: 5, points: 1, reason: x}, {from: 4, points: 1, reason: y}]}}", "this row and that on line 2 overlap: 4 to 5 is in both"),
        ("change: {dealing: {reason: 'Of {what}.'}}", '2:32: error: unknown name "what"'),
    ],
)  # fmt: skip
def test_what_a_layer_says_wrong_is_told_at_its_place(lay: Any, text: str, fault: str) -> None:
    found = faults(lay(text))
    assert any(fault in each and each.startswith("mine/own.yaml") for each in found), found


def test_a_base_that_does_not_parse_is_told_at_its_own_place(lay: Any, base: Path) -> None:
    (base / "broken.yaml").write_text("rules: [{id: x}]\n", encoding="utf-8")
    assert any(each.startswith('base/broken.yaml:1:9: error: "') for each in faults(lay("")))


@pytest.mark.parametrize(
    ("extends", "fault"),
    [
        ("extends: ../nowhere\n", "mine/own.yaml:1:10: error: there is no folder nowhere"),
        ("extends: ../mine\n", "mine/own.yaml:1:10: error: layers in a circle: mine -> mine"),
        ("extends: 3\n", "mine/own.yaml:1:10: error: extends: this must be a text"),
        ("", 'mine/own.yaml:1:7: error: this needs a pack to stand on: write "extends: default"'),
    ],
)  # fmt: skip
def test_what_it_stands_on_must_be_there(lay: Any, extends: str, fault: str) -> None:
    found = faults(lay("drop: [rivals]", extends=extends))
    assert any(each.startswith(fault) for each in found), found


def test_layers_that_go_round_are_an_error(lay: Any, tmp_path: Path) -> None:
    lay("", "one", "extends: ../two\n")
    found = faults(lay("", "two", "extends: ../one\n"))
    assert found == ["one/own.yaml:1:10: error: layers in a circle: two -> one -> two"]


@pytest.mark.slow
def test_what_comes_with_joinwise_can_be_extended(lay: Any) -> None:
    pack = load_pack(lay("change: {rivals: {points: -1}}", extends="extends: default\n"))
    assert next(rule for rule in pack.rules if rule.id == "rivals").points == -1
    assert pack.name == "custom"


def test_saved_files_come_to_the_same_without_their_folders(lay: Any) -> None:
    pack = load_pack(lay("change: {clashes: {points: -18}}"))
    assert check_files(by_name(pack.files)).require_pack().version == pack.version


@pytest.mark.slow
def test_a_draft_may_extend_what_comes_with_joinwise_and_no_folder(base: Path) -> None:
    assert not draft("extends: default\nchange: {rivals: {points: -1}}", base).errors
    (error,) = draft(f"extends: {base}\nchange: {{rivals: {{points: -1}}}}", base).errors[:1]
    assert error.message == "only default can be extended here, since no other folder was read"


def draft(text: str, base: Path) -> CheckResult:
    return Draft({"draft.yaml": text.encode()}, is_complete=True).check(load_pack(base))


def test_a_draft_replaces_a_file_of_a_layer_and_none_below_of_that_name(lay: Any) -> None:
    active = load_pack(lay("change: {clashes: {points: -18}}"))
    files = {"own.yaml": b"extends: ../base\nchange: {clashes: {points: -3}}"}
    assert Draft(files).check(active).require_pack().rules[0].points == -3
    files = {"layer 1: pack.yaml": BASE.replace("-26", "-27").encode()}
    assert Draft(files).check(active).require_pack().rules[0].points == -18


@pytest.mark.slow
def test_files_of_a_draft_that_extend_what_comes_with_joinwise_are_a_layer_over_it(
    default_pack: Pack, lay: Any
) -> None:
    files = {"own.yaml": b"extends: default\nchange: {rivals: {points: -1}}"}
    layered = Draft(files).check(default_pack)
    assert (layered.diagnostics, layered.require_pack().version) == ((), over_default(files))
    active = load_pack(lay("change: {rivals: {points: -3}}", extends="extends: default\n"))
    other = {"other.yaml": files["own.yaml"]}
    assert Draft(files).check(active).require_pack().version == over_default(files)
    assert Draft(other).check(active).require_pack().version == over_default(files)


def over_default(files: Mapping[str, bytes]) -> str:
    return check_files(with_default(files)).require_pack().version


@pytest.mark.slow
def test_a_file_that_extends_what_comes_with_joinwise_is_previewed_as_a_layer(
    tmp_path: Path, default_pack: Pack
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("extends: default\nchange: {rivals: {points: -1}}", "utf-8")
    assert not check_draft(file, default_pack).diagnostics


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True)
@given(packs(2, 8), SEEDS)
def test_any_pack_can_be_written_as_a_layer_over_another(whole: dict[str, Any], seed: int) -> None:
    with TemporaryDirectory() as folder:
        for name, part in zip(("base", "mine", "whole"), laid(whole, Random(seed)), strict=True):
            Path(folder, name).mkdir()
            write_pack(Path(folder, name), part)
        text = Path(folder, "mine", "pack-0.yaml")
        text.write_text(f"extends: ../base\n{text.read_text('utf-8')}", encoding="utf-8")
        layered, plain = (load_pack(Path(folder, name)) for name in ("mine", "whole"))
        assert layered.version == plain.version
        assert layered.rules == plain.rules


def laid(whole: dict[str, Any], rng: Random) -> tuple[dict[str, Any], ...]:
    """A base that says something else of each rule, and the layer that makes it right again."""
    base, changes = [], {}
    for rule in whole["rules"]:
        others = {"points": 3, "title": "Another", "when": Constant(True), "source": "Elsewhere"}
        keys = rng.sample([*others], rng.randint(1, 4))
        base.append({**rule, **{key: others[key] for key in keys}})
        changes[rule["id"]] = {key: rule.get(key) for key in keys}
    extra = {"id": "extra", "title": "E", "when": Constant(True), "reason": "x"}
    own = {**{key: whole[key] for key in ("bands", "tables") if key in whole}}
    layer = {"drop": ["extra"], "change": changes, **own}
    rest = {key: value for key, value in whole.items() if key not in ("bands", "tables")}
    return {**rest, "rules": [*base, extra]}, layer, whole


@pytest.mark.slow
def test_a_running_service_takes_up_what_changes_below(lay: Any, base: Path) -> None:
    rules = activate(lay("change: {rivals: {points: -1}}"))
    assert [rules.reload() for _ in range(4)] == [None] * 4
    (base / "pack.yaml").write_text(BASE.replace("-26", "-30"), encoding="utf-8")
    assert [rules.reload() for _ in range(3)].count(ReloadResult.TAKEN) == 1
    assert [rule.points for rule in rules.advisor.pack.rules] == [-30, 5, -1]
    (base / "pack.yaml").unlink()
    assert [rules.reload() for _ in range(3)].count(ReloadResult.REFUSED) == 1
    (base / "pack.yaml").write_text(BASE, encoding="utf-8")
    assert ReloadResult.TAKEN in [rules.reload() for _ in range(3)]


def test_the_command_line_takes_several_folders(lay: Any, base: Path) -> None:
    layer = lay("change: {clashes: {points: -18}}", extends="")
    shown = run("rules", "show", "clashes", "--rules", base, "--rules", layer, "--json")
    assert json.loads(shown.stdout)["points"] == -18
    book = run("rules", "show", "--rules", base, "--rules", layer).stdout
    assert "(from base, changed by mine: points was -26" in " ".join(book.split())
