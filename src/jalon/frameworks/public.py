"""The door of the frameworks room."""

from jalon.frameworks.actions import load_packaged
from jalon.frameworks.packaged import framework_slugs, packaged_framework, parse_yaml
from jalon.frameworks.queries import (
    area_of_objective,
    crosswalk,
    crosswalk_pairs,
    element,
    element_counts,
    element_ids,
    elements,
    elements_by_code,
    framework,
    frameworks,
    links_of,
    objective_code,
)
from jalon.frameworks.rules import (
    STRENGTH_WORDS,
    CrosswalkRecord,
    ElementRecord,
    FrameworkRecord,
    Kind,
    LinkRecord,
    Strength,
)

__all__ = [
    "STRENGTH_WORDS",
    "CrosswalkRecord",
    "ElementRecord",
    "FrameworkRecord",
    "Kind",
    "LinkRecord",
    "Strength",
    "area_of_objective",
    "crosswalk",
    "crosswalk_pairs",
    "element",
    "element_counts",
    "element_ids",
    "elements",
    "elements_by_code",
    "framework",
    "framework_slugs",
    "frameworks",
    "links_of",
    "load_packaged",
    "objective_code",
    "packaged_framework",
    "parse_yaml",
]
