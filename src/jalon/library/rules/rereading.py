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


class TextInRound(JalonError):
    """Two readers decide on a document now, so that its text stays as it is."""

    code = "text-in-round"
    sentence = _(
        "“{document}” was not read again: two people decide on its passages in the round "
        "“{round}”. Read it again when the round is closed."
    )
