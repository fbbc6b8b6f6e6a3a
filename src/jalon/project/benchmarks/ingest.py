"""How fast documents get in: read, tag, store and index, in an installation of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jalon.project.benchmarks.figures import figures, timed
from jalon.project.benchmarks.reading import PAGES_PER_DOCUMENT
from jalon.project.benchmarks.specimens import make_pdfs

DEFAULT_SIZE = 300


def bench(size: int) -> Mapping[str, Any]:
    """Ingest about `size` generated pages into an empty embedded installation."""
    with tempfile.TemporaryDirectory() as folder:
        documents, home = Path(folder) / "documents", Path(folder) / "home"
        documents.mkdir()
        list(make_pdfs(documents, documents=max(1, size // PAGES_PER_DOCUMENT)))
        _jalon(home, "setup")
        with timed() as clock:
            result = _jalon(home, "ingest", str(documents))
        index = sum(file.stat().st_size for file in (home / "index").rglob("*") if file.is_file())
    return figures(
        "ingest",
        n=int(result["pages"]),
        unit="pages",
        **clock,
        passages=result["passages"],
        documents=result["stored"],
        index_mb=round(index / 1e6, 2),
    )


def _jalon(home: Path, *arguments: str) -> Mapping[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name[:6] != "JALON_"}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "jalon.project.command", *arguments, "--json"],
        env=environment | {"JALON_HOME": str(home)},
        capture_output=True,
        check=True,
        text=True,
    )
    result: Mapping[str, Any] = json.loads(done.stdout)
    return result
