"""Write the specimens of the reading tests into a folder, each with the paper it must be read as.

Usage: python -m tools.make_specimens FOLDER
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jalon.project.benchmarks.specimens.collection import make_all
from jalon.project.benchmarks.specimens.papers import Paper


def main(folder: Path) -> None:
    """Write every specimen that can be made here, and `NAME.json` with its truth beside it."""
    for made in make_all(folder):
        truth = json.dumps(truth_of(made.paper), ensure_ascii=False, indent=1)
        made.path.with_name(f"{made.paper.name}.json").write_text(truth + "\n", encoding="utf-8")
    print(f"{len(list(folder.iterdir()))} files in {folder}")


def truth_of(paper: Paper) -> Mapping[str, Any]:
    """What a paper says, as JSON."""
    return {
        "lang": paper.lang,
        "head": paper.head,
        "parts": [
            {
                "kind": part.kind.value,
                "label": part.label,
                "marker": part.marker,
                "text": part.plain,
                "notes": list(part.notes),
            }
            for part in paper.parts
        ],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
