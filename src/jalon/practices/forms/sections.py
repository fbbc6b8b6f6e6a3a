"""The form of each section of a draft."""

from collections.abc import Mapping

from jalon.practices.forms.choosing import ObjectivesForm, PlacesForm
from jalon.practices.forms.citing import FiguresForm, SourceForm
from jalon.practices.forms.translating import LanguagesForm
from jalon.practices.forms.writing import SectionForm, WhatForm, WhoForm
from jalon.practices.rules import Section

FORMS: Mapping[Section, type[SectionForm]] = {
    Section.WHAT: WhatForm,
    Section.WHO: WhoForm,
    Section.OBJECTIVES: ObjectivesForm,
    Section.PLACES: PlacesForm,
    Section.SOURCE: SourceForm,
    Section.FIGURES: FiguresForm,
    Section.LANGUAGES: LanguagesForm,
}
"""The form of each section."""
