"""Faults for programs: nothing in a file name or a message is taken for something else."""

import pytest

from joinwise.cli.formats import as_annotation, as_data
from joinwise.diagnostics import Diagnostic


def fault(message: str = "odd", file: str = "a.yaml", **more: str) -> Diagnostic:
    return Diagnostic(file, 3, 7, **{"severity": "warning", "message": message, **more})


def test_data_has_place_severity_message_and_witness() -> None:
    assert as_data([fault(), fault(witness='{"name":"A group","kind":"meetup"}')]) == [
        {"file": "a.yaml", "line": 3, "column": 7, "severity": "warning", "message": "odd",
         "witness": None},
        {"file": "a.yaml", "line": 3, "column": 7, "severity": "warning", "message": "odd",
         "witness": {"name": "A group", "kind": "meetup"}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")]
)
def test_each_severity_has_its_annotation(severity: str, command: str) -> None:
    assert as_annotation(fault(severity=severity)) == f"::{command} file=a.yaml,line=3,col=7::odd"


def test_an_annotation_is_one_line_whatever_it_says() -> None:
    hostile = fault("50% off\r\n::error::x, y: z", file="a,b:c%\n.yaml")
    assert as_annotation(hostile) == (
        "::warning file=a%2Cb%3Ac%25%0A.yaml,line=3,col=7::50%25 off%0D%0A::error::x, y: z"
    )


def test_an_annotation_shows_the_witness_on_a_line_of_its_own() -> None:
    assert as_annotation(fault(witness="{}")).endswith("::odd%0AShown by {}")
