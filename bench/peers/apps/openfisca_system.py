"""A tax-benefit system of OpenFisca: a variable an input, and one a rule with its formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.peers.given import RULES, rule_variable
from bench.workload import FLAGS, IMPOSSIBLE, INPUTS, TEXTS, Rule, Test, flat

Person = build_entity(key="person", plural="persons", label="A candidate", is_person=True)
CHOICES = {
    name: Enum(flat(name), {value: value for value in (*values, IMPOSSIBLE[name])})
    for name, values in TEXTS.items()
}

PARAMETERS = {"rules": {"values": {"2000-01-01": {"value": len(RULES)}}}}
"""Nothing reads it; the web API starts with no fewer than one."""


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """What is unknown has an impossible default."""

    def __init__(self) -> None:
        super().__init__([Person])
        self.parameters = ParameterNode("", data=PARAMETERS)
        for variable in _variables():
            self.add_variable(variable)


def _variables() -> Iterator[type[Variable]]:
    for name in INPUTS:
        yield _variable(flat(name), **_kind(name))
    for number, rule in enumerate(RULES):
        yield _variable(rule_variable(number), value_type=bool, formula=_formula(rule))


def _variable(name: str, **more: Any) -> type[Variable]:
    common = {"entity": Person, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), common | more)


def _kind(name: str) -> dict[str, Any]:
    if name in FLAGS:
        return {"value_type": bool, "default_value": IMPOSSIBLE[name]}
    if name not in TEXTS:
        return {"value_type": float, "default_value": IMPOSSIBLE[name]}
    choices = CHOICES[name]
    unknown = choices[str(IMPOSSIBLE[name])]
    return {"value_type": Enum, "possible_values": choices, "default_value": unknown}


def _formula(rule: Rule) -> Callable[[Any, Any], Any]:
    """The tests of a rule over the arrays that OpenFisca works with."""

    def formula(person: Any, period: Any) -> Any:
        first, *others = (_result(test, person(flat(test.input), period)) for test in rule)
        for other in others:
            first = first * other
        return first

    return formula


def _result(test: Test, values: Any) -> Any:
    match test.operator:
        case "<":
            return values < test.value
        case "<=":
            return values <= test.value
        case ">":
            return values > test.value
        case ">=":
            return values >= test.value
    return values == _comparable(test)


def _comparable(test: Test) -> Any:
    return CHOICES[test.input][str(test.value)] if test.input in TEXTS else test.value
