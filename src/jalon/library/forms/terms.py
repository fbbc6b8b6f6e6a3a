"""What people type on the page of terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.kernel.languages import OWN_NAMES, UNKNOWN_LANGUAGE, Language
from jalon.library.queries.terms import TERM_LANGUAGES

LONGEST_TEXT = 20_000
"""Letters of a text that is checked at once."""


class TermSearchForm(forms.Form):
    """The search box above the list of terms; it may stay empty."""

    q = forms.CharField(label=_("Word"), required=False, max_length=100)

    def keep(self) -> str:
        """What was typed; nothing when it was too long."""
        self.full_clean()
        return str(self.cleaned_data.get("q", ""))


class CheckTextForm(forms.Form):
    """A text to check, and its language."""

    text = forms.CharField(
        label=_("Your text"),
        help_text=_("Up to 20,000 letters. It is checked and forgotten: nothing of it is kept."),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    lang = forms.ChoiceField(
        label=_("Language of the text"),
        required=False,
        choices=lambda: [
            (UNKNOWN_LANGUAGE, _("Find out by the words")),
            *((tag, OWN_NAMES[Language(tag)]) for tag in TERM_LANGUAGES),
        ],
    )
