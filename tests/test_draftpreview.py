"""What a draft would change: every sample on which it advises otherwise, and through which rules."""

from collections.abc import Sequence
from typing import Any

from conftest import ROOT
from fakes import MINIMAL, pack, rule
from joinwise.advisor import Advisor
from joinwise.bootstrap import pack_in, pack_of
from joinwise.candidates import read_candidate
from joinwise.draftpreview import Change, Sample, changes, shipped_samples
from joinwise.jsontext import read_json
from joinwise.matching import Direct
from joinwise.packs import default_folder, read_folder
from joinwise.specs import read_specs

SPECS = read_specs()
SAMPLES = shipped_samples(SPECS)
PACK = pack_in(default_folder())


def samples(*candidates: dict[str, Any]) -> list[Sample]:
    return [Sample(read_candidate({**MINIMAL, **each}), SPECS.examples[0]) for each in candidates]


def told(found: Sequence[Change]) -> list[Any]:
    return [
        (
            (each.before.recommendation, each.before.score),
            (each.after.recommendation, each.after.score),
            [one.rule for one in each.rules],
        )
        for each in found
    ]


def test_the_samples_hold_every_example_file_and_each_candidate_once() -> None:
    known = [each.candidate.values for each in SAMPLES]
    for file in (ROOT / "examples").glob("*.json"):
        assert read_candidate(read_json(file.read_bytes())).values in known, file
    assert len({repr(sorted(each.items())) for each in known}) == len(known) > 500


def test_the_rules_in_force_as_a_draft_change_nothing() -> None:
    assert changes(PACK, PACK, SAMPLES) == []


def test_a_draft_changes_what_it_changes_for_an_advisor() -> None:
    files = {
        path: text.replace(b"points: 18", b"points: -18")
        for path, text in read_folder(default_folder()).items()
    }
    draft = pack_of(files)
    before, after = Advisor(PACK, Direct), Advisor(draft, Direct)
    expected = {}
    for each in SAMPLES:
        old, new = before.advise(each.candidate), after.advise(each.candidate)
        if (old.recommendation, old.score) != (new.recommendation, new.score):
            expected[id(each)] = (old.recommendation, old.score, new.recommendation, new.score)
    found = changes(PACK, draft, SAMPLES)
    assert {
        id(each.sample): (
            each.before.recommendation, each.before.score,
            each.after.recommendation, each.after.score,
        )
        for each in found
    } == expected  # fmt: skip
    assert any(each.turns for each in found)
    assert [each.turns for each in found] == sorted((each.turns for each in found), reverse=True)


def test_a_change_names_the_rules_that_give_something_else() -> None:
    now = pack(rule("time.clashes", points=-7))
    members = {"time": {"clashes": True}}
    for text, rules in (
        (rule("time.clashes", points=3), ["r"]),
        (rule("time.clashes", points=3).replace("id: r", "id: q"), ["r", "q"]),
        (rule("not time.clashes", points=3), ["r"]),
    ):
        (change,) = changes(now, pack(text), samples(members, {}))
        assert change.turns
        assert [each.rule for each in change.rules] == rules


def test_another_start_or_limit_changes_advice_through_no_rule() -> None:
    now = pack(rule("time.clashes", points=-7))
    draft = pack("decision: {start: 49}\n" + rule("time.clashes", points=-7))
    assert told(changes(now, draft, samples({}))) == [(("join", 50), ("skip", 49), [])]


def test_a_rule_that_comes_to_decide_turns_the_advice_at_the_same_score() -> None:
    now, draft = pack(rule("time.clashes")), pack(rule("time.clashes", decide="skip"))
    found = changes(now, draft, samples({"time": {"clashes": True}}))
    assert told(found) == [(("join", 50), ("skip", 50), ["r"])]
