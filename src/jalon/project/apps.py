"""Tells Django about this room."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The room `project`."""

    name = "jalon.project"
    label = "project"
