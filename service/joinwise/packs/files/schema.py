"""The shape of a rule file: which keys it may hold, what each is about, and what it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, fields, pre_load, validate

from joinwise.domain.recommendation import Recommendation
from joinwise.domain.values import Kind
from joinwise.expressions.functions import FUNCTIONS
from joinwise.expressions.said import SAID
from joinwise.languages.catalogs import LANGUAGES
from joinwise.packs.citations import Grade, is_citation
from joinwise.packs.files.fields import (
    AsWrittenField,
    CellField,
    ConstantField,
    DateField,
    ExpressionField,
    FactsField,
    HigherField,
    IdField,
    InputsField,
    KeyProblem,
    ListField,
    MappingField,
    NamedEntriesField,
    NameField,
    NumberField,
    NumberNameField,
    RangeField,
    ReferenceField,
    RowsField,
    RuleField,
    TableField,
    TextField,
    TruthField,
    ValuesField,
    WholeNumberField,
)
from joinwise.packs.model import MOST_MONTHS, Recall

SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
MAX_POINTS = 1_000_000
EXPRESSION = (
    "Names of inputs and facts, numbers, texts in quotes, true and false; + - * /; "
    "== != < <= > >=; in [...], in a list; is known, is unknown; and, or, not; a if b else c; "
    f"unknown; {', '.join(FUNCTIONS)}, {SAID}."
)
"""What an expression may hold, for editors."""

BY = "A text, input or fact, that the value goes by; or date, for values that change with time."
VALUES = "The value for each text; by date, the value from each day on, like 2027-01-31."
ELSE = "The value for every other text; left out: unknown."
NUMBER_SOURCE = "Where the number comes from; for a lookup also by the keys of its values."

PERCENT = validate.Range(0, 100, error="this must be from 0 to 100")
POINTS = validate.Range(
    -MAX_POINTS, MAX_POINTS, error=f"this must be from -{MAX_POINTS:,} to {MAX_POINTS:,}"
)
ABOVE_ZERO = validate.Range(0, min_inclusive=False, error="this must be more than 0")
CHANGES = validate.OneOf(
    ("lower", "higher", "either"), error="this must be lower, higher or either"
)
GRADES = validate.OneOf(tuple(Grade), error="this must be S, M, W or J")
YEARS = validate.Range(1000, 9999, error="this must be a year, like 2019")
LANGUAGE = validate.OneOf(LANGUAGES, error="this must be en or de")
TYPES = validate.OneOf(tuple(Kind), error="this must be number, boolean, text or list")
RECALLS = validate.OneOf(tuple(Recall), error="this must be by_heart or look_up")
DECISIONS = validate.OneOf(
    tuple(Recommendation), error="this must be join or skip, in small letters"
)
MONTHS = validate.Range(1, MOST_MONTHS, error=f"this must be from 1 to {MOST_MONTHS:,}")
AT_LEAST_ONE_INPUT = validate.Length(min=1, error="this is empty; name at least one input")
AT_LEAST_ONE = validate.Length(min=1, error="this is empty; give at least one row")


class Shape(Schema):
    """A mapping of a rule file: keys of its own only; a key without a value counts as left out."""

    class Meta:
        unknown = RAISE

    error_messages = {
        "type": "this must be a mapping of keys to values",
        "unknown": KeyProblem.UNKNOWN,
    }

    @pre_load
    def without_blanks(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        own = keys_of(self)
        return {key: value for key, value in data.items() if value is not None or key not in own}


class LookupShape(Shape):
    by = ReferenceField(Kind.TEXT, required=True, about=BY)
    values = TableField(required=True, about=VALUES)
    otherwise = ConstantField(data_key="else", about=ELSE)


class FormulaShape(Shape):
    formula = ExpressionField(required=True, about=f"How to work out the value. {EXPRESSION}")


class AssumptionField(RuleField):
    """A value, ``{by, values, else}`` or ``{formula}``."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping):
            shape = FormulaShape() if "formula" in value else LookupShape()
            return shape.load(value)
        if isinstance(value, list):
            return fields.List(TextField()).deserialize(value)
        return ConstantField().deserialize(value)


class WordsShape(Shape):
    when = ExpressionField(
        about="The condition; the words count only if it is true; left out: always. " + EXPRESSION
    )
    join = TextField(about="The word for join, such as Stay; left out: Join.")
    skip = TextField(about="The word for skip, such as Leave; left out: Skip.")


class CitationShape(Shape):
    grade = TextField(
        required=True,
        validate=GRADES,
        about="S: peer-reviewed or a large experiment; M: a survey or an organisation's own "
        "figures; W: one person's figure; J: judgment.",
    )
    what = TextField(required=True, about="What it says, and who says it.")
    url = TextField(about="Where it can be read.")
    year = WholeNumberField(validate=YEARS, about="The year that it is of.")


class SourceField(RuleField):
    """Where something comes from: a text, or ``{grade, what, url, year}``."""

    default_error_messages = {
        "invalid": "this must be a text, or a mapping of grade, what, url and year"
    }

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping):
            return CitationShape().load(value)
        if not isinstance(value, str):
            raise self.make_error("invalid")
        return TextField().deserialize(value)


class SourcesField(SourceField):
    """The same; for a lookup also one by each key of its table."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Mapping) and not is_citation(value):
            return NamedEntriesField(SourceField()).deserialize(value)
        return super()._deserialize(value, *args, **kwargs)


class DecisionShape(Shape):
    start = WholeNumberField(
        validate=PERCENT, about="The score before any rule: whole, 0 to 100; 50 if left out."
    )
    join_at = WholeNumberField(
        validate=PERCENT,
        about="Join when the score is at least this: whole, 0 to 100; 50 if left out.",
    )
    words = ListField(
        MappingField(WordsShape),
        about="The words for the recommendation: the first whose when is true, else Join and Skip.",
    )
    little_known = TextField(
        about="The end of the summary if all points rest on what is usual alone, such as what to "
        "ask; {name} stands for a value."
    )
    language = TextField(
        validate=LANGUAGE,
        about="The language of the texts of the pack, which pages and summaries then speak: en or "
        "de; left out: the texts are English, and pages speak the language of the browser.",
    )


OWN_KEYS = ("type", "about", "unit", "whole", "bounds", "values")
"""What is said of inputs of one's own alone."""


class InputShape(Shape):
    type = TextField(
        validate=TYPES,
        about="Of an input of your own: number, boolean, text or list; left out: number if it has "
        "bounds, whole or unit, text if it has values.",
    )
    about = TextField(
        about="Of an input of your own: what it is, in a sentence; left out: its name in words."
    )
    unit = TextField(
        about="Of a number of your own; what starts with money, share or count is shown so."
    )
    whole = TruthField(about="Of a number of your own: whether it is whole.")
    bounds = RangeField(about="Of a number of your own: the lowest and the highest that it may be.")
    values = ListField(
        TextField(), about="Of a text or list of your own: what it, or each entry, may be."
    )
    assume = AssumptionField(
        about="What to assume: a value, {by, values, else} or {formula}; left out: unknown."
    )
    ask = TextField(about="The question that people are asked.")
    when = ExpressionField(
        about="The condition under which it is asked: always, unless this is false for the "
        f"candidate; left out: always. {EXPRESSION}"
    )
    recall = TextField(
        validate=RECALLS,
        about="Whether people know the answer by heart or have to look it up; left out: money and "
        "shares are looked up, all else is known by heart.",
    )
    range = RangeField(
        about="The lowest and the highest value worth considering, within what is allowed."
    )
    step = NumberField(
        validate=ABOVE_ZERO,
        about="How far apart the values are that are considered, from the lowest on.",
    )
    change = TextField(
        validate=CHANGES,
        about="The way a person could get it changed; left out: it cannot be changed.",
    )
    source = SourcesField(about=NUMBER_SOURCE)


class KindShape(Shape):
    like = TextField(about="The kind whose values stand in where a lookup does not name this one.")
    about = TextField(about="What kind of group it is; left out: its name in words.")


class FactShape(Shape):
    formula = ExpressionField(about=f"How to work it out. {EXPRESSION}")
    by = ReferenceField(Kind.TEXT, about=BY)
    values = TableField(about=VALUES)
    otherwise = ConstantField(data_key="else", about=ELSE)
    unit = TextField(
        about="The unit; what starts with money, share or count is shown so, any other as a number."
    )
    about = TextField(about="What it is, in a sentence.")
    says = TextField(
        about="What a true/false fact says if it is true, for reading rules: its value is waning."
    )
    source = SourcesField(about=NUMBER_SOURCE)


class RuleShape(Shape):
    id = IdField(
        required=True,
        about="The unique name of the rule: lower-case words joined by hyphens.",
    )
    title = TextField(required=True, about="What the rule is about, in a few words.")
    when = ExpressionField(
        required=True, about=f"The condition; the rule fires only if it is true. {EXPRESSION}"
    )
    points = WholeNumberField(
        validate=POINTS,
        about="What it adds to the score, or takes from it: whole; 0 if left out.",
    )
    decide = TextField(validate=DECISIONS, about="Decides whatever the score; skip beats join.")
    start = DateField(
        data_key="from", about="The first day on which it can fire, like 2027-01-31; left out: any."
    )
    until = DateField(about="The last day on which it can fire; left out: any.")
    reason = TextField(
        required=True,
        about="What the reader is told. {name} stands for a value in its unit, {name one|many} "
        "for the value and the word that fits, {{ and }} for braces.",
    )
    brief = TextField(about="The reason for the summary, in a few words; the title if left out.")
    source = SourceField(about="Where it comes from.")


class RowShape(Shape):
    low = NumberField(
        data_key="from",
        about="Where the row starts, itself included; left out: from the lowest on.",
    )
    high = NumberField(
        data_key="to",
        about="Where the row ends, itself not included; left out: up to the highest.",
    )
    points = WholeNumberField(
        required=True,
        validate=POINTS,
        about="What it adds to the score, or takes from it: whole.",
    )
    reason = TextField(required=True, about="What the reader is told; {name} stands for the value.")
    brief = TextField(about="The reason for the summary, in a few words.")
    source = SourceField(about="Where the row comes from; that of the scale if left out.")


class BandShape(Shape):
    id = IdField(
        required=True,
        about="The unique name of the scale: lower-case words joined by hyphens.",
    )
    title = TextField(required=True, about="What the scale is about, in a few words.")
    over = ReferenceField(
        Kind.NUMBER, required=True, about="The number, input or fact, that the scale goes by."
    )
    rows = ListField(
        MappingField(RowShape),
        required=True,
        validate=AT_LEAST_ONE,
        about="The steps of the scale; they do not overlap.",
    )
    brief = TextField(about="The reason for the summary for rows that have none of their own.")
    source = SourceField(about="Where the scale comes from.")


class TableRowShape(Shape):
    when = ListField(
        CellField(),
        required=True,
        about="A cell for each column: a constant, a list of constants, a comparison in quotes "
        'like ">= 5" or "3 <= _ < 8", or any.',
    )
    points = WholeNumberField(
        validate=POINTS,
        about="What it adds to the score, or takes from it: whole; needed unless it decides.",
    )
    decide = TextField(validate=DECISIONS, about="Decides whatever the score; skip beats join.")
    reason = TextField(required=True, about="What the reader is told; {name} stands for a value.")
    brief = TextField(about="The reason for the summary, in a few words.")
    source = SourceField(about="Where the row comes from; that of the table if left out.")


class DecisionTableShape(Shape):
    id = IdField(
        required=True,
        about="The unique name of the table: lower-case words joined by hyphens.",
    )
    title = TextField(required=True, about="What the table is about, in a few words.")
    over = ListField(
        NameField(),
        required=True,
        validate=AT_LEAST_ONE_INPUT,
        about="The inputs and facts that it goes by, one for each column.",
    )
    rows = RowsField(
        MappingField(TableRowShape),
        required=True,
        validate=AT_LEAST_ONE,
        about="The rows, or the name of a CSV file beside this one; at most one applies.",
    )
    complete = TruthField(
        about="false if it is meant that no row applies to some candidates; left out: true."
    )
    brief = TextField(about="The reason for the summary for rows that have none of their own.")
    source = SourceField(about="Where the table comes from.")


class CompareShape(Shape):
    worth = ReferenceField(required=True, about="The fact that says what a group is worth.")
    money = ReferenceField(required=True, about="The fact that says what it takes in money.")
    hours = ReferenceField(required=True, about="The fact that says what it takes in hours.")


class PromiseShape(Shape):
    higher = HigherField(
        required=True,
        about="The number that grows: an input, a pattern such as cost.*, or a list of inputs that "
        "grow by the same amount together.",
    )
    never = TextField(
        required=True,
        validate=DECISIONS,
        about="What a higher value never turns the recommendation into: join or skip.",
    )
    given = ExpressionField(
        about=f"A condition, true before and after, under which it is promised. {EXPRESSION}"
    )
    because = TextField(about="Why this should hold.")


class BreakEvenShape(Shape):
    fact = ReferenceField(required=True, about="The fact that says how much makes it pay.")
    text = TextField(
        about="What the reader is told; {name} stands for a value; left out: that it pays from so "
        "much on."
    )


class LookAgainShape(Shape):
    most = WholeNumberField(
        validate=MONTHS,
        about="How many months to look ahead: whole, 1 to 1,200; left out: all of these.",
    )
    text = TextField(
        about="What the reader is told; {months month|months} stands for how long until then; left "
        "out: to leave after so many months."
    )


class PlanShape(Shape):
    break_even = MappingField(BreakEvenShape, about="What makes it pay.")
    clock = ListField(
        NumberNameField(),
        validate=AT_LEAST_ONE_INPUT,
        about="The inputs that grow as months go by, such as past_yield.months_member.",
    )
    idle = ValuesField(
        about="For inputs, what is taken if they are unknown and nothing more comes of it."
    )
    look_again = MappingField(
        LookAgainShape,
        about="When the recommendation turns from join to skip if nothing more comes of it.",
    )


class FileShape(Shape):
    """A whole rule file."""

    extends = TextField(
        about="What this stands on: default, or a folder of rule files, relative to this one."
    )
    change = NamedEntriesField(
        AsWrittenField(),
        about="By id or name, the keys that change of what this stands on, and what they were.",
    )
    drop = ListField(TextField(), about="Ids and names of what this stands on that are left out.")
    decision = MappingField(
        DecisionShape,
        about="The score before any rule, and the score from which the advice is to join.",
    )
    inputs = InputsField(
        MappingField(InputShape),
        about="What to assume if the caller does not say, and how to ask.",
    )
    kinds = NamedEntriesField(
        MappingField(KindShape), about="Kinds of group of your own, and which each is like."
    )
    facts = FactsField(
        MappingField(FactShape),
        about="Named quantities, worked out before the rules: a formula, or by and values.",
    )
    rules = ListField(MappingField(RuleShape), about="What counts for or against, or decides.")
    bands = ListField(
        MappingField(BandShape), about="Scales over a number: one row at most applies."
    )
    tables = ListField(
        MappingField(DecisionTableShape),
        about="Decision tables over several inputs and facts: one row at most applies.",
    )
    compare = MappingField(CompareShape, about="The facts by which groups are compared.")
    promises = ListField(
        MappingField(PromiseShape),
        about="What holds for every candidate, all else equal; the check proves it.",
    )
    plan = MappingField(PlanShape, about="What is told of the time ahead.")


def keys_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a mapping at this place of a rule file may hold."""
    shape: Any = FileShape()
    for step in path:
        if isinstance(shape, Schema):
            shape = keys_of(shape).get(str(step))
        elif isinstance(shape, ListField | NamedEntriesField):
            shape = shape.inner
        shape = shape.schema if isinstance(shape, MappingField) else shape
    if isinstance(shape, SourceField):
        return tuple(keys_of(CitationShape()))
    if isinstance(shape, AssumptionField):
        return (*keys_of(LookupShape()), *keys_of(FormulaShape()))
    return tuple(keys_of(shape)) if isinstance(shape, Schema) else ()


def keys_of(shape: Schema) -> dict[str, fields.Field[Any]]:
    """The fields of a mapping by key."""
    return {field.data_key or name: field for name, field in shape.fields.items()}
