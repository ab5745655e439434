"""The README tells the truth: its commands print what it says, and it names every setting."""

import re
from dataclasses import fields
from pathlib import Path
from shutil import which

import pytest
from prometheus_client.metrics import MetricWrapperBase

from joinwise.runtime.metrics import Metrics
from joinwise.settings import PREFIX, Settings
from tools.readme import BLOCK, README, ROOT, Step, printed, steps

TEXT = README.read_text("utf-8")
BLOCKS = [list(steps(match[0])) for match in BLOCK.finditer(TEXT)]


@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0].command[:50])
def test_what_the_readme_says_is_printed(block: list[Step], service: str) -> None:
    for step in block:
        if "curl " in step.command and not which("curl"):
            pytest.skip("curl is not installed")
        assert printed(step.command, service) == step.output


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "running.md"], ids=lambda page: page.name)
def test_every_setting_is_named_with_its_default(page: Path) -> None:
    defaults = {each.name: each.default for each in fields(Settings)}
    rows = dict(re.findall(rf"\| `{PREFIX}(\w+)` \| `?([^|`]+)`? \|", page.read_text("utf-8")))
    assert {name.lower() for name in rows} == set(defaults)
    for name, default in rows.items():
        if name != "RULES":
            assert default == str(defaults[name.lower()] or "none")


def test_every_metric_is_named_with_its_labels() -> None:
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    rows = re.findall(r"^\| `(joinwise_\w+)` \| ([^|]*)\|", page, re.M)
    named = {name.removesuffix("_total"): re.findall(r"`(\w+)`", labels) for name, labels in rows}
    counts = [each for each in vars(Metrics()).values() if isinstance(each, MetricWrapperBase)]
    assert named == {each._name: list(each._labelnames) for each in counts}


@pytest.mark.parametrize("path", [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], ids=str)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link
