"""Sections of a draft that cite: the source, and the figures it reports."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.base.public import EVERYONE, Content, seeing
from jalon.kernel.languages import pick
from jalon.library.public import DocumentRecord, document_names, documents
from jalon.practices.forms.writing import SectionForm, text_attributes
from jalon.practices.rules import SOURCE_FIELDS, InitiativeDraft, is_web_address, number_of

EMPTY_FIGURES = 2
"""Empty rows that wait for another figure."""

MOST_FIGURES = 20
DOCUMENTS_OFFERED = 100


class SourceForm(SectionForm):
    """Where it is reported: a place in a document of the library, or a page of the web."""

    template = "practices/sections/_source.html"

    document = forms.CharField(
        label=_("Document of the library"),
        help_text=_("Its symbol or title; the newest are offered while you type."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "documents", "autocomplete": "off"}),
    )
    paragraph = forms.CharField(
        label=_("Paragraph"),
        help_text=_("As printed: 64, 12.a or fn 5."),
        required=False,
        max_length=20,
    )
    page = forms.CharField(label=_("Page"), required=False, max_length=10)
    section = forms.CharField(
        label=_("Section"),
        help_text=_("The heading, where paragraphs have no numbers."),
        required=False,
        max_length=300,
    )
    source_url = forms.URLField(
        label=_("Web address"),
        help_text=_("Instead of a document: the page that reports it."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    source_title = forms.CharField(label=_("Title of that page"), required=False, max_length=300)

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        found = {name: getattr(draft, name) for name in SOURCE_FIELDS}
        if draft.document:
            named = document_names([draft.document]).get(draft.document)
            found["document"] = named.name if named else draft.document
        return found

    def offered(self) -> list[str]:
        """Names of the newest documents that everybody may see."""
        with seeing(EVERYONE):
            return [_called(row) for row in documents(limit=DOCUMENTS_OFFERED, counted=False)]

    def clean_document(self) -> str:
        """The slug of the document that was named.

        Raises:
            ValidationError: None, or more than one, is called so.
        """
        typed = str(self.cleaned_data["document"]).strip()
        if not typed:
            return ""
        with seeing(EVERYONE):
            known = document_names([typed])
            found = documents(text=typed.split(" · ")[0], limit=DOCUMENTS_OFFERED, counted=False)
        exact = [row for row in found if typed in {row.symbol, row.title, _called(row)}]
        if typed in known:
            return typed
        if len(exact) != 1:
            raise forms.ValidationError(
                _t(
                    "No public document of the library has this symbol or title, or more than one "
                    "has. Choose one that is offered."
                )
            )
        return exact[0].slug

    def clean_source_url(self) -> str:
        """An address of the web, not of another kind."""
        typed = str(self.cleaned_data["source_url"])
        if typed and not is_web_address(typed):
            raise forms.ValidationError(_t("This is not the address of a page of the web."))
        return typed

    def changed(self) -> Content:
        """Where it is reported."""
        return {name: self.cleaned_data[name] for name in SOURCE_FIELDS}


def _called(row: DocumentRecord) -> str:
    return f"{row.symbol} · {row.title}" if row.symbol else row.title


class FiguresForm(SectionForm):
    """Numbers that the source reports: each with its unit, and as the source writes it."""

    template = "practices/sections/_figures.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(len(self.draft.figures) + EMPTY_FIGURES, MOST_FIGURES)
        for number in range(self.count):
            self.fields |= _figure_fields(number, self.draft.original)

    def _fields_of(self, draft: InitiativeDraft) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for number, figure in enumerate(draft.figures):
            found[f"value_{number}"] = (
                f"{figure.value:g}" if figure.value < 1e6 else f"{figure.value:.0f}"
            )
            found[f"unit_{number}"] = pick(figure.unit, draft.original)
            found[f"raw_{number}"] = figure.raw
        return found

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each figure."""
        names = ("value", "unit", "raw")
        return [[self[f"{name}_{number}"] for name in names] for number in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """A figure is a number with a unit, or nothing."""
        typed: dict[str, Any] = super().clean() or {}
        for number in range(self.count):
            value, unit = typed.get(f"value_{number}", ""), typed.get(f"unit_{number}", "")
            if value and number_of(value) is None:
                self.add_error(
                    f"value_{number}",
                    _t("This is not a number. Write its words under “As the source says it”."),
                )
            if bool(value) != bool(unit):
                name = "unit" if value else "value"
                self.add_error(f"{name}_{number}", _t("A figure needs a number and a unit."))
        return typed

    def changed(self) -> Content:
        """The figures that have a number."""
        typed = self.cleaned_data
        return {
            "figures": [
                {
                    "value": number_of(typed[f"value_{number}"]),
                    "unit": self._unit(number),
                    "raw": typed[f"raw_{number}"],
                }
                for number in range(self.count)
                if typed[f"value_{number}"]
            ]
        }

    def _unit(self, number: int) -> Mapping[str, str]:
        """The unit in the language of the original; in others it stays while it is the same."""
        typed = str(self.cleaned_data[f"unit_{number}"])
        known = self.draft.figures[number].unit if number < len(self.draft.figures) else {}
        same = known.get(self.draft.original) == typed
        return dict(known) if same else {self.draft.original: typed}


def _figure_fields(number: int, language: str) -> dict[str, forms.Field]:
    unit = forms.TextInput(attrs=text_attributes(language))
    return {
        f"value_{number}": forms.CharField(
            label=_("Number"),
            required=False,
            max_length=30,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}),
        ),
        f"unit_{number}": forms.CharField(
            label=_("Unit"),
            required=False,
            max_length=200,
            widget=unit,
        ),
        f"raw_{number}": forms.CharField(
            label=_("As the source says it"),
            required=False,
            max_length=300,
            widget=forms.TextInput(attrs={"dir": "auto"}),
        ),
    }
