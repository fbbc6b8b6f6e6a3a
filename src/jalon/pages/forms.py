"""What visitors choose in addresses: shape and words; a value with an error keeps everything."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.engines.tagging import StatementKind
from jalon.library.public import EvidenceFilter, MatrixBy, TagState
from jalon.pages.rules import Grouping, RowSet

STATES = [(TagState.CONFIRMED.value, _("confirmed")), (TagState.SUGGESTED.value, _("suggestion"))]


class _Kept(forms.Form):
    """A form of filters: what is right is kept, what is wrong is left out."""

    def value(self, name: str) -> Any:  # Any: whatever the field gives
        """The value of a field, or None when it is empty or wrong."""
        self.full_clean()
        return self.cleaned_data.get(name) or None


class GroupingForm(_Kept):
    """How the objectives are laid out, and whether they are shown as a table."""

    view = forms.ChoiceField(choices=[(one.value, one.value) for one in Grouping], required=False)
    table = forms.BooleanField(required=False)

    def grouping(self, default: Grouping = Grouping.AREA) -> Grouping:
        """The grouping that was chosen."""
        return Grouping(self.value("view") or default)


class EvidenceForm(_Kept):
    """Which passages are shown: of an element, a place, a document, a year, a state."""

    element = forms.RegexField(regex=r"^[a-z0-9-]+:[\w.-]+$", required=False, max_length=80)
    place = forms.RegexField(regex=r"^[A-Z]{3}$|^\d{3}$", label=_("Place"), required=False)
    document = forms.SlugField(label=_("Document"), required=False)
    year = forms.IntegerField(required=False, min_value=1000, max_value=2999)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    statement = forms.ChoiceField(
        label=_("Kind of statement"),
        choices=[(kind.value, kind.value) for kind in StatementKind],
        required=False,
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=500)

    def keep(self) -> EvidenceFilter:
        """The filter that was asked for."""
        element, document, state = (
            self.value("element"),
            self.value("document"),
            self.value("state"),
        )
        standard = EvidenceFilter()
        return EvidenceFilter(
            codes=(element,) if element else (),
            place=self.value("place") or "",
            documents=(document,) if document else (),
            year=self.value("year"),
            statement=self.value("statement") or "",
            states=(TagState(state),) if state else standard.states,
        )


class MatrixForm(_Kept):
    """What the rows and columns of the matrix are."""

    by = forms.ChoiceField(
        label=_("Columns"),
        choices=[
            (MatrixBy.DOCUMENT.value, _("documents")),
            (MatrixBy.PLACE.value, _("places")),
            (MatrixBy.YEAR.value, _("years")),
        ],
        required=False,
    )
    rows = forms.SlugField(label=_("Rows"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=500)

    def by_what(self) -> MatrixBy:
        """What the columns are."""
        return MatrixBy(self.value("by") or MatrixBy.DOCUMENT)

    def row_set(self) -> str:
        """What the rows are."""
        return str(self.value("rows") or RowSet.OBJECTIVES)


class PlaceSearchForm(_Kept):
    """Words of the name of a place."""

    q = forms.CharField(label=_("Name of a place"), required=False, max_length=100)

    def text(self) -> str:
        """The words that were typed."""
        return str(self.value("q") or "")
