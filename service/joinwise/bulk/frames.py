"""The rows of a data frame, scored as columns under one pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

import narwhals as nw

from joinwise.bulk.inputs import FLAT, PREFIX, FrameInputs, frame_inputs, sources_in
from joinwise.bulk.narrow import narrowly
from joinwise.domain.catalogue import Catalogue
from joinwise.domain.recommendation import JOIN, SKIP, Recommendation
from joinwise.domain.values import Kind
from joinwise.errors import FrameError
from joinwise.expressions.ast import Node
from joinwise.expressions.columns import ColumnCompiler, ColumnProgram, with_columns
from joinwise.packs.dependencies import Dependencies, definitions
from joinwise.packs.model import Pack
from joinwise.scoring.advice import Contribution, contributions

Frame = TypeVar("Frame")
RECOMMENDATION, SCORE, FIRED, REFUSED = "recommendation", "score", "fired", "refused"
COLUMNS = (RECOMMENDATION, SCORE, FIRED, REFUSED)
BETWEEN = "|"
"""Between the rules in the column ``fired``."""

FITS = f"{PREFIX}fits"
TOTAL = f"{PREFIX}total"


def score_frame(frame: Frame, pack: Pack, columns: Collection[str] = COLUMNS) -> Frame:
    """A data frame with what the pack says of each row: any frame that narwhals knows.

    Its columns are named like inputs (``cost.annual_dues``, or ``cost__annual_dues``); all others
    are carried along. ``columns`` are added: ``recommendation``, ``score``, ``fired`` (the rules
    with their points, ``one-way-street:-15|payback:25``) and ``refused`` (the inputs whose value
    does not fit, such as ``cost.annual_dues``; such a row gets no recommendation). Raises
    FrameError if the columns cannot be read so.
    """
    given: Any = nw.from_native(frame)
    if isinstance(given, nw.LazyFrame):
        return cast(Frame, _scored(given, pack, columns))
    scored: Any = FrameScorer(pack).score(given.lazy("polars"), columns)
    return cast(Frame, scored.collect(given.implementation).to_native())


def _scored(frame: nw.LazyFrame[Any], pack: Pack, columns: Collection[str]) -> Any:
    scorer = FrameScorer(pack)
    if not frame.implementation.is_spark_like():
        return scorer.score(frame, columns).to_native()
    flat, names = without_dots(frame.to_native())
    scored = scorer.score(nw.from_native(flat), columns).to_native()
    return scored.toDF(*(names.get(name, name) for name in scored.columns))


def without_dots(frame: Any) -> tuple[Any, dict[str, str]]:
    """A frame of Spark whose names hold no dots, and its names by those without."""
    names = {name.replace(".", FLAT): name for name in frame.columns}
    return frame.toDF(*names), names


class FrameScorer:
    """Scores frames under one pack; ``contributions`` is what can fire, in the order of reasons.

    ``names`` are the inputs that columns of other names stand for; ``catalogue`` are the inputs
    that there are, if they are more than those of the pack.
    """

    def __init__(
        self,
        pack: Pack,
        names: Mapping[str, str] | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.pack = pack
        self.names = names or {}
        self.contributions = contributions(pack)
        self.catalogue = catalogue or pack.catalogue
        self.inputs = self.catalogue.inputs

    def score(
        self, frame: nw.LazyFrame[Any], columns: Collection[str] = COLUMNS, as_text: bool = False
    ) -> nw.LazyFrame[Any]:
        """The frame with columns added."""
        own = frame.collect_schema().names()
        _check(own, columns)
        worked = self.worked_out(frame, as_text)
        added = {name: worked.column(name) for name in columns}
        return with_columns(worked.frame, added).select(*own, *columns)

    def worked_out(
        self, frame: nw.LazyFrame[Any], as_text: bool = False, further: Sequence[Node] = ()
    ) -> WorkedOut:
        """The frame with all that is worked out of its rows, ``further`` trees too.

        Raises FrameError.
        """
        read = self.read(frame.collect_schema(), as_text, further)
        conditions = [contribution.when for contribution in self.contributions]
        program = self._compiler(read).compile([*conditions, *further])
        whole = _with_program(frame, read.columns, program)
        places = len(conditions)
        results, rest = program.results[:places], program.results[places:]
        return WorkedOut(self.pack, self.contributions, whole, results, read, rest).summed()

    def read(
        self, schema: Mapping[str, Any], as_text: bool = False, further: Iterable[Node] = ()
    ) -> FrameInputs:
        """What the columns give of each input that is there or that the rules read."""
        sources = sources_in(schema, self.inputs, self.names)
        trees = [*(contribution.when for contribution in self.contributions), *further]
        needed = Dependencies(self.pack).inputs_read(trees)
        wanted = [input for name, input in self.inputs.items() if name in needed or name in sources]
        return frame_inputs(sources, wanted, as_text)

    def _compiler(self, read: FrameInputs) -> ColumnCompiler:
        largest = {
            name: max(abs(input.low), abs(input.high))
            for name, input in self.inputs.items()
            if input.kind is Kind.NUMBER
        }
        return ColumnCompiler(read.given, definitions(self.pack), largest, PREFIX)


def _with_program(
    frame: nw.LazyFrame[Any], given: Mapping[str, nw.Expr], program: ColumnProgram
) -> nw.LazyFrame[Any]:
    if frame.implementation.is_spark_like():
        return narrowly(frame, given, program)
    return program.add_to(with_columns(frame, given))


def _check(own: Iterable[str], added: Iterable[str]) -> None:
    problems = [f'there is a column "{name}" already' for name in own if name in added]
    problems += [
        f'a column may not begin with "{PREFIX}"' for name in own if name.startswith(PREFIX)
    ]
    if problems:
        raise FrameError(problems)


@dataclass(frozen=True)
class WorkedOut:
    """A frame with the columns that say whether each contribution is true, in their order.

    ``further`` are the columns of further trees.
    """

    pack: Pack
    contributions: Sequence[Contribution]
    frame: nw.LazyFrame[Any]
    conditions: Sequence[str]
    read: FrameInputs
    further: Sequence[str] = ()

    @property
    def faults(self) -> Mapping[str, nw.Expr]:
        return self.read.faults

    def summed(self) -> WorkedOut:
        """The same with the total of points, and whether the row fits."""
        fits = ~nw.any_horizontal(*self.faults.values(), ignore_nulls=True)
        added = {FITS: fits if self.faults else nw.lit(True), TOTAL: self._total}
        return replace(self, frame=with_columns(self.frame, added))

    @property
    def _total(self) -> nw.Expr:
        points = [
            nw.when(nw.col(condition)).then(nw.lit(contribution.points, nw.Int64))
            for condition, contribution in self.hits()
            if contribution.points
        ]
        start = nw.lit(self.pack.decision.start, nw.Int64)
        return nw.sum_horizontal(start, *points).clip(0, 100)

    def hits(self) -> Iterable[tuple[str, Contribution]]:
        return zip(self.conditions, self.contributions, strict=True)

    def column(self, name: str) -> nw.Expr:
        """The expression for a column; null in a row that does not fit."""
        made = {
            RECOMMENDATION: self.recommendation,
            SCORE: nw.col(TOTAL),
            FIRED: self.fired,
        }
        return self.refused if name == REFUSED else nw.when(nw.col(FITS)).then(made[name])

    @cached_property
    def recommendation(self) -> nw.Expr:
        by_score = nw.when(nw.col(TOTAL) >= self.pack.decision.join_at).then(nw.lit(str(JOIN)))
        verdict: Any = by_score.otherwise(nw.lit(str(SKIP)))
        for decided in (JOIN, SKIP):
            decides = self._decides(decided)
            if decides:
                is_decided = nw.any_horizontal(*decides, ignore_nulls=True)
                verdict = nw.when(is_decided).then(nw.lit(str(decided))).otherwise(verdict)
        return verdict  # type: ignore[no-any-return]

    def _decides(self, decided: Recommendation) -> list[nw.Expr]:
        return [nw.col(name) for name, each in self.hits() if each.decides is decided]

    @cached_property
    def fired(self) -> nw.Expr:
        """Every rule that fired with its points, in the order in which reasons are given."""
        texts = [
            nw.when(nw.col(condition)).then(nw.lit(fired_text(contribution)))
            for condition, contribution in self.hits()
        ]
        return nw.concat_str(*texts, separator=BETWEEN, ignore_nulls=True) if texts else nw.lit("")

    @property
    def refused(self) -> nw.Expr:
        """The inputs whose value does not fit; null if all do."""
        return self._of_faults({name: name for name in self.faults}, BETWEEN)

    @property
    def requirements(self) -> nw.Expr:
        """The same in words: what their values must be."""
        inputs = self.pack.inputs
        words = {name: f"{name}: {inputs[name].requirement}" for name in self.faults}
        return self._of_faults(words, "; ")

    def _of_faults(self, words: Mapping[str, str], separator: str) -> nw.Expr:
        texts = [nw.when(fault).then(nw.lit(words[name])) for name, fault in self.faults.items()]
        joined = nw.concat_str(*texts, separator=separator, ignore_nulls=True)
        return nw.when(~nw.col(FITS)).then(joined)


def fired_text(contribution: Contribution) -> str:
    """``one-way-street:-15``, and ``over-budget:0:skip`` of a rule that decides."""
    decides = f":{contribution.decides}" if contribution.decides else ""
    return f"{contribution.rule}:{contribution.points}{decides}"
