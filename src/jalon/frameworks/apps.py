"""Tells Django about this room."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The room `frameworks`."""

    name = "jalon.frameworks"
    label = "frameworks"
