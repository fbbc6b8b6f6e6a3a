"""Versions of the records that people write: what each says, and where it stands."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jalon.base.rules.stages import SETTLED, Stage

ON_THE_WAY = [stage.value for stage in Stage if stage not in SETTLED]
"""Stages of a version that is not settled: a record has at most one such."""


class Version(models.Model):
    """One version of a record of any room, from its draft to the public and out of it.

    The tables of the room hold what is published; drafts live here, so that no list, count,
    search or page of the room can show them.
    """

    subject = models.CharField(max_length=200, help_text='Which record, such as "initiative:x".')
    number = models.PositiveIntegerField(help_text="1, 2, 3 … of its record.")
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Stage])
    content = models.JSONField(help_text="What it says, by name of the field, as the room has it.")
    body = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Body that it belongs to; without one the keeping body cares for it.",
    )
    author = models.ForeignKey(
        "base.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who began it; empty for what was loaded.",
    )
    saved_by = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_by = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.TextField(blank=True, help_text="What was said with the last move.")
    waits_for = models.CharField(
        max_length=10,
        blank=True,
        help_text="Power of those in the body who are waited for; empty when nobody is.",
    )
    edition = models.PositiveIntegerField(
        default=1, help_text="Counts each change, so that nobody saves over another's unseen."
    )
    made_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now, help_text="When its content changed.")
    moved_at = models.DateTimeField(default=timezone.now, help_text="When it came to its stage.")
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When another version took its place, or it was archived."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(stage__in=ON_THE_WAY),
                name="one_version_on_its_way",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(stage=Stage.PUBLISHED.value),
                name="one_published_version",
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "waits_for"],
                condition=Q(stage__in=ON_THE_WAY),
                name="version_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} version {self.number}: {self.stage}"
