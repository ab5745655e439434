"""Somebody who weighs a group on the page, without a browser."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request, urlopen

from flask.testing import FlaskClient

from joinwise.domain.catalogue import INPUTS
from joinwise.domain.nesting import nested
from joinwise.domain.values import Kind

Texts = Mapping[str, Sequence[str] | str]


class Visit:
    """What a person sees of the page, and what its form would send."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.html = client, ""

    def open(self, address: str) -> None:
        self.html = self.client.get(address).get_data(as_text=True)

    def send(self, form: Texts) -> None:
        self.html = self.client.post("/", data=dict(form)).get_data(as_text=True)

    def skip(self, name: str) -> None:
        """Presses the button that says: I don't know."""
        form = self.form
        self.send({**form, "skip": [*form.get("skip", []), name]})

    def answer(self, texts: Texts) -> None:
        self.send({**self.form, **texts})

    @property
    def form(self) -> dict[str, list[str]]:
        """What is filled in, as a browser would send it."""
        sent: dict[str, list[str]] = {}
        for name, value in [*_inputs(self._form), *_selects(self._form)]:
            sent.setdefault(name, []).append(html.unescape(value))
        return sent

    @property
    def address(self) -> str:
        return html.unescape(str(re.search(r'data-address="([^"]*)"', self.html)[1]))  # type: ignore[index]

    @property
    def steps(self) -> list[tuple[str, list[str]]]:
        """Each of the first questions, with the names of its fields."""
        found = re.findall(r'class="card step.*?</section>', self.html, re.DOTALL)
        named = [re.findall(r'(?:<input[^>]*|<select[^>]*) name="([^"]*)"', each) for each in found]
        return [(names[0], [*dict.fromkeys(names)]) for names in named]

    @property
    def asked(self) -> str | None:
        found = re.search(r'name="asked" value="([^"]*)"', self.html)
        return found and found[1]

    @property
    def obstacles(self) -> list[str]:
        """What the list asks that is shown, if there is one."""
        return re.findall(r'name="obstacles" value="([^"]*)"', self.html)

    def tick(self, names: Sequence[str]) -> None:
        """Ticks some of the list, and presses its button."""
        self.answer({"obstacle": names, "answer": "obstacles"})

    @property
    def word(self) -> str:
        return html.unescape(re.search(r'class="badge \w+"><bdi>(.*?)</bdi>', self.html)[1])  # type: ignore[index]

    @property
    def is_firm(self) -> bool:
        return 'class="card verdict join firm"' in self.html or "verdict skip firm" in self.html

    @property
    def shown(self) -> str:
        """All there is but what the last answer moved, whether it is folded or not."""
        moved = r'<input type="hidden" name="before".*?>|<p id="said".*?</p>|<span class="effect.*?</span></span>'
        folded = r"(?<=<form )([^>]*) data-told|(<details[^>]*) open(?=>)"
        unfolded = re.sub(folded, r"\1\2", re.sub(moved, "", self._form))
        return re.sub(r"\s+", " ", unfolded)

    @property
    def _form(self) -> str:
        return re.search(r'<form id="weigh".*?</form>', self.html, re.DOTALL)[0]  # type: ignore[index]


def _inputs(form: str) -> list[tuple[str, str]]:
    tags = [tag for tag in re.findall(r"<input[^>]*>", form) if _is_sent(tag)]
    return [
        (name, value) for tag in tags if (name := _of(tag, "name")) and (value := _of(tag, "value"))
    ]


def _is_sent(tag: str) -> bool:
    return " checked" in tag or not re.search(r'type="(checkbox|radio)"', tag)


def _of(tag: str, attribute: str) -> str:
    found = re.search(rf' {attribute}="([^"]*)"', tag)
    return found[1] if found else ""


def _selects(form: str) -> list[tuple[str, str]]:
    found = re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL)
    chosen = [(name, re.search(r'value="([^"]+)" selected', options)) for name, options in found]
    return [(name, value[1]) for name, value in chosen if value]


def weighed(service: str, link: str) -> dict[str, Any]:
    """What the service says of the candidate of a link."""
    values = {name: _value(name, text) for name, text in parse_qsl(urlsplit(link).query)}
    body = json.dumps(nested(values)).encode()
    request = Request(f"{service}/v1/score", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        advice: dict[str, Any] = json.load(answer)
        return advice


def _value(name: str, text: str) -> Any:
    match INPUTS[name].kind:
        case Kind.NUMBER:
            return float(text)
        case Kind.BOOLEAN:
            return text == "true"
        case Kind.LIST:
            return [text]
    return text
