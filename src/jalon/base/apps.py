"""Tells Django about this room."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base`."""

    name = "jalon.base"
    label = "base"

    def ready(self) -> None:
        """Register the check of the record, and when answers that were kept are looked at."""
        from allauth.account.signals import user_signed_up
        from django.core.signals import request_finished, request_started

        from jalon.base import remembering
        from jalon.base.frames.accounts import after_sign_up
        from jalon.base.jobs import RECORD_CHECK
        from jalon.base.registry import register_check

        register_check(RECORD_CHECK)
        request_started.connect(remembering.begin_request)
        request_finished.connect(remembering.end_request)
        user_signed_up.connect(after_sign_up)
