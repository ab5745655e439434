"""What a draft of the rules would change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import chain, islice
from pathlib import Path

from rich.console import Group, RenderableType
from rich.progress import TaskProgressColumn
from rich.table import Table
from rich.text import Text

from joinwise.authoring.populations.populations import PLAUSIBLE
from joinwise.authoring.preview import (
    TENS,
    AdviceChange,
    DraftEffect,
    EffectChange,
    EffectTally,
    PreviewResult,
    RuleEffect,
    Side,
    most_flipped,
    total_of,
)
from joinwise.cli.views.layout import indented, uncut, verdict
from joinwise.cli.views.progress import progress_bar
from joinwise.domain.units import how_many
from joinwise.packs.model import Pack

BAR = 50
BEFORE, AFTER = "░", "█"
WORDS = {
    DraftEffect.SKIP_TO_JOIN: "change from skip to join",
    DraftEffect.JOIN_TO_SKIP: "change from join to skip",
    DraftEffect.SCORE_ONLY: "change in score only",
    DraftEffect.NONE: "stay the same",
}


CHANGED = (DraftEffect.SKIP_TO_JOIN, DraftEffect.JOIN_TO_SKIP, DraftEffect.SCORE_ONLY)


class FirstChanges:
    """The first changes, at most so many; those of the recommendation come before the others."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._of_recommendation: list[AdviceChange] = []
        self._of_score: list[AdviceChange] = []

    def add(self, changes: Iterable[AdviceChange]) -> None:
        for change in changes:
            is_score = change.effect is DraftEffect.SCORE_ONLY
            alike = self._of_score if is_score else self._of_recommendation
            if len(alike) < self.most:
                alike.append(change)

    def __iter__(self) -> Iterator[AdviceChange]:
        return islice(chain(self._of_recommendation, self._of_score), self.most)


def progress(total: int | None) -> AbstractContextManager[Callable[[int], None]]:
    """A bar on a terminal, for so many bytes; the function advances it."""
    return progress_bar("Deciding", TaskProgressColumn(), total, refreshes_itself=False)


def preview_view(
    folder: Path,
    totals: Mapping[str, PreviewResult],
    changes: Collection[AdviceChange],
    active: Pack,
    draft: Pack,
) -> RenderableType:
    """How many of each population change each way, of which kinds, through which rules, and who.

    To be printed without cropping, as ``diff_view`` is.
    """
    total = total_of(totals.values())
    parts: list[RenderableType] = [
        uncut(str(folder), "bold"),
        f"against the active rules ({active.name}), over {_count(total.effects.total())}",
        *_decision(active, draft),
    ]
    if total.effects.total():
        parts += ["", _effects(totals)]
    if any(total.effects[effect] for effect in CHANGED):
        parts += ["", *_by_kind(total), "", *_by_rule(total, active, draft), "", *_scores(total)]
    if changes:
        listed = total_of(each for name, each in totals.items() if name != PLAUSIBLE)
        parts += ["", *_changes(changes, listed)]
    return Group(*parts)


def _count(candidates: int) -> str:
    return how_many(candidates, "candidate") if candidates else "no candidates"


def _decision(active: Pack, draft: Pack) -> Iterator[Text]:
    before, after = active.decision, draft.decision
    if before.start != after.start:
        yield Text(f"The score starts at {before.start}, with the draft at {after.start}.")
    if before.join_at != after.join_at:
        yield Text(f"It takes {before.join_at} to join, with the draft {after.join_at}.")


def _effects(totals: Mapping[str, PreviewResult]) -> RenderableType:
    """A column for each population, named if there are several."""
    table = Table.grid(padding=(0, 2))
    for _ in totals:
        table.add_column(min_width=6, justify="right")
    if len(totals) > 1:
        table.add_row(*(Text(name, style="dim") for name in totals))
    for effect, words in WORDS.items():
        table.add_row(*(f"{total.effects[effect]:,}" for total in totals.values()), words)
    return indented(table, 2)


def _by_kind(total: PreviewResult) -> Iterator[RenderableType]:
    yield Text("By kind of group", style="bold")
    names = most_flipped(total.kinds)
    yield _tally(total.kinds, {name: name.replace("_", " ") for name in names}, "of all")


def _by_rule(total: PreviewResult, active: Pack, draft: Pack) -> Iterator[RenderableType]:
    yield Text("By rule that has another effect", style="bold")
    titles = {entry.id: entry.title for pack in (active, draft) for entry in pack.entries}
    names = most_flipped(total.rules)
    yield _tally(total.rules, {name: f"{titles.get(name, '')}  {name}" for name in names})


def _tally(tally: EffectTally, labels: Mapping[str, str], last: str = "") -> RenderableType:
    """A row for each name: how many change each way, and if asked for how many there are."""
    table = Table.grid(padding=(0, 2))
    columns = ("to join", "to skip", "score only", *([last] if last else []))
    for _ in columns:
        table.add_column(justify="right")
    table.add_row(*(Text(column, style="dim") for column in columns))
    for name, label in labels.items():
        counts = [tally[name, effect] for effect in CHANGED]
        whole = [sum(counts) + tally[name, DraftEffect.NONE]] if last else []
        table.add_row(*(f"{count:,}" if count else "·" for count in (*counts, *whole)), label)
    return indented(table, 2)


def _scores(total: PreviewResult) -> Iterator[RenderableType]:
    """Two bars for every ten points of the score: before, and with the draft."""
    yield Text(f"Scores, before {BEFORE} and with the draft {AFTER}", style="bold")
    widest = max(*total.before, *total.after, 1)
    table = Table.grid(padding=(0, 1))
    for ten, (before, after) in enumerate(zip(total.before, total.after, strict=True)):
        high = 100 if ten == TENS - 1 else ten * TENS + 9
        label = Text(f"{ten * TENS}-{high}", justify="right")
        table.add_row(label, _bar(BEFORE, before, widest))
        table.add_row("", _bar(AFTER, after, widest))
    yield indented(table, 2)


def _bar(character: str, number: int, widest: int) -> Text:
    """At least one character for any number but zero."""
    length = max(round(number * BAR / widest), number > 0)
    return Text(f"{character * length} {number:,}" if number else "·", style="cyan")


def _changes(changes: Collection[AdviceChange], total: PreviewResult) -> Iterator[RenderableType]:
    yield Text("What changes", style="bold")
    for change in changes:
        yield _line(change)
        yield indented(_responsible(change), 6)
    others = total.flipped + total.effects[DraftEffect.SCORE_ONLY] - len(changes)
    if others:
        yield Text(f"  and {others:,} more (--most lists more, --json all)", style="dim")


def _line(change: AdviceChange) -> Text:
    before, after = _verdict(change.before), _verdict(change.after)
    line = Text("  ", no_wrap=True, overflow="ignore")
    line.append_text(before).append(" -> ").append_text(after)
    if change.verdict and change.before.recommendation != change.after.recommendation:
        is_right = change.after.recommendation == change.verdict
        line.append("  now right" if is_right else "  now wrong", style="bold")
    return line.append(f"  {change.name}").append(f"  {change.candidate}", style="dim")


def _verdict(side: Side) -> Text:
    return verdict(side.recommendation, side.score)


def _responsible(change: AdviceChange) -> RenderableType:
    """The rules, a line each."""
    counting = [rule for rule in change.rules if rule.counts]
    rules = [effect_line(rule) for rule in counting] or [Text("by the decision alone")]
    return Group(*rules, *([Text(f"and {change.others} other rules")] if change.others else []))


def effect_line(change: EffectChange) -> Text:
    """What a rule does before and after, with its title and id."""
    return Text.assemble(f"{_effect(change)}  {change.title}", (f"  {change.rule}", "dim"))


def _effect(change: EffectChange) -> str:
    match change.before, change.after:
        case None, RuleEffect() as after:
            return f"now {_points(after)}"
        case RuleEffect() as before, None:
            return f"no longer {_points(before)}"
        case RuleEffect() as before, RuleEffect() as after:
            return f"{_points(before)}, now {_points(after)}"
    raise AssertionError(change)


def _points(effect: RuleEffect) -> str:
    decides = [effect.decides] if effect.decides else []
    points = [f"{effect.points:+d}"] if effect.points or not decides else []
    return " and ".join([*decides, *points])
