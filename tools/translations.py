"""Collects all messages, and brings the catalogues of translations up to date.

Messages are the constants of templates and code that go through gettext, and data that does so as
a whole: what inputs and their values are called, and the questions of the rules that come with
joinwise. ``make translations`` writes them into each catalogue and compiles it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from werkzeug.exceptions import NotFound

from joinwise.advisor import INCOMPARABLE
from joinwise.compare.wording import MEASURES
from joinwise.domain.catalogue import INPUTS
from joinwise.domain.inputs import LONGEST_NAME, Input
from joinwise.domain.units import NOT_KNOWN, Unit
from joinwise.expressions import english
from joinwise.languages.catalogs import LANGUAGES, SOURCE
from joinwise.packs.builder import BREAKS_EVEN, LEAVE
from joinwise.packs.loader import load_pack
from joinwise.scoring.advice import LITTLE_KNOWN, WEIGHS_TOO_LITTLE
from joinwise.web.auth import CLOSED, OUT_OF_SCOPE
from joinwise.web.errors import FAULT
from joinwise.web.forms import (
    candidate,
    comparison,
    conversation,
    drafts,
    kinds,
    obstacles,
    quantities,
)
from joinwise.web.pages import (
    assessments,
    compare,
    desk_results,
    errors,
    evidence,
    login,
    questions,
    reminders,
    ruledesk,
)

PACKAGE = Path(candidate.__file__).parents[2]
FOLDER = PACKAGE / "translations"
TEMPLATES = {"trimmed": "true", "silent": "false", "encoding": "utf-8"}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
HEADER = "# Translations of joinwise."


def messages() -> Catalog:
    """Every message, untranslated."""
    catalog = Catalog(project="joinwise", header_comment=HEADER)
    options = {"**/templates/**.html": TEMPLATES}
    for file, _, message, _, _ in extract_from_dir(
        PACKAGE, METHODS, options, {**DEFAULT_KEYWORDS, "say": None}
    ):
        catalog.add(message, locations=[(f"service/joinwise/{file}", 0)])
    for text in filter(None, data()):
        catalog.add(text, locations=[("data", 0)])
    return catalog


def data() -> Iterator[str]:
    """What is translated without being a constant in a call of gettext."""
    for input in INPUTS.values():
        yield from (input.about, input.label, *_words(input), *_units(input.unit))
    yield from candidate.TITLES.values()
    yield from candidate.WORDS.values()
    yield from candidate.ASKS.values()
    yield from (question.ask for question in load_pack().questions.values())
    yield from (NOT_KNOWN, LITTLE_KNOWN, *WEIGHS_TOO_LITTLE.values(), "Join", "Skip")
    yield from (BREAKS_EVEN, LEAVE)
    yield from (" or more", " or less", candidate.NOT_OFFERED, *comparison.MISSING.values())
    yield from (
        f"Must be 1 to {LONGEST_NAME} characters long.",
        "Must hold a character that can be seen.",
        "This was given more than once.",
        "Choose some of these, or none of them.",
    )
    yield from _conversation()
    yield from _pages()


def _words(input: Input) -> Iterator[str]:
    for value in input.values if input.name != "currency" else ():
        yield candidate.WORDS.get(value, value.replace("_", " "))
        yield value.replace("_", " ")


def _units(unit: Unit) -> Iterator[str]:
    if unit.is_money or unit.is_count:
        yield unit.rest.strip()
    elif not unit.is_share:
        yield from (unit.text, unit.counting("1")[1:].strip())


def _conversation() -> Iterator[str]:
    yield from conversation.SITUATIONS.values()
    yield from conversation.LABELS.values()
    yield from conversation.EVENT_ASKS.values()
    yield from conversation.EVENT_UNITS.values()
    yield from conversation.EVENT_LABELS.values()
    yield from (obstacle.words for obstacle in obstacles.OBSTACLES.values())
    yield from (step.title for steps in conversation.STEPS.values() for step in steps)
    for family in kinds.FAMILIES:
        yield family.title
        yield from filter(None, (examples for _, examples in family.kinds))


def _pages() -> Iterator[str]:
    yield from (
        *english.COMPARED.values(),
        *english.ON_DAYS.values(),
        *english.WORKED.values(),
        english.INCLUDES,
        english.LACKS,
    )
    yield from ("it is known whether %(name)s", "it is not known whether %(name)s")
    yield from ("%(name)s is known", "%(name)s is not known", "count")
    yield from (quantities.NO_NUMBER, comparison.NO_LINK, comparison.TOO_MANY)
    yield from (*compare.ASKS.values(), *MEASURES, INCOMPARABLE, "join", "skip")
    yield from (*assessments.ASKS.values(), assessments.OTHER_GROUP, assessments.UNSAVED)
    yield from (assessments.INCOMPLETE, assessments.TOO_LATE, "This cannot be brought back")
    yield "What is saved cannot be read now"
    yield from ("Nothing is saved here", "It may have been deleted.")
    yield from (*errors.TITLES.values(), NotFound.description or "", FAULT)
    yield from (login.TOO_OLD, login.OTHER_HOST, login.NO_REFERRER, CLOSED, OUT_OF_SCOPE)
    yield from ("Where is this form from?", "This form came under another name")
    yield from ("This form is too old", "Not open here", "Another token is needed here")
    yield "This page was too old; give the token once more."
    yield "This is none of the tokens of the service."
    yield from (questions.NOT_A_GROUP, questions.WHY_NOT, reminders.NO_DATE, reminders.WHY_NOT)
    yield from (drafts.TOO_LONG, drafts.NO_NUMBER, ruledesk.BUSY, *ruledesk.PHRASES)
    yield from (
        *evidence.GRADES.values(),
        desk_results.ACCOUNTS,
        desk_results.SAVED,
        desk_results.EXAMPLES,
    )


def updated(language: str) -> Catalog:
    """The catalogue of a language with all messages, as far as they are translated."""
    path = source(language)
    known = Catalog(language, project="joinwise", header_comment=HEADER)
    if path.exists():
        known = read_po(BytesIO(path.read_bytes()), locale=language)
    known.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    return known


def source(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a translation, or with one that nobody has looked at."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def _strings(translation: object) -> tuple[object, ...]:
    return translation if isinstance(translation, tuple) else (translation,)


def compiled(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> int:
    missing = 0
    for language in LANGUAGES:
        if language != SOURCE:
            missing += _write(language)
    return 1 if missing else 0


def _write(language: str) -> int:
    """Writes a catalogue, and names what is not translated yet."""
    catalog, path = updated(language), source(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=98, no_location=True, sort_output=True)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    missing = untranslated(catalog)
    for message in missing:
        print(f"{language}: {message}", file=sys.stderr)
    return len(missing)


if __name__ == "__main__":
    sys.exit(main())
