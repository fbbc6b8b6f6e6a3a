"""Sections of a draft that choose: objectives and places, without script too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jalon.atlas.public import PlaceRecord, UnknownPlace, all_places, find_place, places
from jalon.base.public import Content, worded
from jalon.frameworks.public import ElementRecord, Kind, elements
from jalon.kernel.languages import name_key, pick
from jalon.practices.forms.writing import SectionForm
from jalon.practices.queries.published import OBJECTIVES_AND_AREAS
from jalon.practices.rules import InitiativeDraft

EMPTY_PLACES = 3
"""Empty fields that wait for another place."""

MOST_PLACES = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An objective to choose: `value` is its code."""

    value: str
    number: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The objectives of one thematic area (1 to 5)."""

    title: str
    area: int
    choices: tuple[Choice, ...]


class ObjectivesForm(SectionForm):
    """The objectives it serves, and who says so."""

    template = "practices/sections/_objectives.html"

    objectives = forms.MultipleChoiceField(label=_("Objectives"), required=False)
    objectives_named = forms.BooleanField(
        label=_("The source itself names these objectives"),
        help_text=_("Leave it empty when the objectives are your own reading of the source."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [row for row in _objectives() if row.kind is Kind.OBJECTIVE]
        self.fields["objectives"].choices = [(row.code, row.local) for row in found]  # type: ignore[attr-defined]  # a choice field

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        return {
            "objectives": list(draft.objectives),
            "objectives_named": draft.objectives_named,
        }

    def groups(self) -> list[Group]:
        """The objectives by area, with those chosen."""
        language = get_language() or "en"
        rows = {row.code: row for row in _objectives()}
        chosen = {str(code) for code in self["objectives"].value() or ()}
        areas = [row for row in rows.values() if row.kind is Kind.AREA]
        return [
            Group(
                title=pick(area.title, language),
                area=number,
                choices=tuple(
                    Choice(
                        value=code,
                        number=rows[code].local,
                        title=pick(rows[code].short or rows[code].title, language),
                        is_chosen=code in chosen,
                    )
                    for code in area.members
                    if code in rows
                ),
            )
            for number, area in enumerate(areas, start=1)
        ]

    def changed(self) -> Content:
        """The chosen objectives, in their order."""
        typed = self.cleaned_data
        order = [row.code for row in _objectives()]
        chosen = sorted(typed["objectives"], key=order.index)
        return {"objectives": chosen, "objectives_named": typed["objectives_named"]}


def _objectives() -> Sequence[ElementRecord]:
    return elements("gcm", kinds=OBJECTIVES_AND_AREAS)


class Several(forms.Widget):
    """Text fields of one name, one for each value and some that are empty."""

    template_name = "practices/sections/_several.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The values as fields, with some that are empty."""
        context = super().get_context(name, value, attrs)
        values = [str(one) for one in value or ()]
        context["widget"]["values"] = values + [""] * EMPTY_PLACES
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 - as Django calls
        """All values that were typed under the name."""
        values = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        return [" ".join(str(value).split()) for value in values if str(value).strip()]


class PlacesField(forms.Field):
    """Places as people name them, in any of the six languages, or by code."""

    widget = Several

    def clean(self, value: Any) -> list[str]:
        """Codes of the places, each once.

        Raises:
            ValidationError: One is not known; names the nearest.
        """
        typed = list(value or ())[:MOST_PLACES]
        problems, codes = [], []
        for text in typed:
            try:
                codes.append(find_place(text).code)
            except UnknownPlace as refusal:
                problems.append(worded(refusal.sentence, refusal.facts))
        if problems:
            raise forms.ValidationError(problems)
        return list(dict.fromkeys(codes))


class PlacesForm(SectionForm):
    """Countries, areas and regions where it was done."""

    template = "practices/sections/_places.html"

    places = PlacesField(
        label=_("Places"),
        help_text=_(
            "One place a field: a country, an area or a region, in any of the six languages. "
            "Leave all fields empty when it is about no place in particular."
        ),
        required=False,
    )

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        language = get_language() or "en"
        known = places(draft.places) if draft.places else {}
        return {
            "places": [pick(known[code].name, language) for code in draft.places if code in known]
        }

    def offered(self) -> list[str]:
        """Names of all places in the reader's language."""
        return _names_of(all_places())

    def changed(self) -> Content:
        """The places, by code."""
        return {"places": self.cleaned_data["places"]}


def _names_of(found: Sequence[PlaceRecord]) -> list[str]:
    language = get_language() or "en"
    return sorted((pick(place.name, language) for place in found), key=name_key)
