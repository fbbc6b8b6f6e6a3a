"""Sealing the record: its newest line is noted in a file outside the database, again and again.

The chain shows a line that was changed. It cannot show that its last lines were cut off, or that
somebody who can write to the database wrote all of it anew; the seals can.
"""

import os
from pathlib import Path

from django.conf import settings

from jalon.base.queries.record import newest_seal
from jalon.base.rules.record import seal_line, seals_of


def seals_file() -> Path:
    """The file of seals, in the folder of this installation."""
    return Path(settings.JALON_HOME) / "record-seals"


def seal_record() -> bool:
    """Note the newest line of the record, when it is newer than the last seal.

    Returns:
        Whether a seal was added.
    """
    newest = newest_seal()
    if newest is None:
        return False
    file = seals_file()
    known = seals_of(file.read_text(encoding="utf-8")) if file.exists() else []
    if known and known[-1].number >= newest.number:
        return False
    with file.open("a", encoding="utf-8") as out:
        out.write(seal_line(newest) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return True
