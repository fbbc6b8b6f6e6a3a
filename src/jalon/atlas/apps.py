"""Tells Django about this room."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The room `atlas`."""

    name = "jalon.atlas"
    label = "atlas"

    def ready(self) -> None:
        """Let places be found, and results of a search name them."""
        from jalon.atlas.cards import PLACE_CARDS, place_labels
        from jalon.atlas.packaged import names_by_language
        from jalon.search.public import (
            Meaning,
            register_cards,
            register_labels,
            register_vocabulary,
        )

        register_cards(PLACE_CARDS)
        register_labels("place", place_labels)
        register_vocabulary("places", names_by_language, meaning=Meaning.NAMES)
