"""Tells Django about this room."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """The room `base`."""

    name = "jalon.base"
    label = "base"

    def ready(self) -> None:
        """Register checks, jobs, what follows duties, and when answers that are kept begin anew."""
        from allauth.account.signals import user_signed_up
        from django.core.signals import request_finished, request_started

        from jalon.base import remembering
        from jalon.base.actions.duties import follow_invitations
        from jalon.base.actions.notices import follow_duties
        from jalon.base.frames.accounts import after_sign_up
        from jalon.base.frames.sessions import listen
        from jalon.base.jobs import NOTICES_JOB, RECORD_CHECK, REMINDERS_JOB, SEAL_JOB, SESSIONS_JOB
        from jalon.base.queries.kinds import BODY_HISTORY
        from jalon.base.registry import (
            Handover,
            register_check,
            register_handover,
            register_job,
            register_record,
        )

        register_check(RECORD_CHECK)
        register_job(NOTICES_JOB)
        register_job(REMINDERS_JOB)
        register_job(SEAL_JOB)
        register_job(SESSIONS_JOB)
        register_handover(Handover(name="notices", run=follow_duties))
        register_handover(Handover(name="invitations", run=follow_invitations))
        register_record(BODY_HISTORY)
        request_started.connect(remembering.begin_request)
        request_finished.connect(remembering.end_request)
        user_signed_up.connect(after_sign_up)
        listen()
