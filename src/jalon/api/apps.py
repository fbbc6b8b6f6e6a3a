"""Tells Django about this room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room `api`."""

    name = "jalon.api"
    label = "api"
