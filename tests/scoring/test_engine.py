"""Which engine matches the rules is a setting, and both give the same advice."""

import sys

import pytest

from joinwise.advisor import Advisor
from joinwise.authoring.populations.plausible import plausible
from joinwise.errors import EngineError, SettingsError
from joinwise.packs.model import Pack
from joinwise.scoring.engine import DURABLE, ENGINES, PYTHON, build_matcher
from joinwise.settings import Settings
from joinwise.web.app import create_app


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if its C module had not been built."""
    monkeypatch.delitem(sys.modules, "joinwise.scoring.durable", raising=False)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)


@pytest.mark.slow
def test_every_engine_gives_the_same_advice(default_pack: Pack) -> None:
    advisors = [Advisor(default_pack, engine) for engine in ENGINES.values()]
    assert len(advisors) == 2
    for candidate in map(plausible, range(50)):
        first, second = (advisor.advise(candidate).to_dict() for advisor in advisors)
        assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("engine", [DURABLE, PYTHON])
def test_the_engine_that_serves_is_named_where_readiness_is(engine: str, database_url: str) -> None:
    app = create_app(Settings(engine=engine, database_url=database_url))
    assert app.test_client().get("/readyz").json["engine"] == engine  # type: ignore[index]


@pytest.mark.usefixtures("without_engine")
def test_without_its_c_module_it_is_said_what_serves_instead() -> None:
    with pytest.raises(EngineError, match=r"cannot be loaded .*JOINWISE_ENGINE=python"):
        build_matcher(())


@pytest.mark.usefixtures("without_engine")
def test_without_its_c_module_the_other_engine_serves(default_pack: Pack) -> None:
    advice = Advisor(default_pack, ENGINES[PYTHON]).advise({"name": "a", "kind": "meetup"})
    assert advice.recommendation in {"join", "skip"}


def test_an_engine_that_there_is_not_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINWISE_ENGINE", "drools")
    with pytest.raises(SettingsError, match=r"JOINWISE_ENGINE: .*durable_rules, python"):
        Settings.from_environ()
