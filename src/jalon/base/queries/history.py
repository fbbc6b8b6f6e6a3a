"""What happened to a record, line by line, with what changed: as far as the viewer may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _t

from jalon.base.models import Act, Body
from jalon.base.registry import Face, RecordKind, record_kind
from jalon.base.rules.history import Change, Piece, Shape, differences, excerpted
from jalon.kernel.errors import UnknownCode
from jalon.kernel.languages import direction

LONGEST_KEY = 18
"""Digits of the largest number that databases keep."""

LINES_ON_A_PAGE = 25
WRITTEN = "edit "
"""How acts begin that write a draft: several in a row by one person are told as one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeLine:
    """One changed field as pages show it: words in the reader's language, codes by their titles."""

    label: str
    language: str
    direction: str
    pieces: tuple[Piece, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_list: bool
    by_machine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryLine:
    """One act: `who` is empty where the viewer may not know; `version` 0 where there is none."""

    at: datetime
    who: str
    body: Mapping[str, str]
    words: str
    why: str
    version: int
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPicture:
    """The history of one record: `word` is what it is called, in the reader's language."""

    face: Face
    word: str
    page: Page[Act]
    lines: tuple[HistoryLine, ...]


def history(kind_name: str, key: str, page: str | None = None) -> HistoryPicture:
    """What happened to a record, newest first: five statements beside those of its room.

    Raises:
        UnknownCode: There is no such record, or the viewer may not see it: both are told alike.
    """
    kind = record_kind(kind_name)
    face = kind.look(key) if len(key) <= LONGEST_KEY or not key.isdecimal() else None
    if face is None:
        raise UnknownCode(value=key)
    rows = Act.objects.filter(subject=f"{kind_name}:{key}").order_by("-id")
    if not face.sees_all and kind.public_acts is not None:
        rows = rows.filter(act__in=kind.public_acts)
    found = Paginator(rows, LINES_ON_A_PAGE).get_page(page)
    acts = _gathered(list(found.object_list))
    return HistoryPicture(
        face=face, word=_t(kind.word), page=found, lines=tuple(_lines(acts, kind, face))
    )


def _gathered(acts: Sequence[Act]) -> list[Act]:
    """Acts with what one person wrote in a row as one; newest first."""
    found: list[Act] = []
    for act in acts:
        newer = found[-1] if found else None
        if newer is not None and act.act == newer.act and _is_one_writing(act, newer):
            newer.before = {**newer.before, **act.before}
            newer.after = {**act.after, **newer.after}
        else:
            found.append(act)
    return found


def _is_one_writing(act: Act, newer: Act) -> bool:
    same = (act.person_id, act.actor) == (newer.person_id, newer.actor)
    return act.act.startswith(WRITTEN) and same


def _lines(acts: Sequence[Act], kind: RecordKind, face: Face) -> Iterable[HistoryLine]:
    bodies = _bodies({act.body for act in acts if act.body})
    changes = [_changes(act, kind) for act in acts]
    titles = _titles(kind, changes)
    for act, changed in zip(acts, changes, strict=True):
        yield HistoryLine(
            at=act.at,
            who=act.actor if face.sees_all or act.person_id is None else "",
            body=bodies.get(act.body, {}),
            words=_t(kind.acts[act.act]) if act.act in kind.acts else act.act,
            why=act.why,
            version=int(act.after.get("version") or 0),
            changes=tuple(_change_line(change, titles) for change in changed),
        )


def _bodies(slugs: set[str]) -> Mapping[str, Mapping[str, str]]:
    if not slugs:
        return {}
    return dict(Body.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _changes(act: Act, kind: RecordKind) -> tuple[Change, ...]:
    """What an act changed; a record that is published for the first time is not told whole."""
    is_first = act.act.startswith("publish ") and not set(act.before) & set(kind.fields)
    return () if is_first else differences(act.before, act.after, kind.fields)


def change_lines(
    kind_name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[ChangeLine, ...]:
    """What two contents of a record say differently, as pages show it."""
    kind = record_kind(kind_name)
    changes = differences(before, after, kind.fields)
    titles = _titles(kind, [changes])
    return tuple(_change_line(change, titles) for change in changes)


def _titles(
    kind: RecordKind, changes: Sequence[Sequence[Change]]
) -> Mapping[str, Mapping[str, str]]:
    """Titles of all codes in some changes, by field and code."""
    codes: dict[str, set[str]] = {}
    for change in (one for several in changes for one in several):
        if change.shape in {Shape.CODE, Shape.CODES}:
            codes.setdefault(change.name, set()).update(change.before, change.after)
    return {name: kind.titles(name, wanted) for name, wanted in codes.items()}


def _change_line(change: Change, titles: Mapping[str, Mapping[str, str]]) -> ChangeLine:
    named = titles.get(change.name, {})
    return ChangeLine(
        label=_t(change.label),
        language=change.language,
        direction=direction(change.language) if change.language else "",
        pieces=excerpted(change.pieces),
        before=tuple(named.get(code, code) for code in change.before),
        after=tuple(named.get(code, code) for code in change.after),
        is_list=change.shape in {Shape.LIST, Shape.CODES},
        by_machine=change.by_machine,
    )
