"""Forms of accounts."""

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, SignupForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jalon.base.frames.accounts import begin_account, invited
from jalon.base.models import Person
from jalon.kernel.languages import language_of

PASSWORD_HELP = _(
    "At least 12 characters, not a usual password, not only digits, not like your name. A sentence "
    "of four or five words does well."
)


class PlainWords:
    """One sentence on passwords in the place of a list, and no words inside empty fields."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = PASSWORD_HELP


class SignInForm(PlainWords, LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Signing in."""


class ChangePasswordForm(PlainWords, AllauthChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A new password for an old one."""


class ResetPasswordKeyForm(PlainWords, AllauthResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password for one that was forgotten."""


class SetPasswordForm(PlainWords, AllauthSetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A first password, for who came by single sign-on."""


class SignUpForm(PlainWords, SignupForm):  # type: ignore[misc]  # allauth ships no types
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

    @transaction.atomic
    def save(self, request: HttpRequest) -> Person:
        """Open the account, with the duties of the invitation, or not at all."""
        person: Person = super().save(request)
        begin_account(request, person)
        return person


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
