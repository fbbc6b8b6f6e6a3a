"""Tells Django about this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room `search`."""

    name = "jalon.search"
    label = "search"

    def ready(self) -> None:
        """Register the index worker, the index check, and the words that come with Jalon."""
        from jalon.base.public import register_check, register_job
        from jalon.search.expanding import packaged_families, packaged_groups
        from jalon.search.jobs import INDEX_CHECK, INDEX_JOB
        from jalon.search.registry import Meaning, register_vocabulary

        register_job(INDEX_JOB)
        register_check(INDEX_CHECK)
        register_vocabulary("words", packaged_groups, meaning=Meaning.WORDS)
        register_vocabulary("families", packaged_families, meaning=Meaning.FAMILIES)
