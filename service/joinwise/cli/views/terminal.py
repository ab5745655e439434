"""An advice, a rule book and faults, to be read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from joinwise.authoring.coverage import Coverage
from joinwise.compare.portfolio import Standing
from joinwise.diagnostics import Diagnostic, Severity
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import Input
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.units import ENGLISH
from joinwise.domain.values import Kind
from joinwise.explain.wording import turning_text
from joinwise.expressions.english import english
from joinwise.formats.directions import isolated
from joinwise.packs.model import Band, Pack, Rule
from joinwise.scoring.misses import Miss
from joinwise.scoring.model import Advice, Reason
from joinwise.specs.gherkin import Key

WIDEST = 100
BAR = 40
MOST_QUESTIONS = 5
FAULT_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
STYLES = {JOIN: "bold white on green", SKIP: "bold white on red"}
RIGHT_WHERE = "Advice to join was right where it was worth it, advice to skip where it was not."
CAUTION = (
    "Versions of the rules: {versions}. The shares are Wilson intervals of 95 %: of twenty rows, "
    "about one misses the truth by chance. Few join against the advice, so fewer skips are judged."
)
SIDES = (("against", "Against", "red"), ("for", "For", "green"), ("note", "To note", "cyan"))


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal, at most 100 columns; colours only on a terminal."""
    found = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    found.width = min(found.width, WIDEST)
    return found


def advice_view(
    advice: Advice,
    misses: Iterable[Miss] | None = None,
    explained: Mapping[str, Any] | None = None,
) -> RenderableType:
    """Verdict, score against the limit, what would turn it, reasons, what was assumed.

    ``explained`` is an answer with any of ``questions``, ``flips`` and ``pairs``.
    """
    parts: list[RenderableType] = [_heading(advice), _bar(advice), "", Text(advice.summary), ""]
    if explained:
        parts += [*_explained(explained, advice.currency), ""]
    sides = SIDES if advice.recommendation is SKIP else (SIDES[1], SIDES[0], SIDES[2])
    for effect, title, style in sides:
        reasons = [each for each in advice.reasons if each.effect == effect]
        parts += (
            [Text(title, style=f"bold {style}"), _reasons(reasons, style), ""] if reasons else []
        )
    if advice.assumed:
        parts += [Text("Taken for granted", style="bold"), _assumed(advice), ""]
    if misses is not None:
        parts += [Text("Rules that did not fire", style="bold"), _misses(misses), ""]
    parts.append(Text(f"rules {advice.pack}, {advice.version[:19]}", style="dim"))
    return Group(*parts)


def _heading(advice: Advice) -> Text:
    verdict = Text(f" {advice.recommendation.upper()} ", style=STYLES[advice.recommendation])
    return Text.assemble(verdict, "  ", (isolated(advice.name), "bold"))


def _bar(advice: Advice) -> Text:
    """The score as a bar, with a mark at the limit: ``████│░░░ 31 of 100, 50 to join``."""
    filled, limit = (round(each * BAR / 100) for each in (advice.score, advice.join_at))
    bar = "█" * filled + "░" * (BAR - filled)
    style = "green" if advice.score >= advice.join_at else "red"
    said = f"  {advice.score} of 100; it takes {advice.join_at} to join"
    return Text.assemble((bar[:limit], style), ("│", "bold"), (bar[limit:], style), said)


def _reasons(reasons: Iterable[Reason], style: str) -> RenderableType:
    table = _grid()
    for reason in reasons:
        weight = "decides" if reason.decides else f"{reason.points:+d}" if reason.points else "·"
        said = Text.assemble((reason.title, "bold"), "\n", reason.text)
        table.add_row(Text(weight, style=style, justify="right"), said)
    return Padding(table, (0, 0, 0, 2))


def _explained(answer: Mapping[str, Any], currency: str) -> Iterator[RenderableType]:
    """``Ask first: ...``, then the other questions, then what would turn it."""
    incomplete = answer.get("incomplete", [])
    for question in answer.get("questions", [])[:MOST_QUESTIONS]:
        lead = "Ask first: " if question["first"] else "Then ask:  "
        where = Text(f" ({turning_text(question, currency)})", style="dim")
        yield Text.assemble((lead, "bold"), question["ask"], where)
    if answer.get("certainty") == "firm":
        yield Text("No single answer that is missing would turn it.")
    flips = [*answer.get("flips", []), *answer.get("pairs", [])]
    for flip in flips:
        yield Text(flip["text"])
    if "flips" in answer and not flips and not {"flips", "pairs"}.intersection(incomplete):
        yield Text("Nothing that you could change would turn it.")
    for part in incomplete:
        yield Text(f"Finding all {part} took too long: there may be others.")


def comparison_view(answer: Mapping[str, Any]) -> RenderableType:
    """Which ones to join, all of them ranked with why, and what wider limits would change."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(no_wrap=True)
    table.add_column()
    for measure in answer["units"]:
        table.add_column(measure, justify="right", no_wrap=True)
    for each in sorted(answer["ranked"], key=lambda each: each["standing"] != Standing.IN):
        table.add_row(*_compared(each, answer["units"]))
    wider = [each["text"] for each in (answer["one_more_hour"], answer["hundred_more"]) if each]
    return Group(Text(answer["summary"], style="bold"), "", table, *(Text(each) for each in wider))


def _compared(each: Mapping[str, Any], units: Iterable[str]) -> Iterator[RenderableType]:
    is_in = each["standing"] == Standing.IN
    yield (Text(" JOIN ", style=STYLES[JOIN]) if is_in else Text("  no  ", style="dim"))
    yield Text.assemble((isolated(each["name"]), "bold"), "" if is_in else f"\n{each['text']}")
    for measure in units:
        yield Text(ENGLISH.value(each[measure]))


def _grid() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=4, no_wrap=True)
    table.add_column()
    return table


def _assumed(advice: Advice) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for name, value in advice.assumed:
        input = INPUTS[name]
        words = ENGLISH.value(value, input.unit, advice.currency)
        table.add_row(Text(input.label), Text(words, justify="right"), Text(name, style="dim"))
    return Padding(table, (0, 0, 0, 2))


def _misses(misses: Iterable[Miss]) -> RenderableType:
    table = _grid()
    for miss in misses:
        table.add_row("", Text.assemble((miss.title, "bold"), "\n", _kept_back(miss)))
    return Padding(table, (0, 0, 0, 2))


def _kept_back(miss: Miss) -> str:
    failed = [f"{test}, and it is {ENGLISH.value(value)}" for test, value in miss.failed]
    unknown = [f"not known: {', '.join(miss.unknown)}"] if miss.unknown else []
    return "; ".join([*failed, *unknown]) or "nothing applies"


def inputs_view(pack: Pack, names: Iterable[str]) -> RenderableType:
    """What can be said of a group, with what the rules take for granted."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("input", no_wrap=True)
    table.add_column("what it is")
    table.add_column("what it may be")
    for name in names:
        table.add_row(name, pack.questions[name].ask, _allowed(pack.questions[name].input))
    return table


def _allowed(input: Input) -> str:
    if input.values:
        return (
            ", ".join(input.values) if len(input.values) < 30 else "an ISO 4217 code, such as EUR"
        )
    if input.kind is Kind.NUMBER:
        return f"{input.low:,.0f} to {input.high:,.0f} ({input.unit})"
    return "true or false" if input.kind is Kind.BOOLEAN else "a text"


def rules_view(pack: Pack) -> RenderableType:
    """Every rule and band by file, in plain English with its points."""
    by_file: dict[str, list[Rule | Band]] = {}
    for each in sorted(pack.entries, key=lambda each: (each.at.file, each.at.line)):
        by_file.setdefault(each.at.file, []).append(each)
    parts: list[RenderableType] = []
    for file, entries in by_file.items():
        parts += [Text(file, style="bold underline"), _entries(entries, pack), ""]
    return Group(*parts[:-1])


def _entries(entries: Iterable[Rule | Band], pack: Pack) -> Table:
    table = _grid()
    for each in entries:
        if isinstance(each, Rule):
            table.add_row(_weight(each.points, each.decide), _line(each.title, each.id))
            table.add_row("", f"if {english(each.when, pack.unit)}")
        else:
            table.add_row("", _line(each.title, each.id))
            for row in each.rows:
                table.add_row(_weight(row.points, None), f"if {english(row.when, pack.unit)}")
    return table


def _line(title: str, id: str) -> Text:
    return Text.assemble((title, "bold"), (f"  {id}", "dim"))


def _weight(points: int, decide: Recommendation | None) -> Text:
    style = "green" if points > 0 or decide is JOIN else "red" if points < 0 or decide else "cyan"
    return Text(decide or f"{points:+d}", style=style, justify="right")


def entry_view(entry: Mapping[str, Any]) -> RenderableType:
    """One rule or band in full, key by key."""
    table = Table.grid(padding=(0, 2))
    for key, value in entry.items():
        if key == "rows":
            for row in value:
                table.add_row(Text("row", style="dim"), _row_view(row))
        elif value is not None:
            shown_value = f"{value['file']}:{value['line']}" if key == "at" else str(value)
            table.add_row(Text(key, style="dim"), Text(shown_value))
    return table


def _row_view(row: Mapping[str, Any]) -> Text:
    return Text.assemble(
        (f"{row['points']:+d}  ", "bold"), f"if {row['english']}\n    {row['reason']}"
    )


def coverage_view(coverage: Coverage) -> RenderableType:
    """Every part by file, with how many examples are on each of its sides, and one of them."""
    table = _grid()
    for part in coverage.parts:
        where = Text(f"{part.at.file}:{part.at.line}", style="dim")
        table.add_row(where, Text.assemble((part.what, "dim"), f" {part.name}"))
        for side, seen in part.sides.items():
            table.add_row("", Text(f"  {side}: {_seen(seen)}", style="" if seen else "bold yellow"))
    return table


def _seen(seen: tuple[Key, ...]) -> str:
    first = [f", {key.file}: {key.scenario}" for key in seen[:1]]
    return f"{len(seen):,}{''.join(first)}"


def review_view(found: Mapping[str, Any]) -> RenderableType:
    """How often the advice was right; with too few outcomes, only how many there are."""
    judged, fewest = found["judged"], found["fewest"]
    said = f"{judged:,} outcomes say whether it was worth it; {found['unjudged']:,} do not."
    if "all" not in found:
        return Text(f"{said}\nIt takes {fewest['judged']} to say how often the advice was right.")
    versions = len(found["versions"])
    parts: list[RenderableType] = [Text(said), Text(RIGHT_WHERE), _tallies({"all": found["all"]})]
    for by in ("recommendation", "kind", "rule"):
        title = "rule that fired" if by == "rule" else by
        parts += ["", Text(f"By {title}", style="bold"), _tallies(found[f"by_{by}"])]
    return Group(*parts, "", Text(CAUTION.format(versions=versions), style="dim"))


def _tallies(rows: Mapping[str, Any]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, row in rows.items():
        table.add_row(Text(f"  {name}"), *_tally(row))
    return table


def _tally(row: Mapping[str, Any]) -> tuple[Text, Text]:
    if "right" not in row:
        return Text(f"of {row['judged']}", justify="right"), Text("too few to say", style="dim")
    counts = f"right in {row['right']:,} of {row['judged']:,}"
    return Text(counts, justify="right"), Text(f"{row['from']:.0%} to {row['to']:.0%}")


def fault_view(fault: Diagnostic) -> RenderableType:
    """A fault with its line, a caret under the place, and below a candidate that shows it."""
    style = f"bold {FAULT_STYLES[fault.severity]}"
    place = f"{fault.file}:{fault.line}:{fault.column}: "
    parts = [Text.assemble(place, (f"{fault.severity}: ", style), fault.message)]
    if fault.excerpt.strip():
        parts += _excerpt(fault, style)
    if fault.witness:
        parts.append(Text(f"  shown by {fault.witness}"))
    return Group(*parts)


def _excerpt(fault: Diagnostic, style: str) -> Iterator[Text]:
    start = max(0, fault.column - 70)
    yield Text(f"  {fault.excerpt[start : start + 90]}".replace("\t", " "), style="dim")
    yield Text(f"  {' ' * (fault.column - 1 - start)}^", style=style)
