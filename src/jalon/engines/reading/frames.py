"""The frame a PDF page is read in: turned until its text is upright, mirrored when it runs left."""

from dataclasses import dataclass

import numpy as np

from jalon.engines.reading.characters import Boxes, Drawing
from jalon.engines.reading.records import Box

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """How places of a page are changed to be read, and back.

    Attributes:
        sides: What is shown of the page.
        quarter: Quarters of a turn, to the left, by which its text is turned.
        mirrored: True when it is read from the right; then places are counted from there.
    """

    sides: Sides
    quarter: int = 0
    mirrored: bool = False

    @property
    def is_plain(self) -> bool:
        """True when nothing changes."""
        return not self.quarter and not self.mirrored

    @property
    def area(self) -> Sides:
        """What is shown of the page, as it is read."""
        return self.place(self.sides)

    def place(self, sides: Sides) -> Sides:
        """A rectangle of the page, as it is read."""
        turned = _turn(sides, self.sides, self.quarter)
        return _mirror(turned, self._seen()) if self.mirrored else turned

    def back(self, box: Box) -> Box:
        """A box that was read, on its page."""
        seen = self._seen()
        sides = (box.left, box.bottom, box.right, box.top)
        if self.mirrored:
            sides = _mirror(sides, seen)
        left, bottom, right, top = _turn(sides, seen, -self.quarter)
        return Box(
            left=round(left, 1), bottom=round(bottom, 1), right=round(right, 1), top=round(top, 1)
        )

    def _seen(self) -> Sides:
        """What is shown, turned."""
        return _turn(self.sides, self.sides, self.quarter)

    def drawing(self, drawing: Drawing) -> Drawing:
        """A drawing of the page, as it is read."""
        return (*self.place(drawing[:4]), drawing[4])

    def turned(self, boxes: Boxes) -> Boxes:
        """Boxes of characters, turned but not mirrored."""
        return np.stack(_turn(tuple(boxes.T), self.sides, self.quarter), axis=1)

    def base(self, x: float, y: float) -> float:
        """Height of a point, as it is read."""
        return _turn((x, y, x, y), self.sides, self.quarter)[1] if self.quarter else y


def _turn(sides: Sides, area: Sides, quarter: int) -> Sides:
    """A rectangle after quarters of a turn to the right."""
    left, bottom, right, top = sides
    across, along = area[0] + area[2], area[1] + area[3]
    match quarter % 4:
        case 1:
            return bottom, across - right, top, across - left
        case 2:
            return across - right, along - top, across - left, along - bottom
        case 3:
            return along - top, left, along - bottom, right
    return sides


def _mirror(sides: Sides, area: Sides) -> Sides:
    left, bottom, right, top = sides
    across = area[0] + area[2]
    return across - right, bottom, across - left, top
