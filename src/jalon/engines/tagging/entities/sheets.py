"""The data files of entities: names of bodies, instruments and cities, cues of statements."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from jalon.kernel.languages import Language


@cache
def sheet(name: str) -> dict[str, Any]:  # Any: YAML as it was written
    """A file of `data/entities`, without its ending."""
    text = (files("jalon") / "data" / "entities" / f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parsed: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe loader
    return parsed


def names_of(rows: dict[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Code to all names and acronyms of rows that give them by language."""
    return {
        f"{prefix}{code}": [
            str(name) for tag in ("acronyms", *map(str, Language)) for name in row.get(tag, ())
        ]
        for code, row in rows.items()
    }
