"""The JSON Schema of rule files is written anew from their shape, and says what the reader says."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given

from joinwise.formats.located_yaml import read_document
from joinwise.packs.files.json_schema import schema, text
from tests.expressions.test_smt import MANY
from tests.support.fakes import checked, rule
from tests.support.generators import Pack, packs
from tests.support.rule_writer import document
from tests.support.services import ROOT

FILES = sorted((ROOT / "rules").glob("*.yaml"))
FIRST_LINE = "# yaml-language-server: $schema=schema.json"
VALIDATOR = jsonschema_rs.Draft7Validator(schema())


def fits(yaml: str) -> bool:
    return VALIDATOR.is_valid(read_document("f.yaml", yaml.encode()).data)


def band(rows: str, **more: Any) -> str:
    extra = "".join(f", {key}: {each}" for key, each in more.items())
    return f"bands: [{{id: b, title: B, over: cost.annual_dues, rows: {rows}{extra}}}]"


def test_the_shipped_schema_is_the_one_that_the_shapes_give() -> None:
    assert (ROOT / "rules" / "schema.json").read_text("utf-8") == text(), "run `make schema`"


def test_the_schema_is_a_schema() -> None:
    assert jsonschema_rs.meta.is_valid(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.name)
def test_each_shipped_file_names_the_schema_and_fits_it(file: Path) -> None:
    assert file.read_text("utf-8").splitlines()[0] == FIRST_LINE
    assert fits(file.read_text("utf-8"))


@pytest.mark.slow
@MANY
@given(packs())
def test_whatever_the_reader_takes_fits(written: Pack) -> None:
    assert fits(document(written))


def described(part: Any, path: tuple[str, ...] = ()) -> Any:
    """The places of all keys, with what is said of each."""
    if not isinstance(part, dict):
        return
    for key, each in part.get("properties", {}).items():
        yield (*path, key), each.get("description")
        yield from described(each, (*path, key))
    for inner in ("items", "additionalProperties"):
        yield from described(part.get(inner), path)
    for one in part.get("anyOf", ()):
        yield from described(one, path)


def test_every_key_is_explained() -> None:
    whole = schema()
    places = [*described(whole), *described(whole["definitions"])]
    assert len(places) > 300
    resolved = [(path, said) for path, said in places if path[-1] not in ("ask", "step")]
    shared = {key: each.get("description") for key, each in whole["definitions"].items()}
    for path, said in resolved:
        assert said or shared.get(f"inputs.{path[-1]}") or path[-1] == "by", path


@pytest.mark.parametrize(
    "yaml",
    [
        "ruls: []",
        "rules: 3",
        "- 3",
        "decision: {start: 101}",
        "decision: {join_at: 1.5}",
        "decision: {begin: 1}",
        "facts: {min: {formula: 1}}",
        "facts: {kind: {formula: 1}}",
        "facts: {Cash: {formula: 1}}",
        "facts: {a: {about: x}}",
        "facts: {a: {formula: 1, by: kind, values: {x: 1}}}",
        "facts: {a: {formula: 1, else: 2}}",
        "facts: {a: {by: time.clashes, values: {x: 1}}}",
        "facts: {a: {by: kind, values: {}}}",
        "facts: {a: {by: kind, values: {x: null}}}",
        "inputs: {cost.dues: {assume: 1}}",
        "inputs: {mode: {assume: onlin}}",
        "inputs: {time.clashes: {assume: 1}}",
        "inputs: {members.count: {assume: 1.5}}",
        "inputs: {members.count: {assume: -1}}",
        "inputs: {you.seeks: {assume: [fame]}}",
        "inputs: {mode: {assume: {by: kind, values: {meetup: x}}}}",
        "inputs: {mode: {change: up}}",
        "inputs: {mode: {range: [1, 2]}}",
        "inputs: {you.margin: {range: [0, 2]}}",
        "inputs: {you.margin: {range: [0]}}",
        "inputs: {you.margin: {step: 0}}",
        "compare: {worth: a, money: b}",
        "compare: {worth: cost.annual_dues, money: b, hours: c}",
        "promises: [{higher: cost.annual_due, never: join}]",
        "plan: {clock: [kind]}",
        "plan: {clock: []}",
        "plan: {idle: {past_yield.deals: none}}",
        "plan: {idle: {past_yield.deal: 0}}",
        "plan: {clock: [past_yield.months], look_again: {most: 1201, text: x}}",
        "plan: {break_even: {text: x}}",
        "promises: [{higher: kind, never: join}]",
        "promises: [{higher: [], never: join}]",
        "promises: [{higher: cost.annual_dues}]",
        "promises: [{higher: cost.annual_dues, never: maybe}]",
        "inputs: {mode: {when: []}}",
        "inputs: {mode: {recall: maybe}}",
        rule("true", source=5),
        rule("true", source={"grade": "X", "what": "y"}),
        rule("true", source={"grade": "M"}),
        rule("true", source={"grade": "M", "what": "y", "year": "old"}),
        rule("true", source={"meetup": "y"}),
        "facts: {a: {by: kind, values: {meetup: 1}, source: {meetup: {what: y}}}}",
        rule("true", points=1.5),
        rule("true", points="many"),
        rule("true", points=1_000_001),
        rule("true", decide="maybe"),
        rule("true", decid="join"),
        rule("true", brief=" "),
        rule("true").replace("id: r", "id: R_r"),
        rule("true").replace("    reason: Because.\n", ""),
        rule("true").replace("title: R", "title: 3"),
        band("[{points: 1, reason: x}]"),
        band("[{from: a, points: 1, reason: x}]"),
        band("[{from: 1, reason: x}]"),
        band("[]"),
        band("[{from: 1, points: 1, reason: x}]").replace("annual_dues", "level"),
    ],
)
def test_what_an_editor_marks_the_reader_refuses(yaml: str) -> None:
    assert not fits(yaml)
    assert any(fault.is_error for fault in checked(yaml).diagnostics)


@pytest.mark.parametrize(
    "yaml",
    [
        "",
        "rules:",
        "decision: {start: 50.0, join_at: 100}",
        "decision: {start: 0}",
        "facts: {a: {formula: 1, unit: money}, b: {formula: a}}",
        "facts: {a: {by: kind, values: {meetup: 1}, else: null, source: {meetup: x}}}",
        "facts: {a: {by: kind, values: {meetup: 1}, source: {meetup: {grade: M, what: x}}}}",
        "inputs: {mode: {assume: online, ask: Where?, change: either}}",
        "inputs: {mode: {when: time.clashes, recall: look_up, source: {grade: J, what: x}}}",
        "inputs: {cost.annual_dues: {assume: {formula: 3}, range: [0, 5], step: 0.5}}",
        "inputs: {members.count: {assume: 3.0}}",
        "inputs: {you.seeks: {assume: [learning]}}",
        "inputs: {mode: {assume: {by: kind, values: {meetup: online}, else: hybrid}}}",
        rule("true", points=-1_000_000, decide="skip", brief="x", source="y"),
        rule("true", source={"grade": "M", "what": "x", "url": "example.com", "year": 2019}),
        rule("true").replace("'true'", "true"),
        band("[{to: 1, points: 1, reason: x, brief: y, source: z}]", source="w", brief="v"),
    ],
)
def test_what_the_reader_takes_an_editor_takes(yaml: str) -> None:
    assert fits(yaml)
    other = rule("true").replace("id: r", "id: other")
    assert not any(fault.is_error for fault in checked(yaml, other).diagnostics)
