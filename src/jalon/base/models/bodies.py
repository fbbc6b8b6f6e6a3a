"""Bodies that people act for, and the duties they hold there."""

from django.db import models
from django.db.models import F, Q

from jalon.base.rules.bodies import BodyKind
from jalon.base.rules.duties import DutyKind


class Body(models.Model):
    """A ministry, UN entity, union, city or other body that owns records and acts by its people."""

    slug = models.SlugField(max_length=90, unique=True, help_text="Part of its address.")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in BodyKind])
    name = models.JSONField(help_text="Name by language (BCP 47 tag).")
    place = models.CharField(
        max_length=3, blank=True, db_index=True, help_text="ISO 3166-1 alpha-3, where it has one."
    )
    website = models.URLField(blank=True)
    is_keeper = models.BooleanField(default=False, help_text="Keeps this installation.")
    is_closed = models.BooleanField(default=False, help_text="Acts no more; its records stay.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_keeper"], condition=Q(is_keeper=True), name="one_keeper"
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Duty(models.Model):
    """A duty of a body that a person holds from a day, until another day or still."""

    body = models.ForeignKey(
        "base.Body", models.PROTECT, related_name="+", related_query_name="duty"
    )
    person = models.ForeignKey(
        "base.Person", models.PROTECT, related_name="+", related_query_name="duty"
    )
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in DutyKind])
    since = models.DateField(help_text="First day.")
    until = models.DateField(null=True, blank=True, help_text="First day without it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "person", "kind"],
                condition=Q(until__isnull=True),
                name="one_open_duty_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="duty_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["person", "until"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.body_id}"
