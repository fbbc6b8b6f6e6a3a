"""How long pages take in a library as large as wanted: statements, time and size of each."""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from jalon.project.benchmarks.figures import KB, figures, peak_mb, timed
from jalon.project.limits import USUAL

if TYPE_CHECKING:
    from django.test import Client

DEFAULT_SIZE = 100_000
REQUESTS = 15
WARMING = 2
PAGES = {
    "home": "/en/",
    "objectives": "/en/objectives/",
    "objective": "/en/objectives/6/",
    "objective, place": "/en/objectives/6/?place=MAR",
    "places": "/en/places/",
    "place": "/en/places/MAR/",
    "matrix by document": "/en/matrix/",
    "matrix by place": "/en/matrix/?by=place",
    "matrix by year": "/en/matrix/?by=year",
    "matrix of actions": "/en/matrix/?by=place&rows=gcm-actions",
    "cell": "/en/matrix/cell/?element=gcm:6",
    "cell, place": "/en/matrix/cell/?element=gcm:6&place=MAR",
    "documents": "/en/documents/",
    "documents, words": "/en/documents/?q=report+bench",
    "document": "/en/documents/bench-0/",
    "passage": "/en/documents/bench-0/p/50",
    "initiatives": "/en/initiatives/",
    "initiatives, last page": "/en/initiatives/?page=100000",
    "initiatives, words": "/en/initiatives/?text=recruitment",
    "initiatives, objective": "/en/initiatives/?objective=6",
    "search": "/en/search/?q=recruitment+fees",
    "report, choices": "/en/report/",
    "report, place": "/en/report/?place=MAR",
    "report, all": "/en/report/?place=all",
    "API matrix": "/api/v1/matrix?by=place",
    "API passages": "/api/v1/passages?element=gcm:6",
}
"""Addresses by name of the page; slow languages or larger pages would change little."""


def bench(size: int) -> Mapping[str, Any]:
    """Fill an installation of its own with `size` passages and initiatives, and ask its pages."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name[:6] != "JALON_"}
        ours = {"JALON_HOME": folder, "JALON_LIMITS": UNLIMITED, "DJANGO_SETTINGS_MODULE": SETTINGS}
        done = subprocess.run(  # noqa: S603 - this module
            [sys.executable, "-m", __name__, str(size)],
            env=kept | ours,
            capture_output=True,
            check=True,
            text=True,
        )
    result: Mapping[str, Any] = json.loads(done.stdout)
    return result


SETTINGS = "jalon.project.settings"
UNLIMITED = ",".join(f"{one.name}=1000000/1" for one in USUAL)
"""A benchmark asks more often than one visitor may."""


def measure(size: int) -> Mapping[str, Any]:
    """Fill the installation of this process, unless it is filled, and ask each page."""
    from django.core.management import call_command
    from django.test import Client

    import jalon.project.wsgi  # noqa: F401 - as a web process has it
    from jalon.library.public import library_counts
    from jalon.practices.public import count
    from jalon.project.benchmarks.filling import fill
    from jalon.project.installing import set_up

    set_up()
    call_command("collectstatic", interactive=False, verbosity=0)
    if not library_counts()["passages"]:
        fill(size, initiatives=size)
    client = Client(headers={"host": "localhost"})
    with timed() as clock:
        found = {name: _ask(client, path) for name, path in PAGES.items()}
    return figures(
        "pages",
        n=len(PAGES) * (REQUESTS + WARMING),
        unit="requests",
        **clock,
        data={**library_counts(), "initiatives": count()},
        sql_statements={name: one["sql"] for name, one in found.items()},
        p50_ms={name: one["p50"] for name, one in found.items()},
        p95_ms={name: one["p95"] for name, one in found.items()},
        kb={name: one["kb"] for name, one in found.items()},
        peak_mb=peak_mb(),
    )


def _ask(client: "Client", path: str) -> Mapping[str, float]:
    """Statements, milliseconds, and kilobytes (10^3 bytes) compressed.

    Milliseconds are of processor time, which other programs do not lengthen; with a database in
    another process they are of the clock.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _turn in range(WARMING):
        answer = client.get(path)
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _turn in range(REQUESTS):
        started = clock()
        answer = client.get(path)
        times.append((clock() - started) * 1000)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    cuts = quantiles(times, n=20, method="inclusive")
    return {
        "sql": len(asked),
        "p50": round(cuts[9], 1),
        "p95": round(cuts[18], 1),
        "kb": round(_first_visit(answer.content) / KB, 1),
    }


def _first_visit(page: bytes) -> int:
    """Bytes of a page and of the styles, scripts, fonts and pictures it names, compressed."""
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    named = set(re.findall(rb'(?:href|src)="/static/([^"#?]+)', page))
    files = [root / name.decode() for name in named]
    return sum(len(gzip.compress(one)) for one in (page, *(file.read_bytes() for file in files)))


def _main() -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))


if __name__ == "__main__":
    _main()
