"""The table of initiatives: what is published. Drafts are versions, which the base keeps."""

from django.db import models
from django.db.models import Q

from jalon.practices.rules import InitiativeKind

NEWEST_FIRST = models.Func(models.F("year_from"), template="COALESCE(%(expressions)s, 0)").desc()
"""Those without a year last; the 0 stands in the template, so that databases use the index."""


class Initiative(models.Model):
    """Something that was done on objectives of a framework, with the paragraph that reports it."""

    slug = models.SlugField(max_length=90, unique=True, help_text="Stable id and address.")
    title = models.JSONField(help_text="By language, in our words.")
    summary = models.JSONField(help_text="Two sentences by language, in our words.")
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in InitiativeKind]
    )
    who = models.JSONField(default=list, help_text="Bodies, by their official English names.")
    places = models.ManyToManyField("atlas.Place", related_name="+")
    elements = models.ManyToManyField("frameworks.Element", related_name="+")
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    objectives_named = models.BooleanField(
        help_text="The source itself names the objectives; else they are the editors' reading."
    )
    words = models.TextField(
        default="", help_text="Titles, summaries and bodies in small letters, for finding."
    )
    figures = models.JSONField(default=list, help_text="Value, unit by language, as written.")
    document = models.ForeignKey(
        "library.Document",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The document that reports it; empty where a page of the web does.",
    )
    paragraph = models.CharField(max_length=20, blank=True)
    page = models.CharField(max_length=10, blank=True, help_text="Page as printed.")
    section = models.CharField(max_length=300, blank=True, help_text="Heading in the document.")
    source_url = models.URLField(
        max_length=500, blank=True, help_text="The page of the web that reports it."
    )
    source_title = models.CharField(
        max_length=300, blank=True, help_text="What that page is called."
    )
    owner = models.ForeignKey(
        "base.Body",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Body that it belongs to; without one the keeping body cares for it.",
    )
    version = models.PositiveIntegerField(default=1, help_text="Which version this is.")
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty for what was loaded, not written here."
    )
    texts = models.JSONField(
        default=dict,
        help_text="Title and summary with their original and translations; empty if loaded.",
    )

    class Meta:
        indexes = [models.Index(NEWEST_FIRST, "slug", name="initiative_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(source_url=""),
                name="initiative_cites_a_source",
            )
        ]

    def __str__(self) -> str:
        return self.slug
