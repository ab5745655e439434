"""Typical slips in rule files are told at their place, in plain words, with what to write instead."""

import pytest

from joinwise.packs.checker import check_files
from tests.support.fakes import diagnostics_of, rule

IN_CONDITIONS = [
    ("time.clashes && you.required", 'unexpected "&"; write "and"'),
    ("time.clashes || you.required", 'unexpected "|"; write "or"'),
    ("time.clashes AND you.required", 'unexpected "AND"; write "and" in small letters'),
    ("!time.clashes", 'unexpected "!"; write "not"'),
    ("mode <> 'online'", 'unexpected ">"; write "!="'),
    ("members.count = 3", 'unexpected "="; write "=="'),
    ("members.count => 20", 'unexpected "="; write ">="'),
    ("members.count =< 20", 'unexpected "="; write "<="'),
    ("members.count ≥ 20", 'unexpected "≥"; write ">="'),
    ("members.count ^ 2 > 1", "there are no powers; multiply"),
    ("members.count ** 2 > 1", "there are no powers; multiply"),
    ("members.overlap > 20%", 'unexpected "%"; write a share as a number: 0.2 for 20%'),
    ("members.overlap > 0,5", "write numbers with a point and without separators: 0.5, 1000"),
    ("cost.annual_dues > 1,000", "write numbers with a point and without separators"),
    ("cost.annual_dues > 1'000", "write numbers with a point and without separators"),
    ("cost.annual_dues > 500 €", "leave the sign out; amounts are in the currency of the candidate"),
    ("cost.annual_dues > $500", "leave the sign out; amounts are in the currency of the candidate"),
    ("time.clashes == yes", 'unknown name "yes"; write true, without quotes'),
    ("time.clashes == True", 'unknown name "True"; write true, without quotes'),
    ('time.clashes == "no"', "write true or false, without quotes"),
    ("time.clashes is true", "a true or false stands by itself, or after not"),
    ("members.fit == good", 'unknown name "good"; if the text is meant, write "good"'),
    ("members.fit == “good”", 'unexpected "“"; write straight quotes: "'),
    ("members.fit == null", 'unknown name "null"; write unknown'),
    ("members.fit is not known", 'unexpected "not"; write "is unknown"'),
    ("members.count > \u22123", "that is not a minus sign; write -"),
    ("members.count between 1 and 3", 'unexpected "between"; write "1 <= x <= 3"'),
    ("mode in ('online', 'hybrid')", 'write square brackets: in ["a", "b"]'),
    ("members.cuont > 3", 'unknown name "members.cuont"; did you mean "members.count"?'),
]  # fmt: skip

RULE = "rules:\n  - id: r\n    title: R\n    when: time.clashes\n    reason: Because.\n"
IN_FILES = [
    (RULE.replace("Because.", "Many: too many."), "5:17: error: not YAML: a colon in a text: put all"),
    (RULE.replace("Because.", '"Because.'), "5:13: error: not YAML: the quote that opens here never closes"),
    (RULE.replace("Because.", "'Because."), "5:13: error: not YAML: the quote that opens here never closes"),
    (RULE.replace("    reason", "\treason"), "not YAML: a tab: indent with spaces"),
    (RULE.replace("    reason", "   reason"), "5:4: error: not YAML: this line stands 3 in, and what it"),
    (RULE.replace("    reason", "     reason"), "not YAML: "),
    (RULE.replace("Because.", "{members.count} do not."), "a text that starts with { needs quotes around all of it"),
    (RULE.replace("Because.", '"So" it is.'), "5:13: error: not YAML: a text that starts with \" needs quotes"),
    (RULE.replace("Because.", "@home"), "a text that starts with @ needs quotes"),
    (RULE.replace("Because.", "*star"), "not YAML: "),
    (RULE.replace("Because.", '"a\\d"'), "a backslash in double quotes: use single quotes"),
    (f"{RULE}---\n{RULE}", "one file holds one document: take the --- out"),
    ("rules: [{id: r, title: R}", "not YAML: "),
    (f"{RULE}    points: 010\n", "6:13: error: a number that begins with 0 is read in more than one way"),
    (f"{RULE}    points: 1_0\n", "6:13: error: write the number without underscores"),
    (f"{RULE}    points: 0x10\n", "6:13: error: write the number with plain digits"),
    (RULE.replace("time.clashes", "1.000"), "4:11: error: this is read as a number with decimals"),
    (f'{RULE}    points: "3"\n', "points: this must be a whole number; take the quotes away"),
    (f"{RULE}    points: \u22123\n", "points: this must be a whole number; that is not a minus sign; write -"),
    (f"{RULE}    points: 3,5\n", "points: this must be a whole number"),
    (RULE.replace("Because.", "You are #1."), '5:20: warning: what follows " #" is a comment; if it'),
]  # fmt: skip


@pytest.mark.parametrize(("when", "message"), IN_CONDITIONS)
def test_a_slip_in_a_condition_says_what_to_write(when: str, message: str) -> None:
    found = diagnostics_of(rule(when))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(("text", "message"), IN_FILES)
def test_a_slip_in_a_file_says_what_to_write(text: str, message: str) -> None:
    found = diagnostics_of(text)
    assert any(message in fault for fault in found), found
    assert not any("expected <" in fault or "while " in fault for fault in found)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title: größer".encode("latin-1"), "invalid UTF-8 at byte 10; save the file as UTF-8"),
        (RULE.encode("utf-16"), "save the file as UTF-8"),
    ],
)
def test_another_encoding_is_told(content: bytes, message: str) -> None:
    (fault, *_) = check_files({"a.yaml": content}).diagnostics
    assert message in fault.message
    assert fault.line == 1
