"""Parts of a DOCX package: XML without entities or network, styles, automatic numbers."""

import io
import lzma
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from jalon.engines.reading.numbering import ABJAD, small_number, to_roman

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
PACKAGE_TROUBLES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, SyntaxError, EOFError, ValueError, KeyError,
    OSError, RuntimeError, OverflowError,
)  # fmt: skip
"""What a damaged package or part may raise; errors of XML are syntax errors."""
MOST_LEVEL = 8
"""Deepest level of a list or outline, from 0."""
MOST_COUNT = 999
"""Largest count that is written in letters or Roman figures."""
MAX_PART = 400 * 1024 * 1024
"""Largest XML part, in bytes."""


def parse_part(package: zipfile.ZipFile, name: str) -> Any:
    """The root element of a part, or None when the package has no such part."""
    from lxml import etree

    try:
        data = package.read(name)
    except KeyError:
        return None
    data = data.replace(STRICT[1:-1].encode(), WORD[1:-1].encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=len(data) < MAX_PART,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.parse(io.BytesIO(data), parser).getroot()


def main_part(package: zipfile.ZipFile) -> str:
    """The name of the part with the text, as the package gives it."""
    root = parse_part(package, "_rels/.rels")
    for relation in () if root is None else root:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def value_of(element: Any, name: str = "val") -> str:
    """The value of an attribute of the Word namespace; empty when absent."""
    return "" if element is None else str(element.get(f"{WORD}{name}", ""))


@dataclass(kw_only=True, slots=True)
class Style:
    """A paragraph style: its name, outline level (0 is none) and list."""

    name: str = ""
    based_on: str = ""
    outline: int = 0
    list_id: str = ""
    list_level: int = 0
    own_level: bool = False


def styles_of(package: zipfile.ZipFile) -> dict[str, Style]:
    """Paragraph styles by id, with what they inherit."""
    root = parse_part(package, "word/styles.xml")
    styles: dict[str, Style] = {}
    if root is None:
        return styles
    for element in root.iter(f"{WORD}style"):
        outline = value_of(element.find(f"{WORD}pPr/{WORD}outlineLvl"))
        styles[value_of(element, "styleId")] = Style(
            name=value_of(element.find(f"{WORD}name")).lower(),
            based_on=value_of(element.find(f"{WORD}basedOn")),
            outline=small_number(outline, -1, most=MOST_LEVEL) + 1,
            list_id=value_of(element.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")),
            list_level=_level(element.find(f"{WORD}pPr/{WORD}numPr/{WORD}ilvl")),
            own_level=element.find(f"{WORD}pPr/{WORD}numPr/{WORD}ilvl") is not None,
        )
    for style in styles.values():
        _inherit(style, styles)
    return styles


def _inherit(style: Style, styles: dict[str, Style]) -> None:
    seen, parent = 0, styles.get(style.based_on)
    while parent is not None and seen < 12:
        style.outline = style.outline or parent.outline
        if not style.list_id and parent.list_id:
            style.list_id = parent.list_id
            style.list_level = style.list_level if style.own_level else parent.list_level
        parent, seen = styles.get(parent.based_on), seen + 1


def _level(element: Any) -> int:
    return small_number(value_of(element), most=MOST_LEVEL)


@dataclass(kw_only=True, slots=True)
class Level:
    """How one level of a list is counted and written."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    legal: bool = False


@dataclass(kw_only=True, slots=True)
class Lists:
    """Automatic numbering of a document; `marker` counts on as it is asked."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    changed: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)

    def marker(self, list_id: str, level: int) -> str:
        """The next number or bullet of a list at a level, such as "12." or "•"; may be empty."""
        abstract = self.abstract_of.get(list_id)
        if abstract is None or list_id == "0":
            return ""
        forms = self.levels.get(abstract, {}) | self.changed.get(list_id, {})
        counts = self.counts.setdefault(abstract, {})
        if not self.used[list_id]:
            self._restart(list_id, counts)
        self.used[list_id] += 1
        form = forms.get(level, Level())
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if form.form in {"bullet", "none"}:
            return "•" if form.form == "bullet" else ""
        text = form.text
        for other in range(level + 1):
            other_form = forms.get(other, Level())
            count = counts.get(other, other_form.start)
            text = text.replace(
                f"%{other + 1}",
                counted(count, "decimal" if form.legal and other < level else other_form.form),
            )
        return text.strip()

    def _restart(self, list_id: str, counts: dict[int, int]) -> None:
        for (owner, level), start in self.starts.items():
            if owner == list_id:
                counts[level] = start - 1


def lists_of(package: zipfile.ZipFile) -> Lists:
    """The lists that a document defines."""
    lists = Lists()
    root = parse_part(package, "word/numbering.xml")
    if root is None:
        return lists
    for abstract in root.iter(f"{WORD}abstractNum"):
        lists.levels[value_of(abstract, "abstractNumId")] = _levels(abstract)
    for number in root.iter(f"{WORD}num"):
        list_id = value_of(number, "numId")
        lists.abstract_of[list_id] = value_of(number.find(f"{WORD}abstractNumId"))
        lists.changed[list_id] = _levels(number)
        for override in number.iter(f"{WORD}lvlOverride"):
            start = value_of(override.find(f"{WORD}startOverride"))
            level = small_number(value_of(override, "ilvl"), most=MOST_LEVEL)
            if start:
                lists.starts[list_id, level] = small_number(start, 1)
    _follow_list_styles(root, lists)
    return lists


def _levels(parent: Any) -> dict[int, Level]:
    """The levels that a list, or a change to one, defines itself."""
    levels = {}
    for element in parent.iter(f"{WORD}lvl"):
        legal = element.find(f"{WORD}isLgl")
        levels[small_number(value_of(element, "ilvl"), most=MOST_LEVEL)] = Level(
            start=small_number(value_of(element.find(f"{WORD}start")), 1),
            form=value_of(element.find(f"{WORD}numFmt")) or "decimal",
            text=value_of(element.find(f"{WORD}lvlText")),
            legal=legal is not None and value_of(legal) not in {"0", "false", "off"},
        )
    return levels


def _follow_list_styles(root: Any, lists: Lists) -> None:
    """Give a list that only names a list style the levels of the list that defines it."""
    owners = {
        value_of(abstract.find(f"{WORD}styleLink")): value_of(abstract, "abstractNumId")
        for abstract in root.iter(f"{WORD}abstractNum")
    }
    for abstract in root.iter(f"{WORD}abstractNum"):
        owner = owners.get(value_of(abstract.find(f"{WORD}numStyleLink")) or "-")
        if owner is not None:
            own = value_of(abstract, "abstractNumId")
            lists.levels[own] = lists.levels[owner]


def counted(count: int, form: str) -> str:
    """A count as a list writes it.

    >>> counted(4, "lowerRoman"), counted(28, "lowerLetter"), counted(3, "decimal")
    ('iv', 'bb', '3')
    """
    if not 0 < count <= MOST_COUNT:
        text = str(count)
    elif form in {"lowerRoman", "upperRoman"}:
        text = to_roman(count)
    elif form in {"lowerLetter", "upperLetter"}:
        text = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
    elif form in {"arabicAbjad", "arabicAlpha"} and count <= len(ABJAD):
        text = ABJAD[count - 1]
    elif form == "decimalZero":
        text = f"{count:02d}"
    else:
        text = str(count)
    return text.upper() if form.startswith("upper") else text
