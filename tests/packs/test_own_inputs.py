"""Inputs and kinds of group that a pack adds."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from joinwise.advisor import build_advisor
from joinwise.assessments.store import Store
from joinwise.authoring.diff import witnessed_changes
from joinwise.domain.candidate import Candidate
from joinwise.domain.candidate_schema import read_candidate
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.values import Kind
from joinwise.packs.checker import check_files
from joinwise.packs.loader import load_pack
from joinwise.packs.model import Pack
from joinwise.packs.serializers import inputs_answer
from joinwise.scoring.matcher import TreeMatcher
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.commands import run
from tests.support.fakes import advice_of, app_under, diagnostics_of, pack, rule, written
from tests.support.generators import candidates, packs
from tests.support.rule_writer import document

OWN = """
inputs:
  own.accessible:
    type: boolean
    about: The venue can be reached without stairs.
    ask: Can it be reached without stairs?
    assume: true
    change: either
  own.members_met: {type: number, whole: true, bounds: [0, 500], unit: count, about: Members whom you know., change: higher}
  own.language: {type: text, values: [english, german, both], about: The language spoken there., change: either}
  own.topics: {type: list, values: [wine, chess], about: What they talk about.}
  own.note: {type: text, about: Anything.}
kinds:
  bowling_league: {like: athletic_club, about: A bowling league.}
  duckpins: {like: bowling_league, about: A league of duckpins.}
facts:
  usual: {by: kind, values: {athletic_club: 7, duckpins: 9}, else: 1}
  met_there: {formula: "said(own.members_met, 0)"}
rules:
  - {id: stairs, title: Stairs, when: not own.accessible, points: -20, reason: Stairs.}
  - {id: met, title: Met, when: own.members_met >= 10, points: 5, reason: "You know {own.members_met member|members}."}
  - {id: german, title: German, when: 'own.language == "german"', points: -3, reason: "They speak {own.language}."}
  - {id: chess, title: Chess, when: '"chess" in own.topics', points: 2, reason: Chess.}
  - {id: usual, title: Usual, when: usual > 5, points: 1, reason: "{usual} and {usual}."}
"""


def advice(include: tuple[str, ...] = (), kind: str = "meetup", **own: Any) -> dict[str, Any]:
    return advice_of(OWN, include, kind=kind, own=own)


def test_own_inputs_count_like_all_others() -> None:
    answer = advice(accessible=False, members_met=12, language="german", topics=["chess"])
    assert {reason["rule"]: reason["points"] for reason in answer["reasons"]} == {
        "stairs": -20, "met": 5, "german": -3, "chess": 2,
    }  # fmt: skip
    assert answer["reasons"][1]["text"] == "You know 12 members."
    assert answer["facts"]["met_there"] == 12
    assert answer["assumed"] == []
    assert advice()["assumed"] == [{"input": "own.accessible", "value": True}]


@pytest.mark.parametrize(("kind", "usual"), [("bowling_league", 7), ("duckpins", 9), ("meetup", 1)])
def test_a_kind_takes_the_values_of_what_it_is_like(kind: str, usual: int) -> None:
    assert advice(kind=kind)["facts"]["usual"] == usual


def test_own_inputs_are_asked_for_and_flip_the_advice() -> None:
    answer = advice(("questions", "flips"), members_met=3)
    asked = {question["input"]: question for question in answer["questions"]}
    assert asked["own.accessible"]["ask"] == "Can it be reached without stairs?"
    assert asked["own.accessible"]["turns_at"] == [False]
    assert asked["own.language"]["turns_at"] == ["german"]
    skipped = advice(("flips",), accessible=False, members_met=12)
    assert [(flip["input"], flip["to"]) for flip in skipped["flips"]] == [("own.accessible", True)]


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return app_under(build_advisor(pack(OWN)), Store(f"sqlite:///{tmp_path / 'kept.db'}"))


def post(app: Flask, candidate: dict[str, Any], path: str = "/v1/score") -> Any:
    return app.test_client().post(path, json={"name": "A", "kind": "meetup", **candidate})


@pytest.mark.slow
def test_requests_take_own_inputs_and_name_what_does_not_fit(app: Flask) -> None:
    assert post(app, {"own": {"accessible": False}}).get_json()["score"] == 30
    assert post(app, {"kind": "bowling_league", "own": None}).status_code == 200
    wrong = {"acessible": True, "members_met": 501, "language": "french", "topics": ["go"]}
    answer = post(app, {"own": wrong, "kind": "bowling_leage"})
    assert answer.status_code == 422
    assert {error["field"]: error["message"] for error in answer.get_json()["errors"]} == {
        "own.acessible": 'Unknown field; did you mean "own.accessible"?',
        "own.members_met": "Must be from 0 to 500.",
        "own.language": "Must be one of english, german, both.",
        "own.topics[0]": "Must be one of wine, chess.",
        "kind": post(app, {"kind": "bowling_leage"}).get_json()["errors"][0]["message"],
    }


def test_without_such_a_pack_an_own_input_is_an_unknown_field() -> None:
    answer = post(app_under(build_advisor(pack(rule("true")))), {"own": {"accessible": True}})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "own"


@pytest.mark.slow
def test_lines_batches_and_comparisons_take_them_too(app: Flask) -> None:
    client = app.test_client()
    one = {"name": "A", "kind": "duckpins", "own": {"members_met": 20}}
    batch = client.post("/v1/score/batch", json={"candidates": [one]}).get_json()["results"]
    line = client.post(
        "/v1/score/batch", data=json.dumps(one), content_type="application/x-ndjson"
    ).get_data()
    assert [batch[0]["score"], json.loads(line)["score"]] == [56, 56]


@pytest.mark.slow
def test_the_documentation_tells_of_them(app: Flask) -> None:
    client = app.test_client()
    listed = {entry["input"]: entry for entry in client.get("/v1/inputs").get_json()["inputs"]}
    assert listed["own.members_met"]["bounds"] == [0, 500]
    assert listed["own.members_met"]["step"] == 1
    assert "bowling_league" in listed["kind"]["values"]
    schemas = client.get("/openapi.json").get_json()["components"]["schemas"]
    schema = schemas["Candidate"]
    assert schema["properties"]["own"]["properties"]["language"]["enum"][:2] == [
        "english",
        "german",
    ]
    assert "duckpins" in schemas["Kind"]["enum"]
    kinds = client.get("/v1/rules").get_json()["kinds"]
    assert [kind["name"] for kind in kinds] == ["bowling_league", "duckpins"]


@pytest.mark.slow
def test_pages_ask_for_them_and_take_them(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/?name=A&kind=bowling_league&own.accessible=false").get_data(as_text=True)
    assert "Stairs." in page
    assert "The language spoken there." in page
    rules = client.get("/rules").get_data(as_text=True)
    assert "members met is at least 10" in rules


@pytest.mark.slow
def test_a_saved_advice_with_them_is_made_again(app: Flask) -> None:
    saved = post(app, {"own": {"accessible": False}}, "/v1/assessments").get_json()
    again = app.test_client().post(f"/v1/assessments/{saved['id']}/replay").get_json()
    assert again["same"] is True


@pytest.mark.slow
def test_what_a_changed_pack_no_longer_has_is_refused_then(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", own=OWN)
    app = create_app(Settings(rules=folder))
    assert post(app, {"own": {"accessible": False}}).status_code == 200
    written(folder, own=OWN.replace("own.accessible", "own.reachable"))
    rules = app.extensions["joinwise"].rules
    assert [rules.reload() for _ in range(3)].count("taken") == 1
    assert post(app, {"own": {"accessible": False}}).status_code == 422
    assert post(app, {"own": {"reachable": False}}).get_json()["score"] == 30


@pytest.mark.slow
def test_saved_advices_are_found_by_kinds_of_ones_own(app: Flask) -> None:
    client = app.test_client()
    saved = post(app, {"kind": "bowling_league"}, "/v1/assessments").get_json()
    listed = client.get("/v1/assessments?kind=bowling_league").get_json()["assessments"]
    assert saved["id"] in [each["id"] for each in listed]
    (refused,) = client.get("/v1/assessments?kind=bowling_leage").get_json()["errors"]
    assert 'did you mean "bowling_league"?' in refused["message"]


@pytest.mark.slow
def test_an_old_advice_is_shown_and_made_again_under_rules_without_its_inputs(
    tmp_path: Path, store: Store
) -> None:
    said = {"kind": "bowling_league", "own": {"accessible": False}}
    saved = post(app_under(build_advisor(pack(OWN)), store), said, "/v1/assessments").get_json()
    later = app_under(build_advisor(pack(rule("true"))), store).test_client()
    page = later.get(f"/assessments/{saved['id']}")
    assert page.status_code == 200
    assert "Stairs." in page.text
    assert later.post(f"/v1/assessments/{saved['id']}/replay").get_json()["same"]


@pytest.mark.slow
def test_two_packs_with_other_inputs_are_compared_by_candidates_of_both() -> None:
    other = OWN.replace("points: -20", "points: -1")
    (change,) = witnessed_changes(pack(OWN), pack(other), 400)
    assert change.witness
    assert change.witness.candidate["own"]["accessible"] is False


def test_a_fact_of_own_inputs_is_part_of_the_version() -> None:
    assert pack(OWN).version != pack(OWN.replace("[0, 500]", "[0, 501]")).version
    assert pack(OWN).version != pack(OWN.replace("like: athletic_club", "like: meetup")).version


def test_commands_take_them(tmp_path: Path) -> None:
    folder = written(tmp_path / "rules", own=OWN)
    group = tmp_path / "group.json"
    group.write_text('{"name": "A", "kind": "duckpins", "own": {"accessible": false}}')
    scored = run("score", group, "--rules", folder, "--json")
    assert json.loads(scored.stdout)["score"] == 31
    assert "own.members_met" in run("inputs", "own", "--rules", folder).stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("inputs: {venue.accessible: {type: boolean}}", '1:10: error: unknown input "venue.accessible"'),
        ("inputs: {own.Accessible: {type: boolean, about: a}}", "must be own. and lower_case_words"),
        ("inputs: {own.a: {about: b}}", '1:17: error: "type" is missing'),
        ("inputs: {own.a: {type: flag, about: b}}", "type: this must be number, boolean, text or list"),
        ("inputs: {cost.annual_dues: {type: number}}", "cost.annual_dues is an input of joinwise; only those of"),
        ("inputs: {own.a: {type: list, about: b}}", '"values" is missing: what the list may hold'),
        ("inputs: {own.a: {type: text, about: b, bounds: [0, 1]}}", "only a number has bounds"),
        ("inputs: {own.a: {type: number, about: b, values: [x]}}", "only a text or a list has values"),
        ("inputs: {own.a: {type: number, about: b, bounds: [2, 1]}}", "the lowest value, 2, is not below"),
        ("inputs: {own.a: {type: number, about: b, bounds: [0, 5], assume: 9}}", "no value of own.a: must be from 0 to 5"),
        ("inputs: {own.a: {type: text, about: b, values: [true, false]}}", "this must be a text; put it in quotes"),
        (rule("own.b"), 'unknown name "own.b"'),
        ("kinds: {meetup: {about: a}}", "1:9: error: meetup is a kind of group already"),
        ("kinds: {Bowling: {about: a}}", 'a kind cannot be called "Bowling"; write lower_case_words'),
        ("kinds: {a: {like: b, about: x}, b: {like: a, about: x}}", "kinds in a circle: a -> b -> a"),
        ("kinds: {a: {like: a, about: x}}", "kinds in a circle: a -> a"),
        ("kinds: {a: {like: metup, about: x}}", 'unknown kind "metup"; did you mean "meetup"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(text: str, message: str) -> None:
    found = [fault for fault in diagnostics_of(text) if " error: " in fault]
    assert any(message in fault for fault in found), found


def test_what_is_not_said_of_one_is_told_by_its_name_and_its_other_keys() -> None:
    own = pack("inputs: {own.good_mood: {bounds: [0, 9]}, own.talk: {values: [much, little]}}")
    listed = {entry["input"]: entry for entry in inputs_answer(own)}
    mood, talk = listed["own.good_mood"], listed["own.talk"]
    assert (mood["type"], mood["about"], mood["ask"]) == ("number", "Good mood.", "Good mood.")
    assert (talk["type"], talk["about"]) == ("text", "Talk.")
    assert pack("kinds: {bowling_league: {}}").own_kinds[0].about == "Bowling league."


def test_a_layer_adds_inputs_and_changes_them(tmp_path: Path) -> None:
    written(tmp_path / "base", pack=OWN)
    text = "extends: ../base\nchange: {own.members_met: {bounds: [0, 9]}}\ninputs: {own.new: {type: boolean, about: New.}}"
    found = load_pack(written(tmp_path / "mine", own=text))
    listed = {entry["input"]: entry for entry in inputs_answer(found)}
    assert listed["own.members_met"]["bounds"] == [0, 9]
    assert listed["own.new"]["type"] == "boolean"


RENAMED = {
    name: f"own.{name.replace('.', '_')}"
    for name in ("members.count", "cost.annual_dues", "time.clashes", "members.fit", "you.seeks")
}
NAMES = re.compile("|".join(re.escape(name) for name in RENAMED))


@pytest.mark.slow
@settings(max_examples=6, deadline=None, derandomize=True)
@given(packs(3, 10), st.lists(candidates(), min_size=6, max_size=8))
def test_an_input_of_ones_own_counts_as_one_that_every_pack_has(
    plain: dict[str, Any], group: list[dict[str, Any]]
) -> None:
    """Whatever it is called: rules, questions and flips say the same of it."""
    text = document(plain)
    one, other = (build_advisor(pack_of(each), TreeMatcher) for each in (text, with_own(text)))
    for candidate in group:
        expected = one.answer(read_candidate(candidate), INCLUDED).to_dict()
        own = read_candidate(renamed(candidate), other.pack.catalogue)
        found = json.loads(back(json.dumps(other.answer(own, INCLUDED).to_dict())))
        assert told(found) == told(json.loads(json.dumps(expected)))


INCLUDED = ("misses", "questions", "flips")


def pack_of(text: str) -> Pack:
    return check_files({"pack.yaml": text.encode()}).require_pack()


def with_own(text: str) -> str:
    """The pack with some inputs of its own in the place of those that every pack has."""
    rows = "".join(f"  {own}: {said(INPUTS[name])}\n" for name, own in RENAMED.items())
    assumed = [line for line in text.splitlines() if re.match(rf"  ({NAMES.pattern}): ", line)]
    for line in assumed:
        name, _, value = line.strip().partition(": ")
        own = RENAMED[name]
        rows = rows.replace(f"  {own}: {{", f"  {own}: {{{value.strip()[1:-1]}, ")
        text = text.replace(f"{line}\n", "")
    head = "" if "inputs:\n" in text else "inputs:\n"
    whole = NAMES.sub(lambda match: RENAMED[match[0]], head + text)
    return whole.replace("inputs:\n", f"inputs:\n{rows}", 1)


def said(input: Input) -> str:
    shape: dict[str, Any] = {"type": str(input.kind), "about": input.about}
    if input.kind is Kind.NUMBER:
        shape |= {"whole": input.whole, "bounds": [input.low, input.high]}
        shape |= {"unit": input.unit.text} if input.unit else {}
    return json.dumps(shape | ({"values": list(input.values)} if input.values else {}))


def renamed(candidate: dict[str, Any]) -> dict[str, Any]:
    values = dict(read_candidate(candidate).values)
    return Candidate({RENAMED.get(name, name): value for name, value in values.items()}).to_json()


def back(text: str) -> str:
    for name, own in RENAMED.items():
        text = text.replace(own, name)
    return text


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """What does not go by the order of names, nor by how they are called."""
    turns = {each["input"]: each["turns_at"] for each in answer["questions"]}
    flips = {each["input"]: each["to"] for each in answer["flips"]}
    misses = [(each["rule"], sorted(each["unknown"])) for each in answer["misses"]]
    kept = {key: answer[key] for key in ("score", "recommendation", "facts", "reasons")}
    assumed = sorted(each["input"] for each in answer["assumed"])
    return {**kept, "turns": turns, "flips": flips, "misses": misses, "assumed": assumed}
