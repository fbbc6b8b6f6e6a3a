"""Read HTML: main content, headings, lists, tables, footnote calls."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jalon.engines.reading.blocks import Block, Draft, Role, mark_call
from jalon.engines.reading.endnotes import PageNotes, mark_listed, notes_of
from jalon.engines.reading.normalising import tidy
from jalon.engines.reading.numbering import small_number, to_roman
from jalon.engines.reading.records import Metadata, Source
from jalon.engines.reading.refusals import DamagedFile
from jalon.kernel.languages import UNKNOWN_LANGUAGE, language_of

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "iframe",
        "svg",
        "canvas",
        "select",
        "input",
        "textarea",
        "object",
        "audio",
        "video",
        "map",
        "dialog",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "dl",
        "figure",
        "figcaption",
        "center",
        "details",
        "summary",
        "address",
        "fieldset",
        "body",
        "td",
        "th",
        "li",
    ]
)
_CAPTIONS = frozenset({"figcaption", "caption"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CALL = re.compile(r"\[?\(?(\d{1,3}|[a-z]|\*{1,3})\)?\]?$")
_ORDINAL = re.compile(r"(?:er|re|e|os|o|th|st|nd|rd|º|ª)$", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|cookies?|sidebar|share|social|skip|footer|banner)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[?(\d{1,3}|\*{1,3})[\].)]*\s+(?=\S)")


@dataclass(kw_only=True, slots=True)
class _Page:
    """A page while it is read."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tables: int = 0
    depth: int = 0
    marker: str = ""
    note: str = ""
    found: PageNotes = field(default_factory=PageNotes)


def read_web(source: Source) -> Draft:
    """Blocks of an HTML page.

    Raises:
        DamagedFile: Nothing in the file can be read as HTML.
    """
    from lxml import etree

    try:
        root = _parsed(source.data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as trouble:
        raise DamagedFile(file=source.path.name, kind="HTML") from trouble
    return Draft(blocks=_blocks({"": root}), properties=_properties(root))


def blocks_of_pages(pages: Mapping[str, bytes]) -> list[Block]:
    """Blocks of several HTML pages that belong together, such as the chapters of a book.

    Args:
        pages: Content of each page by its name, in the order they are read in.
    """
    from lxml import etree

    roots = {}
    for name, data in pages.items():
        try:
            roots[name] = _parsed(data)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
            continue
    return _blocks(roots)


def _blocks(roots: Mapping[str, Any]) -> list[Block]:
    """Blocks of pages, notes that stand outside the main content after them."""
    page = _Page(found=notes_of(roots))
    for root in roots.values():
        _walk(_main(root), page)
        _flush(page)
    for note in list(page.found.notes):
        _note(note, page)
    for block in page.blocks if page.found.listed else ():
        if block.role is not Role.FOOTNOTE:
            parts = list(mark_listed(block.text, page.found.listed))
            parts[1::2] = map(mark_call, parts[1::2])
            block.text = "".join(parts)
    return page.blocks


def _is_of_notes(element: Any, page: _Page) -> bool:
    """Read a note or its call, pass over a link back; False for what is none of them."""
    if element in page.found.notes:
        _note(element, page)
    elif element in page.found.calls:
        page.words.append(mark_call(page.found.calls[element]))
    else:
        return element in page.found.backs
    return True


def _notes_in(element: Any, page: _Page) -> None:
    """The notes in an element that is left out otherwise."""
    if element in page.found.holders:
        for note in [one for one in page.found.notes if element in one.iterancestors()]:
            _note(note, page)


def _note(element: Any, page: _Page) -> None:
    """One block out of a note, without its label and its links back."""
    label = page.found.notes.pop(element)
    _flush(page)
    start = len(page.blocks)
    _walk(element, page)
    _flush(page)
    inner = page.blocks[start:]
    del page.blocks[start:]
    text = " ".join(block.text for block in inner)
    text = re.sub(rf"^[\[(]?{re.escape(label)}(?![\w-])", "", text).lstrip(".:)] \u2191^")
    if text:
        raw = "\n".join(block.raw for block in inner)
        page.blocks.append(Block(text=text, raw=raw, role=Role.FOOTNOTE, note=label))


def _parsed(data: bytes) -> Any:
    from lxml import html

    parser = html.HTMLParser(
        encoding=_encoding(data), no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=False,
    )  # fmt: skip
    return html.document_fromstring(data, parser=parser)


def _encoding(data: bytes) -> str | None:
    """UTF-8 when the bytes are that, else what the page declares (found by the parser)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _properties(root: Any) -> Metadata:
    title = root.findtext(".//title") or ""
    named = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    date = next(
        (named[key][:10] for key in ("article:published_time", "dc.date", "dcterms.date", "date")
         if named.get(key)), None,
    )  # fmt: skip
    return Metadata(
        title=tidy(named.get("og:title") or named.get("dc.title") or title) or None,
        date=date,
        language=language_of(root.get("lang") or "") if root.get("lang") else UNKNOWN_LANGUAGE,
    )


def _main(root: Any) -> Any:
    """The element that holds the main content: `main`, the one `article`, else the body."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext()).strip()) > 200:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _walk(element: Any, page: _Page) -> None:
    _say(page, element.text)
    for child in element:
        if isinstance(child.tag, str):
            _element(child, page)
        _say(page, child.tail)


def _element(child: Any, page: _Page) -> None:
    tag = child.tag.lower()
    if _is_of_notes(child, page):
        return
    if tag in _DROPPED or _is_furniture(child):
        _notes_in(child, page)
    elif tag == "sup":
        _raised(child, page)
    elif tag == "br":
        page.words.append("\n")
    elif tag in _LISTS or tag == "table":
        _flush(page)
        (_table if tag == "table" else _list)(child, page)
    elif tag in _BLOCKS or tag in _HEADINGS or tag in _CAPTIONS:
        _flush(page)
        _walk(child, page)
        role = Role.HEADING if tag in _HEADINGS else Role.TEXT
        role = Role.CAPTION if tag in _CAPTIONS else role
        _flush(page, role=role, level=_HEADINGS.get(tag, 0))
    else:
        _walk(child, page)


def _is_furniture(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in {"navigation", "banner", "contentinfo", "search", "complementary"}:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in {"div", "section", "ul"} and bool(_FURNITURE.search(names))


def _say(page: _Page, text: str | None) -> None:
    if text:
        page.words.append(re.sub(r"\s+", " ", text))


def _raised(element: Any, page: _Page) -> None:
    links = [link for link in element.iter("a") if link in page.found.calls]
    if links:
        page.words += [mark_call(page.found.calls[link]) for link in links]
        return
    text = "".join(element.itertext()).strip()
    found = _CALL.match(text)
    before = "".join(page.words[-4:]).rstrip()[-1:]
    ordinal = _ORDINAL.match(text) and (before.isdigit() or before in "XVInN")
    if found and not ordinal:
        page.words.append(mark_call(found.group(1)))
    else:
        page.words.append(text)


def _flush(page: _Page, *, role: Role = Role.TEXT, level: int = 0) -> None:
    """Make a block of the words said so far."""
    raw = "".join(page.words)
    page.words.clear()
    text = tidy(raw.replace("\n", " ")) if role is Role.HEADING else tidy(raw)
    if not text:
        return
    block = Block(text=text, raw=raw.strip(), role=role, level=level)
    if page.note:
        found = _NOTE.match(text)
        block.role, block.note = Role.FOOTNOTE, page.note
        block.text = text[found.end() :] if found else text
        page.note = ""
    elif role is Role.TEXT and page.marker:
        block.marker, block.depth = page.marker, page.depth
        page.marker = ""
    page.blocks.append(block)


def _list(element: Any, page: _Page) -> None:
    ordered = element.tag.lower() == "ol"
    notes = bool(re.search(r"foot|note|référence", f"{element.get('class')}{element.get('id')}"))
    count = _start(element)
    page.depth += 1
    for item in element:
        if not isinstance(item.tag, str):
            continue
        if item.tag.lower() != "li" or item in page.found.notes:
            _element(item, page)
            continue
        shown = item.get("value") or ""
        count = small_number(shown, count)
        if notes and ordered:
            page.note = str(count)
        else:
            page.marker = _list_marker(count, element.get("type") or "1") if ordered else "•"
        count += 1
        _walk(item, page)
        _flush(page)
        page.marker = page.note = ""
    page.depth -= 1


def _start(element: Any) -> int:
    return small_number(element.get("start"), 1)


def _list_marker(count: int, form: str) -> str:
    if form in {"a", "A"} and 0 < count <= 26:
        return f"{chr(ord('a') + count - 1)})"
    return f"{to_roman(count)})" if form in {"i", "I"} and 0 < count < 1000 else f"{count}."


def _table(element: Any, page: _Page) -> None:
    """One block for each row; a table used for layout is read as text."""
    rows = list(_own_rows(element))
    cells = [len([cell for cell in row if cell.tag in {"td", "th"}]) for row in rows]
    if max(cells, default=0) < 2 or element.find(".//table") is not None:
        for row in rows:
            for cell in row:
                _element(cell, page)
        return
    page.tables += 1
    for caption in element.findall("caption"):
        _element(caption, page)
    for count, text in enumerate(_row_texts(rows, page.found), start=1):
        page.blocks.append(Block(text=text, raw=text, role=Role.TABLE, table=(page.tables, count)))


def _own_rows(element: Any) -> Iterator[Any]:
    """The rows of a table itself, not those of tables in its cells."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _row_texts(rows: list[Any], found: PageNotes) -> Iterator[str]:
    for row in rows:
        cells = []
        for cell in row:
            if cell.tag in {"td", "th"}:
                inner = _Page(found=found)
                _walk(cell, inner)
                _flush(inner)
                cells.append(" ".join(block.text for block in inner.blocks).replace("\n", " "))
        text = " | ".join(cell for cell in cells if cell)
        if text:
            yield text
