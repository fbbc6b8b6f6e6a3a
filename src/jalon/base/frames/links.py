"""Links of invitations: the secret, and a mark where the link itself proves whose address it is.

Who invites sees the link, to hand it over where mail does not reach. If that link confirmed the
address of who opens it, an administrator of any body could open accounts in other people’s names.
So only the link in the mail, and one made by whoever runs the machine, carries the mark.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

SECRET_LENGTH = 43
"""Characters of the secret of an invitation: 32 bytes in base64."""
MARK_LENGTH = 22


def marked(secret: str) -> str:
    """The key of a link that proves whose address it is."""
    return secret + _mark(secret)


def secret_of(key: str) -> str:
    """The secret in the key of a link, marked or not."""
    return key[:SECRET_LENGTH]


def proves_address(key: str) -> bool:
    """Whether who opens a link with this key has the address it was sent to.

    Where no mail is sent, addresses cannot be confirmed: the link is all there is.
    """
    secret, mark = key[:SECRET_LENGTH], key[SECRET_LENGTH:]
    return not settings.JALON_SENDS_MAIL or constant_time_compare(mark, _mark(secret))


def _mark(secret: str) -> str:
    digest = salted_hmac("jalon.invitation", secret, algorithm="sha256").hexdigest()
    return digest[:MARK_LENGTH]


def path_of(key: str, language: str = settings.LANGUAGE_CODE) -> str:
    """The path of an invitation, in a language."""
    with override(language):
        return reverse("base:invitation", args=[key])


def whole_link(request: HttpRequest, key: str) -> str:
    """The whole address of an invitation, in the language of the page."""
    return request.build_absolute_uri(reverse("base:invitation", args=[key]))
