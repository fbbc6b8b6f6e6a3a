"""Refusals of reading again."""

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class PassageGone(JalonError):
    """A passage is no longer in its document: a later reading of the file does not have it."""

    code = "passage-gone"
    sentence = _(
        "“{document}” was read again, and passage {label} is not in it any more. Nearest to where "
        "it stood is passage {nearest}."
    )
