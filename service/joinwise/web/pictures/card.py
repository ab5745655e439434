"""What a chat shows of a link to an advice: the score, and the way from the start to it."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

from joinwise.formats.png import Canvas, Colour
from joinwise.web.pictures.waterfall import Waterfall

WIDTH, HEIGHT = 1200, 630
PAPER, TRACK, INK, FOR, AGAINST = range(5)
COLOURS: tuple[Colour, ...] = (
    (0xFB, 0xFB, 0xF9),
    (0xE4, 0xE7, 0xE9),
    (0x1C, 0x21, 0x26),
    (0x0F, 0x76, 0x6E),
    (0xB4, 0x53, 0x09),
)
SHADES = 16
"""How many there are between the ground and the colour of a digit."""

DIGITS = Path(__file__).with_name("digits.bin")
DIGIT_WIDTH, DIGIT_HEIGHT = 130, 170
"""As ``tools/card_digits.py`` draws them."""

EDGE, STRIPE = 72, 24
SCALE_WIDTH = 3 * DIGIT_WIDTH
LEFT = EDGE + SCALE_WIDTH + EDGE
"""Where the bars begin."""

THICKEST, DASH = 64, 10


def card_of(waterfall: Waterfall, join_at: int, is_join: bool) -> bytes:
    """The picture as a PNG file."""
    colour = FOR if is_join else AGAINST
    canvas = Canvas(WIDTH, HEIGHT, (*COLOURS, *_shades(COLOURS[colour])))
    canvas.rectangle(0, 0, STRIPE, HEIGHT, colour)
    _write(canvas, waterfall.score)
    _scale(canvas, waterfall.score, join_at, colour)
    _bars(canvas, waterfall)
    return canvas.png()


def _shades(colour: Colour) -> list[Colour]:
    return [_mixed(colour, share / (SHADES - 1)) for share in range(SHADES)]


def _mixed(colour: Colour, share: float) -> Colour:
    ground = COLOURS[PAPER]
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(ground, colour, strict=True))
    return red, green, blue


def _write(canvas: Canvas, score: int) -> None:
    for place, digit in enumerate(str(score)):
        canvas.stamp(EDGE + place * DIGIT_WIDTH, 180, DIGIT_WIDTH, _digits()[int(digit)])


@lru_cache(maxsize=1)
def _digits() -> list[bytes]:
    """The pixels of each, as places in the palette."""
    size = DIGIT_WIDTH * DIGIT_HEIGHT
    shades = bytes(shade + len(COLOURS) for shade in zlib.decompress(DIGITS.read_bytes()))
    return [shades[start : start + size] for start in range(0, 10 * size, size)]


def _scale(canvas: Canvas, score: int, join_at: int, colour: int) -> None:
    """From 0 to 100, with the limit."""
    canvas.rectangle(EDGE, 400, SCALE_WIDTH, 28, TRACK)
    canvas.rectangle(EDGE, 400, SCALE_WIDTH * score / 100, 28, colour)
    canvas.rectangle(EDGE + SCALE_WIDTH * join_at / 100 - 2, 386, 4, 56, INK)


def _bars(canvas: Canvas, waterfall: Waterfall) -> None:
    """A bar a reason, and the limit as a dashed line behind them."""
    width = WIDTH - EDGE - LEFT
    for y in range(EDGE, HEIGHT - EDGE, 2 * DASH):
        canvas.rectangle(LEFT + width * waterfall.limit_at / 100 - 2, y, 4, DASH, INK)
    step = min((HEIGHT - 2 * EDGE) / max(len(waterfall.falls), 1), THICKEST)
    top = (HEIGHT - step * len(waterfall.falls)) / 2
    for number, fall in enumerate(waterfall.falls):
        place = (LEFT + width * fall.left / 100, top + number * step, width * fall.width / 100)
        canvas.rectangle(*place, 0.75 * step, FOR if fall.after > fall.before else AGAINST)
