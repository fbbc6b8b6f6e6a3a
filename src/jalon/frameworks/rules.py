"""What frameworks, their elements and crosswalks are made of, read from dated YAML files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile

from jalon.kernel.codes import element_code
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

Texts = Mapping[str, str]
"""The same text by language tag."""


class Kind(StrEnum):
    """What an element of a framework is."""

    PRINCIPLE = "principle"
    OBJECTIVE = "objective"
    ACTION = "action"
    AREA = "area"
    ROUND_TABLE = "round-table"
    GOAL = "goal"
    TARGET = "target"
    INDICATOR = "indicator"
    ELEMENT = "element"
    SECTION = "section"


class Strength(StrEnum):
    """How strongly one framework answers an element of another.

    Source: GB.335/POL/1(Rev.), annex.
    """

    DIRECT = "direct"
    VIA = "via"
    INDIRECT = "indirect"
    NONE = "none"


STRENGTH_WORDS: Mapping[Strength, str] = {
    Strength.DIRECT: _("direct"),
    Strength.VIA: _("through another programme"),
    Strength.INDIRECT: _("indirect"),
    Strength.NONE: _("none"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementRecord:
    """One element of a framework: code with framework, texts by language, where it stands."""

    code: str
    local: str
    kind: Kind
    parent: str | None
    title: Texts
    short: Texts = field(default_factory=dict)
    note: Texts = field(default_factory=dict)
    members: tuple[str, ...] = ()
    paragraph: str = ""
    source: str = ""
    status: str = "confirmed"
    own_words: bool = False
    position: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameworkRecord:
    """A framework and its elements in their order."""

    slug: str
    version: str
    kind: str
    title: Texts
    short: Texts
    source: str
    as_of: str
    review: tuple[str, ...]
    elements: tuple[ElementRecord, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkRecord:
    """One row of a crosswalk: an element, what answers it, how strongly, and who says so.

    `target` is the slug of the framework that answers, also when nothing in it does;
    `target_title` its title, where it was asked of the database.
    """

    origin: str
    target: str
    targets: tuple[str, ...]
    strength: Strength
    note: Texts
    source: str
    status: str = "confirmed"
    target_title: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CrosswalkRecord:
    """How one framework answers another, row by row."""

    origin: str
    target: str
    source: str
    as_of: str
    links: tuple[LinkRecord, ...]

    def counts(self) -> dict[str, int]:
        """Rows by strength; every strength is there."""
        found = Counter(link.strength for link in self.links)
        return {strength.value: found[strength] for strength in Strength}


@dataclass(frozen=True, kw_only=True, slots=True)
class CrosswalkRow:
    """One row of a crosswalk with the elements it names."""

    origin: ElementRecord
    targets: tuple[ElementRecord, ...]
    link: LinkRecord
    area: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CrosswalkPicture:
    """A crosswalk to be shown: its rows, and the gaps both ways.

    `counts` are rows by strength. `unanswered` are elements of the first framework that the second
    does not answer, `unmentioned` those that no row speaks of, `unclaimed` are elements of the
    second to which no row points.
    """

    origin: FrameworkRecord
    target: FrameworkRecord
    rows: tuple[CrosswalkRow, ...]
    counts: Mapping[str, int]
    unanswered: tuple[ElementRecord, ...]
    unmentioned: tuple[ElementRecord, ...]
    unclaimed: tuple[ElementRecord, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementNode:
    """An element and what stands below it."""

    element: ElementRecord
    below: tuple["ElementNode", ...]


SHOWN_ORDER = (
    Kind.PRINCIPLE,
    Kind.OBJECTIVE,
    Kind.GOAL,
    Kind.SECTION,
    Kind.ELEMENT,
    Kind.TARGET,
    Kind.INDICATOR,
    Kind.ACTION,
    Kind.AREA,
    Kind.ROUND_TABLE,
)
"""Kinds of elements on the page of a framework: what binds first, how it is grouped last."""


def element_groups(framework: FrameworkRecord) -> list[tuple[Kind, tuple[ElementNode, ...]]]:
    """Elements without a parent by kind, in the order of `SHOWN_ORDER`, with all below them."""
    below: dict[str | None, list[ElementRecord]] = {}
    for element in framework.elements:
        below.setdefault(element.parent, []).append(element)
    top = below.get(None, [])
    kinds = [kind for kind in SHOWN_ORDER if any(element.kind is kind for element in top)]
    return [
        (kind, tuple(_node(element, below) for element in top if element.kind is kind))
        for kind in kinds
    ]


def _node(
    element: ElementRecord, below: Mapping[str | None, Sequence[ElementRecord]]
) -> ElementNode:
    children = below.get(element.code, ())
    return ElementNode(element=element, below=tuple(_node(child, below) for child in children))


def unclaimed(
    elements: Sequence[ElementRecord], claimed: Iterable[str]
) -> tuple[ElementRecord, ...]:
    """Elements that nothing points to: not they, nor what stands above or below them."""
    by_code = {element.code: element for element in elements}
    direct = set(claimed)
    covered = {code for one in direct for code in _line_of(one, by_code)}
    return tuple(
        element
        for element in elements
        if element.kind not in {Kind.AREA, Kind.ROUND_TABLE, Kind.SECTION}
        and element.code not in covered
        and not direct.intersection(_line_of(element.code, by_code))
    )


def _line_of(code: str, by_code: Mapping[str, ElementRecord]) -> list[str]:
    """An element and all above it."""
    line, at = [code], by_code.get(code)
    while at is not None and at.parent:
        line.append(at.parent)
        at = by_code.get(at.parent)
    return line


class BadFramework(JalonError):
    """A framework file contradicts itself."""

    code = "bad-framework"
    sentence = _("The framework “{framework}” cannot be loaded: {why}. Nothing was changed.")


def check_framework(framework: FrameworkRecord) -> None:
    """Codes are unique, parents and members exist, every element has a title.

    Raises:
        BadFramework: With the first contradiction found.
    """
    codes = [element.code for element in framework.elements]
    doubled = [code for code, times in Counter(codes).items() if times > 1]
    if doubled:
        raise BadFramework(framework=framework.slug, why=f"the code {doubled[0]} occurs twice")
    known = set(codes)
    for element in framework.elements:
        _check_element(element, known, framework.slug)


def _check_element(element: ElementRecord, known: set[str], framework: str) -> None:
    wanted = (element.parent,) if element.parent else ()
    missing = [code for code in (*wanted, *element.members) if code not in known]
    if missing:
        raise BadFramework(
            framework=framework, why=f"{element.code} points to {missing[0]}, which is not there"
        )
    if not any(element.title.values()):
        raise BadFramework(framework=framework, why=f"{element.code} has no title")


def framework_of(files: Sequence[Mapping[str, object]]) -> FrameworkRecord:
    """The framework that a folder of parsed YAML files describes.

    Args:
        files: Parsed files; one has the key "framework", all have "elements".

    Raises:
        BadFramework: The files contradict themselves.
    """
    head = next((file for file in files if "framework" in file), None)
    if head is None:
        raise BadFramework(framework="?", why="no file says which framework it is")
    slug = str(head["framework"])
    rows = [(row, file) for file in files for row in _rows(file)]
    elements = tuple(_element(slug, row, file, at) for at, (row, file) in enumerate(rows))
    framework = FrameworkRecord(
        slug=slug,
        version=str(head.get("version", "")),
        kind=str(head.get("kind", "")),
        title=_texts(head.get("title")),
        short=_texts(head.get("short")),
        source=str(head.get("source", "")),
        as_of=str(head.get("as_of", "")),
        review=tuple(map(str, _list(head.get("review")))),
        elements=elements,
    )
    check_framework(framework)
    return framework


def crosswalk_of(file: Mapping[str, object]) -> CrosswalkRecord:
    """The crosswalk that a parsed YAML file describes."""
    origin, target = str(file["from"]), str(file["to"])
    links = tuple(
        LinkRecord(
            origin=element_code(origin, str(row["from"])),
            target=target,
            targets=tuple(element_code(target, str(code)) for code in _list(row.get("to"))),
            strength=Strength(str(row["strength"])),
            note=_texts(row.get("note")),
            source=str(row.get("source") or file.get("source", "")),
            status=str(row.get("status", "confirmed")),
        )
        for row in _rows(file, "links")
    )
    return CrosswalkRecord(
        origin=origin,
        target=target,
        source=str(file.get("source", "")),
        as_of=str(file.get("as_of", "")),
        links=links,
    )


def _element(
    slug: str, row: Mapping[str, object], file: Mapping[str, object], position: int
) -> ElementRecord:
    local = str(row["code"])
    parent = row.get("parent")
    return ElementRecord(
        code=element_code(slug, local),
        local=local,
        kind=Kind(str(row["kind"])),
        parent=element_code(slug, str(parent)) if parent is not None else None,
        title=_texts(row.get("title")),
        short=_texts(row.get("short")),
        note=_texts(row.get("note")),
        members=tuple(element_code(slug, str(code)) for code in _list(row.get("members"))),
        paragraph=str(row.get("paragraph", "")),
        source=str(row.get("source") or file.get("source", "")),
        status=str(row.get("status", "confirmed")),
        own_words=bool(row.get("own_words", file.get("own_words", False))),
        position=position,
    )


def _rows(file: Mapping[str, object], key: str = "elements") -> Iterable[Mapping[str, object]]:
    rows = file.get(key)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {str(tag): str(text) for tag, text in value.items() if text}


def common_source(sources: Iterable[str]) -> str:
    """What the sources of all rows begin with, or that each row names its own.

    >>> common_source(["GB.335, annex, objective 1", "GB.335, annex, objective 2"])
    'GB.335, annex'
    """
    parts = [source.split(", ") for source in sources]
    shared = takewhile(lambda pieces: len(set(pieces)) == 1, zip(*parts, strict=False))
    return ", ".join(pieces[0] for pieces in shared) or "named in each row"
