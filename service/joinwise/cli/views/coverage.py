"""What examples cover of a pack."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from joinwise.authoring.coverage import Coverage
from joinwise.cli.views.layout import two_columns
from joinwise.specs.gherkin import Key


def coverage_view(coverage: Coverage) -> RenderableType:
    """Every part by file, with how many examples are on each of its sides, and one of them."""
    table = two_columns()
    for part in coverage.parts:
        place = Text(f"{part.at.file}:{part.at.line}", style="dim")
        table.add_row(place, Text.assemble((part.what, "dim"), f" {part.name}"))
        for side, examples in part.sides.items():
            style = "" if examples else "bold yellow"
            table.add_row("", Text(f"  {side}: {_examples(examples)}", style=style))
    return table


def _examples(keys: tuple[Key, ...]) -> str:
    """Their number, and the first one."""
    first = [f", {key.file}: {key.scenario}" for key in keys[:1]]
    return f"{len(keys):,}{''.join(first)}"
