"""Forms of second factors: codes of an app, passkeys."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class TypedCode:
    """A code that is typed: digits, from left to right in every language."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget = forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
                "spellcheck": "false",
            }
        )

    def clean_code(self) -> str:
        """The code, without the spaces that apps show in it."""
        data = self.cleaned_data  # type: ignore[attr-defined]  # of the form
        data["code"] = "".join(str(data["code"]).split())
        return str(super().clean_code())  # type: ignore[misc]  # of allauth's form


class ActivateAppForm(TypedCode, ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app, which shows that it was set up."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The 6 digits that the app shows now.")


class CodeForm(TypedCode, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code of the app, or a recovery code, on the way in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = CODE_HELP


class CodeAgainForm(TypedCode, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code before what matters to an account."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = CODE_HELP


CODE_HELP = _("The 6 digits of your app, or one of your recovery codes of 8 digits.")


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey: its name, and whether it opens the account alone."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("To know it again, such as “phone” or “key on my key ring”."),
        required=False,
        max_length=100,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("name", None)
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with it alone, without password"), True
        alone.help_text = _(
            "The device then asks for your fingerprint, face or PIN. Untick this for a key that "
            "only confirms after the password."
        )


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name"), max_length=100)
