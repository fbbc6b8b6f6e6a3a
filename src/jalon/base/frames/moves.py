"""What a page posts when somebody moves a record from stage to stage: see `base/_moves.html`."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _t

from jalon.base.rules.stages import MoveName
from jalon.kernel.errors import UnknownCode
from jalon.kernel.errors import text_marker as _

LONGEST_NOTE = 4000
"""Letters of a note that are kept."""

DONE = {
    MoveName.SUBMIT: _("Submitted. Those who approve have been told."),
    MoveName.TAKE_BACK: _("Taken back: you can write on."),
    MoveName.RETURN: _("Returned with your note."),
    MoveName.APPROVE: _("Approved. Those who publish have been told."),
    MoveName.PUBLISH: _("Published: everybody can read it now."),
    MoveName.ARCHIVE: _("Archived: it is public no more. Its history stays."),
    MoveName.LAY_ASIDE: _("Laid aside. Nothing is lost: propose a new version to go on."),
    MoveName.BEGIN_ANEW: _("A new version is begun. What is public stays until it is published."),
}
"""What is said once a move is made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PostedMove:
    """A move as it was posted; `edition` is None where the page did not know it."""

    name: MoveName
    edition: int | None
    note: str

    @property
    def done(self) -> str:
        """What is said once it is made, in the reader's language."""
        return _t(DONE[self.name])


def posted_move(request: HttpRequest) -> PostedMove:
    """The move that a page posted.

    Raises:
        UnknownCode: No move has this name.
    """
    name, edition = request.POST.get("move", ""), request.POST.get("edition", "")
    if name not in set(MoveName):
        raise UnknownCode(value=name)
    return PostedMove(
        name=MoveName(name),
        edition=int(edition) if edition.isdecimal() else None,
        note=request.POST.get("note", "").strip()[:LONGEST_NOTE],
    )
