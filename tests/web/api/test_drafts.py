"""Drafts over HTTP: every fault named, what would change, and no draft that stops the service."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.authoring.desk import Draft, DraftDesk
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.fakes import MINIMAL, rule, written
from tests.web.api.test_score import fields, post, problem

CHECK, PREVIEW = "/v1/rules/check", "/v1/rules/preview"
DEAR = {**MINIMAL, "members": {"count": 150}}


def dear(limit: int) -> str:
    return rule(f"members.count >= {limit}", points=-5)


def small_service(folder: Path) -> Flask:
    """The service under one rule, in cost.yaml, and a fact that it uses, in facts.yaml."""
    rules = folder / "rules"
    rules.mkdir()
    condition = "members.count >= limit"
    written(rules, cost=rule(condition, points=-5), facts="facts: {limit: {formula: 100}}")
    return create_app(Settings(rules=rules, database_url=f"sqlite:///{folder}/kept.db"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return small_service(tmp_path_factory.mktemp("small"))


@pytest.fixture
def client(small: Flask) -> FlaskClient:
    return small.test_client()


def checked(client: FlaskClient, **draft: Any) -> Any:
    response = client.post(CHECK, json=draft)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json()


# Check


@pytest.mark.slow
def test_a_fault_is_named_with_its_file_line_and_column(client: FlaskClient) -> None:
    found = checked(
        client, files={"more.yaml": rule("cost.annual_due > 3").replace("id: r", "id: s")}
    )
    assert found["rules"] is None
    assert found["faults"] == [
        {
            "file": "more.yaml",
            "line": 4,
            "column": 12,
            "severity": "error",
            "message": 'unknown name "cost.annual_due"; did you mean "cost.annual_dues"?',
        }
    ]


def test_a_warning_stops_no_draft(client: FlaskClient) -> None:
    found = checked(client, yaml=f"{dear(3)}facts: {{unused: {{formula: 1}}}}")
    assert [fault["severity"] for fault in found["faults"]] == ["warning"]
    assert found["rules"]["pack"] == "custom"


def test_a_named_file_stands_in_for_the_one_in_force(client: FlaskClient) -> None:
    assert checked(client, files={"facts.yaml": "facts: {limit: {formula: 200}}"})["faults"] == []
    lost = checked(client, files={"facts.yaml": "facts: {}"})["faults"]
    assert [(fault["file"], fault["severity"]) for fault in lost] == [("cost.yaml", "error")]


def test_complete_files_are_all_that_there_is(client: FlaskClient) -> None:
    draft = {"own.yaml": dear(100)}
    (duplicate,) = checked(client, files=draft)["faults"]
    assert duplicate["message"].startswith('duplicate "r"')
    assert checked(client, files=draft, complete=True)["faults"] == []


def test_one_text_is_all_of_the_rules_as_json_or_as_yaml(client: FlaskClient) -> None:
    as_yaml = post(client, dear(100).encode(), CHECK, content_type="application/yaml")
    assert as_yaml.get_json() == checked(client, yaml=dear(100))
    assert as_yaml.get_json()["faults"] == []


@pytest.mark.slow
def test_the_rules_in_force_as_a_draft_have_their_name_and_version(app: Flask) -> None:
    client = app.test_client()
    pack = app.extensions["joinwise"].rules.advisor.pack
    files = {Path(file).name: text.decode() for file, text in pack.files.items()}
    version = {"pack": "default", "version": pack.version}
    assert checked(client, files=files) == {"faults": [], "rules": version}


@pytest.mark.parametrize("path", [CHECK, PREVIEW])
@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"[]", ""), (b"{}", ""), (b'{"files": {"a.yaml": ""}, "yaml": ""}', ""),
        (b'{"yaml": 3}', "yaml"), (b'{"files": []}', "files"), (b'{"files": {}}', "files"),
        (b'{"files": {"a.yaml": 3}}', "files"), (b'{"files": {"a.txt": ""}}', "files.a.txt"),
        (b'{"files": {"../a.yaml": ""}}', "files.../a.yaml"), (b'{"yaml": "", "file": 1}', "file"),
        (b'{"files": {".a.yaml": ""}}', "files..a.yaml"), (b'{"yaml": "", "complete": 1}', "complete"),
    ],
)  # fmt: skip
def test_a_body_of_another_shape_is_a_422(
    client: FlaskClient, path: str, body: bytes, field: str
) -> None:
    assert field in fields(post(client, body, path))


@pytest.mark.parametrize("path", [CHECK, PREVIEW])
def test_other_bodies_are_refused_as_elsewhere(client: FlaskClient, path: str) -> None:
    problem(post(client, b"{", path), 400)
    problem(post(client, b"{}", path, content_type="text/plain"), 415)
    problem(post(client, b"\xff", path, content_type="application/yaml"), 400)
    problem(post(client, b" " * (2**20 + 1), path, content_type="application/yaml"), 413)
    assert fields(client.post(f"{path}?x=1", json={"yaml": ""})) == ["x"]


@pytest.mark.parametrize(("path", "limit"), [(CHECK, 2**20), (PREVIEW, 8 * 2**20)])
def test_a_body_has_a_limit(client: FlaskClient, path: str, limit: int) -> None:
    problem(post(client, b" " * limit, path), 400)
    problem(post(client, b" " * (limit + 1), path), 413)


# Preview


def previewed(client: FlaskClient, **body: Any) -> Any:
    response = client.post(PREVIEW, json=body)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_json()


def test_it_says_which_recommendations_change_and_through_which_rules(client: FlaskClient) -> None:
    found = previewed(
        client, files={"facts.yaml": "facts: {limit: {formula: 200}}"}, candidates=[MINIMAL, DEAR]
    )
    assert found["changes"] == {"skip_to_join": 1, "join_to_skip": 0, "score_only": 0, "same": 1}
    assert found["scores"]["before"] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert found["scores"]["after"] == [0, 0, 0, 0, 0, 2, 0, 0, 0, 0]
    assert found["changed"] == [
        {
            "candidate": 1,
            "name": "A group",
            "change": "skip_to_join",
            "before": {"recommendation": "skip", "score": 45},
            "after": {"recommendation": "join", "score": 50},
            "rules": [{"rule": "r", "before": {"points": -5, "decides": None}, "after": None}],
            "other_rules": 0,
        }
    ]


def test_one_bad_candidate_spoils_no_other(client: FlaskClient) -> None:
    found = previewed(client, yaml=dear(200), candidates=[{"name": 3}, DEAR])
    (failure,) = found["failures"]
    assert failure["candidate"] == 0
    assert [each["field"] for each in failure["error"]["errors"]] == ["kind", "name"]
    assert (found["candidates"], found["failed"], len(found["changed"])) == (1, 1, 1)


def test_a_draft_at_fault_is_a_422_that_names_every_place(client: FlaskClient) -> None:
    files = {"cost.yaml": rule("cost.annual_due > limit", points=1.5)}
    response = client.post(PREVIEW, json={"files": files, "candidates": []})
    errors = problem(response, 422)["errors"]
    assert [each["field"] for each in errors] == ["files.cost.yaml"] * 2
    assert errors[0]["message"].startswith('Line 4, column 12: unknown name "cost.annual_due"')
    assert fields(client.post(PREVIEW, json={"yaml": "rules: 3", "candidates": []})) == ["yaml"]


def test_without_candidates_it_decides_on_what_is_kept_or_says_that_nothing_is(
    client: FlaskClient,
) -> None:
    body = {"yaml": dear(200)}
    assert fields(client.post(PREVIEW, json=body)) == ["candidates"]
    kept = client.post("/v1/assessments", json=DEAR)
    (change,) = client.post(PREVIEW, json=body).get_json()["changed"]
    assert change["candidate"] == kept.get_json()["id"]
    client.delete(kept.headers["Location"])


@pytest.mark.parametrize(("candidates", "status"), [(1_000, 200), (1_001, 422)])
def test_it_takes_a_thousand_candidates(client: FlaskClient, candidates: int, status: int) -> None:
    body = {"yaml": dear(3), "candidates": [MINIMAL] * candidates}
    assert client.post(PREVIEW, json=body).status_code == status


def with_desk(app: Flask, desk: DraftDesk) -> FlaskClient:
    """A client of the same service with another desk."""
    services = replace(app.extensions["joinwise"], desk=desk)
    return create_app(Settings(), services).test_client()


def test_it_takes_fewer_if_a_draft_is_much_to_work_out(small: Flask) -> None:
    client = with_desk(small, DraftDesk(most_work=5_000))
    body = {"yaml": dear(3), "candidates": [MINIMAL] * 900}
    (error,) = problem(client.post(PREVIEW, json=body), 422)["errors"]
    assert error["field"] == "candidates"
    assert error["message"].endswith("candidates for rules of this size.")
    most = int(error["message"].split()[4])
    assert previewed(client, yaml=dear(3), candidates=[MINIMAL] * most)["candidates"] == most


# Hostile drafts

ENTRY = "- {{id: r{0}, title: R, when: members.count > {0}, points: 1, reason: R}}\n"
LAYERS = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
UNKNOWN = "- {{id: r{0}, title: R, when: fact_numbr_{0} > 1, reason: R}}\n"
HOSTILE = {
    "aliases that blow up": f"a0: &a0 [1]\n{LAYERS}",
    "deep nesting": "[" * 50_000,
    "deep nesting of blocks": "\n".join(f"{' ' * n}a:" for n in range(500)),
    "deep conditions": rule("(" * 2_000 + "true" + ")" * 2_000),
    "a long condition": rule(" or ".join(["true"] * 2_000)),
    "very many brackets": "[" + "[]," * 60_000,
    "more rules than a pack holds": "rules:\n" + "".join(ENTRY.format(n) for n in range(10_001)),
    "a circle of facts": "facts:\n"
    + "".join(f" f{n}: {{formula: f{(n + 1) % 5000}}}\n" for n in range(5000)),
    "very many circles": "facts:\n" + "".join(f" f{n}: {{formula: f{n}}}\n" for n in range(5_000)),
    "very many unknown names": "facts:\n"
    + "".join(f" fact_number_{n}: {{formula: 1}}\n" for n in range(5_000))
    + "rules:\n"
    + "".join(UNKNOWN.format(n) for n in range(2_000)),
    "very many faults in one line": "rules: [" + "3," * 50_000 + "]",
    "an exponent": rule("cost.annual_dues > 1e999"),
    "a tag": "rules: !!python/object/apply:os.system ['true']",
    "a lone surrogate": '\ud800: "\udfff"',
    "a null byte": "rules: \x00",
    "Python": rule("__import__('os').system('true')"),
    "braces": rule("true").replace("Because.", "{kind.__class__} {0} {" * 500),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_draft_is_answered_by_its_faults(client: FlaskClient, name: str) -> None:
    response = client.post(CHECK, json={"yaml": HOSTILE[name]})
    if response.status_code == 200:
        faults = response.get_json()["faults"]
        assert response.get_json()["rules"] is None
        assert 0 < len(faults) <= 1_001
    else:
        assert fields(response) == ["yaml"]


@pytest.mark.slow
def test_a_hostile_draft_is_a_422_where_it_is_previewed(client: FlaskClient) -> None:
    for name in ("aliases that blow up", "deep nesting", "very many circles"):
        assert "yaml" in fields(
            client.post(PREVIEW, json={"yaml": HOSTILE[name], "candidates": []})
        )


@pytest.mark.slow
def test_ten_thousand_rules_are_previewed(client: FlaskClient) -> None:
    draft = "rules:\n" + "".join(ENTRY.format(n) for n in range(10_000))
    found = previewed(client, yaml=draft, candidates=[DEAR] * 400)
    assert found["changes"]["skip_to_join"] == 400
    change = found["changed"][0]
    assert len(change["rules"]) + change["other_rules"] == 151


@pytest.mark.slow
def test_drafts_leave_nothing_in_memory(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        assert alone.submit(left_by_drafts, tmp_path).result() < 3 * 2**10


def left_by_drafts(folder: Path) -> int:
    """KiB of memory that 150 drafts leave to a service that has worked on 50."""
    client = small_service(folder).test_client()
    for number in range(50):
        worked_on(client, number)
    before = resident()
    for number in range(50, 200):
        worked_on(client, number)
    return resident() - before


def worked_on(client: FlaskClient, number: int) -> None:
    text = "".join(ENTRY.format(1_000 * number + each) for each in range(10))
    previewed(client, yaml=f"rules:\n{text}", candidates=[DEAR])
    checked(client, yaml=f"a: &a{number} 1\nb: &a{number} 2\nc: *a{number}\nrules: [{number}]")


def resident() -> int:
    """KiB of memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def test_one_draft_at_a_time_is_worked_on_and_scoring_goes_on(small: Flask) -> None:
    desk = DraftDesk(patience=0.01)
    client, active = with_desk(small, desk), small.extensions["joinwise"].rules.advisor.pack
    with desk.take(Draft({}), active):
        response = client.post(CHECK, json={"yaml": dear(3)})
        assert client.post("/v1/score", json=MINIMAL).status_code == 200
    problem(response, 429)
    assert response.headers["Retry-After"] == "10"
    assert client.post(CHECK, json={"yaml": dear(3)}).status_code == 200


def test_a_faulty_draft_makes_room_for_the_next(client: FlaskClient) -> None:
    for _ in range(2):
        problem(client.post(PREVIEW, json={"yaml": "rules: 3", "candidates": []}), 422)


@pytest.mark.slow
def test_the_service_as_it_runs_answers_drafts(service: str) -> None:
    from urllib.request import Request, urlopen  # noqa: PLC0415

    body = json.dumps({"yaml": HOSTILE["aliases that blow up"]}).encode()
    request = Request(f"{service}{CHECK}", body, {"Content-Type": "application/json"})
    with urlopen(request) as response:
        assert json.loads(response.read())["rules"] is None
