"""Runs of a page on which something runs from right to left: line by line, in reading order."""

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jalon.engines.reading.characters import HYPHENS, Characters, Codes, are_blank
from jalon.engines.reading.directions import (
    join_glyph,
    put_in_order,
    runs_left,
    segments_of,
    vote_of,
)
from jalon.engines.reading.frames import Frame
from jalon.engines.reading.glyphs import FIGURE_HEIGHT, Places, Run, run_of
from jalon.engines.reading.signs import Sign, Way
from jalon.engines.reading.styles import Styles, styles_of

FOOT, HEAD = 0.3, 1.05
"""Depth and height of the font box under and over the baseline, in font sizes."""
ONE_BASE = 0.06
"""Largest distance of the baselines of one line, in font sizes."""
NEAR_BASE = 0.6
"""Farthest baseline of marks and letters set higher or lower than their line, in font sizes."""
SAME_SIZE = 0.08
"""Largest difference of font sizes in one run, as a share."""
APART = 0.6
"""Gap that ends a run, in font sizes."""
LEAST_BLANK = 0.05
"""Width from which on a space takes room, in points."""
LOW = 0.1
"""Height over the baseline that the box of every space covers, in font sizes."""
STRETCHING = "\u0640"
"""Stroke that only makes a word longer."""
LONGEST_FORM = 4
"""Most letters of a ligature that is taken apart."""
FEWEST_ARTICLES = 5
"""Fewest words with the Arabic article, at either end, that tell whether words are reversed."""
_ARTICLE_FIRST, _ARTICLE_LAST = re.compile(r"\bال\w"), re.compile(r"\wلا\b")


def runs_both_ways(codes: Codes) -> bool:
    """Tell whether some characters run from right to left."""
    left = (codes >= 0x590) & (codes < 0x900) | (codes >= 0xFB1D) & (codes < 0xFEFF)
    return bool(left.any())


def ordered_runs(
    textpage: Any, found: Characters, places: Places, frame: Frame
) -> tuple[list[Run], Frame]:
    """The runs of some characters of a page in reading order, and the frame they are read in.

    Args:
        textpage: Text page of pypdfium2.
        found: All its characters.
        places: Those that can be seen.
        frame: That the page is read in, not mirrored.
    """
    styles = styles_of(textpage)
    lines = _lines(list(_signs(styles, found, places, frame)))
    _mark_blanks(lines, found)
    ways = Counter(sign.way for line in lines for sign in line)
    mostly_left = ways[Way.LEFT] > ways[Way.RIGHT]
    votes = sum(vote_of(segment) for line in lines for segment in segments_of(line))
    page_left = mostly_left and votes >= 0
    if page_left:
        frame = replace(frame, mirrored=True)
        _mirror(lines, frame)
    page = _Page(styles=styles, found=found, frame=frame)
    runs: list[Run] = []
    for line in lines:
        base = line[0].base
        for segment in segments_of(line):
            left = runs_left(segment, page_left=page_left, mostly_left=mostly_left)
            ordered = put_in_order(segment, left=left, page_left=page_left)
            fresh = [_run(page, part, base) for part in _cut(ordered)]
            for run in fresh:
                run.leftward = left
            runs += fresh
    _mind_reversed(runs)
    return runs, frame


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """A page whose runs are made."""

    styles: Styles
    found: Characters
    frame: Frame


def _signs(styles: Styles, found: Characters, places: Places, frame: Frame) -> Iterator[Sign]:
    """The characters that stand upright."""
    blanks = np.cumsum(are_blank(found.codes)).tolist()
    codes, boxes = found.codes.tolist(), found.boxes.tolist()
    own, raised = found.places.tolist(), found.raised.tolist()
    before: Sign | None = None
    for place in places.tolist():
        quarter, size, origin = styles.setting(own[place])
        if quarter != frame.quarter:
            continue
        left, bottom, right, top = boxes[place]
        sign = Sign(
            text=_written(codes[place]), index=place, last=place, left=left, right=right,
            size=size or (top - bottom) / (FOOT + HEAD), origin=origin, base=frame.base(*origin),
            blanks=blanks[place], home=left, raised=raised[place],
        )  # fmt: skip
        if before and before.origin == origin and before.last + 1 == place:
            join_glyph(before, sign)
            continue
        if before:
            yield before
        before = sign
    if before:
        yield before


def _written(code: int) -> str:
    """What a character stands for: the letters of a form or ligature, in the order of the word."""
    if code in HYPHENS:
        return "-"
    char = chr(code)
    if not 0xFB1D <= code < 0xFEFF:
        return char
    plain = unicodedata.normalize("NFKC", char).strip()
    return plain if plain and len(plain) <= LONGEST_FORM and " " not in plain else char


def _lines(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs by baseline; the first of each line stands on it."""
    groups: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda one: -one.base):
        if groups and groups[-1][-1].base - sign.base < ONE_BASE * sign.size:
            groups[-1].append(sign)
        else:
            groups.append([sign])
    lines: list[list[Sign]] = []
    for group in sorted(groups, key=len, reverse=True):
        near = [line for line in lines if _belongs(group, line)]
        if near:
            min(near, key=lambda line: abs(line[0].base - group[0].base)).extend(group)
            for sign in group:
                sign.doubtful = True
        else:
            lines.append(group)
    return sorted(lines, key=lambda line: -line[0].base)


def _mark_blanks(lines: Sequence[Sequence[Sign]], found: Characters) -> None:
    """Mark the signs right of which a space stands that takes room."""
    boxes = found.boxes
    wide = are_blank(found.codes) & (boxes[:, 2] - boxes[:, 0] > LEAST_BLANK)
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    for line in lines:
        base, size = line[0].base, line[0].size
        level = wide & (boxes[:, 1] < base + LOW * size) & (boxes[:, 3] > base + LOW * size)
        ordered = sorted(line, key=lambda one: one.home)
        edges = [sign.home for sign in ordered]
        for middle in middles[level].tolist():
            place = bisect(edges, middle)
            if place:
                ordered[place - 1].blank = True


def _belongs(group: Sequence[Sign], line: Sequence[Sign]) -> bool:
    """Tell whether some marks and letters stand higher or lower than the line they are in."""
    size = max(sign.size for sign in line)
    if abs(line[0].base - group[0].base) > NEAR_BASE * size:
        return False
    if any(abs(sign.size - size) > SAME_SIZE * size for sign in group):
        return False
    first, last = min(sign.left for sign in line), max(sign.right for sign in line)
    own = all(sign.way in {Way.LEFT, Way.MARK} for sign in group)
    return own and all(first - size < sign.left < last + size for sign in group)


def _mirror(lines: Sequence[Sequence[Sign]], frame: Frame) -> None:
    """Count the places of signs from the right."""
    across = frame.area[0] + frame.area[2]
    for line in lines:
        for sign in line:
            sign.left, sign.right = across - sign.right, across - sign.left


def _cut(ordered: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Signs in reading order, parted where size or height changes or a gap is wide."""
    part: list[Sign] = []
    for sign in ordered:
        if part and _differs(part[-1], sign):
            yield part
            part = []
        part.append(sign)
    if part:
        yield part


def _differs(before: Sign, sign: Sign) -> bool:
    gap = sign.left - before.right
    wide = gap > APART * sign.size
    return wide or abs(sign.size - before.size) > SAME_SIZE * sign.size


def _run(page: _Page, part: Sequence[Sign], base: float) -> Run:
    """The run of some signs on a baseline."""
    found = page.found
    size, first = max(sign.size for sign in part), part[0]
    text = "".join(f" {sign.text}" if sign.spaced else sign.text for sign in part)
    text = unicodedata.normalize("NFC", text.replace(STRETCHING, "")).strip()
    box = (
        min(sign.left for sign in part), base - FOOT * size,
        max(sign.right for sign in part), base + HEAD * size,
    )  # fmt: skip
    span = (int(found.places[first.index]), int(found.places[part[-1].last]))
    run = run_of(page.styles, text, box, span=span, frame=page.frame)
    run.base = base
    run.doubtful = any(sign.doubtful for sign in part)
    if first.raised:
        run.bottom, run.top = (float(found.boxes[first.index, side]) for side in (1, 3))
        run.size, run.base, run.superior = FIGURE_HEIGHT * run.height, run.bottom, True
    return run


def _mind_reversed(runs: Sequence[Run]) -> None:
    """Mark all runs as doubtful where more words end in the article than begin with it."""
    first = sum(len(_ARTICLE_FIRST.findall(run.text)) for run in runs)
    last = sum(len(_ARTICLE_LAST.findall(run.text)) for run in runs)
    if last > first and last >= FEWEST_ARTICLES:
        for run in runs:
            run.doubtful = True
