"""People with accounts and invitations: what is refused, and how long things hold."""

from datetime import timedelta

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

INVITATION_HOLDS = timedelta(days=14)
"""How long an invitation may be accepted."""

FIRST_LINK_HOLDS = timedelta(days=1)
"""How long the one-time link for the first administrator may be used."""


class UnknownPerson(JalonError):
    """Nobody with an open account has this number or address."""

    code = "unknown-person"
    sentence = _("Nobody with an open account here is “{value}”. Invite them first.")


class ClosedAccount(JalonError):
    """Somebody is invited whose account was closed."""

    code = "closed-account"
    sentence = _(
        "The account with the address {email} is closed. Those who keep this installation can open "
        "it again; then give the duty anew."
    )


class InvitationEnded(JalonError):
    """An invitation was used, taken back, or is too old; or there never was one."""

    code = "invitation-ended"
    sentence = _(
        "This invitation does not hold any more: it was used, taken back, or is too old. Ask the "
        "person who invited you for a new one."
    )


class InvitationForSomebodyElse(JalonError):
    """An invitation names another address than that of the account."""

    code = "invitation-for-somebody-else"
    sentence = _(
        "This invitation is for {invited}; you are signed in as {signed_in}. Sign out, and open "
        "the link again."
    )


class NameMissing(JalonError):
    """An account needs a name that colleagues know."""

    code = "name-missing"
    sentence = _("An account needs a name: colleagues see it beside what you do.")


class OwnAccount(JalonError):
    """Nobody closes their own account while they administer: somebody else does."""

    code = "own-account"
    sentence = _("You cannot close your own account. Another administrator can.")


class DutiesStillHeld(JalonError):
    """An account with duties cannot be closed before they are handed over or ended."""

    code = "duties-still-held"
    sentence = _(
        "{person} still holds {count} duties. Hand them over to somebody first, so that nothing "
        "stays without a person."
    )
