"""Packs without faults and candidates that fit, made from seeds, and hypothesis over the seeds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.support.rule_writer import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Name,
    Negative,
    Node,
    Not,
    Nothing,
    Or,
    Said,
    names_in,
    number,
)

Pack = dict[str, Any]
Candidate = dict[str, Any]


# The fields of a candidate


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


# Candidates


def candidate_from_seed(seed: int) -> Candidate:
    """A candidate of section 1: any part of the fields, the rest left out or null."""
    rng = Random(seed)
    share = rng.choice((0.1, 0.5, 0.8, 0.95, 1.0))
    candidate: Candidate = {}
    for name, field in FIELDS.items():
        if name in ALWAYS_SAID or rng.random() < share:
            put(candidate, name, plain_value(rng, field))
        elif rng.random() < 0.2:
            put(candidate, name, None)
    said = {key: None if blanked(rng, group) else group for key, group in candidate.items()}
    return said | {"as_of": beside(rng).choice(DAYS)}


def beside(rng: Random) -> Random:
    """Another source of chance that takes nothing from this one."""
    return Random(hash(rng.getstate()[1]))


def put(candidate: Candidate, name: str, value: Any) -> None:
    *groups, last = name.split(".")
    for group in groups:
        candidate = candidate.setdefault(group, {})
    candidate[last] = value


def blanked(rng: Random, group: Any) -> bool:
    return isinstance(group, dict) and rng.random() < 0.04


# Expressions


@dataclass(frozen=True)
class Author:
    """Writes expressions over the names at hand: for each its field, a fact's included."""

    rng: Random
    names: dict[str, Field]

    def of(self, kind: str) -> list[str]:
        return [name for name, field in self.names.items() if field.kind == kind]

    def name(self, kind: str) -> str:
        return self.rng.choice(self.of(kind))

    def any_name(self) -> str:
        return self.rng.choice(list(self.names))

    def one_of(self, forms: dict[Callable[[int], Node], int], depth: int) -> Node:
        """One of the forms, by weight, for a tree of about that depth."""
        return self.rng.choices(list(forms), list(forms.values()))[0](depth - 1)

    # numbers

    def number(self, depth: int) -> Node:
        if depth <= 0 or self.rng.random() < 0.2:
            return self.simple_number()
        forms: dict[Callable[[int], Node], int] = {
            self.arithmetic: 6,
            self.negative: 1,
            self.extreme: 2,
            self.absolute: 1,
            self.rounded: 2,
            self.coalesced_numbers: 2,
            self.chosen_number: 2,
            self.said_number: 1,
            self.nothing: 1,
        }
        return self.one_of(forms, depth)

    def simple_number(self) -> Node:
        return Name(self.name("number")) if self.rng.random() < 0.65 else self.number_constant()

    def number_constant(self) -> Constant:
        return Constant(self.rng.choice(COMMON if self.rng.random() < 0.85 else ODD))

    def arithmetic(self, depth: int) -> Node:
        return Arithmetic(self.number(depth), self.rng.choice("+-*/"), self.number(depth))

    def negative(self, depth: int) -> Node:
        return Negative(self.number(depth))

    def extreme(self, depth: int) -> Node:
        return Call(self.rng.choice(("min", "max")), self.several(self.number, depth, 2))

    def absolute(self, depth: int) -> Node:
        return Call("abs", (self.number(depth),))

    def rounded(self, depth: int) -> Node:
        digits = Constant(float(self.rng.choice((0, 0, 1, 2, 9))))
        return Call("round", (self.number(depth), digits)[: self.rng.randint(1, 2)])

    def coalesced_numbers(self, depth: int) -> Node:
        return Call("coalesce", self.several(self.number, depth, 1))

    def chosen_number(self, depth: int) -> Node:
        return self.choice(self.number, depth)

    def nothing(self, _: int) -> Node:
        return Nothing()

    def said_number(self, depth: int) -> Node:
        return self.said("number", self.number, depth)

    def said_truth(self, depth: int) -> Node:
        return self.said("truth", self.truth, depth)

    def said(self, kind: str, otherwise: Callable[[int], Node], depth: int) -> Node:
        inputs = [name for name in self.of(kind) if name in FIELDS]
        return Said(self.rng.choice(inputs), otherwise(depth)) if inputs else otherwise(depth)

    def choice(self, branch: Callable[[int], Node], depth: int) -> Node:
        return Choice(branch(depth), self.truth(depth), branch(depth))

    def several(self, part: Callable[[int], Node], depth: int, least: int) -> tuple[Node, ...]:
        return tuple(part(depth) for _ in range(self.rng.choice((least, least, 2, 3))))

    # texts

    def text_like(self, field: Field, depth: int) -> Node:
        """A text that is mostly one of a field's values."""
        if depth <= 0 or self.rng.random() < 0.5:
            return self.simple_text(field)
        parts = [self.text_like(field, depth - 1) for _ in range(2)]
        if self.rng.random() < 0.05:
            parts[0] = Nothing()
        if self.rng.random() < 0.5:
            return Call("coalesce", tuple(parts))
        return Choice(parts[0], self.truth(depth - 1), parts[1])

    def simple_text(self, field: Field) -> Node:
        same = [name for name in self.of("text") if self.names[name].values == field.values]
        pick = self.rng.random()
        if pick < 0.4 and same:
            return Name(self.rng.choice(same))
        return Name(self.name("text")) if pick < 0.5 else Constant(self.rng.choice(field.values))

    # conditions

    def truth(self, depth: int) -> Node:
        if depth <= 0 or self.rng.random() < 0.15:
            return self.one_of(self.simple_truths(), 1)
        forms: dict[Callable[[int], Node], int] = {
            self.all_of: 4,
            self.any_of: 4,
            self.negation: 3,
            self.ordered: 5,
            self.chain: 2,
            self.same_text: 2,
            self.same_truth: 2,
            self.number_among: 2,
            self.text_among: 1,
            self.chosen_truth: 1,
            self.coalesced_truths: 1,
            self.said_truth: 1,
            self.nothing: 1,
        }
        return self.one_of(forms, depth)

    def simple_truths(self) -> dict[Callable[[int], Node], int]:
        return {
            self.limit: 12,
            self.flag: 4,
            self.known: 4,
            self.same_text: 3,
            self.text_among: 3,
            self.in_list: 3,
            self.truth_constant: 1,
        }

    def limit(self, _: int) -> Node:
        name = Name(self.name("number"))
        return Comparison(name, ((self.order(), self.number_constant()),))

    def flag(self, _: int) -> Node:
        return Name(self.name("truth"))

    def known(self, _: int) -> Node:
        return Known(self.any_name(), self.rng.random() < 0.5)

    def truth_constant(self, _: int) -> Node:
        return Constant(self.rng.random() < 0.5)

    def in_list(self, depth: int) -> Node:
        members = self.name("list")
        one = self.text_like(self.names[members], depth)
        return Among(one, Name(members), self.rng.random() < 0.6)

    def text_among(self, depth: int) -> Node:
        values = self.names[self.name("text")].values
        one = self.text_like(Field("text", values=values), depth)
        members = self.rng.sample(values, self.rng.randint(1, min(3, len(values))))
        return Among(one, tuple(Constant(text) for text in members), self.rng.random() < 0.6)

    def number_among(self, depth: int) -> Node:
        members = tuple(self.number_constant() for _ in range(self.rng.randint(1, 4)))
        return Among(self.number(depth), members, self.rng.random() < 0.6)

    def ordered(self, depth: int) -> Node:
        return Comparison(self.number(depth), ((self.order(), self.number(depth)),))

    def chain(self, depth: int) -> Node:
        links = range(self.rng.randint(2, 3))
        return Comparison(
            self.number(depth), tuple((self.order(), self.number(depth - 1)) for _ in links)
        )

    def same_text(self, depth: int) -> Node:
        field = self.names[self.name("text")]
        right = self.text_like(field, depth)
        return Comparison(self.text_like(field, depth), ((self.equality(), right),))

    def same_truth(self, depth: int) -> Node:
        return Comparison(self.truth(depth), ((self.equality(), self.truth(depth)),))

    def all_of(self, depth: int) -> Node:
        return And(self.several(self.truth, depth, 2))

    def any_of(self, depth: int) -> Node:
        return Or(self.several(self.truth, depth, 2))

    def negation(self, depth: int) -> Node:
        return Not(self.truth(depth))

    def chosen_truth(self, depth: int) -> Node:
        return self.choice(self.truth, depth)

    def coalesced_truths(self, depth: int) -> Node:
        return Call("coalesce", self.several(self.truth, depth, 1))

    def order(self) -> str:
        return self.rng.choice(("<", "<=", ">", ">=", "==", "!="))

    def equality(self) -> str:
        return self.rng.choice(("==", "!="))


# Packs


def pack_from_seed(seed: int, rules: int) -> Pack:
    """A pack with that many rules, and facts, assumptions and bands to go with them."""
    rng = Random(seed)

    def seeds(number: int) -> list[int]:
        return [rng.getrandbits(32) for _ in range(number)]

    return build_pack(seed, seeds(3 + rules // 5), seeds(rules), seeds(rules // 8))


def build_pack(seed: int, definitions: list[int], rules: list[int], bands: list[int]) -> Pack:
    """A seed for each definition (a fact or a worked-out assumption), rule and band."""
    rng = Random(seed)
    palette = chosen_fields(rng, 12 + len(rules) // 6)
    targets = [name for name in list(palette)[8:] if may_be_worked_out(name) and rng.random() < 0.3]
    pack: Pack = {"inputs": constant_assumptions(rng, palette, targets), "facts": {}}
    names = {name: field for name, field in palette.items() if name not in targets}
    for position, definition in enumerate(definitions):
        define(pack, Author(Random(definition), names), targets, f"fact_{position}")
    author = Author(rng, names | {name: palette[name] for name in targets})
    pack |= {
        "decision": decision(rng),
        "rules": [rule(writing(author, rule_seed), n) for n, rule_seed in enumerate(rules)],
        "bands": [
            band(writing(author, band_seed), n + len(rules)) for n, band_seed in enumerate(bands)
        ],
        "tables": [table(writing(author, band_seed + 1), n) for n, band_seed in enumerate(bands)],
    }
    return {section: content for section, content in pack.items() if content}


def writing(author: Author, seed: int) -> Author:
    return replace(author, rng=Random(seed))


def chosen_fields(rng: Random, size: int) -> dict[str, Field]:
    """Some fields, so that rules often meet over the same names; the first eight of every kind."""
    first = [name for kind, number in FIRST.items() for name in rng.sample(of_kind(kind), number)]
    names = first + rng.sample(list(FIELDS), min(size, len(FIELDS)))
    return {name: FIELDS[name] for name in dict.fromkeys(names)}


FIRST = {"text": 1, "truth": 1, "list": 1, "number": 5}


def of_kind(kind: str) -> list[str]:
    return [name for name, field in FIELDS.items() if field.kind == kind]


def may_be_worked_out(name: str) -> bool:
    return name not in NEVER_ASSUMED and FIELDS[name].kind != "list"


def constant_assumptions(
    rng: Random, palette: dict[str, Field], targets: list[str]
) -> dict[str, Any]:
    free = [name for name in palette if name not in targets and name not in NEVER_ASSUMED]
    chosen = [name for name in free if rng.random() < 0.3]
    return {name: {"assume": plain_value(rng, palette[name])} for name in chosen}


def decision(rng: Random) -> dict[str, int]:
    keys = rng.choice(((), ("start",), ("join_at",), ("start", "join_at")))
    return {key: rng.choice((0, 40, 50, 50, 55, 60, 100)) for key in keys}


def define(pack: Pack, author: Author, targets: list[str], fact: str) -> None:
    """Adds a fact or an assumption, and its name to those that later ones may use."""
    if targets and author.rng.random() < 0.4:
        target = targets.pop()
        pack["inputs"][target] = {"assume": definition_of(author, FIELDS[target], is_input=True)}
        author.names[target] = FIELDS[target]
    else:
        field = fact_field(author)
        pack["facts"][fact] = definition_of(author, field, is_input=False)
        author.names[fact] = field


def fact_field(author: Author) -> Field:
    kind = author.rng.choice(("number", "number", "number", "text", "truth"))
    if kind == "text":
        return author.names[author.name("text")]
    return Field(kind, top=1e9)


def definition_of(author: Author, field: Field, is_input: bool) -> dict[str, Any]:
    if author.rng.random() < 0.4:
        return lookup(author, field)
    depth = author.rng.randint(0, 3)
    if field.kind == "number":
        return {"formula": of_a_kind(author.number(depth), Constant(1.0))}
    if field.kind == "truth":
        return {"formula": of_a_kind(author.truth(depth), Constant(True))}
    write = own_text if is_input else Author.text_like
    return {"formula": write(author, field, depth)}


def of_a_kind(node: Node, example: Constant) -> Node:
    """The same if anything in it says of what kind it is."""
    return node if has_kind(node) else Call("coalesce", (node, example))


def has_kind(node: Node) -> bool:
    match node:
        case Nothing():
            return False
        case Call("coalesce", parts):
            return any(map(has_kind, parts))
        case Choice(then, _, otherwise):
            return has_kind(then) or has_kind(otherwise)
    return True


def own_text(author: Author, field: Field, depth: int) -> Node:
    """A text that is always one of the field's own values."""
    one, other = (Constant(author.rng.choice(field.values)) for _ in range(2))
    return Choice(one, author.truth(depth), other)


def lookup(author: Author, field: Field) -> dict[str, Any]:
    rng, by = author.rng, author.name("text")
    keys = author.names[by].values
    if beside(rng).random() < DATED:
        by, keys = "date", DAYS
    chosen = rng.sample(keys, rng.randint(1, min(5, len(keys))))
    found = {"by": by, "values": {key: plain_value(rng, field) for key in chosen}}
    return found | ({"else": plain_value(rng, field)} if rng.random() < 0.6 else {})


def rule(author: Author, number: int) -> dict[str, Any]:
    rng = author.rng
    when = author.truth(rng.choice((0, 1, 1, 2, 2, 3, 4)))
    entry = {
        "id": identifier(rng, number),
        "title": f'Title {number}: a "plain" one, it\'s said',
        "when": when,
        "reason": text_naming(author, names_in(when)),
    }
    return entry | points(rng) | decides(rng) | source_of(rng) | period(beside(rng))


def period(rng: Random) -> dict[str, str]:
    if rng.random() > DATED:
        return {}
    start, end = sorted(rng.choices(DAYS, k=2))
    return rng.choice(({"from": start}, {"until": end}, {"from": start, "until": end}))


def identifier(rng: Random, number: int) -> str:
    return f"{rng.choice(('cost', 'cost-of-time', 'time', 'a', 'z9'))}-{number}"


def points(rng: Random) -> dict[str, int]:
    return {"points": rng.choice(POINTS)} if rng.random() < 0.85 else {}


def decides(rng: Random) -> dict[str, str]:
    return {"decide": rng.choice(("join", "skip"))} if rng.random() < 0.06 else {}


def source_of(rng: Random) -> dict[str, str]:
    return {"source": "An essay, claim 8 — “quoted”"} if rng.random() < 0.5 else {}


def text_naming(author: Author, names: Iterable[str]) -> str:
    """A text with some of the names in it."""
    may_stand = [name for name in names if author.names[name].kind != "list"]
    chosen = [name for name in may_stand if author.rng.random() < 0.3]
    return " ".join(["It is so {{that is all}}.", *(placeholder(author, n) for n in chosen)])


def placeholder(author: Author, name: str) -> str:
    is_number = author.names[name].kind == "number"
    return f"{{{name} one|many}}" if is_number and author.rng.random() < 0.5 else f"{{{name}}}"


def band(author: Author, number: int) -> dict[str, Any]:
    rng, over = author.rng, author.name("number")
    return {
        "id": identifier(rng, number),
        "title": f"Band {number}",
        "over": over,
        "rows": [row(author, over, limits) for limits in stretches(rng)],
    } | source_of(rng)


def table(author: Author, number: int) -> dict[str, Any]:
    """The cells of its first column stand apart, so that no two rows can apply together."""
    rng = author.rng
    over = [author.name(rng.choice(("number", "text"))), *(author.any_name() for _ in range(2))]
    over = list(dict.fromkeys(over))
    keys = [key for key in first_cells(rng, author.names[over[0]]) if rng.random() < 0.8]
    rows = [table_row(author, over, key) for key in keys or ["any"]]
    found = {"id": f"table-{number}", "title": f"Table {number}", "over": over, "rows": rows}
    return found | source_of(rng)


def first_cells(rng: Random, field: Field) -> list[Any]:
    if field.kind == "text":
        values = rng.sample(field.values, min(len(field.values), rng.randint(2, 5)))
        return [values[:2], *values[2:]]
    low, high = sorted(rng.sample((1.0, 2.5, 5.0, 10.0, 100.0), 2))
    written = [f"< {number(low)}", f"{number(low)} <= _ < {number(high)}", high]
    return [*written, f"> {number(high)}"]


def table_row(author: Author, over: list[str], key: Any) -> dict[str, Any]:
    rng = author.rng
    cells = [key, *(cell(rng, author.names[name]) for name in over[1:])]
    entry = {"when": cells, "points": rng.choice(POINTS), "reason": text_naming(author, over)}
    return entry | decides(rng)


def cell(rng: Random, field: Field) -> Any:
    if rng.random() < 0.3:
        return "any"
    if field.kind == "truth":
        return rng.random() < 0.5
    if field.kind == "number":
        limit = rng.choice(COMMON)
        written = [f"{op} {number(limit)}" for op in ("<", "<=", ">", ">=", "!=", "==")]
        return rng.choice([*written, f"0.5 <= _ < {number(limit)}", limit, [limit, 3.0]])
    return (
        rng.sample(field.values, rng.randint(1, 2))
        if rng.random() < 0.5
        else rng.choice(field.values)
    )


def row(author: Author, over: str, limits: dict[str, float]) -> dict[str, Any]:
    own = {"source": "Of this row only"} if author.rng.random() < 0.3 else {}
    text = text_naming(author, [over])
    return limits | {"points": author.rng.choice(POINTS), "reason": text} | own


def stretches(rng: Random) -> list[dict[str, float]]:
    """Limits of rows that do not overlap; some stretches are left out."""
    cuts = sorted(rng.sample((-10.0, -1.0, *COMMON), rng.randint(1, 4)))
    inner = [{"from": low, "to": high} for low, high in pairwise(cuts)]
    every = [{"to": cuts[0]}, *inner, {"from": cuts[-1]}]
    kept = [limits for limits in every if rng.random() < 0.8]
    return kept or every


# Hypothesis

SEEDS = st.integers(0, 2**32 - 1)


def packs(min_rules: int = 1, max_rules: int = 12) -> st.SearchStrategy[Pack]:
    """Packs that shrink by losing rules, bands and definitions."""
    return st.builds(
        build_pack,
        SEEDS,
        st.lists(SEEDS, max_size=6),
        st.lists(SEEDS, min_size=min_rules, max_size=max_rules),
        st.lists(SEEDS, max_size=3),
    )


def candidates() -> st.SearchStrategy[Candidate]:
    """Candidates that fit section 1, known in full, in part, or hardly at all."""
    return st.builds(candidate_from_seed, SEEDS)


def undated_candidates() -> st.SearchStrategy[Candidate]:
    """Candidates as pages know them, which advise for this day and no other."""
    return candidates().map(
        lambda data: {name: value for name, value in data.items() if name != "as_of"}
    )
