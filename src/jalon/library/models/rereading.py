"""The tables of reading again: earlier labels, decisions whose passage is gone, what waits."""

from django.db import models

from jalon.library.rules import Method, TagState


class FormerLabel(models.Model):
    """A label under which a passage stood before; its address leads to where the passage is."""

    document = models.ForeignKey(
        "library.Document", models.CASCADE, related_name="+", db_index=False
    )
    label = models.CharField(max_length=60)
    passage = models.ForeignKey("library.Passage", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "label"], name="former_label_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.label}"


class LostDecision(models.Model):
    """What a person decided on a passage that a later reading no longer has: kept to look at."""

    document = models.ForeignKey("library.Document", models.CASCADE, related_name="+")
    passage = models.ForeignKey("library.Passage", models.CASCADE, related_name="+")
    element = models.ForeignKey(
        "frameworks.Element", models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in TagState])
    method = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Method])
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    settled_by = models.CharField(max_length=200, blank=True, help_text="Who looked at it.")
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.passage_id} {self.element_id} {self.state}"


class Rereading(models.Model):
    """A document whose file waits to be read again by the worker."""

    document = models.OneToOneField("library.Document", models.CASCADE, related_name="+")
    actor = models.CharField(max_length=200, help_text="Name of who asked for it.")
    person = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    body = models.CharField(max_length=80, blank=True, help_text="Body they acted for.")
    wanted_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True, blank=True, help_text="A worker has it until.")
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.document_id}"
