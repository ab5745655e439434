"""Blocks hold statements that read the same inputs."""

import re
from collections.abc import Iterable
from typing import Any

from joinwise.domain.values import Kind
from joinwise.expressions import partial_evaluation
from joinwise.expressions.ast import Name
from joinwise.expressions.interval_compiler import IntervalCompiler
from joinwise.expressions.parser import parse
from joinwise.expressions.partial_evaluation import SLOTS, Blocks, body

KINDS = {"cost.annual_dues": Kind.NUMBER, "time.clashes": Kind.BOOLEAN}
RULE = parse("cost.annual_dues > 900 and time.clashes")


def compiled() -> IntervalCompiler:
    compiler = IntervalCompiler(KINDS, {})
    compiler.add_rule(RULE, -5)
    return compiler


def test_the_example_in_the_documentation_is_what_is_generated() -> None:
    blocks = compiled().blocks.in_order()
    clashing = [block for block in blocks if "time.clashes" in block.reads]
    shown = re.findall(r"^ {8}(.+)$", str(partial_evaluation.__doc__), re.MULTILINE)
    statements = [statement for block in blocks for statement in block.statements]
    assert without_slots(shown) == without_slots([*statements, *body(clashing, ())])


def without_slots(statements: Iterable[str]) -> list[str]:
    """These change with every new input."""
    return [re.sub(r"frame\[\d+\]", "frame[slot]", statement) for statement in statements]


def test_what_varies_is_worked_out_again_from_what_the_other_blocks_left_in_the_frame() -> None:
    compiler = compiled()
    blocks = compiler.blocks.in_order()
    frame: list[Any] = [None] * compiler.blocks.frame_size
    frame[SLOTS["cost.annual_dues"]] = (1000.0, 1000.0, False)
    for block in blocks:
        compiler.function([block], block.exports.values())(frame)
    clashing = [block for block in blocks if "time.clashes" in block.reads]
    again = compiler.function(clashing, ())
    points = []
    for clashes in (1, 2, 1 | 2):
        frame[SLOTS["time.clashes"]] = clashes
        points.append(again(frame))
    assert points == [(-5, -5), (0, 0), (-5, 0)]


def test_inputs_are_read_through_facts_and_assumptions() -> None:
    definitions = {"fees": parse("cost.annual_dues + 1"), "time.clashes": parse("fees > 3")}
    blocks = Blocks(definitions)
    assert blocks.reads(Name("fees")) == {"cost.annual_dues"}
    assert blocks.reads(Name("time.clashes")) == {"time.clashes", "cost.annual_dues"}


def test_whether_an_input_is_known_does_not_depend_on_what_is_assumed_of_it() -> None:
    blocks = Blocks({"time.clashes": parse("cost.annual_dues > 3")})
    assert blocks.reads(parse("time.clashes is known")) == {"time.clashes"}


def test_a_block_comes_after_those_from_which_it_imports() -> None:
    blocks = compiled().blocks.in_order()
    exported = set()
    for block in blocks:
        assert block.imports.keys() <= exported
        exported |= block.exports.keys()
