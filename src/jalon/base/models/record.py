"""The table of the record."""

from django.db import models


class Act(models.Model):
    """One line of the append-only, hash-chained record of acts."""

    at = models.DateTimeField(help_text="When it was done (UTC).")
    actor = models.CharField(max_length=200, help_text="Who did it.")
    person = models.ForeignKey(
        "base.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The account that acted; empty for the installation itself.",
    )
    body = models.CharField(max_length=200, blank=True, help_text="The body they acted for.")
    act = models.CharField(max_length=80, help_text="What was done: a verb and its object.")
    subject = models.CharField(max_length=200, db_index=True, help_text='Such as "document:12".')
    before = models.JSONField(default=dict, help_text="What changed, as it was.")
    after = models.JSONField(default=dict, help_text="What changed, as it is.")
    why = models.TextField(blank=True, help_text="The reason given.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, chained.")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Act {self.pk}: {self.act} {self.subject}"
