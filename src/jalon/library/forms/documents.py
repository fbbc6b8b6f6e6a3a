"""What people type in the library: searches, files, filters and decisions."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jalon.atlas.public import all_places
from jalon.base.public import BodyRecord
from jalon.kernel.languages import Language, name_key, own_name, pick
from jalon.library.queries.telling import ReadingFilter, Show, element_code_typed
from jalon.library.rules import DocumentRecord, Filing
from jalon.library.rules.describing import is_date

HERE = "passage"
"""What the hidden field `back` says on the page of one passage."""
EVERYBODY, BODY = "everybody", "body"
"""Who may see documents that are sent."""


class DocumentSearchForm(forms.Form):
    """The search box above the list of documents; it may stay empty."""

    q = forms.CharField(label=_("Title, symbol or body"), required=False, max_length=200)

    def keep(self) -> str:
        """What was typed; nothing when it was too long."""
        self.full_clean()
        return str(self.cleaned_data.get("q", ""))


class ManyFilesInput(forms.ClearableFileInput):
    """A box to choose, or drop, several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or more files; empty ones are let through, so that each gets its own sentence later."""

    widget = ManyFilesInput

    def clean(
        self, data: Any, initial: Any = None
    ) -> list[UploadedFile[Any]]:  # Any: as Django has it
        """All files that came."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file] or [
            super().clean(None, initial)
        ]


class UploadForm(forms.Form):
    """Files to read: whose they are, who may see them, and the place they are about, if it is one.

    The keeping body is the empty choice: what it adds has no other owner.
    """

    documents = ManyFilesField(
        label=_("Files"),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": _("Choose one or more files.")},
    )
    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        help_text=_("Only when all these documents are about one place."),
    )
    owner = forms.ChoiceField(label=_("For which body"), required=False)
    access = forms.ChoiceField(
        label=_("Who may see them"),
        widget=forms.RadioSelect,
        choices=[(BODY, _("only people of the body")), (EVERYBODY, _("everybody"))],
        initial=BODY,
        help_text=_(
            "Until they are public, others meet them nowhere: not in lists, search or counts. "
            "A validator of the body publishes them later."
        ),
        error_messages={"required": _("Choose who may see them.")},
    )

    def __init__(
        self, *args: Any, bodies: Sequence[BodyRecord], **kwargs: Any
    ) -> None:  # Any: as Django has it
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self._owners = {
            "" if body.is_keeper else body.slug: None if body.is_keeper else body.id
            for body in bodies
        }
        called = [pick(body.name, language) for body in bodies]
        self._choose("owner", list(zip(self._owners, called, strict=True)))
        if len(bodies) == 1:
            del self.fields["owner"]
        named = [(place.code, pick(place.name, language)) for place in all_places()]
        named.sort(key=lambda place: name_key(place[1]))
        self._choose("place", [("", _("No single place")), *named])
        self.fields["documents"].help_text = _(
            "PDF, DOCX, HTML or plain text, at most {limit} MB each. "
            "Choose several, or drop them here."
        ).format(limit=settings.JALON_LARGEST_FILE_BYTES // 1_000_000)

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:  # Any: lazy words
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_owner(self) -> str:
        """One of the bodies they may add documents for."""
        owner = str(self.cleaned_data["owner"])
        if owner not in self._owners:
            raise forms.ValidationError(_("Choose the body."))
        return owner

    @property
    def filing(self) -> Filing:
        """Where the files belong; to the only body when there is no choice."""
        typed = self.cleaned_data
        owner = typed["owner"] if "owner" in self.fields else next(iter(self._owners))
        return Filing(
            place=typed["place"],
            owner=self._owners[owner],
            is_public=typed["access"] == EVERYBODY,
        )

    @property
    def sent(self) -> Sequence[UploadedFile[Any]]:
        """The files that came with the form."""
        return list(self.cleaned_data["documents"])


class ReadingForm(forms.Form):
    """What the page of a document shows; an odd value shows everything."""

    show = forms.ChoiceField(required=False, choices=[(show.value, show.value) for show in Show])
    objective = forms.RegexField(regex=r"^p?\d{1,2}$", required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    held = forms.CharField(required=False, max_length=60)

    def keep(self) -> ReadingFilter:
        """The filter; a field with an error keeps everything."""
        self.full_clean()
        number = self.cleaned_data.get("objective")
        return ReadingFilter(
            show=Show(self.cleaned_data.get("show") or Show.ALL),
            objective=f"gcm:{number}" if number else "",
            page=self.cleaned_data.get("page") or 1,
            held=self.cleaned_data.get("held", ""),
        )


class DescribeForm(forms.Form):
    """The description of a document, for people to mend.

    `seen` tells the description that was shown: when somebody else changed it meanwhile, nothing
    is stored, and the form says so.
    """

    title = forms.CharField(
        label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    symbol = forms.CharField(
        label=_("Symbol"), required=False, max_length=80, help_text=_("Such as A/75/542.")
    )
    body = forms.CharField(label=_("Issued by"), required=False, max_length=200)
    date = forms.CharField(
        label=_("Date"),
        required=False,
        max_length=40,
        help_text=_("As precise as it is known: 2020, 2020-10 or 2020-10-26."),
    )
    language = forms.ChoiceField(label=_("Language"))
    place = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("Only when it is about one place.")
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: DocumentRecord, **kwargs: Any) -> None:  # Any: as Django
        self._seen = seen_of(record)
        initial = {name: getattr(record, name) for name in DESCRIBED_FIELDS}
        kwargs["initial"] = initial | {"seen": self._seen}
        super().__init__(*args, **kwargs)
        words = get_language() or "en"
        languages = [(tag, own_name(tag)) for tag in sorted({*Language, record.language})]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # a choice field
        named = [(place.code, pick(place.name, words)) for place in all_places()]
        named.sort(key=lambda place: name_key(place[1]))
        self.fields["place"].choices = [("", _("No single place")), *named]  # type: ignore[attr-defined]  # a choice field

    def clean_title(self) -> str:
        """The title on one line."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_date(self) -> str:
        """A day, a month or a year that exists."""
        typed = str(self.cleaned_data["date"])
        if typed and not is_date(typed):
            raise forms.ValidationError(_("Write it as 2020, 2020-10 or 2020-10-26."))
        return typed

    def clean(self) -> dict[str, Any]:  # Any: as Django has it
        """Refuse what was begun from a description that is no longer there."""
        if self.data.get("seen") != self._seen:
            self.data = {**self.data.dict(), "seen": self._seen}  # type: ignore[attr-defined]  # what was posted
            raise forms.ValidationError(
                _(
                    "Somebody changed this description while you worked on it. What you typed is "
                    "below, nothing was stored. Look at the document, then send it again."
                )
            )
        return self.cleaned_data

    @property
    def values(self) -> dict[str, str]:
        """The description as it was typed."""
        return {name: str(self.cleaned_data[name]) for name in DESCRIBED_FIELDS}


DESCRIBED_FIELDS = ("title", "symbol", "body", "date", "language", "place")
"""Fields of a description, in the order of the form."""


def seen_of(record: DocumentRecord) -> str:
    """What tells one state of a description from another."""
    said = "\x00".join(str(getattr(record, name)) for name in DESCRIBED_FIELDS)
    return sha256(said.encode()).hexdigest()[:16]


class LeafForm(forms.Form):
    """The page that is shown beside a passage; its own one when the number is odd."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    @property
    def number(self) -> int | None:
        """The page that was asked for, from 1."""
        self.full_clean()
        return self.cleaned_data.get("page")


class _ActForm(forms.Form):
    """What every act on a passage brings along: a reason, and the page it was made on."""

    reason = forms.CharField(required=False, max_length=2000)
    back = forms.CharField(required=False, max_length=200)

    @property
    def is_alone(self) -> bool:
        """Whether it was made on the page of one passage."""
        return bool(self.cleaned_data.get("back") == HERE)

    @property
    def filter(self) -> ReadingFilter:
        """What the page of the document showed."""
        return ReadingForm(QueryDict(str(self.cleaned_data.get("back", "")).lstrip("?"))).keep()

    def typed(self, name: str) -> str:
        """A field as it was typed; empty when it had an error."""
        self.full_clean()
        return str(self.cleaned_data.get(name, ""))


class DecideForm(_ActForm):
    """A decision on a tag."""

    wanted = forms.CharField(max_length=20)


class WithdrawForm(forms.Form):
    """Why a document is taken back from the public."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("The people of its body read it, and the record keeps it."),
        error_messages={"required": _("Say why.")},
    )


class AddForm(_ActForm):
    """An element that a person says a passage speaks of, by its number or code."""

    code = forms.CharField(max_length=300)

    @property
    def element(self) -> str:
        """The code that was typed or chosen."""
        return element_code_typed(self.typed("code"))
