"""Tells Django about this room."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base`."""

    name = "jalon.base"
    label = "base"

    def ready(self) -> None:
        """Register the check of the record."""
        from jalon.base.jobs import RECORD_CHECK
        from jalon.base.registry import register_check

        register_check(RECORD_CHECK)
