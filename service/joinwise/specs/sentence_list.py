"""The sentences as a page: what features may say, with what each means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from joinwise.specs.sentences import Sentence, Sentences

HEAD = """\
# The sentences of features

Feature files use these sentences; `joinwise rules test --sentences` prints this page. What stands
in capitals is a value; of words with a slash between them one is written. Sentences of your own are
steps of [pytest-bdd](https://pytest-bdd.readthedocs.io), in a file `steps.py` or `conftest.py`
beside the features.
"""
TITLES = {
    "advice": "A group and the advice on it",
    "explanation": "What to ask, and what would flip it",
    "comparison": "Which of several groups to join",
    "assessments": "What is saved",
}
OWN = "Your own"


def sentences_page(sentences: Sentences) -> str:
    """The page in Markdown."""
    groups = groupby(sentences.all, key=lambda sentence: sentence.module.rpartition(".")[2])
    parts = (line for module, group in groups for line in _section(module, [*group]))
    return "\n".join([HEAD, *parts])


def _section(module: str, sentences: list[Sentence]) -> Iterator[str]:
    yield f"## {TITLES.get(module, OWN)}\n"
    yield "| sentence | what it says |"
    yield "|---|---|"
    for sentence in sentences:
        text = sentence.text.replace("|", r"\|")
        yield f"| {sentence.kind.capitalize()} {text} | {sentence.about} |"
    yield ""
