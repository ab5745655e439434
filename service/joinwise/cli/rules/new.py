"""``joinwise rules new``: a start for rules of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from joinwise.cli.options import PATH

LAYER = """\
# What is changed of the rules that this folder stands on, and what is added to them.
extends: {base}

# change:
#   clashes: {{points: -18}}         # an id or a name, and only the keys that change
# drop: [rivals]
"""
WHOLE = """\
# A pack of its own. The score begins at 50, and from 50 on the advice is to join.
decision: {start: 50, join_at: 50}
"""
RULES = """
rules:
  - id: our-way-there
    title: It is far away
    when: travel.hours_per_meeting >= 3
    points: -10
    reason: Each meeting takes {travel.hours_per_meeting} hours on the way.
    brief: it is far away
"""
FEATURE = """\
Feature: What is ours

  Scenario: A group that is far away
    Given a business club of which we know
      | travel.hours_per_meeting | 3 |
    When joinwise advises on it
    Then "our-way-there" gives -10 points

  Scenario: A group that is near
    Given a business club of which we know
      | travel.hours_per_meeting | 2.9 |
    When joinwise advises on it
    Then "our-way-there" does not apply
"""
NEXT = """\
{folder} is made. Next:
  joinwise rules check {folder}
  joinwise rules test {folder}
  joinwise serve --rules {folder}\
"""


@click.command()
@click.argument("folder", type=PATH)
@click.option("--extends", "base", help="Stand on default, or on a folder relative to this one.")
def new(folder: Path, base: str | None) -> None:
    """Write a start for rules of your own into a new FOLDER.

    It has a rule, and scenarios for it.
    """
    if folder.exists():
        raise click.BadParameter(f"{folder} is there already", param_hint="FOLDER")
    head = LAYER.format(base=base) if base else WHOLE
    features = folder / "features"
    features.mkdir(parents=True)
    (folder / "rules.yaml").write_text(head + RULES, encoding="utf-8")
    (features / "rules.feature").write_text(FEATURE, encoding="utf-8")
    click.echo(NEXT.format(folder=folder))
