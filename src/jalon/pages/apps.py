"""Tells Django about this room."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The room `pages`."""

    name = "jalon.pages"
    label = "pages"
