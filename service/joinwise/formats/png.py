"""Pictures of a few plain colours as PNG files, without a library."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from struct import pack

SIGNATURE = b"\x89PNG\r\n\x1a\n"
INDEXED = (8, 3, 0, 0, 0)
"""Eight bits a pixel, which name a colour of the palette; nothing is interlaced."""

UNFILTERED = b"\x00"
Colour = tuple[int, int, int]


class Canvas:
    """Pixels that name colours of a palette, the first of which is the ground."""

    def __init__(self, width: int, height: int, palette: Sequence[Colour]) -> None:
        self.width, self.height, self.palette = width, height, palette
        self.rows = [bytearray(width) for _ in range(height)]

    def rectangle(self, x: float, y: float, width: float, height: float, colour: int) -> None:
        """Filled; what is outside is cut."""
        left, right = (min(max(round(at), 0), self.width) for at in (x, x + width))
        top, foot = (min(max(round(at), 0), self.height) for at in (y, y + height))
        for row in self.rows[top:foot]:
            row[left:right] = bytes([colour]) * (right - left)

    def stamp(self, x: int, y: int, width: int, pixels: bytes) -> None:
        """Pixels as they are, row by row, each of ``width``; all of it must be inside."""
        for number, start in enumerate(range(0, len(pixels), width)):
            self.rows[y + number][x : x + width] = pixels[start : start + width]

    def png(self) -> bytes:
        return SIGNATURE + b"".join(self._chunks())

    def _chunks(self) -> Iterator[bytes]:
        yield _chunk(b"IHDR", pack(">IIBBBBB", self.width, self.height, *INDEXED))
        yield _chunk(b"PLTE", bytes(part for colour in self.palette for part in colour))
        yield _chunk(b"IDAT", zlib.compress(b"".join(UNFILTERED + row for row in self.rows), 6))
        yield _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
