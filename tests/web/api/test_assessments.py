"""Kept assessments over HTTP, on SQLite and on PostgreSQL."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from joinwise.advisor import Advisor
from joinwise.assessments.store import Store
from joinwise.scoring.matcher import TreeMatcher
from tests.support.databases import client_of
from tests.support.fakes import MINIMAL, pack, rule
from tests.support.services import ROOT

PATH = "/v1/assessments"
CLUB = {"kind": "business_club", "cost": {"annual_dues": 3.0, "level": None}, "name": "Café"}
CLUB |= {"you": {"seeks": ["job", "customers", "job"]}}


def post(keeper: FlaskClient, body: Any = MINIMAL, key: str | None = None) -> TestResponse:
    return keeper.post(PATH, json=body, headers={"Idempotency-Key": key} if key else {})


def kept(keeper: FlaskClient, **more: Any) -> dict[str, Any]:
    response = post(keeper, {**MINIMAL, **more})
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


def faults(response: TestResponse) -> list[str]:
    assert response.status_code == 422, response.text
    return [each["field"] for each in response.get_json()["errors"]]


def ids(response: TestResponse) -> list[str]:
    assert response.status_code == 200, response.text
    return [each["id"] for each in response.get_json()["assessments"]]


def test_what_is_kept_is_found_where_the_answer_says(keeper: FlaskClient) -> None:
    response = post(keeper, CLUB)
    assert response.status_code == 201
    assert list(response.get_json()) == ["id", "created", "candidate", "advice", "outcome"]
    assert UUID(response.get_json()["id"]).version == 7
    found = keeper.get(response.headers["Location"])
    assert (found.status_code, found.data) == (200, response.data)


def test_the_candidate_is_kept_as_it_was_posted(keeper: FlaskClient) -> None:
    body = json.dumps(CLUB, ensure_ascii=False, separators=(",", ":"))
    response = keeper.post(PATH, data=body.encode(), content_type="application/json")
    assert f'"candidate":{body},' in response.text
    assert response.get_json()["outcome"] is None


@pytest.mark.slow
def test_the_advice_has_the_bytes_that_scoring_gives(keeper: FlaskClient) -> None:
    scored = keeper.post("/v1/score", json=CLUB).data
    assert b'"advice":' + scored in post(keeper, CLUB).data


def test_what_does_not_fit_is_refused_with_all_its_faults_and_not_kept(keeper: FlaskClient) -> None:
    assert faults(post(keeper, {"kind": "metup", "nam": 1})) == ["kind", "nam", "name"]
    assert faults(keeper.post(f"{PATH}?include=misses", json=MINIMAL)) == ["include"]
    assert keeper.post(PATH, data="{", content_type="application/json").status_code == 400
    assert ids(keeper.get(PATH)) == []


@pytest.mark.slow
def test_the_same_key_and_body_give_the_first_answer_again(keeper: FlaskClient) -> None:
    first, again = post(keeper, CLUB, "k"), post(keeper, CLUB, "k")
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert len(ids(keeper.get(PATH))) == 1


SAME = [
    """{"name":"A","kind":"meetup","cost":{"annual_dues":100,"meals_per_meeting":2.50}}""",
    """{"name":"A","kind":"meetup","cost":{"annual_dues":100.0,"meals_per_meeting":2.5}}""",
    """ {"cost": {"meals_per_meeting": 25e-1, "annual_dues": 1e2}, "kind": "meetup", "name": "\\u0041"}\r\n""",
]


@pytest.mark.slow
def test_the_same_json_written_otherwise_is_the_same_request(keeper: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
    answers = [keeper.post(PATH, data=text, headers=headers) for text in SAME]
    assert [response.status_code for response in answers] == [201] * len(SAME)
    assert len({response.data for response in answers}) == 1
    other = SAME[0].replace("100", "100.00001")
    assert keeper.post(PATH, data=other, headers=headers).status_code == 409


def advised(keeper: FlaskClient) -> float:
    lines = keeper.get("/metrics").text.splitlines()
    counts = [line for line in lines if line.startswith("joinwise_advices_total{")]
    return sum(float(line.rpartition(" ")[2]) for line in counts)


@pytest.mark.slow
def test_a_request_that_is_repeated_is_counted_once(keeper: FlaskClient) -> None:
    for _ in range(3):
        assert post(keeper, CLUB, "k").status_code == 201
    assert advised(keeper) == 1
    for _ in range(2):
        assert post(keeper, CLUB).status_code == 201
    assert post(keeper, MINIMAL, "k").status_code == 409
    assert advised(keeper) == 3


@pytest.mark.slow
def test_an_outcome_changes_nothing_in_the_first_answer(keeper: FlaskClient) -> None:
    first = post(keeper, CLUB, "k")
    keeper.put(f"{first.headers['Location']}/outcome", json={"joined": True})
    assert post(keeper, CLUB, "k").data == first.data


@pytest.mark.slow
def test_the_same_key_with_another_body_is_a_conflict(keeper: FlaskClient) -> None:
    post(keeper, CLUB, "k")
    response = post(keeper, MINIMAL, "k")
    assert (response.status_code, response.content_type) == (409, "application/problem+json")
    assert "Idempotency-Key" in response.get_json()["detail"]
    assert post(keeper, MINIMAL, "another").status_code == 201


def test_a_key_is_free_again_when_its_assessment_is_deleted(keeper: FlaskClient) -> None:
    first = post(keeper, CLUB, "k")
    keeper.delete(first.headers["Location"])
    assert post(keeper, MINIMAL, "k").status_code == 201


@pytest.mark.parametrize(("key", "status"), [("k" * 255, 201), ("k" * 256, 422), ("a b", 422)])
def test_a_key_is_1_to_255_visible_characters(keeper: FlaskClient, key: str, status: int) -> None:
    assert post(keeper, CLUB, key).status_code == status


@pytest.mark.slow
def test_twenty_threads_with_twenty_keys_keep_twenty_assessments(keeper: FlaskClient) -> None:
    client = keeper.application.test_client
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda n: post(client(), CLUB, f"k{n % 20}"), range(100)))
    assert {each.status_code for each in answers} == {201}
    assert len({each.data for each in answers}) == 20
    assert len(ids(keeper.get(PATH))) == 20


@pytest.mark.slow
def test_the_list_is_newest_first_and_its_pages_hold_each_once(keeper: FlaskClient) -> None:
    made = [kept(keeper)["id"] for _ in range(7)]
    first = keeper.get(f"{PATH}?limit=3")
    pages = [ids(first)]
    response = first
    while response.get_json()["next"]:
        response = keeper.get(response.headers["Link"].removeprefix("<").partition(">")[0])
        pages.append(ids(response))
    assert [len(each) for each in pages] == [3, 3, 1]
    assert [each for page in pages for each in page] == made[::-1]
    assert "Link" not in response.headers


@pytest.mark.slow
def test_pages_stay_in_step_while_others_keep_and_delete(keeper: FlaskClient) -> None:
    made = [kept(keeper)["id"] for _ in range(8)]
    seen, cursor = [], ""
    while cursor is not None:
        response = keeper.get(f"{PATH}?limit=2{cursor and '&cursor=' + cursor}")
        seen += ids(response)
        cursor = response.get_json()["next"]
        kept(keeper)
        keeper.delete(f"{PATH}/{seen[-1]}")
        keeper.delete(f"{PATH}/{made[0]}")
    assert seen == made[:0:-1]


@pytest.mark.slow
def test_the_list_is_filtered(keeper: FlaskClient) -> None:
    club = kept(keeper, name="Chess club", kind="social_club")
    dear = kept(keeper, cost={"annual_dues": 9e8})
    cheap = kept(keeper)
    rules = cheap["advice"]["rules"]["version"]

    def found(query: str) -> list[str]:
        return ids(keeper.get(f"{PATH}?{query}"))

    assert found("name=Chess%20club") == [club["id"]]
    assert found("kind=meetup") == [cheap["id"], dear["id"]]
    assert found("recommendation=skip") == [dear["id"]]
    assert len(found(f"rules={rules}")) == 3
    assert found("rules=sha256:other") == []
    assert found(f"since={cheap['created']}&until=2999-01-01&kind=meetup")[0] == cheap["id"]
    assert found(f"until={club['created']}") == []
    assert found("since=2999-01-01T00:00:00%2B02:00") == []
    assert len(found("since=1969-12-31")) == 3


def test_queries_that_do_not_fit_are_named_with_what_was_meant(keeper: FlaskClient) -> None:
    response = keeper.get(f"{PATH}?limt=2&cursor=x&since=soon&kind=metup&limit=101&name=&rules=%20")
    assert faults(response) == ["cursor", "kind", "limit", "limt", "name", "rules", "since"]
    assert 'did you mean "limit"?' in response.text.replace("\\", "")
    for limit, status in ((0, 422), (1, 200), (100, 200)):
        assert keeper.get(f"{PATH}?limit={limit}").status_code == status
    assert faults(keeper.get(f"{PATH}?cursor={'0' * 32}%0A")) == ["cursor"]
    assert faults(keeper.get(f"{PATH}?name=a%00b")) == ["name"]


@pytest.mark.slow
def test_what_is_deleted_is_gone(keeper: FlaskClient) -> None:
    own = f"{PATH}/{kept(keeper)['id']}"
    response = keeper.delete(own)
    assert (response.status_code, response.data) == (204, b"")
    calls: list[Callable[[], TestResponse]] = [
        lambda: keeper.get(own),
        lambda: keeper.delete(own),
        lambda: keeper.put(f"{own}/outcome", json={"joined": True}),
        lambda: keeper.post(f"{own}/replay"),
        lambda: keeper.get(f"{PATH}/nothing"),
    ]
    for call in calls:
        assert (call().status_code, call().content_type) == (404, "application/problem+json")


@pytest.mark.slow
def test_an_outcome_is_kept_in_place_of_the_one_before(keeper: FlaskClient) -> None:
    own = f"{PATH}/{kept(keeper)['id']}"
    told = {"joined": True, "months": 12.0, "deals": 3, "profit": 99.5, "worth_it": False}
    response = keeper.put(f"{own}/outcome", json=told)
    assert response.get_json()["outcome"] == {**told, "months": 12, "hours": None}
    assert response.data == keeper.get(own).data
    keeper.put(f"{own}/outcome", json={"joined": False})
    assert keeper.get(own).get_json()["outcome"] == {
        "joined": False, "months": None, "deals": None, "profit": None, "hours": None,
        "worth_it": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ["joined"]), ({"joined": None}, ["joined"]), ([], [""]),
        ({"joined": 1, "months": 1201, "deals": 1.5, "profit": -1, "hours": "3", "worth": True},
         ["deals", "hours", "joined", "months", "profit", "worth"]),
    ],
)  # fmt: skip
def test_an_outcome_that_does_not_fit_is_refused_with_all_its_faults(
    keeper: FlaskClient, told: Any, expected: list[str]
) -> None:
    own = f"{PATH}/{kept(keeper)['id']}"
    response = keeper.put(f"{own}/outcome", json=told)
    assert faults(response) == expected
    assert keeper.get(own).get_json()["outcome"] is None


def test_a_misspelt_outcome_is_told_what_was_meant(keeper: FlaskClient) -> None:
    response = keeper.put(f"{PATH}/{kept(keeper)['id']}/outcome", json={"joind": True})
    assert 'did you mean "joined"?' in response.get_json()["errors"][0]["message"]


@pytest.mark.slow
def test_a_replay_has_the_same_bytes_after_the_rules_have_changed(
    keeper: FlaskClient, store: Store, app: Flask
) -> None:
    before = post(keeper, CLUB)
    later = client_of(store, app)
    later.application.extensions["joinwise"].rules.advisor = Advisor(
        pack(rule("cost.annual_dues > 1", points=-40)), TreeMatcher
    )
    assert post(later, CLUB).get_json()["advice"]["score"] == 10
    replayed = later.post(f"{before.headers['Location']}/replay")
    assert replayed.get_json()["same"] is True
    assert replayed.data.partition(b'"advice":')[2][:-1] in before.data


@pytest.mark.slow
def test_a_replay_names_both_versions_of_joinwise(
    keeper: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = post(keeper).headers["Location"]
    monkeypatch.setattr("joinwise.assessments.service.__version__", "99.0")
    assert keeper.post(f"{own}/replay").get_json()["joinwise"] == {"then": "0.1.0", "now": "99.0"}


@pytest.mark.slow
def test_rules_that_this_joinwise_no_longer_reads_cannot_be_replayed(
    keeper: FlaskClient, store: Store
) -> None:
    own = post(keeper).headers["Location"]
    with store.database.write_transaction() as connection:
        connection.exec_driver_sql("""UPDATE rule_packs SET files = '{"a.yaml": "rules: 3"}'""")
    response = keeper.post(f"{own}/replay")
    assert response.status_code == 409
    assert "joinwise 0.1.0 cannot make it again" in response.get_json()["detail"]
    assert "a.yaml:1:8" in response.get_json()["detail"]


@pytest.mark.slow
def test_the_rules_are_kept_by_their_files_own_names(keeper: FlaskClient, store: Store) -> None:
    version = kept(keeper)["advice"]["rules"]["version"]
    files = store.rule_files(version)
    assert files == {each.name: each.read_bytes() for each in (ROOT / "rules").glob("*.yaml")}


def owned(keeper: FlaskClient, owner: str, key: str | None = None, **more: Any) -> TestResponse:
    headers = {"Idempotency-Key": key} if key else {}
    return keeper.post(f"{PATH}?owner={owner}", json={**MINIMAL, **more}, headers=headers)


@pytest.mark.slow
def test_assessments_of_an_owner_are_listed_and_deleted_alone(keeper: FlaskClient) -> None:
    answered = owned(keeper, "customer-17").get_json()
    assert answered["owner"] == "customer-17"
    mine = [owned(keeper, "customer-17").get_json()["id"], answered["id"]]
    other, nobodys = owned(keeper, "customer-1").get_json()["id"], kept(keeper)["id"]
    assert ids(keeper.get(f"{PATH}?owner=customer-17")) == mine
    erased = keeper.delete(f"{PATH}?owner=customer-17")
    assert (erased.status_code, erased.get_json()) == (200, {"deleted": 2})
    assert ids(keeper.get(PATH)) == [nobodys, other]
    assert keeper.delete(f"{PATH}?owner=customer-17").get_json() == {"deleted": 0}


@pytest.mark.slow
def test_one_group_of_an_owner_is_deleted_by_its_name(keeper: FlaskClient) -> None:
    owned(keeper, "a", name="B")
    left = owned(keeper, "b", name="B").get_json()["id"]
    assert keeper.delete(f"{PATH}?name=B&owner=a").get_json() == {"deleted": 1}
    assert ids(keeper.get(PATH)) == [left]


@pytest.mark.slow
def test_nothing_deletes_all_at_once(keeper: FlaskClient) -> None:
    kept(keeper)
    assert faults(keeper.delete(PATH)) == ["owner"]
    assert faults(keeper.delete(f"{PATH}?kind=meetup")) == ["kind", "owner"]
    assert faults(keeper.delete(f"{PATH}?name=A")) == ["owner"]
    assert faults(keeper.delete(f"{PATH}?owner=")) == ["owner"]
    assert len(ids(keeper.get(PATH))) == 1


@pytest.mark.slow
def test_a_key_is_for_one_owner(keeper: FlaskClient) -> None:
    first = owned(keeper, "a", "k")
    assert owned(keeper, "a", "k").data == first.data
    assert owned(keeper, "b", "k").status_code == 409
    assert post(keeper, key="k").status_code == 409
