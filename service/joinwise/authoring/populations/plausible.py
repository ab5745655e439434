"""Candidates as real people would fill them in: ``plausible(seed)`` is a nested request body.

First a life is drawn: a person, a group, and how well the two go together, every field that makes
sense. Then the person tells of it what comes to mind, mostly four to nine fields. The figures are
argued from published prices and surveys and from common sense, never from what the rules say of
them: dues from price lists of referral groups, chambers, service clubs, peer groups and coworking
spaces; meetings from their by-laws; turnover a deal from what referral groups publish of
themselves (386 to 1,208 US dollars a referral), of whose counts we believe a small part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from random import Random
from typing import Any

from joinwise.domain.nesting import nested

Candidate = dict[str, Any]
Life = dict[str, Any]


@dataclass(frozen=True)
class Usual:
    """A kind of group: how many of 100 who ask mean one, and what is usual in it.

    ``dues`` are US dollars a year where it is not free, ``deals`` are a year for one who takes
    part, ``members`` are those met or reached, ``online`` the share that meets online.
    """

    asked: float
    dues: float
    free: float
    meetings: int
    hours: float
    deals: float
    members: int
    online: float
    aims: str


@dataclass(frozen=True)
class Story:
    """One person and one group: ``luck`` is how well the two go together, as a standard normal."""

    kind: str
    currency: str
    months: int
    luck: float
    is_online: bool

    @property
    def usual(self) -> Usual:
        return USUAL[self.kind]

    @property
    def dear(self) -> float:
        """What a dollar's worth costs in the currency."""
        return CURRENCIES[self.currency][1]


USUAL = {
    # ............................ asked dues free meet hours deals members online aims
    "referral_group": Usual(14, 500, 0.00, 48, 1.5, 4.0, 28, 0.15, "customers"),
    "chamber_of_commerce": Usual(11, 280, 0.00, 12, 1.5, 1.5, 120, 0.05, "customers standing"),
    "business_club": Usual(9, 350, 0.05, 12, 2.0, 2.0, 45, 0.10, "customers alliances suppliers"),
    "online_business_network": Usual(9, 360, 0.70, 0, 0, 0.7, 500, 1.0, "customers alliances job"),
    "meetup": Usual(8, 60, 0.75, 10, 2.0, 0.5, 35, 0.10, "customers learning friendship"),
    "trade_association": Usual(8, 300, 0.00, 6, 2.5, 0.8, 80, 0.15, "learning standing perks"),
    "industry_event": Usual(7, 600, 0.15, 1, 16, 1.2, 300, 0.05, "customers learning"),
    "trade_show": Usual(2, 4000, 0.00, 1, 16, 4.0, 1500, 0.05, "customers"),
    "online_community": Usual(6, 500, 0.75, 0, 0, 0.5, 2000, 1.0, "learning friendship customers"),
    "online_social_network": Usual(5, 150, 0.90, 0, 0, 0.5, 800, 1.0, "customers standing"),
    "peer_group": Usual(5, 1500, 0.40, 12, 3.0, 0.7, 9, 0.25, "learning friendship alliances"),
    "service_club": Usual(4, 270, 0.00, 40, 1.2, 0.4, 35, 0.05, "service friendship standing"),
    "coworking_space": Usual(4, 2300, 0.00, 0, 0, 1.0, 50, 0.00, "perks friendship customers"),
    "speaking_club": Usual(3, 110, 0.00, 24, 1.7, 0.2, 22, 0.20, "learning"),
    "alumni_group": Usual(3, 50, 0.50, 4, 2.5, 0.3, 200, 0.15, "friendship job"),
    "article_writing": Usual(3, 120, 0.85, 0, 0, 0.6, 700, 1.0, "customers standing"),
    "social_club": Usual(2, 250, 0.15, 14, 2.5, 0.3, 50, 0.00, "friendship"),
    "athletic_club": Usual(2, 500, 0.05, 40, 2.0, 0.3, 120, 0.00, "friendship"),
    "community_group": Usual(2, 30, 0.80, 12, 2.0, 0.2, 30, 0.05, "service friendship"),
    "political_group": Usual(1.5, 60, 0.20, 10, 2.0, 0.2, 50, 0.05, "service standing"),
    "faith_group": Usual(1.5, 100, 0.70, 45, 1.7, 0.2, 120, 0.05, "friendship service"),
    "school_group": Usual(1, 40, 0.60, 8, 1.7, 0.2, 35, 0.05, "service friendship"),
}  # fmt: skip

# How often each is used, and what a dollar's worth costs in it (World Bank price levels, rounded).
CURRENCIES = {
    "USD": (55, 1.0), "GBP": (17, 0.66), "EUR": (12, 0.67), "CAD": (5, 1.15), "AUD": (4, 1.37),
    "INR": (2, 20.0), "NZD": (1, 1.46), "CHF": (1, 0.95), "ZAR": (1, 7.4), "SEK": (1, 8.5),
    "ISK": (0.5, 140.0), "UAH": (0.5, 13.0),
}  # fmt: skip

# Months in it: those who ask whether to join, to stay after the first year, or after decades.
STAYS = {(0, 0): 36, (1, 5): 10, (6, 12): 16, (13, 36): 20, (37, 120): 13, (121, 420): 5}

TURNOVER_OF_A_DEAL, PROFIT_SHARE, INCOME, HOUR = 1200.0, 0.45, 60_000.0, 45.0

BY_SEATS = ("referral_group", "business_club")

# What comes to mind, and how readily; of each topic one line is told, where the life has it all.
TOPICS = (
    (16, ("past_yield.months_member",), ("past_yield.months_member", "past_yield.months")),
    (9, ("cost.annual_dues",), ("cost.annual_dues",), ("cost.annual_dues", "cost.joining_fee"),
        ("cost.annual_dues", "cost.meals_per_meeting"), ("cost.total_per_year",),
        ("cost.level",), ("cost.level",)),
    (7, ("time.meetings_per_year",), ("time.meetings_per_year", "time.hours_per_meeting"),
        ("time.follow_up_hours_per_month",)),
    (8, ("past_yield.deals",), ("past_yield.deals", "past_yield.leads"),
        ("past_yield.deals", "past_yield.revenue"), ("past_yield.leads",),
        ("past_yield.share_of_income",), ("past_yield.business",), ("past_yield.business",),
        ("past_yield.return_on_cost",)),
    (5, ("reciprocity.balance",), ("reciprocity.referrals_given", "reciprocity.referrals_received"),
        ("reciprocity.referrals_received",)),
    (5, ("members.fit",)),
    (5, ("you.part",), ("you.part",), ("you.will_work_it",)),
    (5, ("you.seeks",)),
    (4, ("past_yield.gained",)),
    (3, ("reciprocity.invitation",)),
    (3, ("past_yield.contacts",)),
    (3, ("you.works_as",)),
    (2.5, ("members.count",)),
    (2.5, ("mode",)),
    (2, ("travel.hours_per_meeting",), ("travel.hours_per_meeting", "travel.cost_per_meeting"),
        ("travel.lodging_per_year",)),
    (2, ("past_yield.trend",)),
    (2, ("you.local_market",), ("members.share_in_target_market",), ("members.buyers",)),
    (2, ("reciprocity.asked_about_you",)),
    (1.5, ("members.mostly_sellers",)),
    (1.5, ("members.competitors",), ("members.exclusive_seat",),
        ("reciprocity.hired_competitors",)),
    (1.5, ("you.hour_value",), ("you.profit_per_deal",), ("you.yearly_income",), ("you.margin",)),
    (1.5, ("you.annual_budget",), ("you.hours_per_month",),
        ("you.annual_budget", "you.hours_per_month")),
    (1.2, ("time.clashes",), ("time.attendance_required",)),
    (1.2, ("past_yield.suppliers",), ("past_yield.alliances",)),
    (1.2, ("team.people", "team.results_tracked"), ("team.people",)),
    (1, ("you.wants_more_work",), ("you.has_better_use",), ("you.importance",)),
    (1, ("members.trend",), ("members.overlap",)),
    (1, ("exposure.public_profile",), ("exposure.messages_per_week",)),
    (3, ("past_yield.visits",)),
    (3, ("past_yield.goal_met",), ("past_yield.benefits_used",)),
    (2.5, ("expected.deals_per_year", "expected.basis"), ("expected.deals_per_year",),
        ("expected.leads_per_year", "expected.close_rate"), ("expected.leads_per_year",)),
    (2, ("cost.savings_per_year",), ("cost.paid_by_others",)),
    (1, ("cost.tied_in_months",), ("you.required",)),
    (0.5, ("time.setup_hours",), ("cost.other_per_year",), ("past_yield.months_to_first_deal",),
        ("past_yield.profit",)),
)  # fmt: skip


def plausible(seed: int) -> Candidate:
    """One candidate, always the same for a seed."""
    rng = Random(seed)
    life = lived(rng)
    said = {name: life[name] for name in ("name", "kind", "currency") if name in life}
    return nested(said | {name: life[name] for name in told(rng, life)})


def told(rng: Random, life: Life) -> Iterator[str]:
    """The fields that come to mind: some three to eight topics."""
    topics: list[tuple[float, list[tuple[str, ...]]]] = [
        (weight, [*ways]) for weight, *ways in TOPICS
    ]
    open_topics = [(weight, ways) for weight, ways in topics if known(life, ways)]
    for _ in range(min(len(open_topics), round(rng.triangular(2, 9, 5)))):
        topic = rng.choices(open_topics, [weight for weight, _ in open_topics])[0]
        open_topics.remove(topic)
        yield from rng.choice(known(life, topic[1]))


def known(life: Life, ways: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [way for way in ways if all(name in life for name in way)]


def lived(rng: Random) -> Life:
    """All that is true of one person and one group."""
    story = begun(rng)
    usual, kind = story.usual, story.kind.replace("_", " ")
    life: Life = {"name": f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}", "kind": story.kind}
    if story.currency != "USD" or chance(rng, 0.2):
        life["currency"] = story.currency
    life |= person(rng, story) | cost(rng, usual, story.dear) | when_and_where(rng, story)
    life |= company(rng, story)
    return life | record(rng, story, life)


def begun(rng: Random) -> Story:
    kind = weighted(rng, {kind: usual.asked for kind, usual in USUAL.items()})
    currency = weighted(rng, {code: share for code, (share, _) in CURRENCIES.items()})
    months = rng.randint(*weighted(rng, STAYS))
    return Story(kind, currency, months, rng.gauss(0, 1), chance(rng, USUAL[kind].online))


def person(rng: Random, story: Story) -> Life:
    """Who asks, what for, and how much of it they mean to do."""
    luck, dear = story.luck, story.dear
    works_as = weighted(
        rng, {"self_employed": 47, "business_owner": 30, "employee": 17, "job_seeker": 6}
    )
    part = graded(rng, luck, on_paper=-1.1, attends=0.3, active=1.5, leads=9)
    team = {"team.people": count(rng, 3) + 1, "team.results_tracked": chance(rng, 0.4)}
    has_team = works_as == "business_owner" and chance(rng, 0.15)
    return {
        "you.works_as": works_as,
        "you.part": part,
        "you.will_work_it": part != "on_paper" and chance(rng, 0.85),
        "you.seeks": sought(rng, story.usual, works_as),
        "you.hour_value": money(rng, HOUR * dear, 0.5),
        "you.profit_per_deal": money(rng, TURNOVER_OF_A_DEAL * PROFIT_SHARE * dear, 0.9),
        "you.margin": share(rng, 3, 4),
        "you.yearly_income": money(rng, INCOME * dear, 0.6),
        "you.annual_budget": money(rng, 1000 * dear, 0.7),
        "you.hours_per_month": round(spread(rng, 10, 0.6)),
        "you.wants_more_work": chance(rng, 0.85),
        "you.has_better_use": chance(rng, 0.25 if luck < 0 else 0.08),
        "you.importance": share(rng, 3, 2),
        "you.required": chance(rng, 0.05),
        "cost.paid_by_others": 1.0 if works_as == "employee" and chance(rng, 0.5) else 0.0,
    } | (team if has_team else {})


def sought(rng: Random, usual: Usual, works_as: str) -> list[str]:
    aims = usual.aims.split()
    wanted = [aim for place, aim in enumerate(aims) if chance(rng, 0.85 / (1 + place / 2))]
    if works_as == "job_seeker" and chance(rng, 0.7):
        wanted = [*(aim for aim in wanted if aim not in ("customers", "job")), "job"]
    return wanted or aims[:1]


def cost(rng: Random, usual: Usual, dear: float) -> Life:
    """Dues as printed, the whole year's cost, and a level for those without figures."""
    ratio = spread(rng, 1, 0.5)
    dues = 0 if chance(rng, usual.free) else round_money(usual.dues * ratio * dear)
    meals = money(rng, 14 * dear, 0.4) if usual.meetings and chance(rng, 0.4) else 0
    fee = money(rng, 90 * dear, 0.6) if dues and chance(rng, 0.4) else 0
    other = money(rng, 150 * dear, 0.8) if chance(rng, 0.3) else 0
    level = "low" if not dues or ratio < 0.75 else "fair" if ratio < 1.35 else "high"
    return {
        "cost.annual_dues": dues,
        "cost.joining_fee": fee,
        "cost.meals_per_meeting": meals,
        "cost.other_per_year": other,
        "cost.total_per_year": round_money(dues + meals * usual.meetings + fee / 4 + other),
        "cost.level": level,
        "cost.savings_per_year": money(rng, 150 * dear, 0.8) if chance(rng, 0.3) else 0,
        "cost.tied_in_months": 12 if dues and chance(rng, 0.5) else 0,
    }


def when_and_where(rng: Random, story: Story) -> Life:
    """Meetings and the way there; who meets online does not travel."""
    usual, dear = story.usual, story.dear
    mode = "online" if story.is_online else weighted(rng, {"in_person": 85, "hybrid": 15})
    life: Life = {"mode": mode, "time.setup_hours": round(spread(rng, 2, 0.6), 1)}
    if not usual.meetings:
        return life | {"time.follow_up_hours_per_month": halves(spread(rng, 5, 0.8))}
    life |= {
        "time.meetings_per_year": max(1, round(usual.meetings * spread(rng, 1, 0.25))),
        "time.hours_per_meeting": halves(usual.hours * spread(rng, 1, 0.2)),
        "time.follow_up_hours_per_month": halves(spread(rng, 1.5, 0.8)),
        "time.clashes": chance(rng, 0.12),
    }
    if usual.meetings > 30:
        life["time.attendance_required"] = rng.choice((0.5, 0.7, 0.8, 0.85, 0.9))
    if not story.is_online:
        life |= {
            "travel.hours_per_meeting": halves(spread(rng, 0.8, 0.6)),
            "travel.cost_per_meeting": money(rng, 6 * dear, 0.6),
        }
    if usual.hours > 8 and not story.is_online:
        life["travel.lodging_per_year"] = money(rng, 700 * dear, 0.7)
    return life


def company(rng: Random, story: Story) -> Life:
    """Who is there, and how one came to it; who has only heard of it knows less."""
    usual, luck, is_online = story.usual, story.luck, story.is_online
    ways = {"own_search": 38, "knows_you": 32, "sales_pitch": 12, "list_building": 10, "sent": 8}
    if is_online:
        ways |= {"list_building": 25, "sent": 2}
    life: Life = {
        "reciprocity.invitation": weighted(rng, ways),
        "members.count": round(usual.members * spread(rng, 1, 0.6)),
        "members.trend": graded(rng, luck / 2, shrinking=-0.7, steady=0.6, growing=9),
    }
    if is_for_business(usual):
        life |= market(rng, story)
    if is_online or chance(rng, 0.1):
        life |= {
            "exposure.public_profile": chance(rng, 0.6),
            "exposure.messages_per_week": count(rng, 5),
        }
    if story.months or chance(rng, 0.5):
        life |= {
            "members.fit": graded(rng, luck, poor=-1.2, mixed=0, good=9),
            "reciprocity.asked_about_you": chance(rng, 0.65 if luck > 0 else 0.35),
        }
    return life


def market(rng: Random, story: Story) -> Life:
    has_seat = story.kind == "referral_group" and chance(rng, 0.85)
    seat = {"members.exclusive_seat": has_seat} if story.kind in BY_SEATS else {}
    return seat | {
        "members.share_in_target_market": share(rng, 2 + max(0.0, story.luck), 6),
        "members.buyers": graded(rng, story.luck, hardly_any=-0.6, some=1.2, most=9),
        "members.competitors": 0 if has_seat else count(rng, 1.5),
        "members.mostly_sellers": chance(rng, 0.2 if story.luck > 0 else 0.5),
        "members.overlap": share(rng, 1, 5),
        "you.local_market": chance(rng, 0.75),
    }


def record(rng: Random, story: Story, life: Life) -> Life:
    """What it has brought so far: nothing to tell for who is not in yet."""
    usual, luck, months = story.usual, story.luck, story.months
    if not months:
        hoped = {} if not is_for_business(usual) else forecast(rng, usual)
        return {"past_yield.months_member": 0, "past_yield.visits": count(rng, 1)} | hoped
    covered = 12 if months > 18 and chance(rng, 0.6) else months
    goes_well = exp(0.7 * luck - 0.2) * {"on_paper": 0.15, "leads": 1.4}.get(life["you.part"], 1.0)
    found = {
        "past_yield.months_member": months,
        "past_yield.months": covered,
        "past_yield.trend": graded(rng, luck, waning=-0.5, steady=0.7, rising=9),
        "past_yield.contacts": count(rng, 3 * goes_well * covered**0.5 / 2),
        "past_yield.gained": gains(rng, usual, luck),
        "past_yield.suppliers": count(rng, 0.5 * goes_well),
        "past_yield.alliances": count(rng, 0.4 * goes_well),
        "past_yield.visits": count(rng, usual.meetings * covered / 12),
        "past_yield.goal_met": graded(rng, luck, not_at_all=-0.7, partly=0.8, fully=9),
        "past_yield.benefits_used": graded(rng, luck, none=-1, few=0.6, most=9),
    }
    if life["you.works_as"] in ("self_employed", "business_owner"):
        found |= business(rng, story, life, goes_well, covered / 12)
    return found


def forecast(rng: Random, usual: Usual) -> Life:
    """What somebody hopes for: most hope for more than is usual."""
    deals = round(usual.deals * spread(rng, 1.5, 0.7), 1)
    close_rate = share(rng, 2, 6)
    basis = weighted(rng, {"guess": 60, "members_say": 28, "own_experience": 12})
    return {
        "expected.deals_per_year": deals,
        "expected.leads_per_year": round(deals / max(close_rate, 0.05)),
        "expected.close_rate": close_rate,
        "expected.basis": basis,
    }


def business(rng: Random, story: Story, life: Life, goes_well: float, years: float) -> Life:
    """Deals come of leads, turnover of deals, profit of turnover; the first ones take months."""
    usual, dear = story.usual, story.dear
    ripe = years if years > 1 else years**1.5
    deals = count(rng, usual.deals * goes_well * ripe)
    leads = deals + count(rng, (1 + 2 * usual.deals) * ripe)
    revenue = sum(money(rng, TURNOVER_OF_A_DEAL * dear, 0.9) for _ in range(deals))
    income = life["you.yearly_income"] * max(years, 0.25)
    profit = revenue * life["you.margin"]
    found: Life = {
        "past_yield.deals": deals,
        "past_yield.leads": leads,
        "past_yield.revenue": revenue,
        "past_yield.profit": round_money(profit),
        "past_yield.share_of_income": round(min(0.9, profit / income), 2),
        "past_yield.business": in_words(deals / max(years, 0.5)),
        "past_yield.return_on_cost": round(
            profit / max(years, 0.5) / max(life["cost.total_per_year"], 50 * dear), 1
        ),
    }
    if deals:
        found["past_yield.months_to_first_deal"] = 1 + count(rng, 4)
    return found | (referrals(rng, goes_well, years) if is_for_business(usual) else {})


def referrals(rng: Random, goes_well: float, years: float) -> Life:
    given = count(rng, 6 * years)
    received = count(rng, 4 * goes_well * years)
    balance = "mostly_give" if given > 1.5 * received else "even"
    return {
        "reciprocity.referrals_given": given,
        "reciprocity.referrals_received": received,
        "reciprocity.balance": "mostly_receive" if received > 1.5 * given else balance,
        "reciprocity.hired_competitors": count(rng, 0.5),
    }


def gains(rng: Random, usual: Usual, luck: float) -> list[str]:
    """What it is made for comes oftener than the rest; a few have gained nothing."""
    usually = {"learning": 0.35, "standing": 0.15, "friendship": 0.3, "perks": 0.1, "service": 0.05}
    better = 0.12 * luck
    return [
        gain
        for gain, likely in usually.items()
        if chance(rng, likely + better + (0.35 if gain in usual.aims.split() else 0))
    ]


def is_for_business(usual: Usual) -> bool:
    return "customers" in usual.aims


def in_words(deals_a_year: float) -> str:
    words = ((0, "none"), (1.2, "little"), (6, "some"))
    return next((word for limit, word in words if deals_a_year <= limit), "much")


# Draws


def weighted(rng: Random, shares: Mapping[Any, float]) -> Any:
    return rng.choices([*shares], [*shares.values()])[0]


def chance(rng: Random, likely: float) -> bool:
    return rng.random() < likely


def graded(rng: Random, luck: float, **limits: float) -> str:
    """The first word whose limit lies above a draw that goes half by luck."""
    draw = 0.7 * luck + 0.7 * rng.gauss(0, 1)
    return next((word for word, limit in limits.items() if draw < limit), [*limits][-1])


def spread(rng: Random, median: float, sigma: float) -> float:
    """A draw as prices and durations spread: as many at half the median as at twice it."""
    return median * exp(rng.gauss(0, sigma))


def count(rng: Random, mean: float) -> int:
    """A count as uneven as such counts are: many zeros, a few large ones."""
    return round(rng.expovariate(1 / mean)) if mean > 0 else 0


def share(rng: Random, for_it: float, against_it: float) -> float:
    return round(rng.betavariate(for_it, against_it) * 20) / 20


def money(rng: Random, median: float, sigma: float) -> int:
    return round_money(spread(rng, median, sigma))


def round_money(amount: float) -> int:
    """As people name money: two digits of it, and whole."""
    digits = len(str(int(amount)))
    return int(round(amount, 2 - digits)) if digits > 2 else round(amount)


def halves(hours: float) -> float:
    return max(0.5, round(hours * 2) / 2)
