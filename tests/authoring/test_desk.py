"""A desk takes one draft at a time, and bounds what is worked out for it."""

from threading import Thread
from unittest.mock import Mock

import pytest

from joinwise.authoring import desk as desks
from joinwise.authoring.desk import Draft, DraftDesk, TooManyCandidatesError
from joinwise.authoring.preview import Record
from joinwise.errors import BusyError, RuleFilesError
from joinwise.scoring.decide import Decider
from tests.support.fakes import MINIMAL, pack, rule

ACTIVE = pack(rule("time.clashes"))
DRAFT = Draft({"f0.yaml": rule("time.clashes", points=-5).encode()})
BROKEN = Draft({"f0.yaml": b"rules: 3"})
RECORDS = [Record(number, MINIMAL) for number in range(20)]


@pytest.mark.slow
def test_no_two_drafts_are_on_the_desk_at_once() -> None:
    desk, inside, most = DraftDesk(), [0], [0]

    def come() -> None:
        for _ in range(20):
            with desk.take(DRAFT, ACTIVE):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_draft_waits_only_so_long() -> None:
    desk = DraftDesk(patience=0.01)
    with desk.take(DRAFT, ACTIVE), pytest.raises(BusyError), desk.take(DRAFT, ACTIVE):
        pass
    with desk.take(DRAFT, ACTIVE) as draft:
        assert draft.preview(RECORDS).effects.total() == 20


def test_an_error_makes_room_for_the_next() -> None:
    desk = DraftDesk(patience=0.01)
    for _ in range(2):
        with pytest.raises(RuleFilesError), desk.take(BROKEN, ACTIVE) as draft:
            draft.preview(RECORDS)


def test_a_draft_that_is_much_to_work_out_is_previewed_on_fewer_candidates() -> None:
    desk = DraftDesk(most_work=5_000)
    with desk.take(DRAFT, ACTIVE) as draft:
        most = draft.most_candidates
        assert 0 < most < len(RECORDS) * 10
        many = RECORDS * 10
        assert draft.preview(many[:most]).effects.total() == most
        with pytest.raises(TooManyCandidatesError):
            draft.preview(many[: most + 1])


def test_the_active_rules_are_compiled_once_for_all_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, other = DraftDesk(), pack(rule("time.clashes", points=-9))
    compiled = Mock(wraps=Decider)
    monkeypatch.setattr(desks, "Decider", compiled)
    for active in (ACTIVE, ACTIVE, other):
        with desk.take(DRAFT, active) as draft:
            draft.preview(RECORDS)
    packs = [call.args[0] for call in compiled.call_args_list]
    assert [pack for pack in packs if pack in (ACTIVE, other)] == [ACTIVE, other]


def test_a_draft_is_compared_with_the_rules_that_are_active_now() -> None:
    desk, changed = DraftDesk(), pack(rule("true", points=-5))
    for active, before in ((ACTIVE, 50), (changed, 45)):
        with desk.take(Draft({"f0.yaml": rule("true", points=9).encode()}), active) as draft:
            (change,) = draft.preview(RECORDS[:1]).changes
        assert (change.before.score, change.after.score) == (before, 59)


def test_a_draft_stands_in_for_the_active_file_of_its_name_unless_it_is_complete() -> None:
    active = pack(rule("time.clashes"), rule("cost.level is known").replace("id: r", "id: s"))
    beside = DRAFT.check(active).pack
    alone = Draft(DRAFT.files, is_complete=True).check(active).pack
    assert beside
    assert alone
    assert [entry.id for entry in beside.entries] == ["r", "s"]
    assert [entry.id for entry in alone.entries] == ["r"]
