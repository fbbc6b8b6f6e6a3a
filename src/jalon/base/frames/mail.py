"""Mail that answers something a person just did; digests are sent by the worker."""

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _t

from jalon.base.rules import BodyRecord
from jalon.kernel.languages import language_of, pick


def invitation_link(request: HttpRequest, secret: str) -> str:
    """The whole address of an invitation."""
    return request.build_absolute_uri(reverse("base:invitation", args=[secret]))


def send_invitation(request: HttpRequest, secret: str, *, email: str, body: BodyRecord) -> str:
    """Mail an invitation to who is meant, in the language of the page.

    Returns:
        Its link, to be handed over by hand where mail does not reach.
    """
    link = invitation_link(request, secret)
    name = pick(body.name, language_of(request.LANGUAGE_CODE))
    text = render_to_string("base/mail/invitation.txt", {"link": link, "body": name})
    subject = _t("Jalon: you are invited to act for {body}").format(body=name)
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email], fail_silently=True)
    return link
