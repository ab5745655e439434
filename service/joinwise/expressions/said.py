"""``said(x, y)``: an input if the caller gave it, else something else.

It is short for ``x if x is known else y``, and no more than that to every reading of a tree.
"""

from __future__ import annotations

from joinwise.domain.catalogue import is_input
from joinwise.expressions.ast import Call, Choice, Known, Name, Node, rebuilt

SAID = "said"


def with_choices(node: Node) -> Node:
    """The same tree, each ``said`` written out; those at fault are left as they are."""
    whole = rebuilt(node, with_choices)
    match whole:
        case Call("said", (Name(name), otherwise)) if is_input(name):
            given = whole.arguments[0]
            assert isinstance(given, Name)
            return Choice(given, Known(given, given.at), otherwise, whole.at)
    return whole


def said_problem(call: Call) -> str:
    """Why a call of ``said`` could not be written out."""
    if len(call.arguments) != 2:
        return f"{SAID} takes 2 arguments, not {len(call.arguments)}"
    match call.arguments[0]:
        case Name(name):
            return f"{SAID} takes an input, and {name} is none; of a fact, coalesce takes its value"
    return f"the first argument of {SAID} must be an input"


def said(node: Choice) -> Name | None:
    """The input of a choice that says no more than ``said`` does, else None."""
    match node:
        case Choice(Name(name) as given, Known(Name(known))) if name == known and is_input(name):
            return given
    return None
