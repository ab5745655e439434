"""How often the advice was right, as text and as data."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from joinwise.assessments.store import Store
from tests.support.assessments import FILES, judged
from tests.support.commands import run
from tests.support.databases import address_of
from tests.support.fakes import MINIMAL, rule, written


def review(store: Store, *arguments: str) -> Result:
    return run("rules", "review", *arguments, JOINWISE_DATABASE_URL=address_of(store))


def test_the_command_says_it_as_text_and_as_data(store: Store) -> None:
    empty = review(store).stdout
    assert empty.startswith("0 judged outcomes, 0 without a judgement.\nAt least 20")
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


# Under a draft


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Active rules, by which 100 of dues is too dear, and a draft, by which 200 is."""
    active, draft = (rule(f"cost.annual_dues >= {limit}", points=-5) for limit in (100, 200))
    return written(tmp_path / "active", cost=active), written(tmp_path / "draft", cost=draft)


def account(dues: int, verdict: str) -> dict[str, Any]:
    return {"candidate": {**MINIMAL, "cost": {"annual_dues": dues}}, "verdict": verdict}


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """Right under both, right under neither, right under the draft, right under the active."""
    told = [account(20, "join"), account(20, "skip"), account(150, "join"), account(160, "skip")]
    file = tmp_path / "accounts.json"
    file.write_text(json.dumps(told))
    return file


def of_accounts(folders: tuple[Path, Path], *arguments: object) -> Result:
    return run("rules", "review", *arguments, "--rules", folders[0])


def test_a_draft_is_told_by_what_it_turns_right_and_wrong_and_through_which_rules(
    folders: tuple[Path, Path], accounts: Path
) -> None:
    result = of_accounts(folders, folders[1], accounts)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[0] == "4 accounts in files"
    assert "all right in 2 of 4, with the draft 2" in lines
    assert "that should be joined right in 1 of 2, with the draft 2" in lines
    right, wrong = (lines.index(f"1 turned {word} by the draft") for word in ("right", "wrong"))
    assert lines[right + 1] == f"skip 45 -> join 50 A group {accounts}[3]"
    assert lines[right + 2] == "no longer -5 R r"
    assert lines[wrong + 1] == f"skip 45 -> join 50 A group {accounts}[4]"
    assert lines[-1] == "1 1 r"


def test_what_is_wrong_is_listed_with_the_points_that_made_it_so(
    folders: tuple[Path, Path], accounts: Path
) -> None:
    lines = of_accounts(folders, accounts, "--wrong").stdout.splitlines()
    assert lines[-4:] == [
        f"  skip 45  should be join  A group  {accounts}[3]",
        "      -5 r",
        f"  join 50  should be skip  A group  {accounts}[2]",
        "      no rule has points",
    ]


def test_the_same_as_data(folders: tuple[Path, Path], accounts: Path) -> None:
    data = json.loads(of_accounts(folders, folders[1], accounts, "--json").stdout)
    assert data["accounts"] == {"count": 4, "right": 2, "right_with_draft": 2}
    assert [each["account"] for each in data["turned_right"]] == [f"{accounts}[3]"]
    assert [each["account"] for each in data["turned_wrong"]] == [f"{accounts}[4]"]
    assert data["rules"] == [{"rule": "r", "right": 1, "wrong": 1}]
    assert [each["account"] for each in data["wrong"]] == [f"{accounts}[2]", f"{accounts}[4]"]


def test_a_verdict_may_stand_among_the_fields_and_what_has_none_is_named(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    file = tmp_path / "accounts.ndjson"
    file.write_text(f"{json.dumps({**MINIMAL, 'verdict': 'join'})}\n{json.dumps(MINIMAL)}\n{{\n")
    result = of_accounts(folders, file)
    assert result.exit_code == 1
    assert "right in 1 of 1" in result.stdout
    assert f"{file}:2: verdict: Must be join or skip." in result.stderr
    assert f"{file}:3: This is not JSON" in result.stderr


def test_without_files_the_outcomes_that_are_saved_are_taken(
    folders: tuple[Path, Path], store: Store
) -> None:
    for number in range(3):
        store.save(judged(number, "join", number > 0, kind="meetup"), FILES)
    text = review(store, str(folders[1]), "--rules", str(folders[0])).stdout
    assert text.startswith("3 saved outcomes")


def test_without_a_store_the_published_accounts_are_taken(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/none.db"
    result = run("rules", "review", JOINWISE_DATABASE_URL=address)
    assert (result.exit_code, result.stdout.split("\n")[0]) == (0, "152 published accounts")


def test_if_nothing_is_saved_the_published_accounts_are_taken(
    folders: tuple[Path, Path], store: Store
) -> None:
    text = review(store, str(folders[1]), "--rules", str(folders[0])).stdout
    assert text.startswith("152 published accounts")
