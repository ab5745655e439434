"""The specs as a page: all that the features say, whole as HTML, and nothing loaded from elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.versions import short
from joinwise.packs.model import Pack
from joinwise.specs.filters import paragraphs, shade, shown
from joinwise.specs.gherkin import SLOT, Feature, Step, read_feature
from joinwise.specs.report import STYLES, page
from joinwise.specs.results import ExampleResult, Failure, Specs, read_specs

VOID = {"meta", "link", "br"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Document(HTMLParser):
    """What a browser makes of a page; fails where a tag is not closed by its own end."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []
        self.text = squeezed("".join(self.parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag not in {"var", "a", "code"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.parts.append(data)

    def values(self, key: str) -> list[str]:
        return [attrs[key] or "" for _, attrs in self.tags if key in attrs]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def tells(document: Document, text: str) -> bool:
    """Does a page hold a text, as it is written or with its slots marked?"""
    return any(squeezed(each) in document.text for each in (text, SLOT.sub(r"\1", text)))


def texts(feature: Feature) -> Iterator[str]:
    """All that a feature says."""
    yield from (feature.name, *paragraphs(feature.description), *feature.notes)
    for policy in feature.policies:
        yield from (policy.name, *paragraphs(policy.description), *policy.notes)
        for scenario in policy.scenarios:
            yield from (scenario.name, *paragraphs(scenario.description), *scenario.notes)
            yield from _of_steps(scenario.steps)
            for table in scenario.tables:
                yield from (table.name, *paragraphs(table.description), *table.notes)
                yield from (*table.header, *table.notes)
                for row in table.rows:
                    yield from (*map(shown, row.cells), *row.notes)


def _of_steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        yield from (f"{step.keyword} {step.text}", step.document or "", *step.notes)
        for row in step.table:
            yield from (INPUTS[cell].label if cell in INPUTS else shown(cell) for cell in row)


def specs_of(*features: Feature) -> Specs:
    return Specs(features, {}, None, False, ())


@pytest.fixture(scope="module")
def specs() -> Specs:
    return read_specs()


@pytest.fixture(scope="module")
def document(default_pack: Pack, specs: Specs) -> Document:
    return Document(page(specs, default_pack))


@pytest.mark.slow
def test_the_page_holds_every_policy_scenario_step_and_cell(
    specs: Specs, document: Document
) -> None:
    for feature in specs.features:
        for text in texts(feature):
            assert tells(document, text), text


@pytest.mark.slow
def test_each_example_has_a_place_and_a_mark(specs: Specs, document: Document) -> None:
    ids = set(document.values("id"))
    assert all(quote(f"{each.key.file}:{each.line}", safe="/:.") in ids for each in specs.examples)
    marks = [attrs for tag, attrs in document.tags if attrs.get("class") == "mark passed"]
    tables = sum(bool(each.tables) for feature in specs.features for each in feature.scenarios)
    assert len(marks) == len(specs.examples) + tables + 2 * len(specs.features)


@pytest.mark.slow
def test_links_lead_to_places_in_the_page_and_nothing_is_loaded(
    default_pack: Pack, document: Document
) -> None:
    ids = Counter(document.values("id"))
    assert max(ids.values()) == 1
    links = document.values("href")
    assert {link for link in links if link[0] != "#"} == {"data:,"}
    assert {link[1:] for link in links if link[0] == "#"} <= ids.keys()
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in document.tags}
    assert not re.search(r"url\(|@import", page(specs_of(), default_pack))


@pytest.mark.slow
def test_the_page_fits_a_strict_content_security_policy(document: Document) -> None:
    attributes = {key for _, attrs in document.tags for key in attrs}
    assert not [key for key in attributes if key == "style" or key.startswith("on")]


@pytest.mark.slow
def test_headings_go_down_one_level_at_a_time(document: Document) -> None:
    levels = [HEADINGS[tag] for tag, _ in document.tags if tag in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_map_leads_from_each_rule_to_its_scenarios_and_back(
    specs: Specs, document: Document
) -> None:
    links = set(document.values("href"))
    for rule, uses in specs.uses().items():
        assert f"#rule:{rule}" in links
        for use in uses:
            assert f"#rule:{rule}:{use.feature.file}" in links
            assert f"#{use.feature.file}:{use.scenario.line}" in links


@pytest.mark.slow
def test_a_rule_that_no_scenario_names_is_told(default_pack: Pack, specs: Specs) -> None:
    unnamed = {entry.id for entry in default_pack.entries} - specs.uses().keys()
    assert page(specs, default_pack).count("No scenario names it.") == len(unnamed)
    assert "No scenario names it." in Document(page(specs_of(), default_pack)).text


@pytest.mark.slow
def test_the_page_says_where_the_results_are_of_other_rules(
    default_pack: Pack, specs: Specs
) -> None:
    said = "These results are for other rules than the active ones."
    assert said not in page(specs, replace(default_pack, version=str(specs.rules)))
    other = page(specs, replace(default_pack, name="custom", version="sha256:0123456789abcdef"))
    assert said in other
    assert "sha256:0123456789ab" in other
    assert short(str(specs.rules)) in other


@pytest.mark.slow
def test_the_page_says_where_results_are_missing_stale_or_broken(
    default_pack: Pack, specs: Specs
) -> None:
    assert "There are no results yet." in page(specs_of(), default_pack)
    assert "have changed since" in page(replace(specs, is_stale=True), default_pack)
    assert "Error:</strong> x.feature:3: odd" in page(
        replace(specs, errors=("x.feature:3: odd",)), default_pack
    )


def test_an_example_is_passed_failed_or_not_run(default_pack: Pack, specs: Specs) -> None:
    feature = next(each for each in specs.features if each.file == "cost.feature")
    first, second, third = [each for each in specs.examples if each.key.file == feature.file][:3]
    results = {
        first.key: ExampleResult(),
        second.key: ExampleResult(Failure("the <step>", "a <message>")),
    }
    text = page(replace(specs, features=(feature,), results=results), default_pack)
    rows = {each.line: re.search(rf'<tr id="{each.key.file}:{each.line}".*?</tr>', text, re.DOTALL)
            for each in (first, second, third)}  # fmt: skip
    marks = [row and Document(row[0]).text.split(" ", 2)[:2] for row in rows.values()]
    assert marks == [["✓", "passed"], ["✗", "failed"], ["\N{EN DASH}", "not"]]
    assert "the &lt;step&gt;" in text
    assert "a &lt;message&gt;" in text


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS))
def test_no_text_of_a_feature_breaks_the_page(
    default_pack: Pack, words: tuple[str, str, str, str, str]
) -> None:
    title, name, step, cell, message = words
    cells = cell.replace("\\", "/").replace("|", "/")
    content = (
        f"Feature: <b>&amp;{title}\n Rule: </h3>{name}\n  Scenario: <script>{name}\n"
        f'   Given </li>{step}\n    | </table>{cells} |\n   Then "<i>" {step}\n'
        f"   Examples: </caption>{title}\n    | '\"{cells} |\n    | &lt;{cells} |\n"
    )
    feature = read_feature(f"{quote(title)}.feature", content.encode())
    results = {
        each.key: ExampleResult(Failure(step, f"</p>{message}")) for each in feature.examples
    }
    document = Document(page(replace(specs_of(feature), results=results), default_pack))
    for text in (*texts(feature), f"</p>{message}"):
        assert tells(document, text), text
    assert not {"script", "b", "i"} & {tag for tag, attrs in document.tags if "class" in attrs}


REFERENCE = """
Feature: Prices
  @reference
  Scenario: A price that is looked up
    Given a meetup of which we know
      | cost.annual_dues | 300 |
    Then the advice is to skip

  Scenario: A story
    Given a meetup of which nothing else is known
    Then the advice is to join
"""


def test_what_is_only_looked_up_is_folded_away_unless_it_failed(default_pack: Pack) -> None:
    feature = read_feature("prices.feature", REFERENCE.encode())
    folded, story = feature.scenarios
    text = page(specs_of(feature), default_pack)
    assert re.findall(r"<details class=\"reference\"[^>]*>\n<summary><h\d>(.*?)</h", text) == [
        folded.name
    ]
    assert story.plain
    assert folded.plain
    failed = {folded.plain.key: ExampleResult(Failure("a step", "a message"))}
    assert '<details class="reference" open>' in page(
        replace(specs_of(feature), results=failed), default_pack
    )


def test_inputs_are_named_by_their_labels_and_their_values_in_words(default_pack: Pack) -> None:
    feature = read_feature("prices.feature", REFERENCE.encode())
    assert '<span title="cost.annual_dues">annual dues</span>' in page(
        specs_of(feature), default_pack
    )
    assert [*map(shown, ("true", "false", "null", "[]", "sales_pitch", "[learning, perks]"))] == [
        "yes", "no", "not known", "nothing", "sales pitch", "learning, perks"
    ]  # fmt: skip
    assert [*map(shown, ("12.5", "does not apply", "[odd"))] == ["12.5", "does not apply", "[odd"]


def test_cells_are_shaded_in_steps() -> None:
    assert [shade(count) for count in (0, 1, 2, 3, 7, 8, 19, 20)] == [0, 1, 1, 2, 2, 3, 3, 4]


def test_the_style_ends_where_it_should() -> None:
    assert all("</" not in sheet.read_text("utf-8") for sheet in STYLES)
