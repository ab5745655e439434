"""The JSON Schema of rule files."""

from tests.support.commands import run
from tests.support.services import ROOT


def test_the_schema_of_rule_files_is_printed() -> None:
    assert run("rules", "schema").stdout == (ROOT / "rules" / "schema.json").read_text("utf-8")
