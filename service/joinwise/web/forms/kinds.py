"""The kinds of group in families, with examples, and the kind that a name gives away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from joinwise.domain.catalogue import INPUTS

EVENTS = ("industry_event", "trade_show")


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds that belong together; each with examples in a word or two."""

    title: str
    kinds: tuple[tuple[str, str], ...]


FAMILIES = (
    Family(
        "Business",
        (
            ("referral_group", "BNI, LeTip"),
            ("business_club", "a breakfast or a lunch club"),
            ("chamber_of_commerce", ""),
            ("trade_association", "a guild, a federation"),
            ("peer_group", "a mastermind, EO, Vistage"),
            ("meetup", ""),
            ("coworking_space", "WeWork, a shared office"),
        ),
    ),
    Family(
        "Events",
        (
            ("industry_event", "a fair or congress that you attend"),
            ("trade_show", "a fair with a stand of your own"),
        ),
    ),
    Family(
        "Clubs",
        (
            ("service_club", "Rotary, Lions, Kiwanis"),
            ("speaking_club", "Toastmasters"),
            ("social_club", "a country club"),
            ("athletic_club", "a gym, golf, running"),
            ("alumni_group", ""),
        ),
    ),
    Family(
        "Community",
        (
            ("community_group", "a neighbourhood, a charity"),
            ("faith_group", "a church, a men's breakfast"),
            ("school_group", "a parents' council"),
            ("political_group", "a party"),
        ),
    ),
    Family(
        "Online",
        (
            ("online_business_network", "LinkedIn, Alignable, Xing"),
            ("online_social_network", "Facebook, Instagram"),
            ("online_community", "Slack, Discord, Reddit"),
            ("article_writing", "a blog, a newsletter"),
        ),
    ),
)

SIGNS = {
    "referral_group": "bni|letip|le tip|business networks? international|referrals?|leads? group",
    "service_club": "rotary|rotaract|lions|kiwanis|soroptimists?|zonta|round table",
    "online_business_network": "linkedin|alignable|xing|viadeo|opportunity",
    "online_social_network": "facebook|instagram|tiktok|nextdoor|threads|twitter|mastodon|bluesky",
    "online_community": "slack|discord|reddit|forum|whatsapp|telegram",
    "article_writing": "articles?|blog|newsletter|medium|substack|column|podcast",
    "chamber_of_commerce": "chambers?|ihk|cci|handelskammer",
    "athletic_club": "gym|fitness|golf|tennis|rowing|running|football|soccer|yoga|crossfit|padel",
    "speaking_club": "toastmasters?|speakers?",
    "coworking_space": "co-?working|wework|regus|impact hub",
    "peer_group": "masterminds?|vistage|eo|ypo|entrepreneurs'? organi[sz]ation|tec",
    "trade_show": "trade shows?|stand|booth|exhibitors?",
    "industry_event": "fairs?|expo|congress|conferences?|summit|messe|convention",
    "faith_group": "church|parish|mosque|temple|synagogue|gemeinde|men's breakfast|bible",
    "alumni_group": "alumni|old boys|old girls|ehemalige",
    "school_group": "pta|parents?|school|elternbeirat|kindergarten",
    "political_group": "party|democrats|republicans|labour|conservatives|liberals|spd|cdu|greens",
    "trade_association": "association|guild|federation|verband|innung|institute|society",
    "meetup": "meet-?ups?|stammtisch",
    "business_club": "business|breakfast club|lunch club|executives|professionals|wirtschafts\\w*",
    "social_club": "country club|book club|wine|bridge",
    "community_group": "neighbou?rhood|charity|volunteers?|verein|community",
}
"""Words of a name that give its kind away; of two that fit, the first in this order."""

PATTERNS = {
    kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in SIGNS.items()
}
KNOWN_NAMES = (
    "BNI", "LeTip", "Chamber of commerce", "Rotary", "Lions", "Kiwanis", "Toastmasters", "LinkedIn",
    "Alignable", "Xing", "Facebook", "Nextdoor", "Vistage", "WeWork", "Gym", "Golf club", "Alumni",
)  # fmt: skip
"""Names to choose from while one is typed."""


def kind_of(name: str) -> str | None:
    """The kind that a name gives away: ``BNI Capital chapter`` is a referral group."""
    return next((kind for kind, words in PATTERNS.items() if words.search(name)), None)


def families() -> tuple[Family, ...]:
    """All kinds in their families; those that no family has come last."""
    known = {kind for family in FAMILIES for kind, _ in family.kinds}
    others = tuple((kind, "") for kind in INPUTS["kind"].values if kind not in known)
    return (*FAMILIES, Family("Others", others)) if others else FAMILIES
