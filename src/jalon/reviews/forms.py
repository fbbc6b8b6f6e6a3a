"""What a person chooses for a report."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.atlas import public as atlas
from jalon.base.frames.pages import sentence_of
from jalon.kernel.errors import JalonError
from jalon.kernel.languages import own_name
from jalon.reviews.rules import DEFAULT_TEMPLATE, TEMPLATES, ReportChoice


class ReportForm(forms.Form):
    """Choices for a report; every field may stay empty, which means the whole library."""

    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=100,
        help_text=_("A country or region, by name or ISO code. Empty: all places."),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    document = forms.MultipleChoiceField(
        label=_("Documents"),
        required=False,
        help_text=_("None chosen: all documents."),
        widget=forms.CheckboxSelectMultiple,
    )
    objective = forms.MultipleChoiceField(
        label=_("Objectives"),
        required=False,
        help_text=_("None chosen: all 23."),
        choices=[(str(number), str(number)) for number in range(1, 24)],
        widget=forms.CheckboxSelectMultiple,
    )
    template = forms.ChoiceField(label=_("What it holds"), required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language of the report"),
        required=False,
        help_text=_("Quotes stay in the language of their document."),
    )

    def __init__(self, query: QueryDict, *, documents: Sequence[tuple[str, str]]) -> None:
        super().__init__(_completed(query) if query else None)
        languages = [(code, own_name(code)) for code, _name in settings.LANGUAGES]
        templates = [(name, _t(kind.title)) for name, kind in TEMPLATES.items()]
        for name, choices in (
            ("document", documents),
            ("template", templates),
            ("language", languages),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields
        for name, value in _defaults().items():
            self.fields[name].initial = value

    def clean_place(self) -> str:
        """The code of the place that was typed; empty for all places."""
        typed = str(self.cleaned_data["place"]).strip()
        if not typed or typed == "all":
            return ""
        try:
            return atlas.find_place(typed).code
        except JalonError as refusal:
            raise forms.ValidationError(sentence_of(refusal)) from refusal

    def choice(self) -> ReportChoice:
        """What was chosen; call it on a valid form."""
        data = self.cleaned_data
        return ReportChoice(
            place=data["place"],
            documents=tuple(data["document"]),
            objectives=tuple(data["objective"]),
            template=data["template"],
            language=data["language"],
        )


def _defaults() -> dict[str, str]:
    return {"template": DEFAULT_TEMPLATE, "language": get_language() or "en"}


def _completed(query: QueryDict) -> QueryDict:
    """A query in which a link need not say everything."""
    full = query.copy()
    for name, value in _defaults().items():
        full[name] = full.get(name) or value
    return full
