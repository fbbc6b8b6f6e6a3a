"""Documents that wait to be read again: who asks, and what the worker does with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from jalon.base.public import Actor, Power, check_power, record
from jalon.engines.reading import READER_VERSION, Reading, ReadingCrashed, read_many
from jalon.kernel.errors import JalonError, UnknownCode
from jalon.library.actions.ingesting import LEASE, MOST_ATTEMPTS, UNSTORABLE, StoringFailed
from jalon.library.actions.rereading import Again, store_again
from jalon.library.actions.seeing import may_see
from jalon.library.models import Document, Rereading, RoundDocument
from jalon.library.rules import DocumentState, UnknownFile
from jalon.library.rules.rereading import TextInRound

TOGETHER = 4
"""Documents that the worker reads again at once: new files shall not wait long for them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AgainOutcome:
    """What became of one document: how it changed, or why it was not read again."""

    slug: str
    again: Again | None = None
    refusal: JalonError | None = None


@transaction.atomic
def ask_to_read_again(*, slug: str, actor: Actor) -> None:
    """Have the worker read a document again; asking twice changes nothing.

    Raises:
        UnknownCode: There is no such document that they may see.
        NotAllowed: They may not write for its owner.
        UnknownFile: Its file is not on this installation.
    """
    row = Document.objects.filter(slug=slug).first()
    if row is None or not may_see(actor, row):
        raise UnknownCode(value=slug)
    actor = check_power(actor, Power.WRITE, body_id=row.owner_id)
    if not row.file:
        raise UnknownFile(document=row.symbol or row.title)
    told = {"actor": actor.name, "person_id": actor.person, "body": actor.body}
    _row, is_new = Rereading.objects.get_or_create(document=row, defaults=told)
    if is_new:
        record("ask to read document again", subject=f"document:{slug}", actor=actor)


def outdated() -> Sequence[str]:
    """Slugs of documents that an older reader has read and whose file is here, in order."""
    rows = Document.objects.filter(state=DocumentState.READ).exclude(file="")
    rows = rows.exclude(reader_version=READER_VERSION)
    return list(rows.order_by("slug").values_list("slug", flat=True))


def read_again(slugs: Sequence[str], *, actor: Actor) -> Iterator[AgainOutcome]:
    """Read documents again from their kept files; one that cannot be read stays as it is.

    Yields:
        One outcome for each document, as soon as it is known; what is stored by then stays.

    Raises:
        UnknownCode: There is no such document; nothing was read.
    """
    rows = {row.slug: row for row in Document.objects.filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in rows:
            raise UnknownCode(value=slug)
    waiting: dict[Path, list[str]] = {}
    open_rounds = _in_open_rounds().filter(document__in=rows.values())
    rounds = dict(open_rounds.values_list("document_id", "round__title"))
    for slug, row in rows.items():
        path = Path(settings.JALON_FILES) / row.file
        if row.pk in rounds:
            refusal = TextInRound(document=row.symbol or row.title, round=rounds[row.pk])
            yield AgainOutcome(slug=slug, refusal=refusal)
        elif not row.file or not path.is_file():
            yield AgainOutcome(slug=slug, refusal=UnknownFile(document=row.symbol or row.title))
        else:
            waiting.setdefault(path, []).append(slug)
    for path, result in _readings(list(waiting)):
        for slug in waiting[path]:
            yield _stored(slug, rows[slug].file_name, result, actor=actor)


def _in_open_rounds() -> QuerySet[RoundDocument]:
    """Documents that two readers decide on now: their text stays until both are done."""
    return RoundDocument.objects.filter(is_open=True)


def _readings(paths: Sequence[Path]) -> Iterator[tuple[Path, Reading | JalonError]]:
    return read_many(
        paths,
        workers=settings.JALON_WORKERS,
        seconds_per_file=settings.JALON_READING_SECONDS,
        memory_mb=settings.JALON_READING_MEMORY_MB,
    )


def _stored(slug: str, name: str, result: Reading | JalonError, *, actor: Actor) -> AgainOutcome:
    if isinstance(result, JalonError):
        named = {**result.facts, "file": name} if "file" in result.facts else result.facts
        return AgainOutcome(slug=slug, refusal=type(result)(**named))
    try:
        return AgainOutcome(slug=slug, again=store_again(result, slug=slug, actor=actor))
    except UNSTORABLE as error:
        why = str(error).splitlines()[0] if str(error) else repr(error)
        return AgainOutcome(slug=slug, refusal=StoringFailed(file=name, why=why))


def reread_waiting() -> bool:
    """Read some of the documents again that wait for it; whether there were any.

    A request is taken out when its document is stored. One whose worker was killed is taken up
    again when its lease has run out, and given up after a few times.
    """
    taken = _take()
    for row in taken:
        actor = Actor(name=row.actor, person=row.person_id, body=row.body)
        if row.attempts > MOST_ATTEMPTS:
            _give_up(row, ReadingCrashed(file=row.document.file_name), actor=actor)
            continue
        for outcome in read_again([row.document.slug], actor=actor):
            if outcome.refusal is not None:
                _give_up(row, outcome.refusal, actor=actor)
            else:
                row.delete()
    return bool(taken)


@transaction.atomic
def _take() -> list[Rereading]:
    now = timezone.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    free &= ~Q(document__in=_in_open_rounds().values("document_id"))
    rows = Rereading.objects.select_for_update(skip_locked=True, of=("self",)).filter(free)
    taken = list(rows.select_related("document").order_by("id")[:TOGETHER])
    for row in taken:
        row.lease_until, row.attempts = now + LEASE, row.attempts + 1
        row.save(update_fields=["lease_until", "attempts"])
    return taken


@transaction.atomic
def _give_up(row: Rereading, refusal: JalonError, *, actor: Actor) -> None:
    """Take a request out; the document stays as it was, and the record says why."""
    record(
        "fail to read document again",
        subject=f"document:{row.document.slug}",
        actor=actor,
        after={"code": refusal.code},
        why=str(refusal),
    )
    row.delete()
