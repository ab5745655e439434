"""How often packs are right, and about whom a draft changes that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from joinwise.authoring.review import DraftReview, Judgement, effects, most_wrong
from joinwise.cli.views.layout import indented, verdict
from joinwise.cli.views.preview import effect_line
from joinwise.domain.recommendation import JOIN, SKIP

ROWS = {None: "all", JOIN: "that should be joined", SKIP: "that should be skipped"}


def review_view(review: DraftReview, name: str, lists_wrong: bool) -> RenderableType:
    """How many are right; which a draft turns right and which wrong; if asked for, the wrong."""
    parts: list[RenderableType] = [Text(f"{review.counts()[0]:,} {name}", "bold")]
    parts.append(_counts(review))
    if review.has_draft:
        parts += ["", *_turned("turned right by the draft", review.turned_right)]
        parts += ["", *_turned("turned wrong by the draft", review.turned_wrong)]
        parts += [*_by_rule(review)]
    if lists_wrong:
        parts += ["", Text("Wrong, the clearest first", style="bold")]
        parts += [part for each in most_wrong(review.wrong) for part in _wrong(each)]
    return Group(*parts)


def _counts(review: DraftReview) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for recommendation, label in ROWS.items():
        count, before, after = review.counts(recommendation)
        drafted = f", with the draft {after:,}" if review.has_draft else ""
        table.add_row(label, f"right in {before:,} of {count:,}{drafted}")
    return indented(table, 2)


def _turned(title: str, judgements: list[Judgement]) -> Iterator[RenderableType]:
    yield Text(f"{len(judgements):,} {title}", style="bold")
    for each in judgements:
        before, after = (
            verdict(side.recommendation, side.score) for side in (each.before, each.after)
        )
        yield _line(each, before, " -> ", after)
        rules = [effect_line(change) for change in each.changes]
        yield indented(Group(*(rules or [Text("by the decision alone")])), 6)


def _by_rule(review: DraftReview) -> Iterator[RenderableType]:
    rows = review.by_rule()
    if rows:
        yield ""
        yield Text("By rule that has another effect: turned right, turned wrong", style="bold")
        yield indented(_table((f"{right}", f"{wrong}", rule) for rule, right, wrong in rows), 2)


def _table(rows: Iterable[tuple[str, str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(justify="right")
    for row in rows:
        table.add_row(*row)
    return table


def _wrong(judgement: Judgement) -> Iterator[RenderableType]:
    """What was advised, what would have been right, and the points that made it so."""
    found = judgement.after
    should = f"  should be {judgement.verdict}"
    advised = verdict(found.recommendation, found.score)
    yield _line(judgement, advised, should)
    points = [f"{decides or f'{points:+d}'} {rule}" for rule, _, points, decides in effects(found)]
    yield indented(Text(", ".join(points) or "no rule has points"), 6)


def _line(judgement: Judgement, *parts: str | Text) -> Text:
    """What is said of an account, its name, and where it is, on one line."""
    named = (f"  {judgement.name}", (f"  {judgement.label}", "dim"))
    return Text.assemble("  ", *parts, *named, no_wrap=True, overflow="ignore")
