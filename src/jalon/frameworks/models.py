"""Frameworks, their elements, and crosswalks between them."""

from django.db import models

from jalon.frameworks.rules import Kind, Strength


class Framework(models.Model):
    """A set of commitments that evidence is held against, such as the Compact."""

    slug = models.SlugField(unique=True, help_text='Short name in codes, such as "gcm".')
    version = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40, blank=True, help_text="compact, goals, plan ...")
    title = models.JSONField(help_text="Official title by language.")
    short = models.JSONField(default=dict, help_text="Short title by language.")
    source = models.CharField(max_length=300, help_text="Where it is published.")
    as_of = models.CharField(max_length=20, help_text="Date of the source.")
    review = models.JSONField(default=list, help_text="Languages whose texts await a reviewer.")

    def __str__(self) -> str:
        return self.slug


class Element(models.Model):
    """A principle, objective, action, goal, target ... of a framework."""

    framework = models.ForeignKey("frameworks.Framework", models.CASCADE, related_name="+")
    code = models.CharField(max_length=80, unique=True, help_text='With framework: "gcm:6.c".')
    local = models.CharField(max_length=60, help_text='Without framework: "6.c".')
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    parent = models.ForeignKey("self", models.CASCADE, related_name="+", null=True, blank=True)
    members = models.JSONField(default=list, help_text="Codes grouped by an area or round table.")
    title = models.JSONField(help_text="Official title, or our own label, by language.")
    short = models.JSONField(default=dict, help_text="Short title by language.")
    note = models.JSONField(default=dict, help_text="A plain sentence by language, in our words.")
    paragraph = models.CharField(max_length=20, blank=True, help_text="Paragraph of the source.")
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=20, default="confirmed")
    own_words = models.BooleanField(
        default=False, help_text="The title is our label, not official."
    )
    position = models.PositiveIntegerField(help_text="Order within the framework.")

    class Meta:
        ordering = ("framework_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["framework", "local"], name="element_local_is_unique")
        ]

    def __str__(self) -> str:
        return self.code


class CrosswalkLink(models.Model):
    """One pair of a crosswalk, or an element that nothing answers."""

    origin = models.ForeignKey("frameworks.Element", models.CASCADE, related_name="+")
    target_framework = models.ForeignKey("frameworks.Framework", models.CASCADE, related_name="+")
    targets = models.JSONField(default=list, help_text="Codes that answer; empty for none.")
    strength = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Strength])
    note = models.JSONField(default=dict, help_text="Why, by language, in our words.")
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=20, default="confirmed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "target_framework"], name="one_row_per_element_and_framework"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} to {self.target_framework_id}"
