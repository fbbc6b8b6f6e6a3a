"""What narrows the list of initiatives."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.frameworks.public import Kind, elements
from jalon.kernel.languages import name_key, pick
from jalon.practices.queries.published import OBJECTIVES_AND_AREAS, places_with_initiatives
from jalon.practices.rules import KIND_WORDS, InitiativeFilter, InitiativeKind


class InitiativeFilterForm(forms.Form):
    """The filters above the list of initiatives; every field may stay empty."""

    text = forms.CharField(label=_("Words"), required=False, max_length=200)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    document = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: as Django has it
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        objectives = [
            (element.local, f"{element.local} {pick(element.short or element.title, language)}")
            for element in elements("gcm", kinds=OBJECTIVES_AND_AREAS)
            if element.kind is Kind.OBJECTIVE
        ]
        named = [(place.code, pick(place.name, language)) for place in places_with_initiatives()]
        named.sort(key=lambda place: name_key(place[1]))
        self._offer("objective", objectives, _t("any objective"))
        self._offer("place", named, _t("any place"))
        self._offer(
            "kind", [(kind.value, _t(KIND_WORDS[kind])) for kind in InitiativeKind], _t("any kind")
        )

    def _offer(self, name: str, choices: list[tuple[str, str]], empty: str) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]  # a choice field

    def keep(self) -> InitiativeFilter:
        """The filter that was typed; a field with an error keeps everything."""
        self.full_clean()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        number = found.pop("objective")
        return InitiativeFilter(objective=f"gcm:{number}" if number else "", **found)
