"""Places."""

from django.db import models

from jalon.atlas.rules import PlaceKind


class Place(models.Model):
    """A country or area, a region, or the world."""

    code = models.CharField(max_length=3, unique=True, help_text="ISO 3166-1 alpha-3, or UN M49.")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in PlaceKind])
    name = models.JSONField(help_text="Name by language, from Unicode CLDR.")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code
