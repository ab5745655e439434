"""Whatever a terminal can show, commands print to it; what it cannot show is escaped."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from joinwise.cli import main
from tests.support.fakes import rule, written

pytestmark = pytest.mark.slow

NAME = "Клуб é 😀"


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    file = tmp_path / "Клуб.json"
    file.write_text(json.dumps({"name": NAME, "kind": "meetup"}), "utf-8")
    return file


@pytest.mark.parametrize(
    ("charset", "shown"),
    [
        ("utf-8", NAME),
        ("ascii", r"\u041a\u043b\u0443\u0431 \xe9 \U0001f600"),
        ("iso8859-1", r"\u041a\u043b\u0443\u0431 é \U0001f600"),
    ],
)
def test_a_name_is_shown_as_far_as_the_terminal_can(
    candidate: Path, charset: str, shown: str
) -> None:
    result = CliRunner(charset=charset).invoke(main, ["score", str(candidate)])
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stdout.splitlines()[0].endswith(shown)


def test_json_is_utf_8_on_every_terminal(candidate: Path) -> None:
    result = CliRunner(charset="ascii").invoke(main, ["score", "--json", str(candidate)])
    assert json.loads(result.stdout_bytes)["name"] == NAME


@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
def test_a_folder_may_have_a_name_that_is_not_utf_8(tmp_path: Path, charset: str) -> None:
    folder = written(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), a=rule("time.clash"))
    result = CliRunner(charset=charset).invoke(main, ["rules", "check", str(folder)])
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{tmp_path}/caf\\xe9/a.yaml:4:12: error: unknown name")
    for command in ("diff", "check"):
        result = CliRunner(charset=charset).invoke(
            main, ["rules", command, str(folder / "no.yaml")]
        )
        assert f"{tmp_path}/caf\\xe9/no.yaml" in result.output


def test_a_store_may_have_a_name_that_is_not_utf_8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.db")
    monkeypatch.setenv("JOINWISE_DATABASE_URL", f"sqlite:///{file}")
    result = CliRunner(charset="ascii").invoke(main, ["db", "upgrade"])
    assert (result.exit_code, result.exception) == (0, None)
    assert Path(file).exists()
