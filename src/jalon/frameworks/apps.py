"""Tells Django about this room."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The room `frameworks`."""

    name = "jalon.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        """Let results of a search name elements."""
        from jalon.frameworks.cards import element_labels
        from jalon.search.public import register_labels

        register_labels("element", element_labels)
