"""Memory over time at half load: ``python -m bench.proofs.soaking [SECONDS]``.

Rules change once a minute. The memory of all workers is drawn in docs/pictures/memory.svg.
"""

from __future__ import annotations

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic, sleep

from bench.proofs.running import (
    Client,
    Service,
    groups,
    held_by,
    percentile,
    serving,
    write_evidence,
)
from bench.report import aim, machine
from joinwise.resources import default_folder

SECONDS = 3_600.0
CLIENTS = 8
RELOAD_EVERY, SAMPLE_EVERY = 60.0, 5.0
MEASURED = 5.0
"""Seconds at full speed, by which half of it is known."""

WARM = 0.2
"""Of the time, after which memory should not grow."""

MOST_GROWTH, MOST_TAIL, MOST_BYTES = 0.05, 3.0, 100e6
TURNS = 0.0001
"""Seconds after which one client lets another go on. By default it is 50 times as many, which would
count as the service's time."""

PICTURE = Path("docs/pictures/memory.svg")
WIDTH, HEIGHT = 640, 160


@dataclass(slots=True)
class Asking:
    """Clients that score, at most so often a second each; ``times`` is how long answers take."""

    service: Service
    until: float
    pause: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: int = 0
    lock: Lock = field(default_factory=Lock)

    def work(self, seed: int) -> None:
        client, bodies = (
            Client(self.service.port),
            [json.dumps(g).encode() for g in groups(50, seed)],
        )
        number, due = 0, monotonic()
        while monotonic() < self.until:
            start = monotonic()
            answer = client.ask("POST", "/v1/score", bodies[number % len(bodies)])
            with self.lock:
                self.times.append(monotonic() - start)
                self.wrong += answer.status != 200
            number, due = number + 1, due + self.pause
            sleep(max(0.0, due - monotonic()))

    def run(self) -> None:
        with ThreadPoolExecutor(CLIENTS) as threads:
            list(threads.map(self.work, range(CLIENTS)))


def half_load(service: Service) -> float:
    """Seconds between two requests of a client at half of what the service can do."""
    full = Asking(service, monotonic() + MEASURED)
    full.run()
    return 2 * CLIENTS * MEASURED / len(full.times)


def soaked(service: Service, rules: Path, seconds: float) -> tuple[Asking, list[float]]:
    asking = Asking(service, 0.0, half_load(service))
    start = monotonic()
    asking.until = start + seconds
    samples, reloads = list[float](), 0
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(asking.run)
        while not done.done():
            sleep(SAMPLE_EVERY)
            samples.append(held_by(service))
            if monotonic() - start > (reloads + 1) * RELOAD_EVERY:
                reloads += 1
                _change(rules / "decision.yaml", 50 + reloads % 2)
        done.result()
    return asking, samples


def _change(file: Path, start: int) -> None:
    text = file.read_text("utf-8")
    new = file.with_suffix(".new")
    new.write_text(text.replace(f"start: {101 - start}", f"start: {start}"), "utf-8")
    new.replace(file)


def drawn(samples: list[float]) -> str:
    """Memory over time as a picture, from nothing up."""
    top = max(samples) * 1.1
    step = WIDTH / max(1, len(samples) - 1)
    points = " ".join(
        f"{place * step:.1f},{HEIGHT - value / top * HEIGHT:.1f}"
        for place, value in enumerate(samples)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 20}" role="img">'
        f"<title>Memory of the largest worker over time, 0 to {top:.0f} MiB</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f4f4f2"/>'
        f'<polyline fill="none" stroke="#0f766e" stroke-width="2" points="{points}"/>'
        f'<text x="4" y="{HEIGHT + 14}" font-size="11" font-family="sans-serif">'
        f"0 to {top:.0f} MiB; from {samples[0]:.0f} to {samples[-1]:.0f}</text></svg>\n"
    )


def main() -> None:
    seconds = float(sys.argv[1]) if sys.argv[1:] else SECONDS
    sys.setswitchinterval(TURNS)
    with TemporaryDirectory() as name:
        folder = Path(name)
        rules = shutil.copytree(default_folder(), folder / "rules")
        options = ("--rules", str(rules), "--workers", "2")
        with serving(folder, *options, JOINWISE_LOG_LEVEL="error") as service:
            asking, samples = soaked(service, rules, seconds)
    PICTURE.write_text(drawn(samples), "utf-8")
    write_evidence("soak", "Memory over time at half load", text(asking, samples, seconds))


def text(asking: Asking, samples: list[float], seconds: float) -> str:
    warm = samples[int(len(samples) * WARM)]
    growth = max(samples) / warm - 1
    median, slow = (percentile(asking.times, share) for share in (0.5, 0.99))
    said = "\n".join(
        [
            aim(f"after a fifth of the time it grew by at most {growth:.1%}", growth < MOST_GROWTH),
            aim("below 100 MB a worker", max(samples) * 2**20 <= MOST_BYTES),
            aim(
                f"the 99th percentile is {slow / median:.1f} times the median; aim: at most"
                f" {MOST_TAIL:.0f} times",
                slow <= MOST_TAIL * median,
            ),
            aim(f"every answer is 200 ({asking.wrong} others)", not asking.wrong),
        ]
    )
    return "\n\n".join(
        [
            f"`make soak`: {len(asking.times):,} scores in {seconds:,.0f} s at half load, two"
            f" workers, rules changed each minute; {machine()}.",
            f"The largest worker held {samples[0]:.0f} MiB at first, {warm:.0f} MiB after a fifth"
            f" of the time, {samples[-1]:.0f} MiB at the end, {max(samples):.0f} MiB at most; what"
            f" workers share is divided by them. Median {median * 1e3:.1f} ms, 99th percentile"
            f" {slow * 1e3:.1f} ms.",
            "![Memory over time](pictures/memory.svg)",
            said,
        ]
    )


if __name__ == "__main__":
    main()
