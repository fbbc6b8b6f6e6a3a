"""Refusals of the search engine."""

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class IndexDamaged(JalonError):
    """The index folder is lost, cannot be read, or was made by another version."""

    code = "index-damaged"
    sentence = _(
        "The search index cannot be used: {reason}. Nothing is lost, because the index "
        "is made from the database: run “jalon check --repair”."
    )


class IndexBusy(JalonError):
    """Another process is writing to the index."""

    code = "index-busy"
    sentence = _(
        "Another process has been writing to the search index for more than {seconds} "
        "seconds. Nothing was written; try again when it has finished."
    )


class IndexNotWritten(JalonError):
    """The index could not be written; what was there before is still there."""

    code = "index-not-written"
    sentence = _(
        "The search index could not be written: {reason}. What was found before is "
        "still found; free some space or check the rights on the folder, then try again."
    )
