"""Mail that answers something a person just did; digests are sent by the worker."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _t

from jalon.base.frames.links import marked, proves_address, whole_link
from jalon.base.rules import BodyRecord
from jalon.base.rules.notices import isolated, lined_up
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import language_of, pick

log = logging.getLogger("jalon.mail")


class MailNotSent(JalonError):
    """The mail server did not take a mail that somebody waits for."""

    code = "mail-not-sent"
    sentence = _(
        "The mail could not be sent just now: the mail server does not answer. What you did is "
        "kept. Ask for the mail again in a few minutes."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationMade:
    """What became of an invitation: to whom, whether mail left here, and a link to hand over.

    `confirms` is whether who opens the link still confirms their address by mail.
    """

    email: str
    is_sent: bool
    link: str
    confirms: bool


def invitation_made(
    request: HttpRequest, secret: str, *, email: str, body: BodyRecord
) -> InvitationMade:
    """Mail an invitation to who is meant, in the language of the page."""
    language = language_of(request.LANGUAGE_CODE)
    name = pick(body.name, language)
    facts = {"link": whole_link(request, marked(secret)), "body": isolated(name, language)}
    text = render_to_string("base/mail/invitation.txt", facts).strip() + "\n"
    subject = " ".join(_t("Jalon: you are invited to act for {body}").format(body=name).split())
    is_sent = settings.JALON_SENDS_MAIL
    try:
        send_mail(subject, lined_up(text, language), settings.DEFAULT_FROM_EMAIL, [email])
    except OSError as trouble:
        log.warning("An invitation was not mailed: %s", trouble)
        is_sent = False
    return InvitationMade(
        email=email,
        is_sent=is_sent,
        link=whole_link(request, secret),
        confirms=not proves_address(secret),
    )
