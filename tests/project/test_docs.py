"""The docs name everything that there is, each page can be found, and each link leads somewhere."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest
from flask import Flask
from prometheus_client.metrics import MetricWrapperBase

from joinwise.cli import main
from joinwise.packs.loader import load_pack
from joinwise.resources import default_folder
from joinwise.runtime.metrics import Metrics
from joinwise.settings import PREFIX, Settings
from tools.readme import DOCS, README, ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("features/*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PARTS_OF_PAGES = ("/static/", "/favicon.ico")
"""Where the addresses begin that pages load and nobody types."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link, target, anchor in links(document):
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_readme_leads_to_the_index_and_the_index_to_every_page() -> None:
    index = DOCS / "index.md"
    assert index in targets(README)
    assert set(DOCS.rglob("*.md")) <= {index, *targets(index)}


def test_every_setting_is_named_with_its_default() -> None:
    defaults = {setting.name: setting.default for setting in fields(Settings)}
    rows = dict(re.findall(rf"\| `{PREFIX}(\w+)` \| `?([^|`]+)`? \|", text_of("running.md")))
    assert {name.lower() for name in rows} == set(defaults)
    for name, default in rows.items():
        if name != "RULES":
            assert default in (
                str(defaults[name.lower()] or "none"),
                f"{defaults[name.lower()]}".lower(),
            )


def test_every_metric_is_named_with_its_labels() -> None:
    rows = re.findall(r"^\| `(joinwise_\w+)` \| ([^|]*)\|", text_of("running.md"), re.MULTILINE)
    named = {name.removesuffix("_total"): re.findall(r"`(\w+)`", labels) for name, labels in rows}
    metrics = [
        metric for metric in vars(Metrics()).values() if isinstance(metric, MetricWrapperBase)
    ]
    assert named == {metric.describe()[0].name: list(metric._labelnames) for metric in metrics}  # noqa: SLF001


def test_every_call_is_named_in_the_page_on_the_api(app: Flask) -> None:
    named = re.findall(r"`([A-Z]+) (/[^`?]*)`", text_of("api.md"))
    assert set(named) >= {
        (method, address)
        for address, method in addresses(app)
        if address.startswith("/v1") or address in ("/healthz", "/readyz", "/metrics", "/docs")
    }


def test_every_page_of_the_service_is_named(app: Flask) -> None:
    named = set(re.findall(r"`(?:[A-Z]+ )?(/[^`?]*)`", text_of("pages.md") + text_of("api.md")))
    for address, method in addresses(app):
        if method == "GET" and not address.startswith(PARTS_OF_PAGES):
            assert address in named


def test_every_command_is_named() -> None:
    for command in commands(main, "joinwise"):
        assert f"`{command}" in text_of("command-line.md")


@pytest.mark.slow
def test_every_rule_named_for_a_claim_exists() -> None:
    pack = load_pack(default_folder())
    table = re.findall(r"^\| \d+\. [^|]*\|([^|]*)\|", text_of("advice.md"), re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", cell)}
    assert len(named) > 20
    assert named <= {entry.id for entry in pack.entries}


def test_every_package_is_named_in_the_architecture_in_the_order_of_imports() -> None:
    table = text_of("architecture.md").partition("## The packages")[2].partition("\n## ")[0]
    cells = re.findall(r"^\|([^|]*)\|", table, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`(\w+)/?`", cell)]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = [re.findall(r"\w+", layer) for layer in contracts["contracts"][0]["layers"]]
    level = {name: number for number, layer in enumerate(layers) for name in layer}
    assert {*named, "__main__"} == set(level)
    assert named == sorted(named, key=level.__getitem__)


def text_of(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def links(document: Path) -> Iterator[tuple[str, Path, str]]:
    """Each link to a file of ours, with that file and the heading in it."""
    for link in LINK.findall(CODE.sub("", document.read_text("utf-8"))):
        path, _, anchor = link.partition("#")
        if not link.startswith("https://"):
            yield link, (document.parent / path).resolve() if path else document, anchor


def targets(document: Path) -> set[Path]:
    return {target for _, target, _ in links(document)}


@cache
def anchors(document: Path) -> set[str]:
    """The headings of a document as GitHub names them in links."""
    headings = HEADING.findall(CODE.sub("", document.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address of the service as the docs write it, and each method that it answers."""
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield address, method


def commands(group: click.Command, name: str) -> Iterator[str]:
    if not isinstance(group, click.Group):
        yield name
        return
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command
        yield from commands(command, f"{name} {each}")
