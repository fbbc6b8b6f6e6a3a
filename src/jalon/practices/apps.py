"""Tells Django about this room."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """The room `practices`."""

    name = "jalon.practices"
    label = "practices"

    def ready(self) -> None:
        """Let initiatives be found, published, and their history be read."""
        from jalon.base.public import register_record
        from jalon.practices.cards import INITIATIVE_CARDS, initiative_labels
        from jalon.practices.history import INITIATIVE_HISTORY
        from jalon.search.public import register_cards, register_labels

        register_record(INITIATIVE_HISTORY)
        register_cards(INITIATIVE_CARDS)
        register_labels("initiative", initiative_labels)
