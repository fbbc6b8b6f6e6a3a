"""Tells Django about this room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The room `library`."""

    name = "jalon.library"
    label = "library"

    def ready(self) -> None:
        """Register the reading worker, the check of files, and what people can find."""
        from jalon.base.public import register_check, register_job, register_record
        from jalon.library.cards import DOCUMENT_CARDS, PASSAGE_CARDS, document_labels
        from jalon.library.history import DOCUMENT_HISTORY, PASSAGE_HISTORY
        from jalon.library.jobs import (
            FILES_CHECK,
            LEARNING_JOB,
            MODELS_CHECK,
            READER_CHECK,
            READING_JOB,
            REREADING_JOB,
        )
        from jalon.library.vocabulary import concept_groups
        from jalon.search.public import (
            Meaning,
            register_cards,
            register_labels,
            register_vocabulary,
        )

        register_job(READING_JOB)
        register_job(REREADING_JOB)
        register_job(LEARNING_JOB)
        register_check(FILES_CHECK)
        register_check(MODELS_CHECK)
        register_check(READER_CHECK)
        register_record(DOCUMENT_HISTORY)
        register_record(PASSAGE_HISTORY)
        register_cards(DOCUMENT_CARDS)
        register_cards(PASSAGE_CARDS)
        register_labels("document", document_labels)
        register_vocabulary("concepts", concept_groups, meaning=Meaning.CONCEPTS)
