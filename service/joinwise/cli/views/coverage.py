"""What examples cover of a pack."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from joinwise.authoring.coverage import Coverage, Seen
from joinwise.cli.views.layout import two_columns
from joinwise.specs.gherkin import ExampleKey


def coverage_view(coverage: Coverage) -> RenderableType:
    """Every target by file, with how many examples are on each of its sides, and one of them."""
    table = two_columns()
    for target in coverage.targets:
        place = Text(str(target.at), style="dim")
        table.add_row(place, Text.assemble((target.what, "dim"), f" {target.name}"))
        for side, examples in target.sides.items():
            style = "" if examples else "bold yellow"
            table.add_row("", Text(f"  {side}: {_examples(examples)}", style=style))
    return table


def _examples(seen: Seen) -> str:
    """Their number, and the first one."""
    first = [f", {_name(each)}" for each in seen.named[:1]]
    return f"{seen.count:,}{''.join(first)}"


def _name(example: ExampleKey | str) -> str:
    return example if isinstance(example, str) else f"{example.file}: {example.scenario}"
