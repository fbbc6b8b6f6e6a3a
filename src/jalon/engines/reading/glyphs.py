"""Characters of a PDF page with their boxes, put together into runs of one style and line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from jalon.engines.reading.characters import (
    HYPHENS,
    Boxes,
    Characters,
    Codes,
    Drawing,
    Flags,
    are_blank,
    characters_of,
)
from jalon.engines.reading.frames import Frame
from jalon.engines.reading.styles import SLANTED, Styles, styles_of

WORD_GAP = 0.085
"""Gap between words, in line heights beyond the usual gap between letters."""
LONG_WORD = 18
"""Letters without a gap from which on a line may be squeezed."""
USUAL_WORD = 12
"""Letters for each written space up to which a line is not squeezed."""
MIN_JUMP = 0.018
"""Smallest jump between gaps of letters and gaps of words, in line heights."""
LINE_APART = 1_000.0
"""Distance that keeps the gaps of lines apart while all are sorted at once, in line heights."""
_ADDRESS = re.compile(r"https?:|www\.|@|/\w+/")
RUN_GAP = 0.75
"""Gap that ends a run, in line heights."""
LEAST_SIZE = 0.1
"""Smallest font size, in points: text may be set in none at all."""
SAMPLE = 24
"""Characters of a page that are asked how they are turned."""
FIGURE_HEIGHT = 1.4
"""Font size of a superior figure, in heights of its ink."""


Shares = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(kw_only=True, slots=True)
class Run:
    """Characters of one style side by side.

    Attributes:
        text: With spaces where there are gaps.
        left, bottom, right, top: Box in points: font height, not ink.
        size: Font size in points.
        base: Height of the baseline, in points.
        opens_bold, closes_bold: True when the font of its first or last character is bold.
        quarter: Quarters of a turn to the left by which it is turned; SLANTED for another angle.
        superior: True for superior figures of a font of the usual size.
        doubtful: True when the order of its characters is not sure.
        leftward: True when its line runs from right to left.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = 0.0
    base: float = 0.0
    opens_bold: bool = False
    closes_bold: bool = False
    quarter: int = 0
    superior: bool = False
    doubtful: bool = False
    leftward: bool = False

    @property
    def height(self) -> float:
        """Height of the font box, in points."""
        return self.top - self.bottom

    @property
    def bold(self) -> bool:
        """True when it is set in bold from end to end."""
        return self.opens_bold and self.closes_bold


def seen_of(
    textpage: Any, frame: Frame, drawings: Sequence[Drawing] = ()
) -> tuple[Characters, Places]:
    """All characters of a page, and which of them can be seen.

    Args:
        textpage: Text page of pypdfium2.
        frame: Of the page, not mirrored yet.
        drawings: Box and number of segments of each drawing on the page, as it is read.
    """
    found = characters_of(textpage, drawings, frame.turned if frame.quarter else None)
    boxes, area = found.boxes, frame.area
    blank = are_blank(found.codes) | (boxes[:, 2] <= boxes[:, 0])
    middle_x = (boxes[:, 0] + boxes[:, 2]) / 2
    middle_y = (boxes[:, 1] + boxes[:, 3]) / 2
    seen = (middle_x > area[0]) & (middle_x < area[2]) & (middle_y > area[1]) & (middle_y < area[3])
    return found, np.flatnonzero(~blank & seen)


def usual_quarter(textpage: Any, found: Characters, places: Places) -> int:
    """Quarters of a turn to the left by which most text of a page is turned; a sample tells."""
    styles = styles_of(textpage)
    step = max(1, len(places) // SAMPLE)
    quarters = [styles.setting(place)[0] for place in found.places[places[::step]].tolist()]
    usual = Counter(quarters).most_common(1)
    return usual[0][0] if usual and usual[0][0] > 0 and 2 * usual[0][1] > len(quarters) else 0


def runs_of(textpage: Any, found: Characters, places: Places, frame: Frame) -> list[Run]:
    """The runs of some characters of a page that all run from left to right, as in the file.

    Args:
        textpage: Text page of pypdfium2.
        found: All its characters.
        places: Those that can be seen.
        frame: That the page is read in.
    """
    if not len(places):
        return []
    spaced = _space_before(found.codes, found.boxes, places)
    kept = Characters(
        codes=found.codes[places], boxes=found.boxes[places], raised=found.raised[places],
        places=found.places[places],
    )  # fmt: skip
    return _cut(textpage, kept, spaced, frame)


def _space_before(codes: Codes, boxes: Boxes, places: Places) -> Flags:
    """For each kept character, whether a space of the file itself stands before it."""
    real = are_blank(codes) & (boxes[:, 2] - boxes[:, 0] > 0.05)
    counts = np.cumsum(real)
    spaced = np.zeros(len(places), dtype=bool)
    spaced[1:] = counts[places[1:]] > counts[places[:-1]]
    return spaced


def _cut(textpage: Any, found: Characters, spaced: Flags, frame: Frame) -> list[Run]:
    """Runs of the kept characters."""
    codes, boxes = found.codes, found.boxes
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    gap = np.zeros(len(codes), dtype=np.float32)
    gap[1:] = boxes[1:, 0] - boxes[:-1, 2]
    smaller = np.minimum(height[1:], height[:-1])
    new = np.ones(len(codes), dtype=bool)
    new[1:] = (
        (np.abs(boxes[1:, 1] - boxes[:-1, 1]) > 0.12 * smaller)
        | (np.abs(height[1:] - height[:-1]) > 0.08 * smaller)
        | (gap[1:] > RUN_GAP * smaller)
        | (boxes[1:, 0] < boxes[:-1, 0] - 0.25 * smaller)
        | (found.raised[1:] != found.raised[:-1])
    )
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(codes))
    shown = np.where((codes == HYPHENS[0]) | (codes == HYPHENS[1]), ord("-"), codes).astype("<u4")
    text = shown.tobytes().decode("utf-32-le", errors="replace")
    wide = spaced | _word_gaps(gap, boxes, text, spaced)
    texts = _texts(shown, wide & ~new, starts)
    runs = []
    styles, places = styles_of(textpage), found.places.tolist()
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    for words, box, (start, end) in zip(texts, _boxes_of(boxes, starts), spans, strict=True):
        run = run_of(styles, words, box, span=(places[start], places[end - 1]), frame=frame)
        if found.raised[start]:
            run.size, run.base, run.superior = FIGURE_HEIGHT * run.height, run.bottom, True
        runs.append(run)
    return runs


def _texts(codes: Codes, spaces: Flags, starts: Places) -> list[str]:
    """The text of each run, with a space before each character that `spaces` marks."""
    wanted = np.flatnonzero(spaces)
    whole = np.insert(codes, wanted, ord(" ")).tobytes().decode("utf-32-le", errors="replace")
    cuts = (starts + np.searchsorted(wanted, starts)).tolist()
    return [whole[start:end] for start, end in pairwise([*cuts, len(whole)])]


def _word_gaps(gap: Boxes, boxes: Boxes, text: str, spaced: Flags) -> Flags:
    """Where words part: gaps wider than those between the letters of the same line.

    Lines that were squeezed until their words run together are cut at the largest jump among
    their gaps, unless the file has spaces (`spaced`) enough; letter-spaced lines are measured
    against their own letter gap.
    """
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    new = np.ones(len(gap), dtype=bool)
    new[1:] = np.abs(boxes[1:, 1] - boxes[:-1, 1]) > 0.4 * np.minimum(height[1:], height[:-1])
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(gap))
    shares = (gap / height).astype(np.float64)
    usual = _usual_gaps(shares, starts, ends)
    wide: Flags = shares > np.repeat(usual + WORD_GAP, ends - starts)
    wide[starts] = False
    written = USUAL_WORD * np.add.reduceat(spaced.astype(np.intp), starts) >= ends - starts
    for line in np.flatnonzero(~written & (ends - starts > LONG_WORD)).tolist():
        start, end = int(starts[line]), int(ends[line])
        inner = slice(start + 1, end)
        if _longest(wide[inner].tolist()) > LONG_WORD and not _ADDRESS.search(text[start:end]):
            own = float(usual[line])
            edge = own + _jump((shares[inner] - own).tolist())
            wide[inner] = shares[inner] > edge
    return wide


def _usual_gaps(shares: Shares, starts: Places, ends: Places) -> Shares:
    """The middle gap between the letters of each line; 0 in lines of less than four letters."""
    lengths = ends - starts
    rank = np.repeat(np.arange(len(starts)) * LINE_APART, lengths)
    keys = rank + np.clip(shares, -LINE_APART / 4, LINE_APART / 4)
    keys[starts] = rank[starts] - LINE_APART / 2
    keys.sort()
    inner = lengths - 1
    low, high = starts + 1 + (inner - 1) // 2, starts + 1 + inner // 2
    last = len(keys) - 1
    middle = (keys[np.minimum(low, last)] + keys[np.minimum(high, last)]) / 2 - rank[starts]
    return np.where(inner > 2, np.maximum(middle, 0.0), 0.0)


def _longest(found: list[bool]) -> int:
    """Characters between the two word gaps that lie furthest apart."""
    longest, last = 0, -1
    for place, wide in enumerate(found):
        if wide:
            longest, last = max(longest, place - last), place
    return max(longest, len(found) - last)


def _jump(gaps: list[float]) -> float:
    """A threshold in the largest jump among small gaps, or the usual one when there is none."""
    values = [0.0, *sorted(one for one in gaps if 0 < one < 1.6 * WORD_GAP)]
    jumps = [(after - before, place) for place, (before, after) in enumerate(pairwise(values))]
    if not jumps:
        return WORD_GAP
    most, place = max(jumps, key=lambda pair: (pair[0], -pair[1]))
    return WORD_GAP if most < MIN_JUMP else (values[place] + values[place + 1]) / 2


def _boxes_of(boxes: Boxes, starts: Places) -> list[tuple[float, ...]]:
    """Left, bottom, right and top of each run, by the index of its first character."""
    least = [np.minimum.reduceat(boxes[:, side], starts).tolist() for side in (0, 1)]
    most = [np.maximum.reduceat(boxes[:, side], starts).tolist() for side in (2, 3)]
    return list(zip(*least, *most, strict=True))


def run_of(
    styles: Styles, text: str, box: tuple[float, ...], *, span: tuple[int, int], frame: Frame
) -> Run:
    """A run of a text in its box.

    Args:
        styles: Of the page.
        text: What it says.
        box: Left, bottom, right and top, as the page is read.
        span: Its first and last character on the text page.
        frame: That the page is read in.
    """
    left, bottom, right, top = box
    quarter, size, origin = styles.setting(span[0])
    if frame.quarter and quarter != SLANTED:
        quarter = (quarter - frame.quarter) % 4
    return Run(
        text=text, left=left, bottom=bottom, right=right, top=top,
        opens_bold=styles.is_bold(span[0]), closes_bold=styles.is_bold(span[1]), quarter=quarter,
        size=max(size or (top - bottom) / 1.35, LEAST_SIZE), base=frame.base(*origin),
    )  # fmt: skip
