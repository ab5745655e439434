"""What comes from outside leaves the direction of the page around it as it is."""

from collections.abc import Iterator
from html.parser import HTMLParser
from shutil import copytree
from urllib.parse import urlencode

import pytest
import yaml
from flask.testing import FlaskClient

from joinwise.assessments.store import Store
from joinwise.bootstrap import build_services
from joinwise.settings import Settings
from joinwise.web.app import create_app
from tests.support.forms import save, shown
from tests.support.services import ROOT

FOREIGN = "\u05e9\u05dc\u05d5\u05dd"
OUTSIDE = ("title", "reason", "brief", "about", "ask", "source", "label")
GROUP = {"name": FOREIGN, "kind": "meetup", "cost.annual_dues": "90000", FOREIGN: "x"}
TWO = {f"{place}.{name}": text for place in (0, 1) for name, text in GROUP.items()}
VOID = {"meta", "link", "input", "br", "hr", "img"}
ISOLATING = {"bdi", "textarea", "pre"}
PICTURE = "text"
"""The texts of a picture are lines of their own."""


class Texts(HTMLParser):
    """The texts of a page that come from outside, and stand in its lines as they are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []
        self.count = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attrs}
        self._look(given.get("aria-label", ""), is_isolated=False)
        if tag == "input" and given.get("type") != "hidden":
            self._look(given.get("value", ""), is_isolated=given.get("dir") == "auto")
        self.inside += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        is_line = self.inside[-1:] == [PICTURE]
        self._look(data, is_isolated=is_line or not ISOLATING.isdisjoint(self.inside))

    def _look(self, text: str, is_isolated: bool) -> None:
        self.count += FOREIGN in text
        if FOREIGN in text and not is_isolated and f"\u2068{FOREIGN}" not in text:
            self.found.append(text)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Of a service whose rules, and their files, are called in Hebrew."""
    folder = tmp_path_factory.mktemp("foreign")
    copytree(ROOT / "rules", folder / "rules")
    for file in [*(folder / "rules").glob("*.yaml")]:
        document = translated(yaml.safe_load(file.read_text()))
        file.with_name(f"{FOREIGN}-{file.name}").write_text(yaml.safe_dump(document))
        file.unlink()
    store = Store(f"sqlite:///{folder}/joinwise.db")
    settings = Settings(rules=folder / "rules")
    yield create_app(settings, build_services(settings, store=store)).test_client()
    store.close()


def translated(part: object) -> object:
    if isinstance(part, list):
        return [translated(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: f"{FOREIGN} {value}"
        if key in OUTSIDE and isinstance(value, str)
        else translated(value)
        for key, value in part.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        f"/?{urlencode(GROUP)}",
        f"/?{urlencode({'name': FOREIGN, 'kind': FOREIGN})}",
        f"/compare?{urlencode({**TWO, 'limits.annual_budget': '1000000'})}",
        f"/compare?{urlencode({**TWO, '2.name': FOREIGN, '2.kind': FOREIGN})}",
        f"/assessments/new?{urlencode(GROUP)}",
        f"/assessments?{urlencode({'name': FOREIGN})}",
        "/rules",
        f"/rules?q={FOREIGN}",
        f"/rules/{FOREIGN}",
        "/rules/one-way-street",
        "/desk",
        f"/desk?file={FOREIGN}",
        "/specs/map",
    ],
)
def test_names_and_texts_of_either_direction_are_isolated(visitor: FlaskClient, path: str) -> None:
    texts = Texts(shown(visitor, path))
    assert texts.count
    assert texts.found == []


@pytest.mark.slow
def test_what_is_saved_is_isolated(visitor: FlaskClient) -> None:
    where = save(visitor, f"/assessments/new?{urlencode({**GROUP, 'kind': 'referral_group'})}")
    for path in (where, f"{where}/rules", "/assessments"):
        texts = Texts(shown(visitor, path))
        assert texts.count
        assert texts.found == []


@pytest.mark.slow
def test_what_is_drafted_is_isolated(visitor: FlaskClient) -> None:
    for text in (f"rules: [{{id: {FOREIGN}, {FOREIGN}: 1}}]", f"decision: {FOREIGN}"):
        data = {"file": f"{FOREIGN}-decision.yaml", "text": text}
        assert Texts(visitor.post("/desk", data=data).get_data(as_text=True)).found == []
