"""``said(x, y)``: an input if the caller gave it, else something else.

It is short for ``x if x is known else y``, and no more than that to every reading of a tree.
"""

from __future__ import annotations

from joinwise.domain.catalogue import is_input
from joinwise.expressions.ast import Call, Choice, Known, Name

SAID = "said"


def written_out(call: Call) -> Call | Choice:
    """The choice that ``said`` is short for; any other call, and one at fault, as it is."""
    match call:
        case Call("said", (Name(name) as given, otherwise)) if is_input(name):
            return Choice(given, Known(given, given.at), otherwise, call.at)
    return call


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
