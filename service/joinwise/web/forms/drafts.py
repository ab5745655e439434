"""A draft of the rules as a form holds it: some files, and numbers typed beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from joinwise.authoring.figures import NUMBER, RuleFigures, rules_in, with_figures
from joinwise.suggestions import nearest

KIB = 1024
LONGEST_FILE = 64 * KIB
"""Bytes: the largest of joinwise's own holds 14 KiB, and checking takes seconds."""

NEW = "draft.yaml"
"""The name of a file that is none of the active ones."""

SET = "set"
"""``set:FILE:KEY:WAS`` is the field of a number; it changes nothing if it says what it was."""

TOO_LONG = f"Longer than {LONGEST_FILE // KIB} KiB; split it into several files."
NO_NUMBER = "Points and limits are whole or decimal numbers, such as 5, -12 or 0.5."

Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The text of one rule file; at ``line`` is what somebody came for, if they did."""

    name: str
    text: str
    line: int | None = None

    @property
    def rules(self) -> tuple[RuleFigures, ...]:
        return rules_in(self.text)


@dataclass(frozen=True, slots=True)
class DraftForm:
    """The files of a draft; ``problem`` says why it cannot be checked."""

    files: tuple[DraftFile, ...]
    problem: str = ""

    @property
    def contents(self) -> dict[str, bytes]:
        return {file.name: file.text.encode() for file in self.files}

    def with_file(self, file: DraftFile) -> DraftForm:
        """With one more file, unless it is there."""
        is_new = all(file.name != each.name for each in self.files)
        return replace(self, files=(*self.files, file)) if is_new else self

    def without(self, name: str) -> DraftForm:
        """Without a file, unless it is the only one."""
        left = tuple(file for file in self.files if file.name != name)
        return replace(self, files=left or self.files)


def draft_in(form: Texts, active: Mapping[str, str]) -> DraftForm:
    """The draft that a form holds; ``active`` are the texts of the active files."""
    sent, problems = _sent(form), list[str]()
    files = dict[str, DraftFile]()
    for name, text in sent:
        known = name if name in (*active, NEW) else NEW
        problems += [unknown_file(name, active)] if known != name else []
        problems += [TOO_LONG] if len(text.encode("utf-8", "replace")) > LONGEST_FILE else []
        files.setdefault(known, DraftFile(known, text))
    changes, wrong = _changes(form)
    problems += [NO_NUMBER] if wrong else []
    changed = (_changed(file, changes.get(file.name, {})) for file in files.values())
    return DraftForm(tuple(changed), next(iter(problems), ""))


def unknown_file(name: str, active: Mapping[str, str]) -> str:
    return f'No active rule file is called "{name[:80]}"{nearest(name, active) or "."}'


def _sent(form: Texts) -> list[tuple[str, str]]:
    """Each file with its text, which comes after it."""
    names = form.get("file") or [NEW]
    texts = [text.replace("\r\n", "\n") for text in form.get("text", ())]
    return list(zip(names, [*texts, *[""] * (len(names) - len(texts))], strict=False))


def _changed(file: DraftFile, changes: Mapping[str, str]) -> DraftFile:
    return replace(file, text=with_figures(file.text, changes)) if changes else file


def _changes(form: Texts) -> tuple[dict[str, dict[str, str]], bool]:
    """By file and key the numbers that were typed, and whether any is none."""
    changes: dict[str, dict[str, str]] = {}
    wrong = False
    for file, key, text in _typed(form):
        if NUMBER.fullmatch(text):
            changes.setdefault(file, {})[key] = text
        else:
            wrong = True
    return changes, wrong


def _typed(form: Texts) -> Iterator[tuple[str, str, str]]:
    """The file, the key and the text of each field that does not say what it said."""
    for name, texts in form.items():
        parts = name.split(":")
        if len(parts) == 4 and parts[0] == SET and (typed := texts[0].strip()) != parts[3]:
            yield parts[1], parts[2], typed
