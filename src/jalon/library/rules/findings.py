"""What passages name and count, as records."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRecord:
    """What a passage names or counts, as the machine found it.

    `kind` is body, instrument, city, date or figure; `value`, `unit`, `counted`, `about` and `year`
    are of figures only.
    """

    kind: str
    code: str
    start: int
    end: int
    text: str
    value: Decimal | None = None
    unit: str = ""
    counted: str = ""
    about: str = ""
    year: int | None = None
