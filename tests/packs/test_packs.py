"""A folder of rule files becomes a pack, or all that is wrong with it."""

from itertools import pairwise
from pathlib import Path

import pytest

from joinwise.diagnostics import MOST_DIAGNOSTICS
from joinwise.errors import RuleFilesError
from joinwise.packs.loader import check_folder, load_pack
from joinwise.resources import default_folder
from joinwise.suggestions import nearest
from tests.support.fakes import checked, diagnostics_of, pack, rule, written

BY_KIND = "facts: {a: {by: kind, values: {meetup: 1}, source: "
BAND = """
bands:
  - id: b
    title: B
    over: cost.annual_dues
    rows:
"""


def words(when: str, **more: str) -> str:
    keys = more | {"when": f"'{when}'", "join": "Stay", "skip": "Leave"}
    return f"decision: {{words: [{{{', '.join(f'{key}: {keys[key]}' for key in keys)}}}]}}"


def look_again(text: str = "x", most: float = 9) -> str:
    return f"plan: {{look_again: {{most: {most}, text: '{text}'}}}}"


@pytest.mark.slow
def test_the_shipped_pack_has_no_faults() -> None:
    assert check_folder(default_folder()).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [", "1:4: error: not YAML: the [ that opens here is not closed as it should be"),
        ("a: b: c", "1:5: error: not YAML: a colon in a text: put all of the text in quotes"),
        ("rules: []\nrules: []", '2:1: error: duplicate "rules" (first defined on line 1)'),
        ("ruls: []", '1:1: error: unknown key "ruls"; did you mean "rules"?'),
        ("rules: 3", "1:8: error: rules: this must be a list"),
        ("- 3", "1:1: error: this must be a mapping of keys to values"),
        ("rules: [null]", "1:9: error: this is empty"),
        ("inputs: {mode: null}", "1:16: error: mode: this is empty"),
        ("inputs: {you.seeks: {assume: [1]}}", "1:31: error: this must be a text; put it in quotes"),
        ("decision: {start: 101}", "1:19: error: start: this must be from 0 to 100"),
        ("decision: {join_at: 1.5}", "1:21: error: join_at: this must be a whole number"),
        (words("nope > 1"), '1:28: error: unknown name "nope"'),
        (words("cost.annual_dues"), "1:28: error: this must be true or false, not a number"),
        (words("true and"), "error: "),
        (words("true", jion="Stay"), '1:21: error: unknown key "jion"; did you mean "join"?'),
        ("decision: {words: {join: Stay}}", "words: this must be a list"),
        ("plan: {clok: [time.setup_hours]}", 'unknown key "clok"; did you mean "clock"?'),
        ("plan: {clock: []}", "clock: this is empty; name at least one input"),
        ("plan: {clock: [mode]}", "1:16: error: mode is a text; a clock takes numbers"),
        ("plan: {clock: [nope]}", '1:16: error: unknown input "nope"'),
        ("plan: {clock: [1]}", "1:16: error: this must be a text; put it in quotes"),
        ("plan: {clock: [[time.setup_hours]]}", "1:16: error: this must be one text"),
        ("plan: {clock: [time.setup_hours, nope]}", '1:34: error: unknown input "nope"'),
        ("plan: {idle: {past_yield.deal: 0}}", '1:15: error: unknown input "past_yield.deal"; did you mean'),
        ("plan: {idle: {past_yield.deals: 0.5}}", "1:33: error: no value of past_yield.deals: must be a whole"),
        ("plan: {idle: {past_yield.gained: [fame]}}", "1:34: error: no value of past_yield.gained: must be one of"),
        ("plan: {clock: [past_yield.months], idle: {past_yield.months: 0}}", "past_yield.months is in the clock already"),
        (look_again(most=0), "1:27: error: most: this must be from 1 to 1,200"),
        (look_again(most=1201), "1:27: error: most: this must be from 1 to 1,200"),
        (look_again(most=1.5), "most: this must be a whole number"),
        (look_again("{month}"), 'unknown name "month"'),
        ("plan: {break_even: {text: x}}", '1:20: error: "fact" is missing'),
        ("plan: {break_even: {fact: nope, text: x}}", '1:27: error: unknown name "nope"'),
        ("plan: {break_even: {fact: cost.annual_dues, text: x}}", "is an input; break_even takes a fact"),
        (
            "facts: {a: {formula: mode}}\nplan: {break_even: {fact: a, text: x}}",
            "2:27: error: this must be a number, not a text",
        ),
        (
            "facts: {a: {formula: 1}}\nplan: {break_even: {fact: a, text: '{months}'}}",
            '2:37: error: unknown name "months"',
        ),
        ("plan: {}\nplan: {}", 'duplicate "plan"'),
        ("decision: !x {start: 1}", "1:11: error: tags such as !x have no meaning here"),
        ("? [a]\n: b", "1:3: error: a key must be plain text"),
        ("facts: {a: {formula: b}, b: {formula: a}}", "circular definition: a -> b -> a"),
        ("facts: {a: {formula: a + 1}}", "1:22: error: circular definition: a -> a"),
        (
            "inputs: {cost.annual_dues: {assume: {formula: cost.annual_dues}}}",
            "circular definition: cost.annual_dues -> cost.annual_dues",
        ),
        ("facts: {min: {formula: 1}}", 'a fact cannot be called "min": that is a function'),
        ("facts: {known: {formula: 1}}", 'a fact cannot be called "known": that is a keyword'),
        ("facts: {kind: {formula: 1}}", 'a fact cannot be called "kind": that is an input'),
        ("facts: {Cash: {formula: 1}}", "write lower_case_words"),
        ("facts: {a: {about: x}}", '"a" needs either a formula, or by and values'),
        ("facts: {a: {formula: 1, by: kind, values: {x: 1}}}", "needs either a formula"),
        ("facts: {a: {formula: you.seeks}}", "a fact is a number, a text or true/false"),
        ("facts: {a: {by: mode, values: {online: 1, hybrid: x}}}", "must be of one kind"),
        ("facts: {a: {by: time.clashes, values: {x: 1}}}", "\"by\" must be a text"),
        ("facts: {a: {by: kind, values: {}}}", "values: this is empty"),
        ("facts: {a: {by: kind, values: {x: null}}}", "this must be a number, a text, true or false"),
        ("inputs: {cost.dues: {assume: 1}}", '1:10: error: unknown input "cost.dues"'),
        ("inputs: {mode: {assume: onlin}}", 'no value of mode: must be one of in_person, online'),
        ("inputs: {time.clashes: {assume: 1}}", "no value of time.clashes: must be true or false"),
        ("inputs: {members.count: {assume: 1.5}}", "no value of members.count: must be a whole"),
        ("inputs: {you.seeks: {assume: [fame]}}", "no value of you.seeks: must be one of"),
        ("inputs: {mode: {assume: {by: kind, values: {meetup: x}}}}", "no value of mode"),
        ("inputs: {mode: {assume: {formula: 3}}}", "this must be a text, not a number"),
        ("inputs: {mode: {change: up}}", "change: this must be lower, higher or either"),
        ("inputs: {cost.annual_dues: {assume: lots}}", "1:37: error: no value of cost.annual_dues"),
        ("inputs: {cost.annual_dues: {assume: -5}}", "1:37: error: no value of cost.annual_dues"),
        ("inputs: {you.margin: {assume: 1.5}}", "1:31: error: no value of you.margin: must be from 0"),
        ("inputs: {you.seeks: {assume: fame}}", "1:30: error: no value of you.seeks: must be a list"),
        ("inputs: {mode: {when: time.clash}}", '1:23: error: unknown name "time.clash"'),
        ("inputs: {mode: {when: team.people}}", "1:23: error: this must be true or false"),
        ("inputs: {mode: {when: 1 +}}", "1:26: error: "),
        ("inputs: {mode: {whem: time.clashes}}", '1:17: error: unknown key "whem"'),
        ("inputs: {mode: {recall: maybe}}", "1:25: error: recall: this must be by_heart or look_up"),
        ("inputs: {you.margin: {range: [0]}}", "1:30: error: range: this must be two numbers"),
        ("inputs: {you.margin: {range: [0, .inf]}}", "1:34: error: this must be a number"),
        ("inputs: {you.margin: {range: [.nan, 1]}}", "1:31: error: this must be a number"),
        ("inputs: {you.margin: {range: [0, 1e400]}}", "1:34: error: this must be a number"),
        ("inputs: {you.margin: {step: 0}}", "1:29: error: step: this must be more than 0"),
        ("inputs: {you.margin: {step: -0.1}}", "1:29: error: step: this must be more than 0"),
        ("inputs: {you.margin: {step: .inf}}", "1:29: error: step: this must be a number"),
        ("compare: {worth: a, money: b}", '1:10: error: "hours" is missing'),
        ("compare: {worth: cost.annual_dues, money: b, hours: c}", "is an input; compare takes facts"),
        ("promises: [{higher: cost.annual_due, never: join}]", '1:21: error: unknown input "cost.annual_due"; did you mean "cost.annual_dues"?'),
        ("promises: [{higher: 'costs.*', never: join}]", '"costs.*" matches no number among the inputs'),
        ("promises: [{higher: kind, never: join}]", "kind is a text; only a number can be higher"),
        ("promises: [{higher: [cost.annual_dues, 'cost.*'], never: join}]", 'unknown input "cost.*"'),
        ("promises: [{higher: [], never: join}]", "higher: this must be the name of an input, or a list of names"),
        ("promises: [{higher: cost.annual_dues}]", '"never" is missing'),
        ("promises: [{higher: cost.annual_dues, never: maybe}]", "never: this must be join or skip"),
        ("promises: [{higher: cost.annual_dues, never: join, given: past_yield.deal is known}]", 'unknown name "past_yield.deal"; did you mean'),
        ("promises: [{higher: cost.annual_dues, never: join, given: cost.annual_dues}]", "1:59: error: this must be true or false, not a number"),
        (rule("cost.annual_dues > 'a'"), 'each side of ">" must be a number, not a text'),
        (rule("time.clashes + 1 > 2"), 'each side of "+" must be a number'),
        (rule("nope > 1"), 'unknown name "nope"'),
        (rule("true") + rule("false")[7:], 'duplicate "r" (first defined at f0.yaml:2)'),
        (
            rule("true") + "bands: [{id: r, title: B, over: cost.annual_dues, rows: [{to: 1, points: 1, reason: x}]}]",
            'duplicate "r"',
        ),
        (rule("true", source=5), "6:13: error: source: this must be a text, or a mapping of grade, what"),
        (rule("true", source={"grade": "X", "what": "y"}), "6:23: error: grade: this must be S, M, W or J"),
        (rule("true", source={"grade": "M"}), '6:13: error: "what" is missing'),
        (rule("true", source={"what": "x", "url": "y"}), '6:13: error: "grade" is missing'),
        (rule("true", source={"grade": "M", "what": "y", "yeer": 2019}), 'unknown key "yeer"; did you mean "year"'),
        (rule("true", source={"grade": "M", "what": "y", "year": 99}), "year: this must be a year, like 2019"),
        (rule("true", source={"meetup": "y"}), '6:14: error: unknown key "meetup"'),
        (BY_KIND + "{meetup: {grade: M}}}}", '"what" is missing'),
        (BY_KIND + "{meetup: 3}}}", "meetup: this must be a text, or a mapping of"),
        (BY_KIND + "{what: x, meetup: y}}}", 'unknown key "meetup"'),
        (rule("true", points=1.5), "points: this must be a whole number"),
        (rule("true", points=10**400), "points: this must be a whole number"),
        (rule("true", decide="maybe"), "decide: this must be join or skip"),
        (rule("true", decid="join"), 'unknown key "decid"; did you mean "decide"?'),
        (rule("true", brief="{name.__class__}"), 'unknown name "name.__class__"'),
        (rule("true", brief="{cost.annual_due}"), 'did you mean "cost.annual_dues"?'),
        (rule("true", brief="{"), '"{" names nothing; write {name} or {name one|many}'),
        (rule("true", brief="{a b}"), '"{a b}" names nothing'),
        (rule("true").replace("id: r", "id: R_r"), "this must be lower-case words joined by hyphens"),
        (rule("true").replace("    reason: Because.\n", ""), '2:5: error: "reason" is missing'),
        (f"{BAND}      - {{from: a, points: 1, reason: x}}", "from: this must be a number"),
        (f"{BAND}      []".replace("annual_dues", "level"), "must be a number, not a text"),
    ],
)  # fmt: skip
def test_a_fault_says_what_is_wrong_and_where(text: str, expected: str) -> None:
    found = diagnostics_of(text)
    assert any(expected in fault and " error: " in fault for fault in found), found


FAULTY_INPUT = "inputs: {own.a: {type: figure}, cost.joining_fee: {ask: b}}\n"
ITS_FAULT = "1:24: error: type: this must be number, boolean, text or list"
ROW = "{from: 1, points: 2, reason: r}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("inputs:\n  mode:\n  kind: {ask: What?}", "2:3: error: mode: this is empty"),
        ("facts:\n  a:\n  b: {formula: 1}\n", "2:3: error: a: this is empty"),
        ("kinds:\n  a:\n  b: {like: meetup}", "2:3: error: a: this is empty"),
        ("inputs:\n  own.a:\n  mode: {ask: What?}", "2:3: error: own.a: this is empty"),
        ("facts:\n  a: 3", "2:6: error: a: this must be a mapping; write {formula: ...}"),
        ("decision:\n  words:\n    -\n    - {join: Stay}", "3:6: error: this is empty"),
        (f"{BAND}      -\n      - {ROW}", "7:8: error: this is empty"),
        (f"{BAND}      - low\n      - {ROW}", "7:9: error: this must be a mapping of keys to values"),
        (
            "tables:\n- id: t\n  title: T\n  over: [mode]\n  rows:\n  -\n  - {when: [any], points: 1, reason: r}",
            "6:4: error: this is empty",
        ),
        ("facts:\n  a:\n    by: mode\n    values:\n      online:\n      hybrid: 1", "5:7: error: online: this must be a number"),
        (rule("true").replace("    title: R", "    title:"), "3:5: error: title: this is empty"),
        (FAULTY_INPUT + rule("own.a > 1 and own.a + 2 < 3", brief="{own.a}"), ITS_FAULT),
        (FAULTY_INPUT + "facts: {a: {formula: own.a * 2}, b: {by: own.a, values: {x: 1}}}", ITS_FAULT),
        (FAULTY_INPUT + "plan: {clock: [own.a]}", ITS_FAULT),
        (FAULTY_INPUT + "plan: {idle: {own.a: 0}}", ITS_FAULT),
        (FAULTY_INPUT + "promises: [{higher: own.a, never: join}]", ITS_FAULT),
        (FAULTY_INPUT + "promises: [{higher: [own.a], never: join, given: own.a is known}]", ITS_FAULT),
        (FAULTY_INPUT + "promises: [{higher: 'own.*', never: join}]", ITS_FAULT),
        ("kinds: {a: {like: nope}}\n" + rule("kind == 'a'"), '1:19: error: unknown kind "nope"'),
        (rule("true").replace("when:", "wen:"), '4:5: error: unknown key "wen"; did you mean "when"?'),
        (rule("true").replace("reason:", "message:"), '5:5: error: unknown key "message"; write reason'),
        (rule("coalesce(mode, 1) == 1"), "4:27: error: the arguments of coalesce must be of the same kind"),
        (rule("(1 if true else 'a') == 'a'"), "4:28: error: both outcomes of"),
        (rule("1 if true else 2 > 1"), "4:27: error: both outcomes of"),
        (rule("you.seeks == 3"), "4:12: error: a list is only allowed"),
        ("facts: {a: {by: mode, values: {online: 1, hybrid: x}, else: 2}}", "1:51: error: the values of a lookup must be of one kind; this is a text, another a number"),
        ("facts: {a: {by: mode, values: {online: x, hybrid: y}, else: 2}}", "1:61: error: the values of a lookup must be of one kind; this is a number, another a text"),
        ("inputs: {members.count: {assume: {by: mode, values: {online: 1, hybrid: x}}}}", "1:73: error: no value of members.count: must be a number"),
    ],
)  # fmt: skip
def test_one_fault_is_one_error_at_its_place(text: str, expected: str) -> None:
    (found,) = [fault for fault in diagnostics_of(text) if " error: " in fault]
    assert found.startswith(expected)


def test_a_range_that_does_not_fit_is_told_without_a_full_stop_as_all_faults_are() -> None:
    (found,) = diagnostics_of("inputs: {you.margin: {range: [0, 2]}}")
    assert found.endswith("2 is no value of you.margin: must be from 0 to 1")


def test_a_value_of_another_kind_is_an_error_and_no_warning_beside_it() -> None:
    (found,) = diagnostics_of(rule("mode in ['online', 3]"))
    assert found.startswith('4:31: error: both sides of "in" must be of the same kind')


def test_a_text_that_names_nothing_known_is_an_error_and_no_warning_beside_it() -> None:
    (found,) = diagnostics_of(rule("time.clashes", points=1, brief="{nope}"))
    assert found == '7:13: error: unknown name "nope"'


@pytest.mark.parametrize(
    "text",
    [
        "decision: {words: [{join: Stay}]}",
        "kinds: {a: {}}",
        "inputs: {own.a: {type: boolean}, own.b: {bounds: [0, 9]}, own.c: {values: [x, y]}}",
        "plan: {look_again: {}}",
        "facts: {a: {formula: 1}}\nplan: {break_even: {fact: a}}",
    ],
)
def test_what_need_not_be_said_may_be_left_out(text: str) -> None:
    assert not checked(text).errors


def test_the_place_is_exact_in_every_style_of_yaml() -> None:
    text = """
rules:
  - {id: a, title: A, reason: x, when: "time.clashes and nope"}
  - {id: b, title: B, reason: x, when: time.clashes and nope}
  - id: c
    title: C
    reason: x
    when: >
      time.clashes
        and nope
  - id: d
    title: D
    reason: x
    when: |
      time.clashes and
      nope
"""
    places = [fault.split(": error")[0] for fault in diagnostics_of(text)]
    assert places == ["3:58", "4:57", "10:13", "16:7"]


def test_all_faults_of_all_files_are_told_at_once_in_order() -> None:
    check = checked(rule("nope > 1"), "decision: {start: -1}", "facts: {a: {formula: b}}")
    assert [(fault.file, fault.line) for fault in check.diagnostics] == [
        ("f0.yaml", 4),
        ("f1.yaml", 1),
        ("f2.yaml", 1),
    ]


def test_one_id_in_two_files_is_a_fault_that_names_both() -> None:
    check = checked(rule("time.clashes"), rule("you.local_market"))
    assert [str(fault) for fault in check.diagnostics] == [
        'f1.yaml:2:9: error: duplicate "r" (first defined at f0.yaml:2)'
    ]


@pytest.mark.parametrize("section", ["decision: {start: 1}", "inputs: {mode: {ask: x}}"])
def test_what_stands_once_in_a_pack_cannot_stand_in_two_files(section: str) -> None:
    assert any("duplicate" in fault for fault in diagnostics_of(section, section))


@pytest.mark.slow
def test_aliases_may_be_used_but_not_blow_up() -> None:
    assert checked("inputs: {mode: &m {ask: Where?}, kind: *m}").pack is not None
    layers = "".join(f"{a}: &{a} [{f'*{b},' * 9}]\n" for b, a in pairwise("abcdefghij"))
    assert any(
        "once its aliases are expanded" in each for each in diagnostics_of(f"a: &a [1]\n{layers}")
    )
    assert any("nested more than" in each for each in diagnostics_of("a: &a [*a]"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [b"[" * 100_000, b"{" * 100_000, b"\xff\xfe", b"\x00", b"a: " + b"9" * 10_000, b"- " * 5_000],
)
def test_hostile_files_are_refused_in_words(tmp_path: Path, hostile: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(hostile)
    assert any(fault.is_error for fault in check_folder(tmp_path).diagnostics)


@pytest.mark.slow
def test_a_condition_of_a_megabyte_is_refused() -> None:
    found = diagnostics_of(rule("time.clashes or " * 65_000 + "time.clashes"))
    assert found == ["4:12: error: longer than 10,000 characters; split it into facts"]


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFilesError, match="no rule files"):
        load_pack(tmp_path)
    with pytest.raises(RuleFilesError, match="No such file or directory"):
        load_pack(tmp_path / "nowhere")


def test_hidden_and_other_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, rules=rule("time.clashes"))
    (tmp_path / ".#rules.yaml").write_text("nonsense: [")
    (tmp_path / "notes.txt").write_text("nonsense: [")
    assert len(load_pack(tmp_path).rules) == 1


def test_layout_comments_and_file_names_do_not_change_the_version(tmp_path: Path) -> None:
    plain = written(tmp_path / "a", one=rule("time.clashes") + "decision: {start: 40}\n")
    other = written(
        tmp_path / "b",
        x="decision:\n  # where it starts\n  start: 40.0\n",
        y='rules: [{reason: Because., when: "( time.clashes )", title: R, id: r, points: 0}]',
    )
    assert load_pack(plain).version == load_pack(other).version


@pytest.mark.parametrize(
    "other",
    [
        rule("time.clashes", points=1),
        rule("not time.clashes"),
        rule("time.clashes", brief="x"),
        rule("time.clashes", source="x"),
        rule("time.clashes", source={"grade": "M", "what": "x"}),
        rule("time.clashes") + "decision: {start: 51}",
        rule("time.clashes") + "inputs: {mode: {ask: Where?}}",
        rule("time.clashes") + "inputs: {mode: {assume: online}}",
        rule("time.clashes") + "inputs: {mode: {when: time.clashes}}",
        rule("time.clashes") + "inputs: {mode: {recall: look_up}}",
    ],
)
def test_whatever_a_pack_says_changes_its_version(other: str) -> None:
    assert pack(rule("time.clashes")).version != pack(other).version


def test_true_and_one_are_not_the_same_to_the_version() -> None:
    fact = "facts: {{a: {{by: kind, values: {{meetup: {}}}}}}}"
    assert pack(fact.format("1")).version != pack(fact.format("true")).version


MANY = MOST_DIAGNOSTICS + 100


def listed(when: str) -> str:
    entry = "- {{id: r{0}, title: R, when: {1}, reason: Because.}}\n"
    return "rules:\n" + "".join(entry.format(n, when.format(n)) for n in range(MANY))


@pytest.mark.slow
def test_a_thousand_errors_are_named_and_then_it_is_said_that_there_are_more() -> None:
    found = diagnostics_of(listed("unknown_{}"))
    assert len(found) == MOST_DIAGNOSTICS + 1
    assert found[-1].endswith("more than 1,000 errors; the rest are left out")


@pytest.mark.slow
def test_any_number_of_warnings_stops_no_pack() -> None:
    check = checked(listed("cost.level == 'none{}'"))
    assert check.pack
    assert len(check.diagnostics) == MOST_DIAGNOSTICS + 1
    assert check.diagnostics[-1].message == "more than 1,000 warnings; the rest are left out"


@pytest.mark.slow
def test_of_very_many_circles_some_are_named() -> None:
    found = diagnostics_of("facts:\n" + "".join(f" f{n}: {{formula: f{n}}}\n" for n in range(MANY)))
    assert 0 < len(found) < 100
    assert all("circular definition" in each for each in found)


@pytest.mark.slow
def test_a_long_circle_is_named_by_its_ends() -> None:
    text = "".join(f" f{n}: {{formula: f{(n + 1) % MANY}}}\n" for n in range(MANY))
    (found,) = diagnostics_of(f"facts:\n{text}")
    assert "circular definition: f0 -> f1 -> f2 -> " in found
    assert "-> ... -> f0" in found
    assert len(found) < 500


def test_an_anchor_that_is_used_twice_counts_where_it_stands_last() -> None:
    text = (
        rule("true").replace("Because.", "&a Because.") + "    brief: &a Later.\n    source: *a\n"
    )
    assert pack(text).rules[0].source == "Later."


@pytest.mark.parametrize("others", [0, 1_000])
def test_the_nearest_name_is_found_among_few_and_among_many(others: int) -> None:
    known = [*(f"strange_{n}" for n in range(others)), "yearly_cost"]
    assert nearest("yearly_cots", known) == '; did you mean "yearly_cost"?'


def test_of_names_that_are_equally_near_the_one_that_begins_alike_is_meant() -> None:
    assert nearest("stpe", ["type", "step", "tips"]) == '; did you mean "step"?'


def test_a_pack_knows_the_texts_that_it_was_read_from() -> None:
    assert pack(rule("true")).files == {"f0.yaml": rule("true").encode()}
