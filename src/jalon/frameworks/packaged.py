"""The frameworks and crosswalks that come with Jalon, read from the package without a database."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from jalon.frameworks.rules import CrosswalkRecord, FrameworkRecord, crosswalk_of, framework_of
from jalon.kernel.errors import UnknownCode

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(file: Traversable) -> Mapping[str, object]:
    """One data file as JSON-like values; dates stay text."""
    parsed = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    return parsed if isinstance(parsed, Mapping) else {}


def _data(folder: str) -> Traversable:
    return files("jalon") / "data" / folder


def _yaml_files(folder: Traversable) -> list[Traversable]:
    found = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
    return sorted(found, key=lambda file: (file.name != "framework.yaml", file.name))


def framework_slugs() -> list[str]:
    """Slugs of all frameworks that come with Jalon, the Compact first."""
    found = [folder.name for folder in _data("frameworks").iterdir() if folder.is_dir()]
    return sorted(found, key=lambda slug: (slug != "gcm", slug))


@cache
def packaged_framework(slug: str) -> FrameworkRecord:
    """A framework that comes with Jalon.

    Raises:
        UnknownCode: None has this slug.
    """
    if slug not in framework_slugs():
        raise UnknownCode(value=slug)
    return framework_of([parse_yaml(file) for file in _yaml_files(_data("frameworks") / slug)])


@cache
def packaged_crosswalks() -> tuple[CrosswalkRecord, ...]:
    """All crosswalks that come with Jalon."""
    return tuple(crosswalk_of(parse_yaml(file)) for file in _yaml_files(_data("crosswalks")))
