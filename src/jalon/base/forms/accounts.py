"""Forms of accounts."""

from allauth.account.forms import (
    AddEmailForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    SignupForm,
)
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.forms import SignupForm as AllauthProviderSignUpForm
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


NAME_HELP = _("Colleagues see it beside what you do.")


class PlainWords:
    """Our words for the fields, one sentence on passwords, and no words inside empty fields."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = WORDS.get(name, field.label)
            field.help_text = HELP.get(name, "")


WORDS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "oldpassword": _("Current password"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "remember": _("Stay signed in on this device for two weeks"),
}
"""Fields of allauth as people read them."""

HELP = {"password1": PASSWORD_HELP}


class SignInForm(PlainWords, LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Signing in."""


class AddressForm(PlainWords, AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """Another address for an account."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New address")


class ForgottenForm(PlainWords, ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address of an account whose password is forgotten."""


class AskAgainForm(PlainWords, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password before what matters to an account."""


class ChangePasswordForm(PlainWords, AllauthChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A new password for an old one."""


class ResetPasswordKeyForm(PlainWords, AllauthResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password for one that was forgotten."""


class SetPasswordForm(PlainWords, AllauthSetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A first password, for who came by single sign-on."""


class ProviderSignUpForm(PlainWords, AllauthProviderSignUpForm):  # type: ignore[misc]  # allauth ships no types
    """What an account needs beside what the provider said: an address."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _for_the_invited(self)


class ConnectionsForm(DisconnectForm):  # type: ignore[misc]  # allauth ships no types
    """Single sign-on of an account, looked up before the page begins."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        found = self.fields["account"].queryset
        self.accounts = list(found)


class SignUpForm(PlainWords, SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Opening an account: name, address, password. An invitation fills in the address it is for."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = NAME_HELP
        self.fields["password1"].label = _("Password")
        _for_the_invited(self)

    @transaction.atomic
    def save(self, request: HttpRequest) -> Person:
        """Open the account, with the duties of the invitation, or not at all."""
        person: Person = super().save(request)
        begin_account(request, person)
        return person


def _for_the_invited(form: forms.Form) -> None:
    """Fill in the address that an invitation is for."""
    found = invited(None)
    if found is not None and found.email:
        form.initial["email"] = found.email
        form.fields["email"].disabled = True


class AccountForm(forms.Form):
    """What somebody may change about themselves."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=NAME_HELP,
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
