"""Forms of the inbox, and of mail about it."""

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from jalon.base.rules.notices import PACE_WORDS, MailChoice, Pace, Show

HOURS = [(hour, f"{hour:02}:00 UTC") for hour in range(24)]


def weekday_choices() -> list[tuple[int, str]]:
    """Days of the week in the language of the page, by number; 0 is Monday."""
    locale = Locale.parse(get_language() or "en", sep="-")
    return [(number, str(name)) for number, name in locale.days["stand-alone"]["wide"].items()]


class InboxForm(forms.Form):
    """Which notices are shown, and on which page."""

    show = forms.ChoiceField(choices=[(s.value, s.value) for s in Show], required=False)
    page = forms.CharField(required=False)

    def keep(self) -> tuple[Show, str]:
        """What was asked for; unread ones when it is nothing known."""
        self.full_clean()
        typed = self.cleaned_data
        return Show(typed.get("show") or Show.UNREAD), typed.get("page", "")


class NewestForm(forms.Form):
    """The newest notice that somebody saw before they marked all as read."""

    newest = forms.IntegerField(min_value=0)

    def typed(self) -> int:
        """Its number; 0, which is before all, when none was given."""
        self.full_clean()
        return int(self.cleaned_data.get("newest") or 0)


class MailForm(forms.Form):
    """How often notices come by mail, and when."""

    pace = forms.ChoiceField(
        label=_("Notices by mail"),
        widget=forms.RadioSelect,
        choices=lambda: [(pace.value, _t(words)) for pace, words in PACE_WORDS.items()],
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        help_text=_("For mail once a day or once a week, in coordinated universal time."),
        coerce=int,
        choices=HOURS,
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of the week"),
        help_text=_("For mail once a week."),
        coerce=int,
        choices=weekday_choices,
    )

    def keep(self) -> MailChoice:
        """What was chosen."""
        typed = self.cleaned_data
        return MailChoice(pace=Pace(typed["pace"]), hour=typed["hour"], weekday=typed["weekday"])
