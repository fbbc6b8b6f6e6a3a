"""Read PDF: characters to lines, lines to blocks, page by page, with PDFium."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jalon.engines.reading.alignment import take_aligned
from jalon.engines.reading.blocks import CALL, CALL_OPEN, DRAWN, Block, Draft, Role, mark_call
from jalon.engines.reading.characters import Drawing
from jalon.engines.reading.copies import without_copies
from jalon.engines.reading.drawings import drawings_of, drawn_runs
from jalon.engines.reading.frames import Frame
from jalon.engines.reading.furniture import (
    PdfPage,
    body_size,
    drop_furniture,
    drop_repeated_pages,
)
from jalon.engines.reading.glyphs import Run, runs_of, seen_of, usual_quarter
from jalon.engines.reading.grouping import Setting, levels_of, page_blocks
from jalon.engines.reading.layout import lines_of
from jalon.engines.reading.normalising import tidy, words_of
from jalon.engines.reading.recognising import recognised_blocks
from jalon.engines.reading.records import Box, Metadata, Notice, Source
from jalon.engines.reading.refusals import DamagedFile, EncryptedFile, FileTooLarge, NoTextLayer
from jalon.engines.reading.repairing import mend_words
from jalon.engines.reading.rules import partings_of, rules_of
from jalon.engines.reading.tables import take_tables
from jalon.engines.reading.twoways import ordered_runs, runs_both_ways

MIN_CHARS = 8
"""Fewest characters a page must give on average to have a text layer."""
NOTE_GAP = 0.7
"""Widest gap between lines of one note, in line heights."""
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read_pdf(source: Source) -> Draft:
    """Blocks of a PDF.

    Raises:
        EncryptedFile, DamagedFile, FileTooLarge, NoTextLayer: As their names say.
    """
    document = _open(source)
    try:
        if len(document) > source.limits.pages:
            raise FileTooLarge(file=source.path.name, size=len(source.data) >> 20, limit=250)
        pages = [_page(document, index) for index in range(len(document))]
        properties = _properties(document)
        recognised = _recognised(source, document, pages)
    finally:
        document.close()
    _check_text(source, pages, recognised)
    pages, repeated = drop_repeated_pages(pages)
    source.notices += [Notice(code="page-repeated", page=number) for number in repeated]
    _drop_furniture(pages)
    for page in pages:
        runs, page.tables = take_aligned(*take_tables(page.runs, page.rules))
        page.lines = lines_of(runs, page.number, page.partings)
        page.runs = []
    labels = {page.number: page.label for page in pages if page.label}
    blocks = _put_among(_blocks(source, pages), recognised)
    return Draft(blocks=blocks, properties=properties, page_labels=labels)


def _drop_furniture(pages: Sequence[PdfPage]) -> None:
    """Take furniture out, but not from a file that would say nothing without it."""
    whole = [list(page.runs) for page in pages]
    drop_furniture(pages)
    if not any(page.runs for page in pages):
        for page, runs in zip(pages, whole, strict=True):
            page.runs = runs


def _open(source: Source) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
        if len(document) == 0:
            raise DamagedFile(file=source.path.name, kind="PDF")
    except pypdfium2.PdfiumError as trouble:
        if "password" in str(trouble).lower() or "security" in str(trouble).lower():
            raise EncryptedFile(file=source.path.name) from trouble
        raise DamagedFile(file=source.path.name, kind="PDF") from trouble
    return document


def _page(document: Any, index: int) -> PdfPage:
    import pypdfium2

    try:
        page = document[index]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return PdfPage(number=index + 1, frame=Frame(sides=(0, 0, 0, 0)), bottom=0, top=0)
    try:
        drawn = list(drawings_of(page))
        runs, frame = _upright(textpage, Frame(sides=page.get_cropbox()), drawn)
        drawings = drawn if frame.is_plain else [frame.drawing(one) for one in drawn]
        runs = without_copies(runs)
        runs += drawn_runs(drawings, runs, frame.area)
        rules = rules_of(page, drawn)
        return PdfPage(
            number=index + 1, frame=frame, bottom=frame.area[1], top=frame.area[3], runs=runs,
            label=document.get_page_label(index) or None, partings=partings_of(drawings),
            rules=rules if frame.is_plain else [frame.place(one) for one in rules],
        )  # fmt: skip
    finally:
        textpage.close()
        page.close()


def _upright(textpage: Any, frame: Frame, drawn: Sequence[Drawing]) -> tuple[list[Run], Frame]:
    """The upright text of a page, and the frame in which most of it is upright."""
    found, places = seen_of(textpage, frame, drawn)
    quarter = usual_quarter(textpage, found, places)
    if quarter:
        frame = replace(frame, quarter=quarter)
        found, places = seen_of(textpage, frame, [frame.drawing(one) for one in drawn])
    if runs_both_ways(found.codes[places]):
        return ordered_runs(textpage, found, places, frame)
    runs = runs_of(textpage, found, places, frame)
    return [run for run in runs if run.quarter == 0], frame


def _properties(document: Any) -> Metadata:
    found = document.get_metadata_dict(skip_empty=True)
    date = _PDF_DATE.match(found.get("CreationDate", ""))
    return Metadata(
        title=tidy(found.get("Title", "")) or None,
        date="-".join(part for part in date.groups() if part) if date else None,
        page_count=len(document),
    )


def _recognised(source: Source, document: Any, pages: Sequence[PdfPage]) -> dict[int, list[Block]]:
    """Blocks of pages of pictures, by page, as far as they are recognised."""
    found: dict[int, list[Block]] = {}
    empty = [page.number for page in pages if not page.runs]
    for number in empty[: source.limits.recognised_pages]:
        blocks = recognised_blocks(document, number - 1)
        if blocks:
            found[number] = blocks
    return found


def _put_among(blocks: list[Block], recognised: Mapping[int, list[Block]]) -> list[Block]:
    """Blocks with those of recognised pages before the first of a later page."""
    for number, more in sorted(recognised.items()):
        later = (place for place, one in enumerate(blocks) if (one.page or 0) > number)
        place = next(later, len(blocks))
        blocks = blocks[:place] + more + blocks[place:]
    return blocks


def _check_text(
    source: Source, pages: Sequence[PdfPage], recognised: Mapping[int, list[Block]]
) -> None:
    counts = [sum(len(run.text) for run in page.runs) for page in pages]
    if not recognised and sum(counts) < MIN_CHARS * len(pages):
        raise NoTextLayer(file=source.path.name, pages=len(pages))
    source.notices += [Notice(code="page-recognised", page=number) for number in recognised]
    source.notices += [
        Notice(code="page-without-text", page=page.number)
        for page, count in zip(pages, counts, strict=True)
        if count == 0 and page.number not in recognised
    ]


def _blocks(source: Source, pages: Sequence[PdfPage]) -> list[Block]:
    size = body_size(pages)
    known = words_of(line.text for page in pages for line in page.lines)
    setting = Setting(size=size, known=known, levels=levels_of(pages, size))
    blocks: list[Block] = []
    tables = 0
    for page in pages:
        fresh = page_blocks(page, setting, tables=tables)
        tables += len(page.tables)
        if fresh:
            fresh[0].opens = True
        _adopt_orphans(fresh, size)
        blocks += fresh
    blocks = _with_whole_tables(_with_lone_calls(blocks))
    mend_words(blocks)
    drawn = sorted({block.page for block in blocks if block.page and DRAWN in block.text})
    source.notices += [Notice(code="text-drawn", page=page) for page in drawn]
    doubtful = {block.page for block in blocks if _ARABIC.search(block.text) and block.doubtful}
    source.notices += [
        Notice(code="arabic-in-pdf", page=page) for page in sorted(filter(None, doubtful))
    ]
    _put_back(blocks, pages)
    return blocks


def _put_back(blocks: Sequence[Block], pages: Sequence[PdfPage]) -> None:
    """Give blocks of pages that were turned or mirrored their places on the page."""
    frames = {page.number: page.frame for page in pages if not page.frame.is_plain}
    for block in blocks:
        if block.box and block.page in frames:
            block.box = frames[block.page].back(block.box)


def _with_lone_calls(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, those of nothing but a footnote call put to the text before them."""
    kept: list[Block] = []
    for block in blocks:
        if block.small and _hangs_below(block, kept[-1] if kept else None):
            block.text = mark_call(block.text)
        lone = CALL_OPEN in block.text and not CALL.sub("", block.text).strip()
        texts = (one for one in reversed(kept) if one.role not in {Role.FOOTNOTE, Role.CAPTION})
        before = next(texts, None) if lone else None
        if before is None:
            kept.append(block)
        else:
            before.text, before.raw = before.text + block.text, before.raw + block.raw
    return kept


def _hangs_below(block: Block, before: Block | None) -> bool:
    """Tell whether a small number stands right below a text, whose call has slipped a line."""
    if before is None or before.small or not block.box or not before.box:
        return False
    if not block.text.isdecimal() or len(block.text) > 3 or block.page != before.page:
        return False
    step = before.box.bottom - block.box.top
    height = block.box.top - block.box.bottom
    return abs(step) < 0.8 * height and abs(block.box.left - before.box.left) < height


def _with_whole_tables(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, tables that go on over a page put together and their repeated heads left out."""
    kept: list[Block] = []
    moved: dict[int, tuple[int, int]] = {}
    heads: dict[int, str] = {}
    for block in blocks:
        if block.table is None:
            kept.append(block)
            continue
        number, row = block.table
        last = kept[-1].table if kept and kept[-1].page != block.page else None
        if row == 1 and last and heads.get(last[0]) == block.text:
            moved[number] = (last[0], last[1] - 1)
            continue
        heads.setdefault(number, block.text)
        into, further = moved.get(number, (number, 0))
        block.table = (into, row + further)
        kept.append(block)
    return kept


def _adopt_orphans(blocks: list[Block], size: float) -> None:
    """Give small text at the foot of a page to the notes called on the page but not found.

    Some producers turn the first line of a note into drawings, so that its number is lost; lines
    under it, drawn or not, go on with it.
    """
    called = [label for block in blocks for label in CALL.findall(block.text)]
    found = {block.note for block in blocks if block.role is Role.FOOTNOTE}
    missing = [label for label in dict.fromkeys(called) if label not in found]
    lowest = min((block.box.bottom for block in blocks if block.box), default=0.0)
    last: Block | None = None
    _part_drawn(blocks, len(missing))
    for block in list(blocks):
        if block.role is Role.FOOTNOTE:
            last = block
        elif not (block.small and block.role is Role.TEXT and block.box):
            last = None
        elif last and _goes_on_under(last, block) and not (missing and _is_drawn_first(block)):
            last.text, last.raw = f"{last.text} {block.text}", f"{last.raw}\n{block.raw}"
            last.box = _joint_box(last.box, block.box)
            blocks.remove(block)
        elif missing and block.box.bottom < lowest + 9 * size:
            block.role, block.note = Role.FOOTNOTE, missing.pop(0)
            block.doubtful = True
            last = block


def _part_drawn(blocks: list[Block], count: int) -> None:
    """Part a small block of drawn lines where as many notes are missing: each line is one."""
    for place, block in enumerate(blocks):
        lines = block.raw.split("\n")
        drawn = block.small and block.role is Role.TEXT and set(lines) == {DRAWN}
        if drawn and len(lines) == count > 1:
            blocks[place : place + 1] = [replace(block, text=DRAWN, raw=DRAWN) for _ in lines]
            return


def _is_drawn_first(block: Block) -> bool:
    """Tell whether a text is a drawn line that something else follows: a note begins."""
    return block.text.startswith(DRAWN)


def _goes_on_under(note: Block, block: Block) -> bool:
    """Tell whether a small text stands right under a note, from the same edge."""
    if not note.box or not block.box or note.page != block.page:
        return False
    height = block.box.top - block.box.bottom
    lines = 1 + block.raw.count("\n")
    return abs(note.box.bottom - block.box.top) < NOTE_GAP * height / lines


def _joint_box(one: Box | None, other: Box) -> Box:
    """The box around two boxes."""
    if one is None:
        return other
    return Box(
        left=min(one.left, other.left), bottom=min(one.bottom, other.bottom),
        right=max(one.right, other.right), top=max(one.top, other.top),
    )  # fmt: skip
