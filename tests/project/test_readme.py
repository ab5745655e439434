"""The README and the docs tell the truth: their commands print what they say."""

from pathlib import Path
from shutil import which

import pytest

from tools.readme import README, Shell, pages, rewritten, steps


@pytest.mark.slow
@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("document", pages(), ids=lambda document: document.name)
def test_what_the_document_says_is_printed(document: Path, service: str, tmp_path: Path) -> None:
    text = document.read_text("utf-8")
    if "curl " in text and not which("curl"):
        pytest.skip("curl is not installed")
    shell = Shell(service, tmp_path)
    for step in steps(text):
        assert shell.printed(step.command) == step.output, step.command


def test_a_page_is_rewritten_with_what_its_commands_print(tmp_path: Path) -> None:
    text = (
        "Before\n\n```console\n$ echo now\nthen\n$ cat <<END\n> one\n> END\n$ true\n```\n\nafter\n"
    )
    expected = text.replace("then", "now").replace("> END\n", "> END\none\n")
    assert rewritten(text, Shell("http://127.0.0.1:1", tmp_path)) == expected


def test_the_readme_takes_few_minutes_to_read() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 200
