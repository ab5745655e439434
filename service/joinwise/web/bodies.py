"""Bodies of requests: of bounded size, and whole or an error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from typing import IO, Any, cast

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.formparser import FormDataParser

from joinwise.errors import MalformedError

MIB = 2**20
LARGEST_BODY = MIB
"""Bytes of any body, unless a view allows more."""

UNBOUNDED = sys.maxsize - 1
"""For a view that reads a line at a time and keeps none."""

LIMITS = {"MAX_CONTENT_LENGTH": LARGEST_BODY, "MAX_FORM_MEMORY_SIZE": LARGEST_BODY}

MOST_FIELDS = 10_000
"""Of a form: a comparison of as many groups as there may be has some 7,000."""

Read = Callable[[int], bytes]


class FormParser(FormDataParser):
    """Reads forms of a bounded number of fields, and takes none that cannot be read for empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, silent=False)

    def parse(self, stream: IO[bytes], mimetype: str, *more: Any, **options: Any) -> Any:
        """Raises RequestEntityTooLarge or MalformedError."""
        if mimetype == "application/x-www-form-urlencoded":
            stream = _of_bounded_fields(stream)
        try:
            return super().parse(stream, mimetype, *more, **options)
        except ValueError:
            raise MalformedError("The form cannot be read.") from None


def _of_bounded_fields(stream: IO[bytes]) -> IO[bytes]:
    form = stream.read()
    if form.count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge(f"The form has more than {MOST_FIELDS:,} fields.")
    return BytesIO(form)


class BoundedRequest(Request):
    """A request of whose body no more is read than ``max_content_length``, which views may set."""

    form_data_parser_class = FormParser

    @cached_property
    def stream(self) -> IO[bytes]:
        """Raises RequestEntityTooLarge or UnsupportedMediaType."""
        largest, length = self.max_content_length or UNBOUNDED, self._promised_length()
        if length is not None and length > largest:
            raise too_large(largest)
        _refuse_encoded(self.headers.get("Content-Encoding"))
        return cast("IO[bytes]", Body(self.environ["wsgi.input"], length, largest))

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        """No page takes files: what is sent as one stays in memory, as other fields do."""
        return BytesIO()

    def _promised_length(self) -> int | None:
        """None if only the server knows where the body ends."""
        knows_the_end = self.environ.get("wsgi.input_terminated")
        return self.content_length if knows_the_end else self.content_length or 0


class Body:
    """A stream that ends as its request promised.

    Reading raises RequestEntityTooLarge if there is more, and MalformedError if there is less.
    """

    def __init__(self, stream: IO[bytes], length: int | None, largest: int) -> None:
        self.stream = stream
        self.length = length
        self.largest = largest
        self.taken = 0

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._wanted(size)
        data = self._take(self.stream.read, wanted)
        if len(data) < wanted:
            self._end()
        return data

    def readline(self, size: int | None = -1) -> bytes:
        wanted = self._wanted(size)
        data = self._take(self.stream.readline, wanted)
        if len(data) < wanted and not data.endswith(b"\n"):
            self._end()
        return data

    def _wanted(self, size: int | None) -> int:
        end = self.largest + 1 if self.length is None else self.length
        rest = end - self.taken
        return rest if size is None or size < 0 else min(size, rest)

    def _take(self, read: Read, wanted: int) -> bytes:
        try:
            data = read(wanted)
        except OSError:
            raise self._cut_short() from None
        self.taken += len(data)
        if self.taken > self.largest:
            raise too_large(self.largest)
        return data

    def _end(self) -> None:
        if self.length is not None and self.taken < self.length:
            raise self._cut_short()

    def _cut_short(self) -> MalformedError:
        if self.length is None:
            return MalformedError("The body ended before its last chunk.")
        return MalformedError(f"The body ended after {self.taken:,} of {self.length:,} bytes.")


def too_large(largest: int) -> RequestEntityTooLarge:
    return RequestEntityTooLarge(f"The body is larger than {largest / MIB:g} MiB.")


def _refuse_encoded(encoding: str | None) -> None:
    if encoding and encoding.strip().lower() != "identity":
        raise UnsupportedMediaType("Send the body without a Content-Encoding.")
