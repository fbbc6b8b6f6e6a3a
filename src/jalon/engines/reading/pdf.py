"""Read PDF: characters to lines, lines to blocks, page by page, with PDFium."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from jalon.engines.reading.blocks import CALL, CALL_OPEN, Block, Draft, Role
from jalon.engines.reading.copies import without_copies
from jalon.engines.reading.drawings import DRAWN, drawings_of, drawn_runs
from jalon.engines.reading.furniture import (
    PdfPage,
    body_size,
    drop_furniture,
    drop_repeated_pages,
)
from jalon.engines.reading.glyphs import runs_of
from jalon.engines.reading.layout import Line, lines_of
from jalon.engines.reading.normalising import has_ended, join_lines, tidy, words_of
from jalon.engines.reading.numbering import Style, marker_at, number_at
from jalon.engines.reading.records import Box, Metadata, Notice, Source
from jalon.engines.reading.refusals import DamagedFile, EncryptedFile, FileTooLarge, NoTextLayer
from jalon.engines.reading.repairing import mend_glyphs, mend_words

ARABIC_LETTERS = 3
"""Fewest Arabic letters from which on a text out of PDF is marked as doubtful."""
FULL_LINE = 0.02
"""Space that may be left at the end of a full line, in widths of its column."""
MIN_CHARS = 8
"""Fewest characters a page must give on average to have a text layer."""
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_NOTE = re.compile(r"(?P<label>\d{1,3}|\*{1,3}|[a-z](?=\s))[.)]?\s+(?=\S)")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CAPTION = re.compile(
    r"(?:figure|graphique|gráfico|tableau|table|cuadro|tabla|рисунок|таблица|图|表|الشكل|الجدول)"
    r"\s?\d{1,2}\s?[.:–-]?\s",
    re.IGNORECASE,
)
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
    finally:
        document.close()
    _check_text(source, pages)
    pages, repeated = drop_repeated_pages(pages)
    source.notices += [Notice(code="page-repeated", page=number) for number in repeated]
    drop_furniture(pages)
    for page in pages:
        page.lines = lines_of(page.runs, page.number)
        page.runs = []
    labels = {page.number: page.label for page in pages if page.label}
    return Draft(blocks=_blocks(source, pages), properties=properties, page_labels=labels)


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
        return PdfPage(number=index + 1, bottom=0, top=0)
    try:
        area = page.get_cropbox()
        label = document.get_page_label(index) or None
        drawings = list(drawings_of(page))
        upright = [run for run in runs_of(textpage, area, drawings) if not run.turned]
        runs = without_copies(upright)
        runs += drawn_runs(drawings, runs, area)
        return PdfPage(number=index + 1, bottom=area[1], top=area[3], runs=runs, label=label)
    finally:
        textpage.close()
        page.close()


def _properties(document: Any) -> Metadata:
    found = document.get_metadata_dict(skip_empty=True)
    date = _PDF_DATE.match(found.get("CreationDate", ""))
    return Metadata(
        title=tidy(found.get("Title", "")) or None,
        date="-".join(part for part in date.groups() if part) if date else None,
        page_count=len(document),
    )


def _check_text(source: Source, pages: Sequence[PdfPage]) -> None:
    counts = [sum(len(run.text) for run in page.runs) for page in pages]
    if sum(counts) < MIN_CHARS * len(pages):
        raise NoTextLayer(file=source.path.name, pages=len(pages))
    source.notices += [
        Notice(code="page-without-text", page=page.number)
        for page, count in zip(pages, counts, strict=True)
        if count == 0
    ]


def _blocks(source: Source, pages: Sequence[PdfPage]) -> list[Block]:
    size = body_size(pages)
    known = words_of(line.text for page in pages for line in page.lines)
    setting = _Setting(size=size, known=known, levels=_levels(pages, size))
    blocks: list[Block] = []
    for page in pages:
        fresh = _page_blocks(page, setting)
        if fresh:
            fresh[0].opens = True
        _adopt_orphans(fresh, size)
        blocks += fresh
    blocks = _with_lone_calls(blocks)
    mend_words(blocks)
    drawn = sorted({block.page for block in blocks if block.page and DRAWN in block.text})
    source.notices += [Notice(code="text-drawn", page=page) for page in drawn]
    doubtful = {block.page for block in blocks if _ARABIC.search(block.text) and block.doubtful}
    source.notices += [
        Notice(code="arabic-in-pdf", page=page) for page in sorted(filter(None, doubtful))
    ]
    return blocks


def _with_lone_calls(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, those of nothing but a footnote call put to the text before them."""
    kept: list[Block] = []
    for block in blocks:
        lone = CALL_OPEN in block.text and not CALL.sub("", block.text).strip()
        texts = (one for one in reversed(kept) if one.role not in {Role.FOOTNOTE, Role.CAPTION})
        before = next(texts, None) if lone else None
        if before is None:
            kept.append(block)
        else:
            before.text, before.raw = before.text + block.text, before.raw + block.raw
    return kept


def _adopt_orphans(blocks: Sequence[Block], size: float) -> None:
    """Give small text at the foot of a page to the notes called on the page but not found.

    Some producers turn the first line of a note into drawings, so that its number is lost.
    """
    called = [label for block in blocks for label in CALL.findall(block.text)]
    found = {block.note for block in blocks if block.role is Role.FOOTNOTE}
    missing = [label for label in dict.fromkeys(called) if label not in found]
    orphans = [block for block in blocks if block.small and block.role is Role.TEXT]
    lowest = min((block.box.bottom for block in blocks if block.box), default=0.0)
    for block in orphans:
        if missing and block.box and block.box.bottom < lowest + 9 * size:
            block.role, block.note = Role.FOOTNOTE, missing.pop(0)
            block.doubtful = True


def _levels(pages: Sequence[PdfPage], size: float) -> dict[float, int]:
    """Heading level of each font height that is larger than the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.size > 1.12 * size:
                sizes[round(line.size * 2) / 2] += 1
    ranked = sorted(sizes, reverse=True)
    return {height: min(1 + place, 3) for place, height in enumerate(ranked)}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Setting:
    """How a document is set: usual font size, its words, heading level of each larger size."""

    size: float
    known: Counter[str]
    levels: dict[float, int]


def _page_blocks(page: PdfPage, setting: _Setting) -> list[Block]:
    blocks: list[Block] = []
    group: list[Line] = []
    leading = _leading(page.lines)
    for line in page.lines:
        if group and _breaks(group, line, leading, setting.size):
            _add(blocks, group, setting)
            group = []
        group.append(line)
    if group:
        _add(blocks, group, setting)
    return blocks


def _leading(lines: Sequence[Line]) -> float:
    """Usual distance between the feet of lines, in line heights."""
    steps = [
        (above.base - below.base) / above.size
        for above, below in pairwise(lines)
        if above.leaf == below.leaf and 0.5 < (above.base - below.base) / above.size < 2.5
    ]
    return median(steps) if steps else 1.0


def _breaks(group: Sequence[Line], line: Line, leading: float, size: float) -> bool:
    """Tell whether a line starts a block of its own."""
    before = group[-1]
    if line.leaf != before.leaf:
        return True
    step = (before.base - line.base) / max(before.size, line.size)
    if line.text == DRAWN and abs(line.size - before.size) < 0.08 * size:
        return step > 1.6 * leading
    resized = abs(line.size - before.size) > 0.08 * size
    if step > 1.28 * leading or step < -0.5 or line.call or resized:
        return True
    if _starts_item(line.text, note=line.size < 0.93 * size):
        return True
    starts_small = line.text[:1].islower()
    if line.bold != before.bold and not starts_small:
        return _is_full_title(group) or _caps(line.text) or has_ended(before.text)
    return _ends_paragraph(before, line) or bool(_LEADERS.search(before.text))


def _is_full_title(group: Sequence[Line]) -> bool:
    return all(line.bold for line in group) and not has_ended(group[-1].text)


def _caps(text: str) -> bool:
    return text.upper() == text and sum(char.isalpha() for char in text) > 3


def _starts_item(text: str, *, note: bool) -> bool:
    number = number_at(text)
    if number and number.style is Style.DOTTED and number.value < 1000:
        return True
    if note and number and number.style is Style.BARE and number.value < 500:
        return True
    marker = marker_at(text)
    return marker is not None and len(text) > marker.end


def _ends_paragraph(before: Line, line: Line) -> bool:
    left, right = line.bounds
    width = right - left
    short = before.box.right < right - 0.18 * width
    ended = has_ended(before.text)
    if ended and short and line.text[:1].isupper():
        return True
    return (
        ended and line.box.left > before.box.left + 0.8 * line.size and not line.text[:1].islower()
    )


def _add(blocks: list[Block], group: Sequence[Line], setting: _Setting) -> None:
    """Add the block of some lines; small text after a footnote goes on with the note."""
    text = tidy(mend_glyphs(join_lines([line.text for line in group], setting.known)))
    first = group[0]
    block = Block(
        text=text,
        raw="\n".join(line.text for line in group),
        page=first.page,
        box=_around(group),
        left=first.box.left,
        opens=not blocks or first.leaf != 0,
        full=_is_full(group[-1]),
        doubtful=DRAWN in text or len(_ARABIC.findall(text)) >= ARABIC_LETTERS,
    )
    block.small = max(line.size for line in group) < 0.93 * setting.size
    if block.small and _as_note(blocks, block, first):
        return
    block.role, block.level = _role(group, text, setting)
    blocks.append(block)


def _is_full(line: Line) -> bool:
    """Tell whether a line reaches the right edge of its column."""
    left, right = line.bounds
    return line.box.right > right - FULL_LINE * (right - left)


def _as_note(blocks: list[Block], block: Block, first: Line) -> bool:
    """Make a footnote of a small block, or append it to the note before it."""
    found = _NOTE.match(block.text)
    if first.call or found:
        block.role = Role.FOOTNOTE
        block.note = first.call or (found["label"] if found else "")
        block.text = block.text if first.call or not found else block.text[found.end() :]
        blocks.append(block)
        return True
    last = blocks[-1] if blocks else None
    if last and last.role is Role.FOOTNOTE and last.page == block.page:
        last.text, last.raw = f"{last.text} {block.text}", f"{last.raw}\n{block.raw}"
        return True
    return False


def _around(group: Sequence[Line]) -> Box:
    return Box(
        left=min(line.box.left for line in group),
        bottom=min(line.box.bottom for line in group),
        right=max(line.box.right for line in group),
        top=max(line.box.top for line in group),
    )


def _role(group: Sequence[Line], text: str, setting: _Setting) -> tuple[Role, int]:
    """What a block is, and its heading level from 1, or 0."""
    if _LEADERS.search(text):
        return Role.CONTENTS, 0
    bare = CALL.sub("", text)
    if _CAPTION.match(bare) and len(bare) < 250:
        return Role.CAPTION, 0
    level = _heading_level(group, bare, setting) if len(group) <= 4 else 0
    return (Role.HEADING, level) if level else (Role.TEXT, 0)


def _heading_level(group: Sequence[Line], bare: str, setting: _Setting) -> int:
    """The level of a short, large or heavy block; 0 when it is no heading."""
    number = number_at(bare)
    sentence = len(bare) > 160 or (number is not None and len(bare) > 100)
    if sentence or sum(char.isalpha() for char in bare) < 3:
        return 0
    height = max(line.size for line in group)
    if height > 1.12 * setting.size:
        return 0 if bare[-1] in ".;," else setting.levels.get(round(height * 2) / 2, 3)
    if bare[-1] in ".;,:" or bare[0].islower():
        return 0
    if _caps(bare):
        return 4
    return 5 if all(line.bold for line in group) else 0
