"""What people type where they decide one by one, and where they open a round of readers."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jalon.atlas.public import all_places
from jalon.kernel.languages import name_key, pick
from jalon.library.actions.reviewing import Answer
from jalon.library.queries.queue import QueueFilter
from jalon.library.queries.rounds import Readable
from jalon.library.queries.telling import element_code_typed
from jalon.library.rules.deciding import Order, Verb, item_typed, items_typed, verb_typed

LARGEST_NUMBER = 2**31


class QueueForm(forms.Form):
    """Which suggestions the review queue asks about; an odd value asks about all."""

    order = forms.ChoiceField(
        label=_("First"),
        required=False,
        choices=[
            (Order.UNSURE.value, _("where the machine is least sure")),
            (Order.DOCUMENT.value, _("as in the document")),
            (Order.DISAGREEMENT.value, _("only where people differ")),
        ],
    )
    document = forms.SlugField(label=_("Document"), required=False, max_length=90)
    objective = forms.RegexField(label=_("On"), regex=r"^p?\d{1,2}$", required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    round = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_NUMBER)
    at = forms.CharField(required=False, max_length=60)

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__(data)
        language = get_language() or "en"
        named = [(place.code, pick(place.name, language)) for place in all_places()]
        named.sort(key=lambda place: name_key(place[1]))
        places: Sequence[tuple[str, object]] = [("", _("any place")), *named]
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a choice field

    def keep(self) -> QueueFilter:
        """The filter; a field with an error keeps everything."""
        self.full_clean()
        typed = self.cleaned_data
        number = typed.get("objective")
        return QueueFilter(
            document=typed.get("document", ""),
            objective=f"gcm:{number}" if number else "",
            place=typed.get("place", ""),
            order=Order(typed.get("order") or Order.UNSURE),
            round_id=typed.get("round") or 0,
            at=item_typed(typed.get("at", "")),
        )


class AnswerForm(forms.Form):
    """What somebody answers to what the queue asks, and the queue they go on in."""

    items = forms.CharField(max_length=400)
    verb = forms.CharField(max_length=20, required=False)
    choice = forms.CharField(max_length=60, required=False)
    code = forms.CharField(max_length=300, required=False)
    reason = forms.CharField(max_length=2000, required=False)
    next = forms.CharField(max_length=60, required=False)
    back = forms.CharField(max_length=400, required=False)

    @property
    def answer(self) -> Answer:
        """What is to be done; a choice by key is a change to that element.

        Raises:
            UnknownCode: It is nothing that one can do.
        """
        self.full_clean()
        typed = self.cleaned_data
        code = typed.get("choice") or element_code_typed(typed.get("code", ""))
        return Answer(
            verb=Verb.CHANGE if typed.get("choice") else verb_typed(typed.get("verb", "")),
            items=items_typed(typed.get("items", "")),
            code=code,
            reason=typed.get("reason", ""),
            round_id=self.keep.round_id,
        )

    @property
    def keep(self) -> QueueFilter:
        """The queue that asked."""
        self.full_clean()
        return QueueForm(QueryDict(str(self.cleaned_data.get("back", "")).lstrip("?"))).keep()

    @property
    def onward(self) -> QueueFilter:
        """The queue as it goes on: at what follows, or at what was taken back or added to."""
        answer = self.answer
        stays = answer.verb in {Verb.UNDO, Verb.ADD}
        return self.keep.moved(
            answer.items[0] if stays else item_typed(self.cleaned_data.get("next", ""))
        )


class RoundForm(forms.Form):
    """A round of two readers over some documents of one body."""

    title = forms.CharField(
        label=_("What the round is called"),
        max_length=200,
        error_messages={"required": _("Give the round a name.")},
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one document or more.")},
    )
    first = forms.TypedChoiceField(
        label=_("One reader"),
        coerce=int,
        error_messages={"required": _("Choose who reads.")},
    )
    second = forms.TypedChoiceField(
        label=_("The other reader"),
        coerce=int,
        error_messages={"required": _("Choose who reads.")},
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        readable: Sequence[Readable],
        readers: Mapping[int, str],
        chosen: str = "",
    ) -> None:
        super().__init__(data, initial={"documents": [chosen]})
        found = [(one.slug, one.name) for one in readable]
        self.fields["documents"].choices = found  # type: ignore[attr-defined]  # a choice field
        people: list[tuple[object, object]] = [
            ("", _("Choose")),
            *sorted(readers.items(), key=lambda one: one[1]),
        ]
        for name in ("first", "second"):
            self.fields[name].choices = people  # type: ignore[attr-defined]  # a choice field

    @property
    def readers(self) -> tuple[int, int]:
        """Numbers of the two readers."""
        return self.cleaned_data["first"], self.cleaned_data["second"]
