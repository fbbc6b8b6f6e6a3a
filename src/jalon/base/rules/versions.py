"""Versions of records: what is known of one, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jalon.base.rules.stages import EDITED, SETTLED, Stage
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _

Content = Mapping[str, Any]  # Any: JSON values, as the room of the record has them
"""What a version says, by name of the field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionRecord:
    """One version of a record.

    Attributes:
        subject: Kind and id of the record, such as "initiative:x".
        body_id: The body that it belongs to; None for no owner.
        author, saved_by, submitted_by: Numbers of accounts; None for the installation itself.
        edition: Counts each change of it.
        moved_at: When it came to its stage.
    """

    subject: str
    number: int
    stage: Stage
    content: Content
    body_id: int | None
    author: int | None
    saved_by: int | None
    submitted_by: int | None
    note: str
    edition: int
    made_at: datetime
    saved_at: datetime
    moved_at: datetime
    published_at: datetime | None
    ended_at: datetime | None

    @property
    def kind(self) -> str:
        """The kind of record."""
        return kind_of(self.subject)

    @property
    def key(self) -> str:
        """The id of the record among those of its kind."""
        return key_of(self.subject)

    @property
    def is_edited(self) -> bool:
        """Whether it can be written now."""
        return self.stage in EDITED

    @property
    def is_settled(self) -> bool:
        """Whether nobody is waited for."""
        return self.stage in SETTLED


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What a record without versions says and to whom it belongs: it was loaded, not written."""

    content: Content
    body_id: int | None = None


def kind_of(subject: str) -> str:
    """The kind of a subject.

    >>> kind_of("initiative:x"), key_of("initiative:x")
    ('initiative', 'x')
    """
    return subject.partition(":")[0]


def key_of(subject: str) -> str:
    """The id of a subject."""
    return subject.partition(":")[2]


def changed_fields(before: Content, after: Content) -> tuple[Content, Content]:
    """What two states say differently: as it was, and as it is.

    >>> changed_fields({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    ({'b': 2}, {'b': 3, 'c': 4})
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )


class ChangedMeanwhile(JalonError):
    """Somebody else changed a version since it was read; nothing was stored.

    `theirs` is the version as it is now, for those who show both.
    """

    code = "changed-meanwhile"
    sentence = _(
        "{person} changed this while you worked on it. Nothing of theirs was overwritten. Look at "
        "what they changed, then do this again."
    )

    @property
    def theirs(self) -> VersionRecord:
        """The version as it is now."""
        found = self.facts["theirs"]
        assert isinstance(found, VersionRecord)  # noqa: S101 - the only thing it is raised with
        return found


class NotEditable(JalonError):
    """A version is not written in the stage it is in."""

    code = "not-editable"
    sentence = _(
        "This version is “{state}” and cannot be written now. Take it back or have it returned to "
        "write on, or propose a new version. Nothing was changed."
    )


class Archived(JalonError):
    """A record was public once, and is not any more."""

    code = "archived"
    sentence = _("“{title}” was public here until {day}, and was then archived by its body.")
