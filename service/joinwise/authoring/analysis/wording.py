"""What is said of rules that were analyzed."""

from __future__ import annotations

from joinwise.authoring.analysis.solver import Proof
from joinwise.scoring.advice import NOTE, Contribution

NEVER_FIRES = "can never fire: no candidate makes this true"
ALWAYS_FIRES = "always fires: every candidate makes this true"
COUNT = {"for": "both count for it", "against": "both count against it", NOTE: "neither counts"}


def undecided(name: str, question: str) -> str:
    return f"whether {name} {question} was not decided in time"


def same_meaning(name: str, other: str, rule: Contribution, *proofs: Proof) -> str:
    both = f"both decide to {rule.decides}" if rule.decides else COUNT[rule.effect]
    meaning = f"{name} means the same as {other}: if one fires, so does the other"
    return f"{meaning}, and {both}{aside(*proofs)}"


def implied(name: str, other: str, consequence: str, proof: Proof) -> str:
    return f"{name} fires only if {other} does{consequence}{aside(proof)}"


def consequence(rule: Contribution, other: Contribution, is_lost: bool) -> str:
    """What follows for a rule that fires only if another does."""
    if is_lost:
        return ", which decides to skip: it never changes the recommendation"
    if rule.decides and rule.decides == other.decides:
        return f", and both decide to {rule.decides}: it decides nothing by itself"
    return f"; together they give {rule.points + other.points:+d}" if rule.points else ""


def clash(name: str, other: str) -> str:
    return f"{name} decides to join when {other} decides to skip; then skip wins"


def aside(*proofs: Proof) -> str:
    """What is added if a proof leaves rounding out."""
    return " (but for rounding)" if Proof.BUT_FOR_ROUNDING in proofs else ""
