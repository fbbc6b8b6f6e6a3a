"""Notes of HTML pages: which elements are notes, which links call them and which lead back."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # lxml has no types
from urllib.parse import unquote

CALL_TEXT = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|[ivx]{2,6}|\*{1,3})\s*[\])]?$")
"""What a footnote call looks like, in brackets or bare."""
_BRACKETED = re.compile(r"\s?\[(\d{1,3})\]")
LONGEST_NOTE = 4_000
"""Most characters of one note; a longer element holds other things too."""
_NOTE_BLOCKS = frozenset({"p", "li", "aside", "div", "dd", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:doc-)?(?:foot-?notes?|end-?notes?|rear-?notes?|notes|fn|references)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TYPE = "{http://www.idpf.org/2007/ops}type"
_TITLES = re.compile(
    r"(?:foot|end)?notes|notes (?:de bas de page|de fin|finales)|"
    r"notas(?: (?:al|a) pie(?: de página)?| finales)?|примечания|сноски|"
    r"(?:ال)?(?:حواشي|هوامش)|注释|註釋|脚注|尾注|注",
    re.IGNORECASE,
)


@dataclass(kw_only=True, slots=True)
class PageNotes:
    """Notes of one or more pages.

    Attributes:
        notes: The element of each note and its printed label, in order of the calls.
        calls: Links that call a note, and its label.
        backs: Links from a note back to its calls.
        holders: Elements that hold notes.
        listed: Labels of notes found only by the heading above their list.
    """

    notes: dict[Any, str] = field(default_factory=dict)
    calls: dict[Any, str] = field(default_factory=dict)
    backs: set[Any] = field(default_factory=set)
    holders: set[Any] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)


def notes_of(roots: Mapping[str, Any]) -> PageNotes:
    """Find the notes of pages that belong together.

    A link that looks like a call leads to a note when the note has a link back, or when its
    element or one around it is named as notes. A list under a heading such as "Notes" is one of
    notes as well.

    Args:
        roots: Root element of each page by its name; "" for a single page.
    """
    found = PageNotes()
    anchors = _anchors(roots)
    taken: dict[Any, Any] = {}
    for name, root in roots.items():
        for link in root.iter("a"):
            label = CALL_TEXT.match("".join(link.itertext()).strip())
            target = anchors.get(_target(name, link.get("href") or ""))
            if not label or target is None or link in found.backs:
                continue
            note = _block_of(target)
            if note is None or link in set(note.iter("a")) or taken.get(note, target) is not target:
                continue
            backs = list(_links_back(link, note))
            if backs or _is_named(note):
                taken[note] = target
                found.backs.update(backs)
                found.calls[link] = found.notes.setdefault(note, label.group(1))
    for root in roots.values():
        _add_listed(root, found)
    found.holders = {above for note in found.notes for above in note.iterancestors()}
    return found


def mark_listed(text: str, labels: set[str]) -> Iterator[str]:
    """Parts of a text, in turn what stands between calls in brackets and the labels called.

    >>> list(mark_listed("Rice [1] and [7].", {"1"}))
    ['Rice', '1', ' and [7].']
    """
    place = 0
    for call in _BRACKETED.finditer(text):
        if call.group(1) in labels:
            yield text[place : call.start()]
            yield call.group(1)
            place = call.end()
    yield text[place:]


def _anchors(roots: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Elements by page and name."""
    found: dict[tuple[str, str], Any] = {}
    for page, root in roots.items():
        for element in root.iter():
            for name in _names(element):
                found.setdefault((page, name), element)
    return found


def _names(element: Any) -> list[str]:
    """What an element can be reached by; comments and the like by nothing."""
    if not isinstance(element.tag, str):
        return []
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return [name for name in names if name]


def _target(page: str, address: str) -> tuple[str, str]:
    """Page and name that an address leads to."""
    path, _, name = address.partition("#")
    if path and page:
        page = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    return (page if page or not path else path, unquote(name))


def _block_of(target: Any) -> Any:
    """The element of the note that a target stands in; None when it is no note."""
    if target.tag in _HEADINGS:
        return None
    block = target
    while block is not None and block.tag not in _NOTE_BLOCKS:
        if block.tag in _HEADINGS or block.tag == "body":
            return None
        block = block.getparent()
    if block is None or len("".join(block.itertext())) > LONGEST_NOTE:
        return None
    above = block.getparent()
    if block.tag == "p" and above is not None and above.tag == "li" and above[0] is block:
        return above
    return block


def _links_back(call: Any, note: Any) -> Iterator[Any]:
    """Links in a note to its call: to the link itself or an element close around it."""
    names = {name for one in call.iter() for name in (one.get("id"), one.get("name")) if name}
    for above in call.iterancestors("sup", "span", "b", "em", "strong"):
        names |= {above.get("id")} - {None}
    for link in note.iter("a"):
        if link is not call and (link.get("href") or "").partition("#")[2] in names:
            yield link


def _is_named(note: Any) -> bool:
    """Tell whether an element, or one of the two around it, is named as notes."""
    above = [note, *list(note.iterancestors())[:2]]
    names = [
        one.get(key) or "" for one in above for key in ("class", "role", "epub:type", "id", _TYPE)
    ]
    return any(map(_NOTE_NAMES.search, names))


def _add_listed(root: Any, found: PageNotes) -> None:
    """Add the notes of lists that stand under a heading such as "Notes", by their count."""
    for heading in root.iter(*_HEADINGS):
        after = heading.getnext()
        title = "".join(heading.itertext()).strip().strip(":")
        if after is None or after.tag != "ol" or not _TITLES.fullmatch(title):
            continue
        if any(note in found.notes for note in after):
            continue
        items = {str(count): item for count, item in enumerate(after.iterchildren("li"), start=1)}
        if not items.keys() & _called(root):
            continue
        found.notes.update({item: label for label, item in items.items()})
        found.listed |= items.keys()


def _called(root: Any) -> set[str]:
    """Numbers that stand raised or in brackets on a page."""
    raised = ("".join(one.itertext()).strip(" []()") for one in root.iter("sup"))
    return {*raised, *_BRACKETED.findall("".join(root.itertext()))}
