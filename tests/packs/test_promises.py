"""What a pack promises: which inputs it is about, what is said of it, and that it is the rules."""

import pytest

from joinwise.packs.model import Pack
from joinwise.packs.promises import NUMBERS, promised
from joinwise.packs.serializers import pack_answer
from tests.support import fakes
from tests.support.fakes import rule

DUES = "{higher: cost.annual_dues, never: join}"
DEALS = "{higher: past_yield.deals, never: skip, given: mode is known, because: More is more.}"


def pack(*promises: str, rules: str = rule("cost.annual_dues > 9")) -> Pack:
    return fakes.pack(f"{rules}promises: [{', '.join(promises)}]\n")


def raised(*promises: str) -> list[tuple[str, ...]]:
    return [inputs for _, inputs in promised(pack(*promises))]


def test_a_pattern_stands_for_every_number_that_it_matches() -> None:
    assert raised("{higher: 'travel.*', never: join}") == [
        (name,) for name in NUMBERS if name.startswith("travel.")
    ]


def test_a_pattern_leaves_out_what_is_promised_by_itself() -> None:
    names = raised(
        "{higher: 'cost.*', never: join}", "{higher: cost.savings_per_year, never: skip}"
    )
    assert names.count(("cost.savings_per_year",)) == 1


def test_inputs_of_a_list_grow_together() -> None:
    assert raised("{higher: [past_yield.months, past_yield.months_member], never: join}") == [
        ("past_yield.months", "past_yield.months_member")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "{higher: cost.joining_fee, never: join}",
        "{higher: cost.annual_dues, never: skip}",
        "{higher: cost.annual_dues, never: join, given: time.clashes}",
        "{higher: cost.annual_dues, never: join, because: It is so.}",
    ],
)
def test_another_promise_makes_another_version(other: str) -> None:
    assert pack(DUES).version != pack(other).version


def test_the_order_of_promises_makes_no_other_version() -> None:
    assert pack(DUES, DEALS).version == pack(DEALS, DUES).version


def test_a_pack_shows_what_it_promises() -> None:
    (shown,) = pack_answer(pack(DEALS))["promises"]
    assert shown == {
        "higher": "past_yield.deals",
        "never": "skip",
        "given": "mode is known",
        "because": "More is more.",
        "at": shown["at"],
    }


def test_a_fact_that_only_a_promise_reads_is_used() -> None:
    rules = "facts: {a: {formula: time.clashes}}\n" + rule("team.people > 9")
    found = fakes.checked(f"{rules}promises: [{{higher: team.people, never: join, given: a}}]")
    assert [diagnostic.message for diagnostic in found.diagnostics] == []
