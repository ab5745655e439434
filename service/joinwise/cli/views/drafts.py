"""What a draft would change, and how two packs differ, to be read in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from joinwise.authoring.diff import ADDED, CHANGED, REMOVED, Difference, Part, Shown
from joinwise.authoring.preview import (
    JOIN_TO_SKIP,
    SAME,
    SCORE_ONLY,
    SKIP_TO_JOIN,
    TENS,
    Change,
    Given,
    RuleChange,
    Side,
)
from joinwise.authoring.preview import Part as Counts
from joinwise.cli.views import terminal
from joinwise.domain.recommendation import JOIN, SKIP
from joinwise.formats.strict_json import plain, write_json
from joinwise.packs.model import Pack

BAR = 50
BEFORE, AFTER = "░", "█"
WORDS = {
    SKIP_TO_JOIN: "change from skip to join",
    JOIN_TO_SKIP: "change from join to skip",
    SCORE_ONLY: "change in score only",
    SAME: "stay the same",
}
STYLES = {JOIN: "bold green", SKIP: "bold red"}


class Listed:
    """The first changes of each kind, so many at most; those that turn the advice come first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.turned: list[Change] = []
        self.scored: list[Change] = []

    def take(self, changes: Iterable[Change]) -> None:
        for change in changes:
            kept = self.scored if change.way == SCORE_ONLY else self.turned
            if len(kept) < self.most:
                kept.append(change)

    @property
    def changes(self) -> list[Change]:
        return [*self.turned, *self.scored][: self.most]


def _uncut(line: str) -> Text:
    """A line that is neither wrapped nor cut, where it is printed without cropping."""
    return Text(line, no_wrap=True, overflow="ignore", style="bold")


def _indented(part: RenderableType, columns: int) -> RenderableType:
    return Padding(part, (0, 0, 0, columns), expand=False)


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, for so many bytes; gives what moves it on."""
    console = terminal.console(stderr=True)
    if not console.is_terminal:
        yield lambda size: None
        return
    columns = (TextColumn("Deciding"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda size: bar.update(task, advance=size, refresh=True)


def preview_view(
    draft: Path, total: Counts, listed: Listed, in_force: Pack, drafted: Pack
) -> RenderableType:
    """How many change each way, the scores before and after, and what changed.

    To be printed without cropping, as ``diff_view`` is.
    """
    decided = total.ways.total()
    against = f"against the rules in force ({in_force.name}), over {_count(decided)}"
    parts: list[RenderableType] = [_uncut(str(draft)), against, *_decision(in_force, drafted), ""]
    parts += [_ways(total), "", *_scores(total)]
    if listed.changes:
        parts += ["", *_changes(listed, total)]
    return Group(*parts)


def _count(candidates: int) -> str:
    return "1 candidate" if candidates == 1 else f"{candidates:,} candidates"


def _decision(in_force: Pack, drafted: Pack) -> Iterator[Text]:
    before, after = in_force.decision, drafted.decision
    if before.start != after.start:
        yield Text(f"The score starts at {before.start}, with the draft at {after.start}.")
    if before.join_at != after.join_at:
        yield Text(f"It takes {before.join_at} to join, with the draft {after.join_at}.")


def _ways(total: Counts) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=6, justify="right")
    for way, words in WORDS.items():
        table.add_row(f"{total.ways[way]:,}", words)
    return _indented(table, 2)


def _scores(total: Counts) -> Iterator[RenderableType]:
    """Two bars for each ten of the score: before, and with the draft."""
    yield Text(f"Scores, before {BEFORE} and with the draft {AFTER}", style="bold")
    widest = max(*total.before, *total.after, 1)
    table = Table.grid(padding=(0, 1))
    for ten, (before, after) in enumerate(zip(total.before, total.after, strict=True)):
        high = 100 if ten == TENS - 1 else ten * TENS + 9
        label = Text(f"{ten * TENS}-{high}", justify="right")
        table.add_row(label, _bar(BEFORE, before, widest))
        table.add_row("", _bar(AFTER, after, widest))
    yield _indented(table, 2)


def _bar(character: str, number: int, widest: int) -> Text:
    """At least one character for what is not zero."""
    length = max(round(number * BAR / widest), number > 0)
    return Text(f"{character * length} {number:,}" if number else "·", style="cyan")


def _changes(listed: Listed, total: Counts) -> Iterator[RenderableType]:
    yield Text("What changes", style="bold")
    for change in listed.changes:
        yield _changed(change)
        yield _indented(_responsible(change), 6)
    others = total.turned + total.ways[SCORE_ONLY] - len(listed.changes)
    if others:
        yield Text(f"  and {others:,} more (--most lists more, --json all)", style="dim")


def _changed(change: Change) -> Text:
    before, after = _verdict(change.before), _verdict(change.after)
    line = Text("  ", no_wrap=True, overflow="ignore")
    line.append_text(before).append(" -> ").append_text(after)
    return line.append(f"  {change.name}").append(f"  {change.candidate}", style="dim")


def _responsible(change: Change) -> RenderableType:
    """The rules, a line each."""
    rules = [_rule(each) for each in change.rules] or [Text("by the decision alone")]
    return Group(*rules, *([Text(f"and {change.others} other rules")] if change.others else []))


def _verdict(verdict: Side) -> Text:
    return Text(f"{verdict.recommendation} {verdict.score}", style=STYLES[verdict.recommendation])


def _rule(change: RuleChange) -> Text:
    return Text.assemble(f"{_moved(change)}  {change.title}", (f"  {change.rule}", "dim"))


def _moved(change: RuleChange) -> str:
    match change.before, change.after:
        case None, Given() as after:
            return f"now {_given(after)}"
        case Given() as before, None:
            return f"no longer {_given(before)}"
        case Given() as before, Given() as after:
            return f"{_given(before)}, now {_given(after)}"
    raise AssertionError(change)


def _given(given: Given) -> str:
    decides = [given.decides] if given.decides else []
    points = [f"{given.points:+d}"] if given.points or not decides else []
    return " and ".join([*decides, *points])


SHORT = 60
"""Characters of what is shown on one line."""

MARKS = {ADDED: ("+", "green"), REMOVED: ("-", "red"), CHANGED: ("~", "yellow")}


def diff_view(one: Path, other: Path, found: Sequence[Shown]) -> RenderableType:
    """What differs, section by section, each with a candidate that shows it on a line of its own.

    To be printed without cropping, so that the line can be copied.
    """
    heading = _uncut(f"{one} -> {other}")
    if not found:
        return Group(heading, Text("They say the same."))
    parts: list[RenderableType] = [heading]
    for section in dict.fromkeys(each.difference.section for each in found):
        parts += ["", Text(section, style="bold underline")]
        for each in found:
            parts += _difference(each) if each.difference.section == section else ()
    return Group(*parts)


def _difference(shown: Shown) -> Iterator[RenderableType]:
    difference = shown.difference
    mark, style = MARKS[difference.change]
    name = (difference.name, "bold")
    yield Text.assemble((f"{mark} ", style), name, f"  {difference.change}")
    yield _indented(_parts(difference), 4)
    yield from _witness(shown)


def _parts(difference: Difference) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for part in difference.parts:
        for label, line in _lines(difference, part):
            table.add_row(Text(label, style="dim"), line)
    return table


def _lines(difference: Difference, part: Part) -> Iterator[tuple[str, Text]]:
    """What a key says: before and after on one line where that is short."""
    before, after = _said(part.before), _said(part.after)
    if difference.change != CHANGED:
        yield part.key, Text(before if difference.change == REMOVED else after)
    elif len(before) + len(after) < SHORT and not part.english:
        yield part.key, Text.assemble((before, "red"), " -> ", (after, "green"))
    else:
        yield part.key, Text.assemble(("- ", "red"), before)
        yield "", Text.assemble(("+ ", "green"), after)
    for mark, sentence in zip("-+", part.english or (), strict=False):
        if sentence:
            yield "", Text(f"{mark} {sentence}", style="italic")


def _said(value: Any) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return write_json(plain(value)).decode()


def _witness(shown: Shown) -> Iterator[RenderableType]:
    witness = shown.witness
    if witness:
        each = (witness.before, witness.alone, witness.after)
        before, alone, after = (_verdict(Side(*verdict)) for verdict in each)
        turn = Text.assemble("turns ", before, " into ", alone, " (all changes: ", after, ") for")
        yield _indented(turn, 4)
        yield Text(f"    {_json(witness.candidate)}", no_wrap=True, overflow="ignore")
    elif shown.tries:
        text = f"No candidate that it turns was found in {shown.tries:,} tries."
        yield _indented(Text(text), 4)
