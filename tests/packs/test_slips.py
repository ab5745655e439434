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
    ('you.seeks == "learning"', 'write "learning" in you.seeks'),
    ('you.seeks in ["learning"]', 'write "learning" in you.seeks'),
    ('you.seeks contains "learning"', 'unexpected "contains"; write "text" in list'),
    ("members.count", "this must be true or false, not a number; compare it, as in members.count > 0"),
    ("time.clashes + 1 > 1", "write (1 if time.clashes else 0)"),
    ("members.count > 3 then true", 'unexpected "then"; write "a if condition else b"'),
    ("(members.count > 3", 'unexpected end of expression; expected ")"'),
    ("members.count > 3 and", "unexpected end of expression; expected a value"),
    ("today >= 2027-01-01", "a rule holds from: and until: a date, and values go by: date"),
    ("as_of > 3", "a rule holds from: and until: a date, and a fact has values by: date"),
    ('mode == "onlin"', 'mode is never "onlin"; did you mean "online"?'),
    ('members.count == "3"', "this is a text, the first is a number"),
    ('mode > "a"', 'each side of ">" must be a number, not a text'),
    ("members.count > {members.competitors}", "braces are for texts; here a name stands by itself"),
]  # fmt: skip

RULE = "rules:\n  - id: r\n    title: R\n    when: time.clashes\n    reason: Because.\n"
BAND = "bands:\n  - id: b\n    title: B\n    over: members.count\n    rows: [{}]\n"
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
    (RULE.replace("    reason", "\u00a0   reason"), "5:1: error: unknown key \"\u00a0   reason\"; there is a no-break space"),
    (RULE.replace("time.clashes", "time.clashes\u00a0and you.required"), "that is a no-break space; write a plain one"),
    (RULE.replace("reason", "reson"), '5:5: error: unknown key "reson"; did you mean "reason"?'),
    (RULE.replace("reason", "Reason"), 'unknown key "Reason"; did you mean "reason"?'),
    (RULE.replace("reason", "text"), '5:5: error: unknown key "text"; write reason'),
    (RULE.replace("when", "if"), '4:5: error: unknown key "if"; write when'),
    (f"{RULE}    score: 3\n", '6:5: error: unknown key "score"; write points'),
    (RULE.replace("rules", "rulse"), '1:1: error: unknown key "rulse"; did you mean "rules"?'),
    (RULE.replace("id: r", "id: One way"), "2:9: error: id: this must be lower-case words joined by hyphens"),
    (f"{RULE}    decide: Join\n", "6:13: error: decide: this must be join or skip, in small letters"),
    (f"{RULE}    points: 7.5\n", "6:13: error: points: this must be a whole number"),
    (f"{RULE}    points: - 3\n", "6:13: error: not YAML: a text that starts with - needs quotes; a number has no"),
    (f"{RULE}    points: 200\n", "6:13: warning: +200 points decide nearly alone"),
    (f"{RULE}    brief: so it is\n", "6:12: warning: a brief without points or decide is never used"),
    (f"{RULE}    title: S\n", '6:5: error: duplicate "title" (first defined on line 3)'),
    (RULE + RULE.partition("\n")[2], '6:9: error: duplicate "r" (first defined at f0.yaml:2)'),
    (RULE.replace("  - id", "    id"), "rules: this must be a list; begin each entry with a dash: - id: ..."),
    (RULE.replace("time.clashes", "[time.clashes, you.required]"), "when: this must be one text, not a list"),
    (RULE.replace("time.clashes", '"members.count" > 3'), '4:11: error: not YAML: a text that starts with " needs quotes'),
    (RULE.replace("Because.", "? it is"), "5:13: error: not YAML: a text that starts with ? needs quotes"),
    (RULE.replace("Because.", "- it is"), "5:13: error: not YAML: a text that starts with - needs quotes"),
    (RULE.replace("Because.", "[sic] it is."), "5:13: error: not YAML: a text that starts with [ needs quotes"),
    (RULE.replace("Because.", "`x` it"), "5:13: error: not YAML: a text that starts with ` needs quotes"),
    (RULE.replace("Because.", "Because:"), "5:20: error: not YAML: a colon in a text: put all of the text in quotes"),
    (RULE.replace("reason: ", "reason:"), "not YAML: a key without a colon"),
    (RULE.replace("Because.", "!x it"), "5:13: error: tags such as !x have no meaning here"),
    (RULE.replace("Because.", "It is so } now."), '5:22: error: "}" names nothing; write {name}'),
    (RULE.replace("Because.", "You have {members.count members}."), '"{members.count members}" names nothing'),
    (RULE.replace("Because.", "It has {member.count}."), 'unknown name "member.count"; did you mean "members.count"?'),
    ("facts: {a: members.count * 2}", "1:12: error: a: this must be a mapping; write {formula: ...}"),
    ("facts:\n  - {name: a, formula: 1}\n", "2:3: error: facts: this must be a mapping of names to facts, such as"),
    ("facts: {a-b: {formula: 1}}", 'a fact cannot be called "a-b"; write lower_case_words'),
    ("facts: {a: {formula: b}, b: {formula: a}}", "circular definition: a -> b -> a"),
    ("facts: {a: {by: kind, values: {metup: 1}}}", 'kind is never "metup"; did you mean "meetup"?'),
    ("facts: {a: {by: kind, values: [1, 2]}}", "values: this must map texts to values"),
    ("facts: {a: {by: kind, values: {meetup: 1, peer_group: x}}}", "must be of one kind; this is a text, another a number"),
    ("inputs: {members.overlap: {assume: 20}}", "no value of members.overlap: must be from 0 to 1"),
    ("inputs: {mode: {assume: onlin}}", 'must be one of in_person, online, hybrid; did you mean "online"?'),
    ('decision: {join_at: "50"}', "join_at: this must be a whole number; take the quotes away"),
    (BAND.format("{to: 10, points: 1, reason: x}, {from: 8, points: 2, reason: y}"), "this row and that on line 5 overlap: 8 to 10"),
    (BAND.format("{from: 9, to: 8, points: 1, reason: x}"), "empty range: from 9 to 8"),
    (BAND.format("{points: 1, reason: x}"), 'a row needs a "from" or a "to"'),
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


GOOD = [
    RULE.replace("\n", "\r\n"),
    f"\ufeff{RULE}",
    RULE.replace("Because.", "“Because.”"),
    RULE.replace("time.clashes", '"members.count > 3"'),
    f"{RULE}    points: +10\n",
    RULE.replace("    ", "      ").replace("  - id", "    - id"),
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_only_unusual_is_no_slip(text: str) -> None:
    assert diagnostics_of(text) == []


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
