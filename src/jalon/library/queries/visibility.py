"""What may be seen: where every question of this room about documents, passages and tags begins.

A document that is not public is seen by people with a duty in the body that owns it, and one
without owner by those of the keeping body. Its passages, tags and counts stand or fall with it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from jalon.base.public import Viewer, viewer
from jalon.library.models import (
    Document,
    FormerLabel,
    Intake,
    LostDecision,
    Passage,
    Rereading,
    Tag,
)


def documents() -> QuerySet[Document]:
    """Documents that whoever things are looked up for may see."""
    who = viewer()
    rows = Document.objects.all()
    return rows if who.sees_all else rows.filter(Q(is_public=True) | _own(who))


def passages() -> QuerySet[Passage]:
    """Passages of documents that may be seen, as they were read last."""
    return Passage.objects.exclude(of_hidden_document()).filter(gone_at__isnull=True)


def gone_passages() -> QuerySet[Passage]:
    """Passages that a later reading no longer has, of documents that may be seen."""
    return Passage.objects.exclude(of_hidden_document()).filter(gone_at__isnull=False)


def former_labels() -> QuerySet[FormerLabel]:
    """Earlier labels of passages of documents that may be seen."""
    return FormerLabel.objects.exclude(of_hidden_document())


def lost_decisions() -> QuerySet[LostDecision]:
    """Decisions whose passage is gone, of documents that may be seen."""
    return LostDecision.objects.exclude(of_hidden_document())


def tags() -> QuerySet[Tag]:
    """Tags on passages of documents that may be seen."""
    return Tag.objects.exclude(of_hidden_document())


def rereadings() -> QuerySet[Rereading]:
    """Documents that may be seen and wait to be read again."""
    return Rereading.objects.exclude(of_hidden_document())


def intakes(person: int | None) -> QuerySet[Intake]:
    """Files on their way that were sent for a body of the viewer, or by themselves."""
    who = viewer()
    rows = Intake.objects.all()
    if who.sees_all:
        return rows
    sent = Q(pk__in=[]) if person is None else Q(person_id=person)
    return rows.filter(_own(who) | sent)


def is_seen(row: Document) -> bool:
    """Whether one document may be seen."""
    return row.is_public or viewer().sees(row.owner_id)


def of_hidden_document(path: str = "document") -> Q:
    """The condition on rows that point to a document which may not be seen.

    Args:
        path: Name of the foreign key that points to it.
    """
    who = viewer()
    return Q(pk__in=[]) if who.sees_all else Q((f"{path}_id__in", _hidden(who)))


def not_hidden_sql(column: str) -> tuple[str, Sequence[Any]]:  # Any: values as the database takes
    """The same for statements written out: what follows a WHERE, and its values."""
    who = viewer()
    if who.sees_all:
        return "", ()
    sql, values = _hidden(who).query.sql_with_params()
    return f" AND {column} NOT IN ({sql})", values


def _hidden(who: Viewer) -> QuerySet[Document, Any]:  # Any: a row holds its number only
    """Numbers of the documents that somebody may not see; an index holds those not public."""
    return Document.objects.filter(is_public=False).exclude(_own(who)).values("id")


def _own(who: Viewer) -> Q:
    """Documents of somebody's bodies, and what has no owner for the keeping body."""
    own = Q(owner_id__in=sorted(who.bodies))
    return own | Q(owner_id__isnull=True) if who.keeps else own
