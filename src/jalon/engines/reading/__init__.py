"""Reading: documents of many kinds become numbered passages with page, place and language.

>>> from jalon.engines.reading import read
"""

from jalon.engines.reading.batch import read_many
from jalon.engines.reading.offsets import Offsets, Run, offsets_of
from jalon.engines.reading.reading import read
from jalon.engines.reading.records import (
    READER_VERSION,
    Box,
    Found,
    Limits,
    Metadata,
    Notice,
    Passage,
    PassageKind,
    Reading,
    is_evidence,
)
from jalon.engines.reading.refusals import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    MissingFile,
    NoTextLayer,
    ReadingCrashed,
    ReadingMemory,
    ReadingRefused,
    ReadingTimeout,
    UnsupportedKind,
    WrongKind,
    ZipBomb,
)

__all__ = [
    "READER_VERSION",
    "Box",
    "DamagedFile",
    "EmptyFile",
    "EncryptedFile",
    "FileTooLarge",
    "Found",
    "Limits",
    "Metadata",
    "MissingFile",
    "NoTextLayer",
    "Notice",
    "Offsets",
    "Passage",
    "PassageKind",
    "Reading",
    "ReadingCrashed",
    "ReadingMemory",
    "ReadingRefused",
    "ReadingTimeout",
    "Run",
    "UnsupportedKind",
    "WrongKind",
    "ZipBomb",
    "is_evidence",
    "offsets_of",
    "read",
    "read_many",
]
