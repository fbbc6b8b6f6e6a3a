"""The colours of the look keep their contrast, in light and dark, also where axe cannot tell."""

import re
from pathlib import Path

import pytest

import jalon.base

STYLE = (Path(jalon.base.__file__).parent / "static/base/jalon.css").read_text(encoding="utf-8")
TEXT, EDGE = 4.5, 3.0
"""Least contrast of text and of edges and signs (WCAG 2.2, 1.4.3 and 1.4.11)."""

GROUNDS = ("paper", "sheet", "shade")
TEXTS = ("ink", "quiet", "link", "good", "warn", "bad")
AREAS = tuple(f"area-{number}" for number in range(1, 6))


def _tokens(block: str) -> dict[str, tuple[int, int, int]]:
    """The colours of a block of tokens, as channels."""
    found = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", block):
        if re.fullmatch(r"#[0-9a-f]{6}", value):
            found[name] = tuple(int(value[at : at + 2], 16) for at in (1, 3, 5))
        elif re.fullmatch(r"\d+ \d+ \d+", value):
            found[name] = tuple(map(int, value.split()))
    return found  # type: ignore[return-value]  # three channels each


def _themes() -> dict[str, dict[str, tuple[int, int, int]]]:
    light = STYLE[STYLE.index(":root {") : STYLE.index("@media screen {")]
    chosen = STYLE[STYLE.index(':root[data-theme="dark"] {') :].split("}")[0]
    system = STYLE[STYLE.index(':root:not([data-theme="light"]) {') :].split("}")[0]
    return {"light": _tokens(light), "dark": _tokens(chosen), "dark by system": _tokens(system)}


def _light(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _over(
    colour: tuple[int, int, int], share: float, ground: tuple[int, int, int]
) -> tuple[int, int, int]:
    """A colour laid over a ground with some transparency."""
    red, green, blue = (
        round(c * share + g * (1 - share)) for c, g in zip(colour, ground, strict=True)
    )
    return red, green, blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_read_on_every_ground(theme: str) -> None:
    tokens = _themes()[theme]

    weak = {
        f"{text} on {ground}": round(_contrast(tokens[text], tokens[ground]), 2)
        for text in TEXTS
        for ground in GROUNDS
        if _contrast(tokens[text], tokens[ground]) < TEXT
    }

    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_areas_are_read_as_ground_as_text_and_as_edge(theme: str) -> None:
    tokens = _themes()[theme]

    for area in (*AREAS, "no-area"):
        assert _contrast(tokens["on-area"], tokens[area]) >= TEXT, area
        assert _contrast(tokens[area], tokens["paper"]) >= TEXT, area
    assert _contrast(tokens["edge"], tokens["paper"]) >= EDGE
    assert _contrast(tokens["on-main"], tokens["main"]) >= TEXT
    assert _contrast(tokens["ink"], tokens["mark"]) >= TEXT
    assert _contrast(tokens["focus"], tokens["paper"]) >= EDGE


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("depth", [0.16, 0.3, 0.45])
def test_numbers_are_read_on_every_depth_of_the_matrix(theme: str, depth: float) -> None:
    tokens = _themes()[theme]

    for area in AREAS:
        ground = _over(tokens[area], depth, tokens["paper"])
        assert _contrast(tokens["ink"], ground) >= TEXT, area


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    themes = _themes()

    assert themes["dark"] == themes["dark by system"]
    assert len(themes["dark"]) > 15
