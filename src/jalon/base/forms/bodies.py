"""Forms of bodies and of the duties people hold there."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from babel import Locale
from django import forms
from django.core.validators import URLValidator
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.base.queries.people import person_with_email, today
from jalon.base.rules.bodies import BODY_WORDS, BodyDraft, BodyKind, BodyRecord
from jalon.base.rules.duties import DUTY_TASKS, DUTY_WORDS, DutyKind
from jalon.base.rules.people import UnknownPerson
from jalon.base.wording import worded
from jalon.kernel.languages import OWN_NAMES, language_of, name_key


def country_choices() -> list[tuple[str, str]]:
    """Countries and areas by ISO 3166-1 alpha-3 code, with their CLDR name, as people sort them."""
    import pycountry

    names = Locale.parse(get_language() or "en", sep="-").territories
    found = [(one.alpha_3, str(names.get(one.alpha_2, one.name))) for one in pycountry.countries]
    return [("", _t("none, or several")), *sorted(found, key=lambda pair: name_key(pair[1]))]


class BodyForm(forms.Form):
    """A body: its name in the languages it has one in, kind, country, website."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=lambda: [(k.value, _t(BODY_WORDS[k])) for k in BodyKind]
    )
    place = forms.ChoiceField(label=_("Country or area"), required=False, choices=country_choices)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
    )

    def __init__(self, *args: Any, body: BodyRecord | None = None, **kwargs: Any) -> None:
        if body is not None:
            known = {"kind": body.kind.value, "place": body.place, "website": body.website}
            names = {_field(tag): text for tag, text in body.name.items()}
            kwargs["initial"] = known | names
        super().__init__(*args, **kwargs)
        fields = {_field(tag): _name_field(tag, name) for tag, name in OWN_NAMES.items()}
        self.fields = fields | self.fields

    def keep(self) -> BodyDraft:
        """What was typed, without empty names."""
        typed = self.cleaned_data
        names = {str(tag): " ".join(typed[_field(tag)].split()) for tag in OWN_NAMES}
        return BodyDraft(
            kind=BodyKind(typed["kind"]),
            name={tag: text for tag, text in names.items() if text},
            place=typed["place"],
            website=typed["website"],
        )


def _field(tag: str) -> str:
    return f"name_{tag.lower().replace('-', '_')}"


def _name_field(tag: str, name: str) -> forms.CharField:
    mine = language_of(get_language() or "en") == tag
    attributes = {"lang": tag, "dir": "auto"}
    return forms.CharField(
        label=_t("Name ({language})").format(language=name),
        help_text=_t("At least one language has a name.") if mine else "",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=attributes),
    )


class DutiesForm(forms.Form):
    """Which duties, for somebody with an account or somebody to invite by address."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Who has an account takes the duties up at once; others get an invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    duties = forms.MultipleChoiceField(
        label=_("Duties"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [
            (kind.value, f"{_t(DUTY_WORDS[kind])}: {_t(DUTY_TASKS[kind])}") for kind in DutyKind
        ],
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty for duties that go on until somebody ends them."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def clean_last_day(self) -> date | None:
        """A day to come, or none."""
        last: date | None = self.cleaned_data["last_day"]
        if last is not None and last < today():
            raise forms.ValidationError(_("This day has passed. Choose a day to come, or none."))
        return last

    def keep(self) -> "Brought":
        """What was typed; `until` is the first day without the duties."""
        typed = self.cleaned_data
        last = typed["last_day"]
        return {
            "email": typed["email"],
            "duties": [DutyKind(value) for value in typed["duties"]],
            "until": last + timedelta(days=1) if last else None,
        }


class Brought(TypedDict):
    """Whom somebody brings into a body, for which duties, and until when."""

    email: str
    duties: list[DutyKind]
    until: date | None


class ReasonForm(forms.Form):
    """Why something is done; may stay empty."""

    why = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def typed(self) -> str:
        """The reason, empty when none was given."""
        self.full_clean()
        return str(self.cleaned_data.get("why", "")).strip()


class HandOverForm(forms.Form):
    """Who takes over, for which bodies, and why."""

    taker = forms.EmailField(
        label=_("E-mail address of who takes over"),
        help_text=_("Somebody with an account. Who has none yet is invited first."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "list": "colleagues"}),
    )
    bodies = forms.MultipleChoiceField(label=_("Bodies"), widget=forms.CheckboxSelectMultiple)
    why = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args: Any, bodies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(key), name) for key, name in bodies.items()]
        self.fields["bodies"].choices = offered  # type: ignore[attr-defined]  # a choice field
        self.fields["bodies"].initial = [str(key) for key in bodies]

    def clean_taker(self) -> int:
        """The number of the account."""
        email = str(self.cleaned_data["taker"])
        found = person_with_email(email)
        if found is None:
            raise forms.ValidationError(worded(UnknownPerson.sentence, {"value": email}))
        return found.id

    def keep(self) -> "HandedOver":
        """What was typed."""
        typed = self.cleaned_data
        bodies = [int(key) for key in typed["bodies"]]
        return {"to_id": typed["taker"], "body_ids": bodies, "why": typed["why"]}


class HandedOver(TypedDict):
    """Who takes over, the numbers of the bodies, and the reason."""

    to_id: int
    body_ids: list[int]
    why: str


class AccountSearchForm(forms.Form):
    """The box above the list of accounts."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)

    def typed(self) -> str:
        """What is looked for; empty for everything."""
        self.full_clean()
        return str(self.cleaned_data.get("q", ""))
