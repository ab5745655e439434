"""Every message has a German translation, and no template holds a text beside gettext."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.checkers import checkers
from jinja2 import Environment, nodes

from joinwise.languages.catalogs import LANGUAGES, SOURCE
from joinwise.web.app import create_app
from tools import translations

OTHERS = [language for language in LANGUAGES if language != SOURCE]
TEMPLATES = sorted((translations.PACKAGE / "web" / "templates").glob("*.html"))
SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|label)="([^"]*)')
UNSPOKEN = re.compile(r"<(script|style|code|pre)\b.*?(</\1>|\Z)", re.DOTALL)
ATTRIBUTE = re.compile(r' [a-z-]+="[^"<>]*')
TAG = re.compile(r"<[^>]*(>|\Z)|^[^<>]*>")
TRANSLATED = re.compile(r"{%-?\s*trans\b.*?endtrans\s*-?%}", re.DOTALL)
OUR_NAME = re.compile(r"joinwise|openapi\.json|API|CSV|JSON|YAML|&\w+;")


@cache
def catalog(language: str) -> Catalog:
    return translations.updated(language)


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated_and_none_is_doubtful(language: str) -> None:
    assert translations.untranslated(catalog(language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_shows_the_values_of_its_message(language: str) -> None:
    known = catalog(language)
    for message in known:
        for check in checkers if message.id and message.python_format else ():
            check(known, message)


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_is_that_of_the_sources(language: str) -> None:
    source = translations.source(language)
    assert source.with_suffix(".mo").read_bytes() == translations.compiled(catalog(language))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_text_beside_gettext(template: Path) -> None:
    assert list(bare_texts(template.read_text())) == []


@cache
def environment() -> Environment:
    return create_app().jinja_env


def bare_texts(source: str) -> Iterator[str]:
    """Words that a reader sees or hears and that no gettext is asked for."""
    tree = environment().parse(TRANSLATED.sub("", source))
    html = "".join(data.data for data in tree.find_all(nodes.TemplateData))
    shown = OUR_NAME.sub("", ATTRIBUTE.sub(" ", TAG.sub(" ", UNSPOKEN.sub(" ", html))))
    yield from re.findall(r"[A-Za-z][A-Za-z ,.']+", shown)
    yield from (text for text in SPOKEN.findall(html) if re.search("[A-Za-z]{2}", text))
