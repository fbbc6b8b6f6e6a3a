"""Forms of accounts."""

from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jalon.base.frames.accounts import invited
from jalon.kernel.languages import language_of


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Opening an account: name, address, password. An invitation fills in the address it is for."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Colleagues see it beside what you do."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        found = invited(None)
        if found is not None and found.email:
            self.fields["email"].initial = found.email
            self.fields["email"].disabled = True


class AccountForm(forms.Form):
    """What somebody may change about themselves."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Colleagues see it beside what you do."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of mail and notices"), choices=lambda: settings.LANGUAGES
    )

    def keep(self) -> dict[str, str]:
        """What was typed, with the BCP 47 tag of the language."""
        typed = self.cleaned_data
        return {"name": typed["name"], "language": language_of(typed["language"])}
