"""Read one document: find its kind, bring it into blocks, make passages, tell languages."""

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from jalon.engines.reading.blocks import Draft
from jalon.engines.reading.records import (
    Limits,
    Metadata,
    Passage,
    PassageKind,
    Reading,
    Source,
)
from jalon.engines.reading.refusals import EmptyFile
from jalon.engines.reading.sniffing import MEDIA_TYPES, FileKind, sniff
from jalon.kernel.codes import slug_of


def read(path: Path | str, *, limits: Limits | None = None) -> Reading:
    """Read a document into numbered, placed passages.

    Reads in the process of the caller, without a time limit: use `read_many` for files of
    strangers.

    Args:
        path: A PDF, DOCX, ODT, EPUB, RTF, HTML, Markdown or plain text file; its ending does
            not matter, but must not lie.
        limits: Sizes allowed; the standard ones when left out.

    Returns:
        The document; the same bytes always give the same reading.

    Raises:
        ReadingRefused: One of its kinds in `refusals`, with a sentence that says what to do.
    """
    path = Path(path)
    limits = limits or Limits()
    sniffed = sniff(path, limits)
    source = Source(path=path, data=sniffed.data, limits=limits)
    draft = _reader(sniffed.kind)(source)
    passages, metadata = _passages(draft, MEDIA_TYPES[sniffed.kind], path.stem)
    if not passages:
        raise EmptyFile(file=path.name)
    return Reading(
        document=slug_of(path.stem) or "document",
        sha256=hashlib.sha256(sniffed.data).hexdigest(),
        metadata=metadata,
        passages=passages,
        notices=tuple(source.notices),
    )


_READERS = {
    FileKind.PDF: ("pdf", "read_pdf"),
    FileKind.DOCX: ("word", "read_word"),
    FileKind.ODT: ("opendocument", "read_opendocument"),
    FileKind.EPUB: ("epub", "read_epub"),
    FileKind.RTF: ("rich", "read_rich"),
    FileKind.HTML: ("web", "read_web"),
    FileKind.MARKDOWN: ("markdown", "read_markdown"),
    FileKind.TEXT: ("plain", "read_text"),
}
"""Module and function that read a kind."""


def _reader(kind: FileKind) -> Callable[[Source], Draft]:
    """The reader of a kind, imported when it is needed."""
    module, name = _READERS[kind]
    reader: Callable[[Source], Draft] = getattr(import_module(f"{__package__}.{module}"), name)
    return reader


def _passages(draft: Draft, media_type: str, stem: str) -> tuple[tuple[Passage, ...], Metadata]:
    from dataclasses import replace

    from jalon.engines.reading.language import languages_of, main_language
    from jalon.engines.reading.metadata import complete
    from jalon.engines.reading.structure import pieces_of

    pieces = pieces_of(draft)
    texts = [piece.text for piece in pieces]
    tags = languages_of(texts, draft.properties.language)
    evidence = [piece.text for piece in pieces if piece.kind is not PassageKind.FOOTNOTE]
    language = main_language(evidence) if evidence else draft.properties.language
    metadata = replace(
        complete(draft.properties, draft.blocks, language, stem=stem), media_type=media_type
    )
    passages = tuple(
        Passage(
            order=order,
            label=piece.label,
            number=piece.number,
            page=piece.page,
            page_label=draft.page_labels.get(piece.page or 0),
            box=piece.box,
            section=piece.section,
            lang=tag,
            kind=piece.kind,
            text=piece.text,
            raw=piece.raw,
            calls=piece.calls,
            links=piece.links,
            doubtful=piece.doubtful,
            recognised=piece.recognised is not None,
            recognition=piece.recognised,
        )
        for order, (piece, tag) in enumerate(zip(pieces, tags, strict=True))
    )
    return passages, metadata
