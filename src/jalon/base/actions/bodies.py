"""What changes bodies."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from jalon.base.actions.duties import end_all_duties
from jalon.base.actions.record import record
from jalon.base.models import Body, Invitation
from jalon.base.queries.bodies import body as body_record
from jalon.base.rules import Actor, Power, check_power
from jalon.base.rules.bodies import (
    KEEPER_NAME,
    BodyDraft,
    BodyKind,
    BodyRecord,
    KeeperStays,
    UnknownBody,
    check_draft,
)
from jalon.kernel.languages import pick

TAKEN = frozenset({"new", "invitations"})
"""Addresses below /bodies/ that are no body."""


@transaction.atomic
def ensure_keeper(*, actor: Actor) -> BodyRecord:
    """The body that keeps this installation; made when there is none yet."""
    row = Body.objects.filter(is_keeper=True).first()
    if row is None:
        draft = BodyDraft(kind=BodyKind.OTHER, name=dict(KEEPER_NAME))
        row = _create(draft, slug="keeper", is_keeper=True, actor=actor)
    return body_record(row.slug)


@transaction.atomic
def found_body(draft: BodyDraft, *, actor: Actor) -> BodyRecord:
    """Add a body that people can act for.

    Raises:
        NotAllowed: The actor does not administer this installation.
        NamelessBody: It has no name.
    """
    actor = check_power(actor, Power.KEEP)
    check_draft(draft)
    row = _create(draft, slug=_free_slug(draft), is_keeper=False, actor=actor)
    return body_record(row.slug)


def _create(draft: BodyDraft, *, slug: str, is_keeper: bool, actor: Actor) -> Body:
    row = Body.objects.create(slug=slug, is_keeper=is_keeper, **asdict(draft))
    record("found body", subject=f"body:{row.pk}", actor=actor, after=asdict(draft))
    return row


def _free_slug(draft: BodyDraft) -> str:
    name = pick(draft.name, "en")
    base = slugify(name)[:80] or "body"
    taken = {*TAKEN, *Body.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base + f"-{n}" * (n > 1)) not in taken
    )


@transaction.atomic
def describe_body(slug: str, draft: BodyDraft, *, actor: Actor) -> BodyRecord:
    """Change name, kind, place or website of a body.

    Raises:
        UnknownBody: There is none.
        NotAllowed: The actor does not administer it.
        NamelessBody: It would have no name.
    """
    row = _locked(slug)
    actor = check_power(actor, Power.MANAGE, body_id=row.pk)
    check_draft(draft)
    wanted = asdict(draft)
    changed = {name for name, value in wanted.items() if getattr(row, name) != value}
    if changed:
        before = {name: getattr(row, name) for name in changed}
        Body.objects.filter(pk=row.pk).update(**wanted)
        after = {name: wanted[name] for name in changed}
        record("describe body", subject=f"body:{row.pk}", actor=actor, before=before, after=after)
    return body_record(slug)


@transaction.atomic
def close_body(slug: str, *, why: str, actor: Actor) -> None:
    """A body acts no more: its duties end today, its invitations too, its records stay.

    Raises:
        NotAllowed: The actor does not administer this installation.
        KeeperStays: It keeps the installation.
    """
    row = _locked(slug)
    actor = check_power(actor, Power.KEEP)
    if row.is_keeper:
        raise KeeperStays(body=pick(row.name, "en"))
    if row.is_closed:
        return
    row.is_closed = True
    row.save(update_fields=["is_closed"])
    ended = {"duties": end_all_duties(row.pk), "invitations": _end_invitations(row.pk)}
    after = {"closed": True, "ended": ended}
    record("close body", subject=f"body:{row.pk}", actor=actor, after=after, why=why)


def _end_invitations(body_id: int) -> int:
    rows = Invitation.objects.filter(body_id=body_id, ended_at__isnull=True)
    return rows.update(ended_at=timezone.now())


@transaction.atomic
def open_body_again(slug: str, *, why: str, actor: Actor) -> None:
    """A closed body acts again; its duties are given anew.

    Raises:
        NotAllowed: The actor does not administer this installation.
    """
    row = _locked(slug)
    actor = check_power(actor, Power.KEEP)
    if not row.is_closed:
        return
    row.is_closed = False
    row.save(update_fields=["is_closed"])
    record("open body again", subject=f"body:{row.pk}", actor=actor, why=why)


def _locked(slug: str) -> Body:
    row = Body.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise UnknownBody(value=slug)
    return row
