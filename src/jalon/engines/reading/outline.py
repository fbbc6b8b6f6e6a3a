"""The outline of a document: annexes, levels of headings, contents tables, lists of titles."""

import re
from collections.abc import Iterator, Sequence

from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.chains import like_title, number_of
from jalon.engines.reading.lettering import is_capitals
from jalon.engines.reading.numbering import Number
from jalon.engines.reading.records import PassageKind

_ANNEX = re.compile(
    r"(?:annexe?s?|anexos?|appendix|appendice|apéndice|приложение|附件|المرفق|مرفق|ملحق)"
    r"(?:\s+(?:[ivxlc]+|\d{1,2}|[a-z]))?\s*(?:[.:–-].{0,80}|\n.*)?$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents?$|table des matières$|sommaire$|contenu$|índice$|contenido$|"
    r"содержание$|目录$|المحتويات$",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:[\dIVX]+\.\s*)?(?:references?|bibliograph(?:y|ie)|références(?: bibliographiques)?|"
    r"referencias(?: bibliográficas)?|bibliografía|список литературы|библиография|参考文献|"
    r"المراجع)$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:figure|graphique|gráfico|tableau|table|cuadro|tabla|рисунок|таблица|图|表|الشكل|الجدول)"
    r"\s?\d{1,2}\s?[.:–-]\s",
    re.IGNORECASE,
)
CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}|…{2,}|\s\d{1,3}$")
_ROMAN_TITLE = re.compile(
    r"(?:[IVX]{1,5}|(?:chapter|chapitre|capítulo|part|partie)\s+\S+)[.:)]?\s", re.IGNORECASE
)
_LETTER_TITLE = re.compile(r"[A-Z][.)]\s")
_DIGIT_TITLE = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
_ORGAN = re.compile(
    r"(?:the (?:general|security|human|economic|governing|united|international)\b.{0,80}|"
    r"l[’']assemblée générale|le conseil\b.{0,80}|la conférence\b.{0,80}|"
    r"la asamblea general|el consejo\b.{0,80}|la conferencia\b.{0,80}|"
    r"генеральная ассамблея|совет\b.{0,60}|إن الجمعية العامة|大会|.{2,8}理事会)\s*[,،，]$",
    re.IGNORECASE,
)
CAPTION_LENGTH = 250
"""Longest caption, in characters."""
ORGAN_LENGTH = 120
"""Longest line that names the organ of a resolution, in characters."""
CELL_LENGTH = 200
"""Longest text beside an entry of a list of titles, in characters."""
TITLE_LIST = 8
"""Numbered titles in a row from which on they are a list of titles, not headings."""


def parts_of(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The main part and the annexes, each with the prefix of its labels."""
    part: list[Block] = []
    annexes = 0
    prefix = ""
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else block
        if _opens_annex(block) and after.role is not Role.CONTENTS:
            if any(one.role is Role.TEXT for one in part):
                yield prefix, part
                part = []
                annexes += 1
                prefix = f"annex-{annexes}."
            block.role = Role.HEADING
        part.append(block)
    yield prefix, part


def _opens_annex(block: Block) -> bool:
    short = block.role in {Role.HEADING, Role.TEXT} and len(block.text) < 120 and not block.marker
    return short and bool(_ANNEX.match(block.text)) and not CONTENTS_LINE.search(block.text)


def opens_preamble(block: Block, last: int) -> bool:
    """Tell whether a block names the organ whose resolution starts: "The General Assembly,".

    Args:
        block: Any block of a part with numbers.
        last: The number of the paragraph before it; 0 before the first one.
    """
    return last == 0 and len(block.text) < ORGAN_LENGTH and bool(_ORGAN.match(block.text))


def is_caption(text: str) -> bool:
    """Tell whether a text is the caption of a figure or table by its words.

    >>> is_caption("Figure 1. Wells by town"), is_caption("Table 2 shows the wells")
    (True, False)
    """
    return len(text) < CAPTION_LENGTH and bool(_CAPTION.match(text))


def title_level(text: str) -> int:
    """The level of a heading by its wording, from 1 (chapter) to 4 (plain words).

    >>> title_level("II. Contexte"), title_level("A. Données"), title_level("3. Suivi")
    (1, 2, 3)
    """
    digits = _DIGIT_TITLE.match(text)
    if _ANNEX.match(text) or _ROMAN_TITLE.match(text):
        return 1
    if digits:
        return 3 + digits.group(1).count(".")
    if _LETTER_TITLE.match(text):
        return 2
    return 1 if is_capitals(text) else 4


def mode_after(title: str) -> PassageKind | None:
    """The kind of what follows a heading: contents, references, or nothing special."""
    bare = title.strip(" .:")
    if _CONTENTS.match(bare):
        return PassageKind.CONTENTS
    return PassageKind.REFERENCE if _REFERENCES.match(bare) else None


def title_lists(blocks: Sequence[Block], numbers: dict[int, Number]) -> set[int]:
    """Blocks of lists of eight titles or more, numbered from 1 apart from the main chain."""
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(blocks):
        number = None if block.role is Role.FOOTNOTE else number_of(block)
        if index not in numbers and number and like_title(block):
            if number.value == len(run) + 1:
                run.append(index)
                continue
            if number.value > 1:
                continue
        elif index not in numbers:
            continue
        found |= _title_list(blocks, run)
        run = [index] if index not in numbers else []
    return found | _title_list(blocks, run)


def _title_list(blocks: Sequence[Block], run: Sequence[int]) -> set[int]:
    """The entries of a list that is long enough, and the short blocks beside them (cells)."""
    if len(run) < TITLE_LIST:
        return set()
    places = set(run)
    for index in range(run[0] + 1, min(run[-1] + 2, len(blocks))):
        block = blocks[index]
        cell = block.role in {Role.TEXT, Role.HEADING} and number_of(block) is None
        if cell and len(block.text) <= CELL_LENGTH and (index < run[-1] or len(block.text) < 4):
            places.add(index)
    return places
