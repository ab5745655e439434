"""Shadow rules: another pack decides on what was asked, and nobody waits for it or sees it."""

import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from joinwise.advisor import build_advisor
from joinwise.bootstrap import build_services
from joinwise.cli.rules.shadow import report_lines
from joinwise.runtime import shadow as module
from joinwise.runtime.metrics import Metrics
from joinwise.runtime.reloading import ActiveRules
from joinwise.runtime.shadow import Shadow
from joinwise.scoring.matcher import TreeMatcher
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support import commands
from tests.support.fakes import pack, rule, written
from tests.support.services import HttpApi, serving

CHEAP = {"name": "Cheap", "kind": "meetup", "cost": {"annual_dues": 10}}
DEAR = {"name": "Dear", "kind": "meetup", "cost": {"annual_dues": 2000}}
JOIN_ALL = "decision: {start: 60}\n"
AGAINST_DUES = f"{JOIN_ALL}{rule('cost.annual_dues > 100', points=-30)}"


def app_beside(folder: Path, rules: str = JOIN_ALL) -> tuple[Flask, Shadow]:
    """An application that advises everybody to join, and its shadow rules."""
    settings = Settings(shadow=folder)
    advisor = build_advisor(pack(rules), TreeMatcher)
    services = build_services(settings, rules=ActiveRules(settings.rules, advisor))
    assert services.shadow
    return create_app(settings, services), services.shadow


def taken_up(shadow: Shadow) -> Shadow:
    """After two looks at the folder, between which nothing has changed."""
    shadow.poll()
    shadow.poll()
    return shadow


@pytest.mark.slow
def test_what_would_turn_is_counted_and_sampled(tmp_path: Path) -> None:
    app, shadow = app_beside(written(tmp_path / "shadow", rules=AGAINST_DUES))
    taken_up(shadow)
    client = app.test_client()
    for path in ("/v1/score", "/v1/score?fields=score"):
        assert client.post(path, json=DEAR).get_json()["score"] == 60
    client.post("/v1/score/batch", json={"candidates": [CHEAP, DEAR, {}]})
    shadow.work_off(0)
    report = client.get("/v1/shadow").get_json()
    assert report["decided"] == 4
    assert report["turned"] == [{"from": "join", "to": "skip", "count": 3}]
    assert report["samples"][0] == {
        "candidate": DEAR,
        "active": {"recommendation": "join", "score": 60},
        "shadow": {"recommendation": "skip", "score": 30},
        "rules": ["r"],
    }
    assert [sample["candidate"] for sample in report["samples"]] == [DEAR]
    assert report["active"] != report["shadow"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (f"{JOIN_ALL}{rule('true', points=-30)}", "Dear: join 60, now skip 30 (r)"),
        (f"decision: {{start: 20}}\n{rule('true')}", "Dear: join 60, now skip 20"),
    ],
)
def test_a_sample_names_rules_that_give_other_points_if_any_do(
    tmp_path: Path, rules: str, told: str
) -> None:
    app, shadow = app_beside(written(tmp_path, rules=rules), f"{JOIN_ALL}{rule('true')}")
    taken_up(shadow)
    app.test_client().post("/v1/score", json=DEAR)
    shadow.work_off(0)
    assert f"  {told}" in report_lines(app.test_client().get("/v1/shadow").get_json())


@pytest.mark.slow
def test_the_desk_says_how_many_would_turn(tmp_path: Path) -> None:
    app, shadow = app_beside(written(tmp_path / "shadow", rules=AGAINST_DUES))
    assert 'id="shadow"' not in app.test_client().get("/desk").text
    taken_up(shadow)
    app.test_client().post("/v1/score", json=DEAR)
    shadow.work_off(0)
    assert "decided on one candidate,\n  and one advice would turn." in (
        app.test_client().get("/desk").text
    )


@pytest.mark.slow
def test_rules_with_errors_are_refused_and_told_and_mended_ones_are_taken(tmp_path: Path) -> None:
    folder = written(tmp_path / "shadow", rules="rules: 3")
    app, shadow = app_beside(folder)
    taken_up(shadow)
    report = app.test_client().get("/v1/shadow").get_json()
    assert (report["shadow"], report["decided"]) == (None, 0)
    assert "rules.yaml" in report["faults"][0]
    written(folder, rules=AGAINST_DUES)
    taken_up(shadow)
    report = app.test_client().get("/v1/shadow").get_json()
    assert (report["faults"], report["shadow"]["pack"]) == ([], "custom")


def test_what_was_asked_before_there_were_rules_is_decided_on(tmp_path: Path) -> None:
    app, shadow = app_beside(written(tmp_path / "shadow", rules=AGAINST_DUES))
    app.test_client().post("/v1/score", json=DEAR)
    shadow.work_off(0)
    taken_up(shadow).work_off(0)
    report = shadow.report()
    assert report
    assert (report.decided, report.turned) == (1, 1)


@pytest.mark.slow
def test_other_rules_begin_to_count_anew(tmp_path: Path) -> None:
    folder = written(tmp_path / "shadow", rules=AGAINST_DUES)
    app, shadow = app_beside(folder)
    taken_up(shadow)
    app.test_client().post("/v1/score", json=DEAR)
    shadow.work_off(0)
    written(folder, rules=AGAINST_DUES.replace("-30", "-5"))
    taken_up(shadow)
    app.test_client().post("/v1/score", json=DEAR)
    shadow.work_off(0)
    report = shadow.report()
    assert report
    assert (report.decided, report.turned, report.samples) == (1, 0, [])


def test_nobody_waits_for_shadow_rules_that_fall_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 3)
    app, shadow = app_beside(written(tmp_path / "shadow", rules=AGAINST_DUES))
    taken_up(shadow)
    for _ in range(5):
        assert app.test_client().post("/v1/score", json=DEAR).status_code == 200
    shadow.work_off(0)
    metrics: Metrics = app.extensions["joinwise"].metrics
    assert metrics.registry.get_sample_value("joinwise_shadow_missed_total") == 2


def test_without_shadow_rules_there_is_nothing_to_ask_for(client: FlaskClient) -> None:
    problem = client.get("/v1/shadow").get_json()
    assert problem["status"] == 404
    assert "JOINWISE_SHADOW" in problem["detail"]


@pytest.mark.slow
def test_a_running_service_tells_what_would_turn_in_all_its_workers(tmp_path: Path) -> None:
    active = written(tmp_path / "active", rules=f"{JOIN_ALL}{rule('false')}")
    shadow = written(tmp_path / "shadow", rules=AGAINST_DUES)
    with serving("--rules", str(active), JOINWISE_SHADOW=str(shadow)) as (address, _):
        url, said = f"http://{address}", ""
        for _ in range(100):
            HttpApi(url).ask("POST", "/v1/score", DEAR)
            said = commands.run("rules", "shadow", "--url", url).stdout
            if "Dear" in said:
                break
            time.sleep(0.05)
    assert "Dear: join 60, now skip 30 (r)" in said
