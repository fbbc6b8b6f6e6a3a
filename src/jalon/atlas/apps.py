"""Tells Django about this room."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The room `atlas`."""

    name = "jalon.atlas"
    label = "atlas"
