"""Tells Django about this room."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The room `atlas`."""

    name = "jalon.atlas"
    label = "atlas"

    def ready(self) -> None:
        """Let results of a search name places."""
        from jalon.atlas.cards import place_labels
        from jalon.search.public import register_labels

        register_labels("place", place_labels)
