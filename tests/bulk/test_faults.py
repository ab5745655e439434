"""Why a table could not be read is said in one line, whichever engine says it."""

import pytest

from joinwise.bulk.faults import NO_MEMORY, NOT_WHOLE, reason

TRACE = """An error occurred while calling o1.parquet.
: org.apache.spark.SparkException: [TASK_WRITE_FAILED] Task failed while writing rows.
\tat org.apache.thrift.Writer.write(Writer.java:5)
\t... 5 more
Caused by: {}
\tat org.apache.spark.Reader.read(Reader.scala:7)
"""


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("java.io.IOException: no bucket", "no bucket"),
        ("java.lang.IllegalStateException", "java.lang.IllegalStateException"),
        ("java.lang.OutOfMemoryError: Java heap space", NO_MEMORY),
        ("x.Error: in.parquet is not a Parquet file. Expected magic number at tail", NOT_WHOLE),
    ],
)
def test_of_a_trace_of_java_what_came_first_is_said(cause: str, said: str) -> None:
    assert reason(ValueError(TRACE.format(cause))) == said


def test_an_error_without_words_is_named() -> None:
    assert reason(ValueError()) == "ValueError"
    assert reason(ValueError("first\nsecond")) == "first"
