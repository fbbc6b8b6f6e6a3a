"""The tables of deciding: every decision, rounds of two readers, what somebody left for later."""

from django.db import models
from django.db.models import F, Q

from jalon.library.rules.deciding import ItemState, Part, Verdict


class Round(models.Model):
    """Some documents that two people read, neither of whom sees what the other decides."""

    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Body that the documents belong to; none for the keeping body.",
    )
    first = models.ForeignKey("base.Person", models.PROTECT, related_name="+")
    second = models.ForeignKey("base.Person", models.PROTECT, related_name="+")
    opened_by = models.CharField(max_length=200)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="two_people_read_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class RoundDocument(models.Model):
    """A document of a round; while the round is open it is in no other."""

    round = models.ForeignKey("library.Round", models.CASCADE, related_name="+", db_index=False)
    document = models.ForeignKey("library.Document", models.CASCADE, related_name="+")
    is_open = models.BooleanField(default=True, help_text="The round is open.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "document"], name="one_place_in_a_round"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(is_open=True), name="one_open_round_of_a_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.document_id}"


class RoundItem(models.Model):
    """An element on a passage that both readers decide on, and what stands of their verdicts."""

    round = models.ForeignKey("library.Round", models.CASCADE, related_name="+", db_index=False)
    passage = models.ForeignKey("library.Passage", models.CASCADE, related_name="+")
    element = models.ForeignKey(
        "frameworks.Element", models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ItemState], default=ItemState.OPEN
    )
    first = models.CharField(max_length=10, blank=True, help_text="Verdict of the first reader.")
    second = models.CharField(max_length=10, blank=True, help_text="Verdict of the second reader.")
    is_added = models.BooleanField(
        default=False, help_text="A reader added the element; the machine had not suggested it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "passage", "element"], name="one_item_of_a_round"
            )
        ]
        indexes = [models.Index(fields=["round", "state"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.passage_id} {self.element_id}"


class Decision(models.Model):
    """One decision of one person on an element of a passage; never changed, never taken out."""

    passage = models.ForeignKey("library.Passage", models.CASCADE, related_name="+", db_index=False)
    element = models.ForeignKey(
        "frameworks.Element", models.PROTECT, related_name="+", db_index=False
    )
    verdict = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verdict])
    part = models.CharField(max_length=12, choices=[(p.value, p.value) for p in Part])
    round = models.ForeignKey(
        "library.Round", models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    by = models.CharField(max_length=200, help_text="Name of who decided, as it was then.")
    at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["passage", "element"])]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.element_id} {self.verdict}"


class Skip(models.Model):
    """A suggestion that somebody left for later: theirs alone, and it comes back to them last."""

    person = models.ForeignKey("base.Person", models.CASCADE, related_name="+", db_index=False)
    passage = models.ForeignKey(
        "library.Passage", models.CASCADE, related_name="+", related_query_name="skip"
    )
    element = models.ForeignKey(
        "frameworks.Element", models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "passage", "element"], name="one_skip_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.passage_id} {self.element_id}"
