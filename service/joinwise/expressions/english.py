"""A tree as a sentence in plain English, or in the language of a reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from joinwise.domain.catalogue import INPUTS, OWN
from joinwise.domain.days import AS_OF, iso_date
from joinwise.domain.units import ENGLISH, Unit, ValueFormat
from joinwise.domain.values import Kind, Scalar
from joinwise.expressions.ast import (
    Among,
    And,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    Known,
    Lookup,
    Name,
    Negative,
    Node,
    Not,
    Or,
    Unknown,
    Within,
)
from joinwise.expressions.dates import DatedValues, dated_values
from joinwise.expressions.functions import FUNCTIONS, listed
from joinwise.expressions.said import said
from joinwise.expressions.visitor import Visitor

COMPARED = {
    "==": "%(left)s is %(right)s",
    "!=": "%(left)s is not %(right)s",
    "<": "%(left)s is less than %(right)s",
    "<=": "%(left)s is at most %(right)s",
    ">": "%(left)s is more than %(right)s",
    ">=": "%(left)s is at least %(right)s",
}
ON_DAYS = {
    "<": "it is before %(date)s",
    "<=": "it is %(date)s or before",
    ">": "it is after %(date)s",
    ">=": "it is %(date)s or after",
}
WORKED = {
    "+": "%(left)s plus %(right)s",
    "-": "%(left)s minus %(right)s",
    "*": "%(left)s times %(right)s",
    "/": "%(left)s divided by %(right)s",
}
IS, IS_NOT = COMPARED["=="], COMPARED["!="]
INCLUDES, LACKS = "%(left)s includes %(right)s", "%(left)s does not include %(right)s"
COMPOUND = (And, Or, Choice)

UnitOf = Callable[[str], Unit]
"""The unit of a name."""

ClauseOf = Callable[[str], str | None]
"""What a name says if it is true, such as *its value is waning*; None if it has no clause."""


def no_clause(name: str) -> None:
    """For names that stand for themselves."""


def english(
    node: Node, unit: UnitOf, values: ValueFormat = ENGLISH, clause: ClauseOf = no_clause
) -> str:
    """The sentence for a tree; shares are shown as per cent."""
    return _EnglishWriter(unit, values, clause).visit(node)


class _EnglishWriter(Visitor[str]):
    def __init__(self, unit: UnitOf, values: ValueFormat, clause: ClauseOf) -> None:
        self.unit = unit
        self.values, self.say = values, values.gettext
        self.clause = clause

    def inside(self, node: Node) -> str:
        return f"({self.visit(node)})" if isinstance(node, COMPOUND) else self.visit(node)

    def operand(self, node: Node) -> str:
        plain = isinstance(node, Constant | Name | Call)
        return self.visit(node) if plain else f"({self.visit(node)})"

    def constant(self, value: Scalar | tuple[str, ...], beside: Node) -> str:
        if isinstance(value, tuple):
            return self.listed([self.said(text) for text in value], self.say("and"))
        if isinstance(value, bool):
            return self.say("true") if value else self.say("false")
        if isinstance(value, str):
            return self.said(value)
        if isinstance(beside, Name) and self.unit(beside.name).is_share:
            return f"{self.values.figure(value * 100)}%"
        return self.values.figure(value)

    def said(self, value: str) -> str:
        """One of the values of a text."""
        return self.say(value.replace("_", " "))

    def listed(self, words: Sequence[str], joiner: str) -> str:
        return listed(words, f" {joiner} ")

    def side(self, node: Node, beside: Node) -> str:
        return self.constant(node.value, beside) if isinstance(node, Constant) else self.visit(node)

    def truth(self, node: Node, is_true: bool) -> str:
        phrase = self.inside(node)
        return phrase if is_true else self.say("it is not so that %(phrase)s", phrase=phrase)

    def visit_constant(self, node: Constant) -> str:
        return self.constant(node.value, node)

    def visit_unknown(self, node: Unknown) -> str:
        return self.say("unknown")

    def visit_name(self, node: Name) -> str:
        if node.name in INPUTS:
            return self.say(INPUTS[node.name].label)
        name = node.name.removeprefix(f"{OWN}.")
        return self.clause(node.name) or name.replace("_", " ")

    def visit_lookup(self, node: Lookup) -> str:
        rows = [
            self.say("%(value)s for %(key)s", value=self.constant(value, node), key=self.said(key))
            for key, value in node.table
        ]
        if node.otherwise is not None:
            rows.append(self.say("else %(value)s", value=self.constant(node.otherwise, node)))
        return self.say("by %(name)s: %(rows)s", name=self.visit(node.by), rows=", ".join(rows))

    def _by_date(self, node: Choice, dated: DatedValues) -> str:
        rows = [
            self.say("%(value)s from %(date)s on", value=self.constant(value, node), date=day)
            for day, value in dated.by_date.items()
        ]
        if dated.otherwise is not None:
            rows.append(
                self.say("before that %(value)s", value=self.constant(dated.otherwise, node))
            )
        return ", ".join(rows)

    def visit_negative(self, node: Negative) -> str:
        return self.say("minus %(number)s", number=self.operand(node.operand))

    def visit_arithmetic(self, node: Arithmetic) -> str:
        left, right = self.operand(node.left), self.operand(node.right)
        return self.say(WORKED[node.operator], left=left, right=right)

    def visit_call(self, node: Call) -> str:
        return FUNCTIONS[node.function].english(list(map(self.operand, node.arguments)))

    def visit_comparison(self, node: Comparison) -> str:
        match node.right:
            case Constant(bool() as value):
                return self.truth(node.left, value is (node.operator == "=="))
            case Constant(float() as day) if node.left == Name(AS_OF):
                return self.say(ON_DAYS[node.operator], date=iso_date(day))
        left, right = self.side(node.left, node.right), self.side(node.right, node.left)
        return self.say(COMPARED[node.operator], left=left, right=right)

    def visit_among(self, node: Among, phrase: str = IS) -> str:
        options = [self.constant(option.value, node.item) for option in node.options]
        values = self.listed(options, self.say("or"))
        return self.say(phrase, left=self.visit(node.item), right=values)

    def visit_within(self, node: Within, phrase: str = INCLUDES) -> str:
        return self.say(phrase, left=self.visit(node.list), right=self.visit(node.item))

    def visit_known(self, node: Known, is_known: bool = True) -> str:
        name = self.visit(node.name)
        if self._is_flag(node.name):
            known, unknown = "it is known whether %(name)s", "it is not known whether %(name)s"
        else:
            known, unknown = "%(name)s is known", "%(name)s is not known"
        return self.say(known if is_known else unknown, name=name)

    def _is_flag(self, node: Node) -> bool:
        return (
            isinstance(node, Name)
            and node.name in INPUTS
            and INPUTS[node.name].kind is Kind.BOOLEAN
        )

    def visit_not(self, node: Not) -> str:
        match node.operand:
            case Among() as among:
                return self.visit_among(among, IS_NOT)
            case Within() as within:
                return self.visit_within(within, LACKS)
            case Known() as known:
                return self.visit_known(known, is_known=False)
        return self.truth(node.operand, False)

    def visit_and(self, node: And) -> str:
        return self.values.conjoined(map(self.inside, node.parts))

    def visit_or(self, node: Or) -> str:
        either = self.say("or")
        return f" {either} ".join(map(self.inside, node.parts))

    def visit_choice(self, node: Choice) -> str:
        if dated := dated_values(node):
            return self._by_date(node, dated)
        if name := said(node):
            return self.say(
                "%(name)s (%(otherwise)s if not said)",
                name=self.visit(name),
                otherwise=self.inside(node.otherwise),
            )
        return self.say(
            "%(then)s if %(condition)s, else %(otherwise)s",
            then=self.inside(node.then),
            condition=self.inside(node.condition),
            otherwise=self.inside(node.otherwise),
        )
