"""Each rule as people read it: what it gives and when, what it builds on, what it asks for."""

import pytest

from joinwise.expressions.ast import names
from joinwise.packs.dependencies import Dependencies
from joinwise.packs.loader import read_folder
from joinwise.packs.model import Pack
from joinwise.resources import default_folder
from joinwise.web.forms.locale import reader_of
from joinwise.web.pages.chapters import RuleDescriber, opening
from tests.support.fakes import pack, rule

FACTS = """
facts:
  yearly:
    formula: monthly * 12
  monthly:
    formula: cost.annual_dues / 12 + usual
  usual:
    by: kind
    values: {meetup: 1250.5, peer_group: 3}
    else: 7
  unread:
    formula: members.count
"""


def test_all_rules_and_bands_stand_in_one_chapter_each(default_pack: Pack) -> None:
    chapters = RuleDescriber(default_pack).chapters(read_folder(default_folder()))
    told = [each.id for chapter in chapters for each in chapter.entries]
    assert sorted(told) == sorted(each.id for each in default_pack.entries)
    assert [each.file for each in chapters] == sorted(
        {each.at.file for each in default_pack.entries}
    )


def test_a_chapter_says_what_its_file_says_at_its_start(default_pack: Pack) -> None:
    files = read_folder(default_folder())
    chapters = {each.file: each for each in RuleDescriber(default_pack).chapters(files)}
    assert chapters["time.yaml"].title == "What it takes in time, and whether you will give it"
    assert chapters["kinds.yaml"].title == "Kinds"
    assert chapters["time.yaml"].about == "What it takes in time, and whether you will give it."


def test_a_question_is_told_with_its_condition() -> None:
    asked = "inputs: {cost.annual_dues: {when: team.people > 3}}"
    describer = RuleDescriber(pack(rule("cost.annual_dues > 5 and time.clashes"), asked))
    _, inputs = describer.terms(describer.describe(describer.pack.rules[0]).reads)
    assert [(each.name, each.asked_if) for each in inputs] == [
        ("cost.annual_dues", "employees taking part is more than 3"),
        ("time.clashes", None),
    ]


def test_the_opening_of_a_file_is_its_first_comment_alone() -> None:
    assert opening(b"\xef\xbb\xbf# One\n#  two\nrules: []\n# three") == "One two"
    assert opening(b"rules: []\n# later") == ""
    assert opening(b"# \xff") == "\N{REPLACEMENT CHARACTER}"


def test_a_rule_is_told_with_all_that_it_is_worked_out_from() -> None:
    text = FACTS + rule("yearly > 12000.5", points=-3)
    describer = RuleDescriber(pack(text))
    described = describer.describe(describer.pack.rules[0])
    facts, inputs = describer.terms(described.reads)
    assert [each.name for each in facts] == ["yearly", "monthly", "usual"]
    assert [each.name for each in inputs] == ["cost.annual_dues", "kind"]
    assert described.cases[0].english == "yearly is more than 12,000.5"
    assert described.cases[0].expression == "yearly > 12000.5"
    lookup = facts[-1].meaning
    assert lookup is not None
    assert lookup.table == (("meetup", "1,250.5"), ("peer group", "3"))
    assert lookup.otherwise == "7"


@pytest.mark.slow
def test_every_name_that_a_part_is_worked_out_from_is_a_part(default_pack: Pack) -> None:
    describer = RuleDescriber(default_pack)
    for entry in default_pack.entries:
        reads = describer.describe(entry).reads
        facts, inputs = describer.terms(reads)
        parts = {each.name for each in (*facts, *inputs)}
        assert parts == set(Dependencies(default_pack).reachable(reads))
        for name in parts:
            definition = default_pack.definition(name)
            assert definition is None or set(names(definition)) <= parts


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    found = pack(rule("members.count > 1200.5 and members.overlap > 0.125", points=1))
    describer = RuleDescriber(found, reader_of("de"))
    english = describer.describe(found.rules[0]).cases[0].english
    assert english == "Mitglieder: mehr als 1.200,5 und Überschneidung: mehr als 12,5%"


def test_what_stands_in_a_text_is_explained_once() -> None:
    text = rule("team.people > 1").replace(
        "Because.", '"{team.people employee|employees}, {team.people}, {team.people}"'
    )
    found = pack(text)
    shown = RuleDescriber(found).slots(RuleDescriber(found).describe(found.rules[0]))
    assert [each.text for each in shown] == [
        "{team.people employee|employees}",
        "{team.people}",
    ]
    assert (shown[0].one, shown[0].many) == ("employee", "employees")


def test_a_rule_is_found_by_words_of_its_title_condition_text_source_and_file() -> None:
    found = pack(rule("time.clashes", points=-4, source="An essay"))
    described = RuleDescriber(found).describe(found.rules[0])
    for words in (["r"], ["clash"], ["because"], ["essay"], ["f0.yaml"], ["-4"], ["r", "essay"]):
        assert described.matches(words), words
    assert described.matches([])
    assert not described.matches(["essay", "dues"])
