"""``joinwise doctor`` says in words whether the service would run here."""

import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from joinwise.cli.main import main

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_DATABASE_URL", f"sqlite:///{tmp_path}/own.db")


def examined(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--port", "0", *arguments])


def verdicts(result: Result) -> dict[str, str]:
    return {line[6:16].strip(): line[:6].strip() for line in result.output.splitlines()}


def test_where_the_service_would_run_all_is_well_but_what_a_proxy_would_open() -> None:
    result = examined()
    assert verdicts(result).pop("access") == "look"
    assert "programs of this machine; set JOINWISE_TOKENS" in result.output
    others = {found for subject, found in verdicts(result).items() if subject != "access"}
    assert (others, result.exit_code) == ({"ok"}, 0)


def test_with_tokens_it_is_said_who_may_do_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_TOKENS", "prometheus:metrics:a-token-of-many-letters")
    result = examined()
    assert verdicts(result)["access"] == "ok"
    assert "prometheus (metrics)" in result.output
    assert "many-letters" not in result.output


def test_rules_at_fault_are_named_and_the_engine_is_not_tried(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules:\n  - id: 3\n")
    result = examined("--rules", str(tmp_path))
    assert (verdicts(result)["rules"], verdicts(result)["engine"]) == ("wrong", "look")
    assert "a.yaml:2:" in result.output
    assert result.exit_code == 1


def test_rules_with_warnings_are_worth_a_look(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "facts: {a: {formula: cost.annual_dues}}\n"
        "rules: [{id: r, title: t, when: cost.annual_dues > 5, reason: r, points: 1}]\n"
    )
    result = examined("--rules", str(tmp_path))
    assert verdicts(result)["rules"] == "look"
    assert "joinwise rules check" in result.output


def test_an_engine_that_cannot_be_loaded_says_what_serves_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "joinwise.scoring.durable", raising=False)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    result = examined()
    assert verdicts(result)["engine"] == "wrong"
    assert "JOINWISE_ENGINE=python" in result.output
    monkeypatch.setenv("JOINWISE_ENGINE", "python")
    assert verdicts(examined())["engine"] == "ok"


def test_a_store_that_is_none_is_told_with_what_still_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "none.db").write_text("no database at all, whatever it is called")
    monkeypatch.setenv("JOINWISE_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    result = examined()
    assert verdicts(result)["store"] == "wrong"
    assert "only scoring would work" in result.output


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = examined("--port", str(taken.getsockname()[1]))
    assert verdicts(result)["address"] == "wrong"
    assert "in use" in result.output


def test_a_misspelt_setting_is_told_with_the_one_that_may_be_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JOINWISE_TOKEN", "a-token-of-many-letters")
    result = examined()
    assert 'JOINWISE_TOKEN is no setting; did you mean "JOINWISE_TOKENS"?' in result.output
    assert result.exit_code == 0


def test_what_kubernetes_says_of_a_service_is_no_misspelt_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SERVICE_HOST", "SERVICE_PORT_HTTP", "PORT_8000_TCP_ADDR"):
        monkeypatch.setenv(f"JOINWISE_{name}", "10.0.0.1")
    monkeypatch.setenv("JOINWISE_PORT", "tcp://10.0.0.1:80")
    assert "no setting" not in examined().output


def test_a_setting_that_is_wrong_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_WORKERS", "many")
    result = examined()
    assert (result.exit_code, "JOINWISE_WORKERS" in result.output) == (2, True)
