"""What each rule does to the rows of tables, worked out as columns."""

from __future__ import annotations

from collections.abc import Callable

from joinwise.authoring.impact.contributions import IN, NOT_SAID, NOT_YET, Profile
from joinwise.authoring.impact.tables import Sample
from joinwise.bulk.decisions import TableDecider
from joinwise.bulk.weighing import Weighing, weighing_of
from joinwise.domain.catalogue import Catalogue
from joinwise.errors import JoinwiseError, MalformedError
from joinwise.expressions.ast import And, Comparison, Known, Name, Node, Or, number
from joinwise.packs.model import Pack

MONTHS = Name("past_yield.months_member")
IS_OUTSIDE = And((Known(MONTHS), Comparison("==", MONTHS, number(0))))


def add_table(
    sample: Sample,
    pack: Pack,
    catalogue: Catalogue,
    file: str,
    refuse: Callable[[str, JoinwiseError], None],
) -> None:
    """Adds the rows of a table to a sample; ``refuse`` takes what does not fit, and where it is."""
    further = (Name("mode"), IS_OUTSIDE, _tells_of_a_record(catalogue))
    decider = TableDecider([pack], catalogue, further)
    try:
        for rows in decider.decide(file):
            _add(sample, weighing_of(rows, pack.decision, len(further)))
            for line, error in rows.refused:
                refuse(f"{file}:{line}", error)
    except MalformedError as error:
        refuse(file, error)


def _tells_of_a_record(catalogue: Catalogue) -> Node:
    told = [name for name in catalogue.inputs if name.startswith("past_yield.")]
    return Or(tuple(Known(Name(name)) for name in told))


def _add(sample: Sample, weighing: Weighing) -> None:
    for (kind, mode, is_outside, tells, score, joins), times in weighing.profiles.items():
        stay = NOT_YET if is_outside else IN if tells else NOT_SAID
        sample.profiles[Profile(kind, mode, stay, score, joins)] += times
    sample.fires.update(weighing.fires)
    sample.alone.update(weighing.alone)
    sample.moves.update(weighing.moves)
    sample.pairs.update(weighing.pairs)
