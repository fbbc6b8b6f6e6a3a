"""What holds of the description of a document, and of doubts about what was read."""

import re
from datetime import date
from enum import StrEnum

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year that exists, in ISO 8601.

    >>> [is_date(text) for text in ("2020", "2020-10", "2020-02-30", "26 May 2020", "0000")]
    [True, True, False, False, False]
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class Origin(StrEnum):
    """Who said a field of the description of a document."""

    MACHINE = "machine"
    PERSON = "person"


class Doubt(StrEnum):
    """Why the text of a passage may not be what its page says."""

    DOUBTFUL = "doubtful"
    RECOGNISED = "recognised"
