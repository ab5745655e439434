"""A chat that is sent a link shows the way to the score."""

import re
import zlib
from html import unescape
from struct import unpack_from

from flask.testing import FlaskClient

LINK = (
    "/?name=BNI&kind=referral_group&cost.annual_dues=750&past_yield.visits=2"
    "&reciprocity.invitation=knows_you&situation=thinking&skip=all"
)


def address_in(html: str) -> str:
    found = re.search(r'property="og:image" content="([^"]*)"', html)
    assert found
    return unescape(found[1])


def pixels_of(png: bytes) -> list[bytes]:
    """The rows of a picture whose chunks hold all pixels at once, one byte each."""
    width, height = unpack_from(">II", png, 16)
    start = png.index(b"IDAT") + 4
    rows = zlib.decompressobj().decompress(png[start:])
    assert len(rows) == height * (width + 1)
    return [rows[at + 1 : at + 1 + width] for at in range(0, len(rows), width + 1)]


def test_a_link_to_an_advice_names_a_picture_of_its_own(client: FlaskClient) -> None:
    address = address_in(client.get(LINK).text)
    assert address.startswith("http://localhost/card.png?name=BNI&")
    response = client.get(address)
    assert response.content_type == "image/png"
    rows = pixels_of(response.data)
    assert (len(rows[0]), len(rows)) == (1200, 630)
    assert len({*b"".join(rows)}) > 5


def test_other_scores_are_other_pictures(client: FlaskClient) -> None:
    first, second = (
        client.get(address_in(client.get(link).text)).data
        for link in (LINK, LINK.replace("knows_you", "sales_pitch"))
    )
    assert first != second


def test_pages_without_an_advice_have_a_general_picture(client: FlaskClient) -> None:
    address = address_in(client.get("/rules").text)
    assert address == "http://localhost/card.png"
    for without in (address, "/card.png?name=x&kind=nonsense"):
        with client.get(without) as response:
            assert response.data.startswith(b"\x89PNG")
