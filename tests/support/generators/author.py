"""Expressions over the names at hand, made from a source of chance."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.support.generators.fields import COMMON, FIELDS, ODD, Field
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
)


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
