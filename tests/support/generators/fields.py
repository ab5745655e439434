"""The fields of a candidate, and values that fit them."""

from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True)
class Field:
    """Kind is number, text, truth or list; `values` are the texts that there are."""

    kind: str
    top: float = 0
    is_whole: bool = False
    values: tuple[str, ...] = ()


def words(values: str) -> Field:
    return Field("text", values=tuple(values.split()))


def words_list(values: str) -> Field:
    return Field("list", values=tuple(values.split()))


def count(top: float = 1e6) -> Field:
    return Field("number", top, is_whole=True)


MONEY, SHARE, TRUTH = Field("number", 1e9), Field("number", 1.0), Field("truth")
HOURS, MONTHS, MONTHLY = Field("number", 100.0), Field("number", 1200.0), Field("number", 744.0)
NAMES = ("Riverside Breakfast Club", "A", "Zoë & Sons: 朝の会", "it's {odd}", "x" * 200)
KINDS = (
    "referral_group business_club trade_association chamber_of_commerce industry_event trade_show meetup "
    "peer_group social_club athletic_club service_club community_group faith_group school_group "
    "political_group alumni_group speaking_club coworking_space online_business_network "
    "online_social_network online_community article_writing"
)
GAINS = "learning standing friendship perks service"

FIELDS = {
    "name": Field("text", values=NAMES),
    "kind": words(KINDS),
    "mode": words("in_person online hybrid"),
    "currency": words("USD EUR GBP CHF"),
    "cost.joining_fee": MONEY,
    "cost.annual_dues": MONEY,
    "cost.meals_per_meeting": MONEY,
    "cost.other_per_year": MONEY,
    "cost.total_per_year": MONEY,
    "cost.level": words("low fair high"),
    "cost.savings_per_year": MONEY,
    "cost.paid_by_others": SHARE,
    "cost.tied_in_months": MONTHS,
    "travel.cost_per_meeting": MONEY,
    "travel.hours_per_meeting": HOURS,
    "travel.lodging_per_year": MONEY,
    "time.meetings_per_year": count(1000.0),
    "time.hours_per_meeting": HOURS,
    "time.follow_up_hours_per_month": MONTHLY,
    "time.setup_hours": Field("number", 1000.0),
    "time.attendance_required": SHARE,
    "time.clashes": TRUTH,
    "past_yield.months_member": MONTHS,
    "past_yield.months": MONTHS,
    "past_yield.leads": count(),
    "past_yield.deals": count(),
    "past_yield.revenue": MONEY,
    "past_yield.profit": MONEY,
    "past_yield.share_of_income": SHARE,
    "past_yield.return_on_cost": Field("number", 1e4),
    "past_yield.business": words("none little some much"),
    "past_yield.trend": words("rising steady waning"),
    "past_yield.contacts": count(),
    "past_yield.gained": words_list(GAINS),
    "past_yield.months_to_first_deal": MONTHS,
    "past_yield.suppliers": count(),
    "past_yield.alliances": count(),
    "past_yield.visits": count(),
    "past_yield.goal_met": words("not_at_all partly fully"),
    "past_yield.benefits_used": words("none few most"),
    "expected.leads_per_year": Field("number", 1e6),
    "expected.close_rate": SHARE,
    "expected.deals_per_year": Field("number", 1e6),
    "expected.basis": words("guess members_say own_experience"),
    "reciprocity.referrals_given": count(),
    "reciprocity.referrals_received": count(),
    "reciprocity.balance": words("mostly_give even mostly_receive"),
    "reciprocity.hired_competitors": count(),
    "reciprocity.asked_about_you": TRUTH,
    "reciprocity.invitation": words("list_building sales_pitch knows_you own_search sent"),
    "members.count": count(1e10),
    "members.trend": words("growing steady shrinking"),
    "members.share_in_target_market": SHARE,
    "members.buyers": words("hardly_any some most"),
    "members.competitors": count(),
    "members.exclusive_seat": TRUTH,
    "members.fit": words("poor mixed good"),
    "members.mostly_sellers": TRUTH,
    "members.overlap": SHARE,
    "exposure.public_profile": TRUTH,
    "exposure.messages_per_week": count(),
    "you.hour_value": MONEY,
    "you.profit_per_deal": MONEY,
    "you.margin": SHARE,
    "you.yearly_income": MONEY,
    "you.local_market": TRUTH,
    "you.hours_per_month": MONTHLY,
    "you.annual_budget": MONEY,
    "you.works_as": words("self_employed business_owner employee job_seeker"),
    "you.wants_more_work": TRUTH,
    "you.seeks": words_list(f"customers suppliers alliances {GAINS} job"),
    "you.part": words("on_paper attends active leads"),
    "you.has_better_use": TRUTH,
    "you.importance": SHARE,
    "you.will_work_it": TRUTH,
    "you.required": TRUTH,
    "team.people": count(),
    "team.results_tracked": TRUTH,
}
ALWAYS_SAID = ("name", "kind")
NEVER_ASSUMED = ("name", "kind", "currency")

# Packs and candidates share these, so that values often stand right on a limit.
COMMON = (0.0, 0.1, 0.25, 0.3, 0.5, 1.0, 2.0, 2.5, 3.0, 5.0, 10.0, 12.0, 50.0, 100.0, 1000.0)
ODD = (1e-300, 1e-7, 0.675, 33.333, 12345.678, 1e22, 1e200, 1e308)
DAYS = ("2024-02-29", "2026-12-31", "2027-01-01", "2027-01-02", "2028-06-30", "2031-05-04")
DATED = 0.15
"""The share of rules and lookups that go by dates."""

POINTS = (-60, -25, -10, -10, -5, -3, 0, 3, 5, 5, 10, 10, 25, 60)


# Values of a field


def plain_value(rng: Random, field: Field) -> Any:
    """A value that fits a field, as JSON has it."""
    if field.kind == "number":
        return plain_number(rng, field)
    if field.kind == "truth":
        return rng.random() < 0.5
    if field.kind == "text":
        return rng.choice(field.values)
    return rng.choices(field.values, k=rng.randint(0, 4))


def plain_number(rng: Random, field: Field) -> float:
    number = rng.choices([common, between, extreme], [7, 2, 2])[0](rng, field)
    return as_whole(rng, number) if number.is_integer() else number


def as_whole(rng: Random, number: float) -> float:
    return int(number) if rng.random() < 0.5 else number


def common(rng: Random, field: Field) -> float:
    return rng.choice([n for n in COMMON if n <= field.top and fits(n, field)])


def between(rng: Random, field: Field) -> float:
    number = rng.uniform(0, min(field.top, rng.choice((1, 30, 1000, 1e10))))
    return float(round(number, 0 if field.is_whole else rng.choice((1, 2, 15))))


def extreme(rng: Random, field: Field) -> float:
    return rng.choice([n for n in (0.0, -0.0, 5e-324, 1e-300, field.top) if fits(n, field)])


def fits(number: float, field: Field) -> bool:
    return number.is_integer() or not field.is_whole
