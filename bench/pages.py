"""How long a person waits after an answer on the page: ``python -m bench.pages``."""

from __future__ import annotations

from time import process_time
from typing import Any

from flask.testing import FlaskClient

from bench.report import aim, table
from bench.score import joinwise_app
from joinwise.authoring.populations.plausible import plausible
from joinwise.domain.candidate_schema import read_candidate
from joinwise.web.forms.candidate import query_of

PEOPLE, LONGEST, LARGEST = 300, 100.0, 60_000
ACCEPTS = {"Accept-Encoding": "gzip, deflate"}
FIRST_LOAD = (
    "/", "/static/pages.css",
    "/static/vendor/htmx-4.0.1.min.js", "/static/pages.js", "/static/icon.svg",
)  # fmt: skip


def main() -> None:
    print(run())


def run() -> str:
    """The section on pages."""
    app = joinwise_app()
    client = app.test_client()
    groups = [plausible(seed) for seed in range(PEOPLE)]
    times = sorted(milliseconds(client, group) for group in groups)
    middle, late = times[PEOPLE // 2], times[PEOPLE * 95 // 100]
    size = sum(len(client.get(path, headers=ACCEPTS).get_data()) for path in FIRST_LOAD)
    rows = [
        ("median", f"{middle:.1f}"),
        ("95 of 100", f"{late:.1f}"),
        ("longest", f"{times[-1]:.1f}"),
    ]
    aims = [
        aim(
            f"95 of 100 answers within {LONGEST:.0f} ms on one core ({late:.1f} ms)",
            late <= LONGEST,
        ),
        aim(f"a first load of at most 60 kB, compressed ({size / 1000:.1f} kB)", size <= LARGEST),
    ]
    about = (
        f"An answer on the page `/`: the whole form is sent, scored and explained, and the page\n"
        f"is written and compressed, with its pictures; {PEOPLE} groups as people fill them in,\n"
        f"the first questions answered, processor time."
    )
    return "\n\n".join(["## Pages", about, table(("ms", "an answer"), rows), "\n".join(aims)])


def milliseconds(client: FlaskClient, group: dict[str, Any]) -> float:
    form: dict[str, list[str]] = {"situation": ["thinking"], "skip": ["all"]}
    for name, text in query_of(read_candidate(group).values):
        form.setdefault(name, []).append(text)
    start = process_time()
    response = client.post("/", data=form, headers=ACCEPTS)
    response.get_data()
    spent = (process_time() - start) * 1000
    if b'class="word"' not in client.post("/", data=form).get_data():
        raise ValueError(f"there is no advice on the page of {group['name']}")
    return spent


if __name__ == "__main__":
    main()
