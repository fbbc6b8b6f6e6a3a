"""What people type into the search: words, and what narrows them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from jalon.search.rules import Asked, asked_of

SWITCHED_ON = ("1", "on", "true")


class SearchForm(forms.Form):
    """The words of a search and its filters, as the address has them; odd values are left out."""

    q = forms.CharField(required=False, max_length=500, strip=True)
    page = forms.IntegerField(required=False, min_value=1, max_value=5000)
    only = forms.CharField(required=False, max_length=5)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._lists: Mapping[str, list[str]] = {name: data.getlist(name) for name in data}

    def ask(self) -> Asked:
        """What is searched; words that are too long are cut."""
        self.full_clean()
        found: Mapping[str, Any] = self.cleaned_data  # Any: as Django cleans it
        text = str(found.get("q", self.data.get("q", "")))[:500]
        return asked_of(
            text,
            page=found.get("page") or 1,
            only=found.get("only") in SWITCHED_ON,
            lists=self._lists,
        )
