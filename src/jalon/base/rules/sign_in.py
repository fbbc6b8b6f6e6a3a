"""Signing in: when the owner of an account is told, and what."""

from datetime import timedelta

from jalon.kernel.errors import text_marker as _

DEVICE_KEPT_FOR = timedelta(days=400)
"""How long an account knows a device after somebody signed in from it; browsers allow no more."""

COUNTED_FOR = timedelta(hours=1)
"""Within which failures are counted together."""

FAILURES_TOLD, WRONG_CODES_TOLD = 10, 5
"""After so many wrong passwords, or codes, the owner of an account is told."""

TOLD_AGAIN_AFTER = timedelta(days=1)
"""How long an owner is told nothing more of the same."""

UNKNOWN_DEVICE = _("a device that says nothing about itself")

NEW_DEVICE = _(
    "Somebody signed in to your account from a device it did not know: {found}, from {address}. If "
    "it was not you, end that session and change your password."
)
WRONG_PASSWORDS = _(
    "Somebody typed a wrong password for your account {count} times within an hour, at last from "
    "{address}. They did not get in, and you can still sign in. If it was not you, and you use the "
    "same password elsewhere, change it."
)
WRONG_CODES = _(
    "Somebody who knows your password typed {count} wrong codes of your second factor within an "
    "hour, at last from {address}. They did not get in. If it was not you, change your password "
    "now."
)
FACTORS_TAKEN = _(
    "The second factor of your account was taken off, because its loss was told. Your duties sleep "
    "until you set up another. If you told nobody, tell those who keep this installation."
)
"""What the owner of an account is told."""

ACT_OF_CHANGE = {
    "password": "change password",
    "address": "change address",
    "factor added": "add second factor",
    "factor removed": "remove second factor",
    "codes": "make recovery codes",
    "sign-on added": "connect single sign-on",
    "sign-on removed": "disconnect single sign-on",
}
"""Acts in the record by what changed in how somebody signs in."""
