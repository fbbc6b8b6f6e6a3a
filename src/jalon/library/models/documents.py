"""The tables of the library: documents, passages, tags, places spoken of, received files.

Keys have no index of their own where a constraint or an index that begins with them serves.
"""

from django.db import models
from django.db.models import Q

from jalon.library.rules import DocumentState, IntakeState, Method, TagState


class Document(models.Model):
    """A document, or only its description while its text is not on this installation."""

    slug = models.SlugField(max_length=90, unique=True, help_text="Part of its address.")
    title = models.CharField(max_length=500)
    symbol = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="Official symbol."
    )
    body = models.CharField(max_length=200, blank=True, help_text="Issuing body.")
    date = models.CharField(max_length=10, blank=True, help_text="ISO 8601, as precise as known.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)
    language = models.CharField(max_length=8, default="und", help_text="BCP 47 tag.")
    place = models.ForeignKey(
        "atlas.Place", models.PROTECT, related_name="+", null=True, blank=True
    )
    owner = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text="Body that it belongs to; without one the keeping body cares for it.",
    )
    is_public = models.BooleanField(
        default=True, help_text="Everybody may see it; else only people of its owner."
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in DocumentState])
    url = models.URLField(blank=True, help_text="Where the publisher offers it.")
    sha256 = models.CharField(  # noqa: DJ001 - only files that are here have one, once an owner
        max_length=64, null=True, blank=True
    )
    copies = models.JSONField(default=list, help_text="SHA-256 of files known to be its text.")
    file = models.CharField(max_length=120, blank=True, help_text="Path below the files folder.")
    file_name = models.CharField(max_length=255, blank=True, help_text="Name it was given with.")
    file_bytes = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    passages = models.PositiveIntegerField(default=0, help_text="Passages stored.")
    evidence = models.PositiveIntegerField(default=0, help_text="Passages that may be evidence.")
    reader_version = models.CharField(max_length=20, blank=True)
    tagger_version = models.CharField(max_length=40, blank=True)
    notices = models.JSONField(default=list, help_text="What a person should know of the reading.")
    origins = models.JSONField(
        default=dict,
        help_text="Who said each field of the description: machine (how sure) or person.",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "owner"], name="one_document_of_a_file"),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(owner__isnull=True),
                name="one_document_of_a_file_without_owner",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"]),
            models.Index(
                fields=["owner", "id"], condition=Q(is_public=False), name="documents_not_public"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Passage(models.Model):
    """A citable piece of a document."""

    document = models.ForeignKey(
        "library.Document", models.CASCADE, related_name="+", db_index=False
    )
    order = models.PositiveIntegerField(help_text="Place in the document, from 0.")
    label = models.CharField(
        max_length=60, help_text="Address in the document; an earlier one leads to it."
    )
    number = models.CharField(max_length=20, blank=True, help_text="Paragraph number as printed.")
    page = models.PositiveIntegerField(null=True, blank=True, help_text="Physical page, from 1.")
    page_label = models.CharField(max_length=20, blank=True, help_text="Page number as printed.")
    box = models.JSONField(null=True, blank=True, help_text="PDF points from the bottom left.")
    section = models.CharField(max_length=500, blank=True, help_text="Headings above it.")
    lang = models.CharField(max_length=8, default="und")
    kind = models.CharField(max_length=12)
    is_evidence = models.BooleanField(help_text="May be counted as evidence.")
    text = models.TextField()
    raw = models.TextField(blank=True, help_text="As the file says it; empty when the same.")
    notes = models.JSONField(default=dict, help_text="Footnote calls, links, doubts.")
    gone_at = models.DateTimeField(
        null=True, blank=True, help_text="When a later reading no longer had it."
    )
    heir = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="Present passage that took its words in, or else stands nearest to its place.",
    )
    is_taken_in = models.BooleanField(default=False, help_text="Its words stand in its heir.")
    statement = models.CharField(
        max_length=14, blank=True, help_text="Kind of statement, as the machine tells it."
    )
    actor = models.CharField(max_length=120, blank=True, help_text="Who acts: code, or “named:”.")
    actor_text = models.CharField(max_length=200, blank=True, help_text="Who acts, as it says.")
    says_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The one calendar year that it names."
    )

    class Meta:
        ordering = ("document_id", "order")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "label"],
                condition=Q(gone_at__isnull=True),
                name="passage_label_is_unique",
            )
        ]
        indexes = [
            models.Index(fields=["document", "order"]),
            models.Index(
                fields=["is_evidence", "document"],
                condition=Q(gone_at__isnull=True),
                name="present_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.label}"


class Tag(models.Model):
    """An element that a passage is said to speak of: a suggestion, confirmed or refused."""

    passage = models.ForeignKey(
        "library.Passage",
        models.CASCADE,
        related_name="+",
        related_query_name="tag",
        db_index=False,
    )
    document = models.ForeignKey(
        "library.Document",
        models.CASCADE,
        related_name="+",
        related_query_name="tag",
        db_index=False,
    )
    element = models.ForeignKey(
        "frameworks.Element", models.PROTECT, related_name="+", db_index=False
    )
    score = models.FloatField(help_text="How sure the engine is, 0 to 1.")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in TagState])
    method = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Method])
    version = models.CharField(max_length=40, blank=True, help_text="Version of the engine.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    why = models.JSONField(default=list)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why a person decided so.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "element"], name="one_tag_per_element"),
            models.CheckConstraint(
                condition=Q(state=TagState.SUGGESTED) | Q(decided_at__isnull=False),
                name="decided_tag_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["element", "state", "document"]),
            models.Index(fields=["document", "state", "passage"]),
            models.Index(fields=["state", "score"]),
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.element_id} {self.state}"


class Mention(models.Model):
    """A place that a passage names."""

    passage = models.ForeignKey(
        "library.Passage",
        models.CASCADE,
        related_name="+",
        related_query_name="mention",
        db_index=False,
    )
    place = models.ForeignKey("atlas.Place", models.PROTECT, related_name="+", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "place"], name="one_mention_per_place")
        ]
        indexes = [models.Index(fields=["place", "passage"])]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.place_id}"


class Finding(models.Model):
    """A body, an instrument, a city, a date or a figure that a passage names."""

    passage = models.ForeignKey(
        "library.Passage",
        models.CASCADE,
        related_name="+",
        related_query_name="finding",
    )
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=120, help_text="Stable id; of a figure value and unit.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=200, help_text="As it stands in the passage.")
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=8, blank=True, help_text="percent, or ISO 4217.")
    counted = models.CharField(max_length=120, blank=True, help_text="What a figure counts.")
    about = models.CharField(max_length=10, blank=True, help_text="How exact it says it is.")
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a figure.")

    class Meta:
        indexes = [models.Index(fields=["kind", "code", "passage"])]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.kind} {self.code}"


class Intake(models.Model):
    """A received file that waits to be read, is being read, or has been."""

    batch = models.CharField(max_length=32, db_index=True, help_text="Files sent together.")
    name = models.CharField(max_length=255, help_text="File name as given.")
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=120, help_text="Path below the files folder.")
    file_bytes = models.PositiveBigIntegerField()
    place = models.ForeignKey(
        "atlas.Place", models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in IntakeState], db_index=True
    )
    lease_until = models.DateTimeField(null=True, blank=True, help_text="A worker has it until.")
    attempts = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=60, blank=True, help_text="Code of the refusal.")
    sentence = models.TextField(blank=True, help_text="Sentence of the refusal, with {facts}.")
    facts = models.JSONField(default=dict)
    document = models.ForeignKey(
        "library.Document", models.SET_NULL, related_name="+", null=True, blank=True
    )
    received_at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=200, help_text="Name of who sent it.")
    person = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    owner = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text="Body that its document will belong to; none for the keeping body.",
    )
    is_public = models.BooleanField(default=True, help_text="Everybody may see its document.")

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
