"""Invented data for the style guide: every value is an example and no fact."""

from typing import TypedDict

from django import forms
from django.template import Library
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

register = Library()

AREAS = {1: (1, 3, 17, 23), 2: (2, 7, 8, 12, 13), 3: (4, 9, 10, 11, 14, 21)}
AREAS |= {4: (5, 6, 18, 19, 20), 5: (15, 16, 22)}
"""Thematic areas and the numbers of their objectives, as the packaged framework has them."""


class Band(TypedDict):
    """One band of an example pole, as `_pole.html` takes it."""

    number: str
    area: int
    title: str
    url: str
    state: str
    confirmed: int
    suggested: int
    here: bool


class ExampleForm(forms.Form):
    """A form with one field in error, to show both."""

    name = forms.CharField(label=_("Name"), help_text=_("As it stands on the title page."))
    year = forms.IntegerField(label=_("Year"), error_messages={"required": _("Type a year.")})


@register.simple_tag
def example_bands() -> list[Band]:
    """23 bands in the order of the objectives, with counts that mean nothing."""
    area_of = {number: area for area, numbers in AREAS.items() for number in numbers}
    return [_band(number, area_of[number]) for number in sorted(area_of)]


def _band(number: int, area: int) -> Band:
    confirmed, suggested = (number * 5) % 4, (number * 7) % 5
    state = "confirmed" if confirmed else "suggested" if suggested else "none"
    title = _t("Example objective {number}").format(number=number)
    return Band(
        number=str(number),
        area=area,
        title=title,
        url="#pole",
        state=state,
        confirmed=confirmed,
        suggested=suggested,
        here=number == AREAS[4][1],
    )


@register.simple_tag
def example_form() -> ExampleForm:
    """A form that was sent with an empty year."""
    form = ExampleForm({"name": "Example", "year": ""})
    form.full_clean()
    return form
