"""Every input of a candidate: its kind, unit, bounds and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from joinwise.domain.currencies import CURRENCIES
from joinwise.domain.days import AS_OF, FIRST_DAY, LAST_DAY
from joinwise.domain.inputs import Input
from joinwise.domain.units import NO_UNIT, Unit
from joinwise.domain.values import Kind

KINDS_OF_GROUP = (
    "referral_group",
    "business_club",
    "trade_association",
    "chamber_of_commerce",
    "industry_event",
    "trade_show",
    "meetup",
    "peer_group",
    "social_club",
    "athletic_club",
    "service_club",
    "community_group",
    "faith_group",
    "school_group",
    "political_group",
    "alumni_group",
    "speaking_club",
    "coworking_space",
    "online_business_network",
    "online_social_network",
    "online_community",
    "article_writing",
)
MODES = ("in_person", "online", "hybrid")
LEVELS = ("low", "fair", "high")
AMOUNTS = ("none", "little", "some", "much")
YIELD_TRENDS = ("rising", "steady", "waning")
MEMBER_TRENDS = ("growing", "steady", "shrinking")
GAINS = ("learning", "standing", "friendship", "perks", "service")
GOALS = ("not_at_all", "partly", "fully")
USES = ("none", "few", "most")
BASES = ("guess", "members_say", "own_experience")
BUYERS = ("hardly_any", "some", "most")
BALANCES = ("mostly_give", "even", "mostly_receive")
INVITATIONS = ("list_building", "sales_pitch", "knows_you", "own_search", "sent")
FITS = ("poor", "mixed", "good")
WORK = ("self_employed", "business_owner", "employee", "job_seeker")
AIMS = (
    "customers",
    "suppliers",
    "alliances",
    "learning",
    "standing",
    "friendship",
    "perks",
    "service",
    "job",
)
PARTS = ("on_paper", "attends", "active", "leads")


def _label(name: str) -> str:
    return name.rpartition(".")[2].replace("_", " ")


def _number(
    name: str, unit: str, high: float, about: str, *, whole: bool = False, label: str = ""
) -> Input:
    return Input(name, Kind.NUMBER, Unit(unit), about, label or _label(name), 0.0, high, whole)


def _money(name: str, unit: str, about: str, *, label: str = "") -> Input:
    return _number(name, unit, 1e9, about, label=label)


def _count(name: str, about: str, high: float = 1e6, unit: str = "count", label: str = "") -> Input:
    return _number(name, unit, high, about, whole=True, label=label)


def _hours(name: str, unit: str, high: float, about: str, label: str = "") -> Input:
    return _number(name, unit, high, about, label=label)


def _months(name: str, about: str, label: str = "") -> Input:
    return _number(name, "months", 1200.0, about, label=label)


def _share(name: str, about: str, label: str = "") -> Input:
    return _number(name, "share", 1.0, about, label=label)


def _text(name: str, values: tuple[str, ...], about: str, label: str = "") -> Input:
    return Input(name, Kind.TEXT, NO_UNIT, about, label or _label(name), values=values)


def _flag(name: str, about: str, label: str) -> Input:
    return Input(name, Kind.BOOLEAN, NO_UNIT, about, label)


def _list(name: str, values: tuple[str, ...], about: str, label: str = "") -> Input:
    return Input(name, Kind.LIST, NO_UNIT, about, label or _label(name), values=values)


ALL = (
    _text("name", (), "What it is called."),
    _text("kind", KINDS_OF_GROUP, "What kind of activity it is."),
    _text("mode", MODES, "Where people meet."),
    _text("currency", CURRENCIES, "The unit of every money figure: an ISO 4217 code."),
    _money("cost.joining_fee", "money", "Paid once, to join."),
    _money("cost.annual_dues", "money a year", "Membership or subscription."),
    _money("cost.meals_per_meeting", "money a meeting", "Meals and drinks at a meeting."),
    _money(
        "cost.other_per_year",
        "money a year",
        "Sponsorships, advertisements, tools, raffle tickets.",
        label="other costs",
    ),
    _money(
        "cost.total_per_year",
        "money a year",
        "All of it, travel included, where only the total is known; it replaces the items.",
        label="total cost",
    ),
    _text(
        "cost.level", LEVELS, "All of the cost in words, where no figure is known.", "cost level"
    ),
    _money(
        "cost.savings_per_year",
        "money a year",
        "What being in it saves you: member prices, insurance, what you would pay for anyway.",
        label="savings per year",
    ),
    _share(
        "cost.paid_by_others",
        "Of the money, what an employer or someone else pays.",
        "share of the money that others pay",
    ),
    _months(
        "cost.tied_in_months",
        "How long you are bound before you can leave.",
        "months until you can leave",
    ),
    _money(
        "travel.cost_per_meeting",
        "money a meeting",
        "Fuel, fares, parking.",
        label="travel cost per meeting",
    ),
    _hours(
        "travel.hours_per_meeting",
        "hours a meeting",
        100.0,
        "Door to door, both ways.",
        "travel hours per meeting",
    ),
    _money(
        "travel.lodging_per_year",
        "money a year",
        "Hotels and flights to conventions.",
        label="lodging",
    ),
    _count(
        "time.meetings_per_year", "Meetings in a year.", 1000.0, "count a year", "meetings per year"
    ),
    _hours("time.hours_per_meeting", "hours a meeting", 100.0, "How long a meeting takes."),
    _hours(
        "time.follow_up_hours_per_month",
        "hours a month",
        744.0,
        "One-to-ones, answering invitations and mail, posting.",
    ),
    _hours("time.setup_hours", "hours", 1000.0, "Signing up, filling in the profile; spent once."),
    _share("time.attendance_required", "Of the meetings, how many one must attend."),
    _flag(
        "time.clashes",
        "The meetings clash with fixed duties.",
        "the meetings clash with fixed duties",
    ),
    _months(
        "past_yield.months_member",
        "How long you have been in it; 0: not yet.",
        "months of membership",
    ),
    _months("past_yield.months", "The months that the figures below cover.", "months on record"),
    _count(
        "past_yield.leads", "Enquiries that came through it in those months, referrals among them."
    ),
    _count("past_yield.deals", "Pieces of business won through it in those months."),
    _money("past_yield.revenue", "money", "Turnover from those deals, all together."),
    _money("past_yield.profit", "money", "Profit from those deals."),
    _share(
        "past_yield.share_of_income",
        "Of your income, what came through it in those months.",
        "share of your income",
    ),
    _number(
        "past_yield.return_on_cost",
        "times the cost",
        1e4,
        "What it paid back for each unit of money spent, where it is known only so.",
    ),
    _text(
        "past_yield.business", AMOUNTS, "The business it brought, in words, where nobody counted."
    ),
    _text("past_yield.trend", YIELD_TRENDS, "How its value to you is going.", "trend of its value"),
    _count(
        "past_yield.contacts", "Useful people met there, business or not.", label="useful contacts"
    ),
    _list(
        "past_yield.gained", GAINS, "What you have got from it besides business.", "what you gained"
    ),
    _months("past_yield.months_to_first_deal", "How long the first piece of business took."),
    _count("past_yield.suppliers", "Useful suppliers found through it."),
    _count("past_yield.alliances", "Partnerships found through it."),
    _count("past_yield.visits", "How often you have been there, as a guest too."),
    _text(
        "past_yield.goal_met", GOALS, "How far you got what you joined it for.", "goal met so far"
    ),
    _text(
        "past_yield.benefits_used",
        USES,
        "Of what the membership offers, what you use.",
        "benefits that you use",
    ),
    _number(
        "expected.leads_per_year",
        "enquiries a year",
        1e6,
        "Enquiries that you expect through it.",
        label="enquiries expected per year",
    ),
    _share(
        "expected.close_rate",
        "Of the enquiries, those that become business.",
        "enquiries that become business",
    ),
    _number(
        "expected.deals_per_year",
        "deals a year",
        1e6,
        "Pieces of business that you expect; it replaces enquiries times close rate.",
        label="pieces of business expected per year",
    ),
    _text(
        "expected.basis", BASES, "What the expectation rests on.", "what your expectation rests on"
    ),
    _count("reciprocity.referrals_given", "Introductions and leads you gave members."),
    _count("reciprocity.referrals_received", "Introductions and leads members gave you."),
    _text(
        "reciprocity.balance",
        BALANCES,
        "Giving and receiving in words, where nobody counted.",
        "balance of giving and receiving",
    ),
    _count(
        "reciprocity.hired_competitors",
        "Times members hired a competitor without asking you to bid.",
        label="competitors hired by members",
    ),
    _flag(
        "reciprocity.asked_about_you",
        "Somebody there has asked what you do and need.",
        "somebody there has asked about you",
    ),
    _text("reciprocity.invitation", INVITATIONS, "How you came to it."),
    _count(
        "members.count",
        "People whom you meet there, or whom you reach online.",
        1e10,
        label="members",
    ),
    _text(
        "members.trend", MEMBER_TRENDS, "How the membership is going.", "trend of the membership"
    ),
    _share(
        "members.share_in_target_market",
        "Of the members, those who could buy from you or send buyers.",
        "members in your target market",
    ),
    _text(
        "members.buyers",
        BUYERS,
        "The same in words, where nobody can name a share.",
        "members who could buy or send buyers",
    ),
    _count("members.competitors", "Members in your own line of business."),
    _flag(
        "members.exclusive_seat", "One member per profession.", "there is one seat per profession"
    ),
    _text("members.fit", FITS, "How well you get on: shared ground, liking, being let in.", "fit"),
    _flag(
        "members.mostly_sellers",
        "Most come to sell, hardly anyone to buy or help.",
        "most members come to sell",
    ),
    _share("members.overlap", "Of the members, those whom you already meet in another group."),
    _flag("exposure.public_profile", "Your details are open to anyone.", "your details are public"),
    _count(
        "exposure.messages_per_week",
        "Unasked-for mail and invitations.",
        unit="count a week",
        label="unasked-for messages per week",
    ),
    _money(
        "you.hour_value",
        "money an hour",
        "What an hour away from the job costs you.",
        label="value of your hour",
    ),
    _money("you.profit_per_deal", "money a deal", "Profit of a typical piece of business."),
    _share("you.margin", "Profit as a share of turnover."),
    _money("you.yearly_income", "money a year", "What your business brings you in a year."),
    _flag(
        "you.local_market",
        "Your buyers live or work where the group meets.",
        "your buyers are where the group meets",
    ),
    _hours(
        "you.hours_per_month",
        "hours a month",
        744.0,
        "What you can give to networking, all groups together.",
        "your hours per month",
    ),
    _money(
        "you.annual_budget",
        "money a year",
        "What you can spend on networking, all groups together.",
        label="your annual budget",
    ),
    _text("you.works_as", WORK, "How you work.", "how you work"),
    _flag("you.wants_more_work", "You could take on more business now.", "you want more work"),
    _list("you.seeks", AIMS, "What you want from it.", "what you seek"),
    _text("you.part", PARTS, "The part that you take in it, or mean to.", "your part in it"),
    _flag(
        "you.has_better_use",
        "You know something that brings more for the same time and money.",
        "you have a better use for the time and money",
    ),
    _share(
        "you.importance", "How much weight networking has for you.", "weight of networking for you"
    ),
    _flag(
        "you.will_work_it",
        "You intend to do the follow-up that it takes: one-to-ones, posting, answering.",
        "you intend to do the follow-up",
    ),
    _flag(
        "you.required",
        "Law, a licence, a credential or your employer demands that you are in it.",
        "you are required to be in it",
    ),
    _count(
        "team.people",
        "Employees who would take part on the firm's time; 0: only you.",
        label="employees taking part",
    ),
    _flag(
        "team.results_tracked",
        "The firm will measure what comes of it.",
        "the firm will track the results",
    ),
)

INPUTS: Mapping[str, Input] = MappingProxyType({input.name: input for input in ALL})
DEFAULT_CURRENCY = "USD"
REQUIRED = ("name", "kind")
ALWAYS_KNOWN = (*REQUIRED, AS_OF)
"""What every candidate has, of those that its pack has."""


OWN = "own"
"""The group of the inputs that packs add."""


def is_input(name: str) -> bool:
    """Whether a name is that of an input, perhaps of a pack's own, and not of a fact."""
    return name in INPUTS or name == AS_OF or name.startswith(f"{OWN}.")


DAY = Input(
    AS_OF,
    Kind.NUMBER,
    NO_UNIT,
    "The day that the advice is for; left out: the day of the request, in UTC.",
    "day",
    float(FIRST_DAY),
    float(LAST_DAY),
    whole=True,
    is_day=True,
)
"""An input of the packs that use dates; the others take no notice of it."""


Fields = Mapping[str, Mapping[str, Input]]
"""The inputs by group and by their own name; those of no group under ``""``."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every input that there is under one pack, in the order of the candidate."""

    inputs: Mapping[str, Input]

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Sent to another process, the catalogue that all share stays the one."""
        return "CATALOGUE" if self is CATALOGUE else (Catalogue, (dict(self.inputs),))

    @cached_property
    def given(self) -> Mapping[str, Input]:
        """What a candidate may say: all inputs, and the day even if it does not count."""
        plain = {name: input for name, input in self.inputs.items() if not input.group}
        return {**plain, AS_OF: DAY, **self.inputs}

    @cached_property
    def fields(self) -> Fields:
        groups: dict[str, dict[str, Input]] = {}
        for input in self.given.values():
            groups.setdefault(input.group, {})[input.own_name] = input
        return groups

    @cached_property
    def is_dated(self) -> bool:
        """Whether the pack uses dates, so that the day of a candidate counts."""
        return AS_OF in self.inputs

    @property
    def dated(self) -> Catalogue:
        """The same for a pack that uses dates."""
        return Catalogue(MappingProxyType({**self.inputs, AS_OF: DAY}))

    @cached_property
    def groups(self) -> frozenset[str]:
        return frozenset(self.fields) - {""}

    @property
    def own(self) -> tuple[Input, ...]:
        """The inputs that the pack has added."""
        return tuple(self.fields.get(OWN, {}).values())

    def extended(self, own: Iterable[Input], kinds: Sequence[str]) -> Catalogue:
        """The same with inputs and kinds of a pack's own."""
        kind = self.inputs["kind"]
        added = tuple(name for name in kinds if name not in kind.values)
        more = {input.name: input for input in own if input.name not in self.inputs}
        inputs = {**self.inputs, "kind": replace(kind, values=(*kind.values, *added)), **more}
        return Catalogue(MappingProxyType(inputs)) if more or added else self

    def together(self, other: Catalogue) -> Catalogue:
        """All inputs and kinds of two packs."""
        both = self.extended(other.own, other.inputs["kind"].values)
        return both.dated if other.is_dated else both


CATALOGUE = Catalogue(INPUTS)
"""The inputs of every pack that adds none."""
