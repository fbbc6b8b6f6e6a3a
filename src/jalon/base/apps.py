"""Tells Django about this room."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base`."""

    name = "jalon.base"
    label = "base"
