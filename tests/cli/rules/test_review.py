"""How often the advice was right, as text and as data."""

import json

from click.testing import Result

from joinwise.assessments.store import Store
from tests.support.assessments import FILES, judged
from tests.support.commands import run
from tests.support.databases import address_of


def review(store: Store, *arguments: str) -> Result:
    return run("rules", "review", *arguments, JOINWISE_DATABASE_URL=address_of(store))


def test_the_command_says_it_as_text_and_as_data(store: Store) -> None:
    empty = review(store).stdout
    assert empty.startswith("0 outcomes say whether it was worth it; 0 do not.\nAt least 20")
    for number in range(24):
        store.save(judged(number, "join", number % 4 > 0, "payback", kind="peer_group"), FILES)
    text = review(store).stdout
    assert "right in 18 of 24" in text
    assert "%" not in text.splitlines()[0]
    data = json.loads(review(store, "--json").stdout)
    assert data["by_rule"]["payback"]["right"] == 18
    assert data["versions"] == ["sha256:a"]


def test_nothing_is_edited(store: Store) -> None:
    store.save(judged(1, "join", True), FILES)
    before = (store.page(), store.rule_files("sha256:a"))
    review(store)
    assert (store.page(), store.rule_files("sha256:a")) == before
