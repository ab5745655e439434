"""``python -m tools.card_digits``: draws the digits of the cards of shared links, once and for all.

Writes ``service/joinwise/web/pictures/digits.bin``: ten pictures in shades from 0 to 15, packed.
"""

from __future__ import annotations

import zlib

from playwright.sync_api import sync_playwright

from joinwise.web.pictures.card import DIGIT_HEIGHT, DIGIT_WIDTH, DIGITS, SHADES
from tests.support.browser import CHROMIUM, QUIET

DRAW = """([width, height, shades]) => {
  const canvas = new OffscreenCanvas(width, 10 * height);
  const ink = canvas.getContext("2d");
  ink.font = `bold ${height * 1.2}px "DejaVu Sans"`;
  ink.textAlign = "center";
  for (let digit = 0; digit < 10; digit += 1) {
    ink.fillText(String(digit), width / 2, (digit + 0.95) * height);
  }
  const { data } = ink.getImageData(0, 0, width, 10 * height);
  return Array.from({ length: width * 10 * height }, (_, pixel) => Math.round(data[4 * pixel + 3] / 255 * (shades - 1)));
}"""


def main() -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        shades = browser.new_page().evaluate(DRAW, [DIGIT_WIDTH, DIGIT_HEIGHT, SHADES])
        DIGITS.write_bytes(zlib.compress(bytes(shades), 9))
        browser.close()


if __name__ == "__main__":
    main()
