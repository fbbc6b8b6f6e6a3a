"""Inboxes: what somebody was told, in their language, and what waits for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from jalon.base.models import Notice, Person
from jalon.base.queries.people import today
from jalon.base.queries.telling import day_words, due_words, told
from jalon.base.rules.notices import Show, UnknownNotice

LINES_PER_PAGE = 25

UNREAD = Q(read_at=None)
DUE = Q(done_at=None, due_on__isnull=False, reminds_of=None)
"""What somebody still has to do; reminders of it are not counted beside it."""
OPEN = Q(done_at=None) & (UNREAD | Q(due_on__isnull=False))
"""What somebody has not seen, or has still to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLine:
    """A notice as its person reads it, in the language of now.

    `address` is the path with the language before it; `due` says how many days are left, in words.
    """

    id: int
    text: str
    address: str
    made_at: datetime
    due_on: date | None
    due: str
    is_overdue: bool
    is_unread: bool
    is_done: bool
    is_reminder: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeGroup:
    """Notices under one heading; `is_day` where it is the day on which they were told."""

    title: str
    is_day: bool
    lines: Sequence[NoticeLine]


@dataclass(frozen=True, kw_only=True, slots=True)
class InboxCounts:
    """How much is in an inbox; `newest` is the number of the newest notice, 0 without one."""

    unread: int
    due: int
    total: int
    newest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Inbox:
    """A page of an inbox."""

    show: Show
    counts: InboxCounts
    page: Page[Notice]
    groups: Sequence[NoticeGroup]


def with_unread(rows: QuerySet[Person]) -> QuerySet[Person]:
    """People with the number of their unread notices, in the same statement."""
    mine = Notice.objects.filter(UNREAD, person=OuterRef("pk")).order_by()
    counted = mine.values("person").annotate(n=Count("pk")).values("n")
    return rows.annotate(unread=Coalesce(Subquery(counted), Value(0)))


def inbox_counts(person_id: int) -> InboxCounts:
    """How much is in somebody's inbox: one statement."""
    counts = Notice.objects.filter(person_id=person_id).aggregate(
        unread=Count("pk", filter=UNREAD),
        due=Count("pk", filter=DUE),
        total=Count("pk"),
        newest=Coalesce(Max("pk"), Value(0)),
    )
    return InboxCounts(**counts)


def inbox(person_id: int, *, show: Show, number: str | None = None) -> Inbox:
    """A page of somebody's inbox: what is due, then what is unread, then the rest; newest first."""
    mine = Notice.objects.filter(person_id=person_id)
    place = Case(When(DUE, then=0), When(UNREAD, then=1), default=2, output_field=IntegerField())
    pressing = Case(When(DUE, then="due_on"))
    ordered = mine.filter(_shown(show)).order_by(place, pressing, "-made_at", "-id")
    page = Paginator(ordered, LINES_PER_PAGE).get_page(number)
    groups = _groups(page.object_list)
    return Inbox(show=show, counts=inbox_counts(person_id), page=page, groups=groups)


def _shown(show: Show) -> Q:
    return {Show.UNREAD: UNREAD | DUE, Show.DUE: DUE, Show.ALL: Q()}[show]


def _groups(rows: Iterable[Notice]) -> list[NoticeGroup]:
    groups: dict[tuple[str, bool], list[NoticeLine]] = {}
    for row in rows:
        groups.setdefault(_heading(row), []).append(line(row))
    return [
        NoticeGroup(title=title, is_day=is_day, lines=lines)
        for (title, is_day), lines in groups.items()
    ]


def _heading(row: Notice) -> tuple[str, bool]:
    """What a notice stands under, and whether that is its day."""
    if row.due_on and row.done_at is None and row.reminds_of_id is None:
        return _t("To do"), False
    if row.read_at is not None:
        return _t("Read before"), False
    ago = (today() - row.made_at.date()).days
    near = {0: _t("Today"), 1: _t("Yesterday")}
    return near.get(ago) or day_words(row.made_at.date()), True


def line(row: Notice) -> NoticeLine:
    """A notice in the language of now."""
    language = get_language() or "en"
    left = (row.due_on - today()).days if row.due_on else 0
    return NoticeLine(
        id=row.pk,
        text=told(row.sentence, row.facts),
        address=f"/{language}{row.address}",
        made_at=row.made_at,
        due_on=row.due_on,
        due=due_words(left) if row.due_on else "",
        is_overdue=left < 0 and row.done_at is None,
        is_unread=row.read_at is None,
        is_done=row.done_at is not None,
        is_reminder=row.reminds_of_id is not None,
    )


def notice(notice_id: int, *, person_id: int) -> NoticeLine:
    """One notice in somebody's inbox.

    Raises:
        UnknownNotice: There is none, or it is somebody else's.
    """
    row = Notice.objects.filter(pk=notice_id, person_id=person_id).first()
    if row is None:
        raise UnknownNotice(value=notice_id)
    return line(row)
