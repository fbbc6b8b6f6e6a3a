"""Tells Django about this room."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The room `frameworks`."""

    name = "jalon.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        """Let objectives be found, and results of a search name elements."""
        from jalon.frameworks.cards import OBJECTIVE_CARDS, element_labels, objective_labels
        from jalon.search.public import register_cards, register_labels

        register_cards(OBJECTIVE_CARDS)
        register_labels("element", element_labels)
        register_labels("objective", objective_labels)
