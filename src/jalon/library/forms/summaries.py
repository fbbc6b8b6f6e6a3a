"""What people choose where they compare two texts."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jalon.library.queries.summaries import CompareBy, offered


class CompareForm(forms.Form):
    """Two documents or two years; it may stay empty."""

    one = forms.CharField(required=False, max_length=90)
    other = forms.CharField(required=False, max_length=90)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.by = CompareBy.YEAR if data.get("by") == CompareBy.YEAR else CompareBy.DOCUMENT
        choices = [("", _("Choose")), *offered(self.by)]
        for name, label in (("one", _("One")), ("other", _("The other"))):
            self.fields[name].label = label
            self.fields[name].widget = forms.Select(choices=choices)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Both, when both were chosen."""
        self.full_clean()
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        return (one, other) if one and other else None
