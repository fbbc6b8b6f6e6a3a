"""What the base tells of the history of its own records: bodies and their people."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _t

from jalon.base.models import Body
from jalon.base.queries.people import names_of_people
from jalon.base.registry import Face, RecordKind
from jalon.base.rules.bodies import BODY_WORDS
from jalon.base.rules.duties import DUTY_WORDS
from jalon.base.rules.history import Field, Shape
from jalon.base.viewing import viewer
from jalon.kernel.errors import text_marker as _


def _look(key: str) -> Face | None:
    """A body; its people see who did what, everybody else what describes it."""
    row = Body.objects.filter(pk=key).first() if key.isdecimal() else None
    if row is None:
        return None
    url = reverse("base:body", args=[row.slug])
    return Face(title=row.name, url=url, sees_all=viewer().sees(row.pk))


def _titles(field: str, codes: Iterable[str]) -> Mapping[str, str]:
    if field == "person":
        names = names_of_people(int(code) for code in codes if code.isdecimal())
        return {str(number): name for number, name in names.items()}
    return {code: _t(_WORDS[code]) for code in codes if code in _WORDS}


_WORDS = {kind.value: word for kind, word in BODY_WORDS.items()} | {
    duty.value: word for duty, word in DUTY_WORDS.items()
}

BODY_HISTORY = RecordKind(
    kind="body",
    word=_("body"),
    look=_look,
    fields={
        "name": Field(label=_("Name"), shape=Shape.TEXTS),
        "kind": Field(label=_("Kind"), shape=Shape.CODE),
        "place": Field(label=_("Country"), shape=Shape.VALUE),
        "website": Field(label=_("Website"), shape=Shape.VALUE),
        "until": Field(label=_("Until")),
        "person": Field(label=_("Person"), shape=Shape.CODE),
        "duty": Field(label=_("Duty"), shape=Shape.CODE),
        "duties": Field(label=_("Duties"), shape=Shape.CODES),
    },
    titles=_titles,
    acts={
        "found body": _("Body founded"),
        "describe body": _("Description changed"),
        "close body": _("Body closed"),
        "open body again": _("Body opened again"),
        "give duty": _("Duty given"),
        "end duty": _("Duty ended"),
        "change end of duty": _("End of a duty changed"),
        "hand over duties": _("Duties handed over"),
        "invite person": _("Person invited"),
        "take back invitation": _("Invitation taken back"),
        "accept invitation": _("Invitation accepted"),
    },
    public_acts=frozenset({"found body", "describe body", "close body", "open body again"}),
)
"""Bodies: anybody reads how they are described, their people also who holds which duty."""
