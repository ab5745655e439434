"""An advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from joinwise.advisor import Answer
from joinwise.cli.views.layout import BADGES, two_columns
from joinwise.domain.recommendation import SKIP
from joinwise.domain.units import ENGLISH
from joinwise.domain.versions import short
from joinwise.explain.wording import flip_text, turns_at_text
from joinwise.formats.directions import isolated
from joinwise.scoring.misses import Miss
from joinwise.scoring.model import Advice, Reason

BAR = 40
MOST_QUESTIONS = 5
SIDES = (("against", "Against", "red"), ("for", "For", "green"), ("note", "To note", "cyan"))


def advice_view(answer: Answer) -> RenderableType:
    """Verdict, score against the limit, what would flip it, reasons, what was assumed."""
    advice, misses = answer.advice, answer.explanation.misses
    parts: list[RenderableType] = [_heading(advice), _bar(advice), "", Text(advice.summary), ""]
    if plan := [*_plan(answer)]:
        parts += [*plan, ""]
    if explanation := [*_questions(answer), *_flips(answer), *_incomplete(answer)]:
        parts += [*explanation, ""]
    parts += _sides(advice)
    if advice.assumed:
        parts += [Text("Assumed", style="bold"), _assumed(answer), ""]
    if misses is not None:
        parts += [Text("Rules that did not fire", style="bold"), _misses(misses), ""]
    day = f", as of {advice.as_of}" if advice.as_of else ""
    parts.append(Text(f"rules {advice.pack}, {short(advice.version)}{day}", style="dim"))
    return Group(*parts)


def _heading(advice: Advice) -> Text:
    verdict = Text(f" {advice.word.upper()} ", style=BADGES[advice.recommendation])
    return Text.assemble(verdict, "  ", (isolated(advice.name), "bold"))


def _bar(advice: Advice) -> Text:
    """The score as a bar, with a mark at the limit: ``████│░░░ 31 of 100, 50 to join``."""
    filled, limit = (round(score * BAR / 100) for score in (advice.score, advice.join_at))
    bar = "█" * filled + "░" * (BAR - filled)
    style = "green" if advice.score >= advice.join_at else "red"
    label = f"  {advice.score} of 100; it takes {advice.join_at} to join"
    return Text.assemble((bar[:limit], style), ("│", "bold"), (bar[limit:], style), label)


def _sides(advice: Advice) -> Iterator[RenderableType]:
    """The reasons by effect, those on the side that won first."""
    sides = SIDES if advice.recommendation is SKIP else (SIDES[1], SIDES[0], SIDES[2])
    for effect, title, style in sides:
        reasons = [reason for reason in advice.reasons if reason.effect == effect]
        if reasons:
            yield from (Text(title, style=f"bold {style}"), _reasons(reasons, style), "")


def _reasons(reasons: Iterable[Reason], style: str) -> RenderableType:
    table = two_columns()
    for reason in reasons:
        weight = "decides" if reason.decides else f"{reason.points:+d}" if reason.points else "·"
        words = Text.assemble((reason.title, "bold"), "\n", reason.text)
        table.add_row(Text(weight, style=style, justify="right"), words)
    return Padding(table, (0, 0, 0, 2))


def _questions(answer: Answer) -> Iterator[RenderableType]:
    """``Ask first: ...``, then the other questions."""
    explanation = answer.explanation
    questions = explanation.questions.open if explanation.questions else ()
    for question in questions[:MOST_QUESTIONS]:
        lead = "Ask first: " if question.first else "Then ask:  "
        turning = turns_at_text(question, answer.pack, answer.advice.currency, answer.values)
        ask = answer.values.gettext(question.ask)
        yield Text.assemble((lead, "bold"), ask, (f" ({turning})", "dim"))
    if explanation.is_firm:
        yield Text("No single missing answer would flip it.")


def _flips(answer: Answer) -> Iterator[RenderableType]:
    """What would flip it."""
    explanation = answer.explanation
    flips = [*(explanation.flips or ()), *(explanation.pairs or ())]
    for flip in flips:
        yield Text(flip_text(flip, answer.pack, answer.advice.currency, answer.values))
    is_complete = not {"flips", "pairs"}.intersection(explanation.incomplete)
    if explanation.flips is not None and not flips and is_complete:
        yield Text("Nothing that you could change would flip it.")


def _plan(answer: Answer) -> Iterator[RenderableType]:
    """What makes it pay, and when to look again."""
    plan = answer.explanation.plan
    for part in (plan.break_even, plan.look_again) if plan else ():
        if part:
            yield Text(part.text)


def _incomplete(answer: Answer) -> Iterator[RenderableType]:
    for part in answer.explanation.incomplete:
        yield Text(f"Finding all {part} took too long: there may be others.")


def _assumed(answer: Answer) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    advice, values = answer.advice, answer.values
    for name, value in advice.assumed:
        input = answer.pack.inputs[name]
        words = values.value(value, input.unit, advice.currency)
        table.add_row(
            Text(values.gettext(input.label)), Text(words, justify="right"), Text(name, style="dim")
        )
    return Padding(table, (0, 0, 0, 2))


def _misses(misses: Iterable[Miss]) -> RenderableType:
    table = two_columns()
    for miss in misses:
        table.add_row("", Text.assemble((miss.title, "bold"), "\n", _why_not(miss)))
    return Padding(table, (0, 0, 0, 2))


def _why_not(miss: Miss) -> str:
    failed = [f"{test}, and it is {ENGLISH.value(value)}" for test, value in miss.failed]
    unknown = [f"not known: {', '.join(miss.unknown)}"] if miss.unknown else []
    return "; ".join([*failed, *unknown]) or "nothing applies"
