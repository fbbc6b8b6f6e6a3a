"""Tells Django about this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room `search`."""

    name = "jalon.search"
    label = "search"

    def ready(self) -> None:
        """Register the index worker and the index check."""
        from jalon.base.public import register_check, register_job
        from jalon.search.jobs import INDEX_CHECK, INDEX_JOB

        register_job(INDEX_JOB)
        register_check(INDEX_CHECK)
