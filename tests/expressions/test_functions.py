"""A function is known to every reading by its record alone."""

from typing import Any

import pytest

from joinwise.domain.units import Unit
from joinwise.domain.values import Kind
from joinwise.expressions.compiler import Compiler
from joinwise.expressions.english import english
from joinwise.expressions.functions import FUNCTIONS, Function, Parameter
from joinwise.expressions.interval_compiler import IntervalCompiler
from joinwise.expressions.intervals import plus
from joinwise.expressions.parser import ExpressionError, parse
from joinwise.expressions.partial_evaluation import SLOTS
from joinwise.expressions.typecheck import TypeChecker
from tests.support.fakes import diagnostics_of, rule

DUES = "cost.annual_dues"
DOUBLE = Function(
    name="double",
    parameters=(Parameter.NUMBER,),
    fewest=1,
    most=1,
    is_rounding=False,
    english=lambda arguments: f"twice {arguments[0]}",
    python=lambda arguments: f"{arguments[0]} * 2 if {arguments[0]} is not None else None",
    interval={Kind.NUMBER: lambda operand: plus(operand, operand)},
    usual_interval=None,
    smt=lambda terms, call: terms.exact(call, lambda value: value * 2),
    columns=lambda terms, call, values: values[0] * 2,
)


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FUNCTIONS, "double", DOUBLE)  # type: ignore[arg-type]


@pytest.mark.usefixtures("double")
def test_what_has_a_record_is_a_function() -> None:
    assert parse("double(2)")
    with pytest.raises(ExpressionError, match='did you mean "double"'):
        parse("duoble(2)")


@pytest.mark.usefixtures("double")
def test_the_record_says_how_many_arguments_of_which_kind_there_are() -> None:
    checker = TypeChecker({"kind": Kind.TEXT})
    assert checker.visit(parse("double(2)")) is Kind.NUMBER
    checker.visit(parse("double(kind)"))
    checker.visit(parse("double(1, 2)"))
    assert ["must be a number" in str(checker.errors[0]), len(checker.errors)] == [True, 2]


@pytest.mark.usefixtures("double")
def test_each_reading_asks_the_record() -> None:
    tree = parse(f"double({DUES})")
    assert english(tree, lambda name: Unit("")) == "twice annual dues"
    assert Compiler({DUES: 0}, {}).compile([tree])([4.0]) == (8.0,)
    assert bounds_of(f"double({DUES})", (1.0, 3.0, True)) == (2.0, 6.0, True)


def bounds_of(text: str, dues: tuple[float, float, bool]) -> Any:
    compiler = IntervalCompiler({DUES: Kind.NUMBER}, {})
    slot = compiler.export(parse(text))
    frame: list[Any] = [None] * compiler.blocks.frame_size
    frame[SLOTS[DUES]] = dues
    compiler.function(compiler.blocks.in_order(), [slot])(frame)
    return frame[slot]


@pytest.mark.usefixtures("double")
def test_the_solver_asks_the_record_too() -> None:
    z3 = pytest.importorskip("z3")
    from joinwise.expressions.smt.encoder import Encoder  # noqa: PLC0415 - it needs z3

    reading = Encoder({DUES: Kind.NUMBER}, {}, {}, is_exact=True)
    fires = reading.fires(parse(f"double({DUES}) == 8"))
    solver = z3.Solver()
    solver.add(fires, *reading.axioms)
    assert solver.check() == z3.sat
    assert str(solver.model().eval(z3.Real(DUES))) == "4"


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, each in FUNCTIONS.items() if each.most is None])
def test_any_number_of_arguments_may_be_given(name: str) -> None:
    arguments = ", ".join(str(number) for number in range(7, 1_200))
    tree = parse(f"{name}({DUES}, {arguments})")
    expected = {"min": 5.0, "max": 1_199.0, "coalesce": 5.0}
    assert Compiler({DUES: 0}, {}).compile([tree])([5.0]) == (expected[name],)


def test_no_fact_may_have_the_name_of_a_function() -> None:
    for name in FUNCTIONS:
        found = diagnostics_of(f"facts: {{{name}: {{formula: 1}}}}\n" + rule("kind == 'meetup'"))
        assert any("that is a function" in fault for fault in found)
