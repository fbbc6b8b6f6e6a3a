"""What goes into the tagging engine and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jalon.kernel.codes import sort_key, split_code


class State(StrEnum):
    """Whether the engine stands behind a tag or only says where it comes in the order."""

    SUGGESTED = "suggested"
    RANKED = "ranked"


class ReasonKind(StrEnum):
    """Which layer of the engine a reason comes from."""

    MENTION = "mention"
    CONCEPT = "concept"
    WORDS = "words"
    CHARACTERS = "characters"
    SECTION = "section"
    LEARNED = "learned"
    MEANING = "meaning"


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementText:
    """One element of a framework, as words: what the tagger knows about it.

    Attributes:
        code: Full code, such as "gcm:6" or "gcm:6.c".
        kind: objective, principle, action, goal, target, area, ...
        parent: Full code of the element it belongs to, or None.
        titles: Language tag to title or label.
        notes: Further sentences about it, in any language.
    """

    code: str
    kind: str
    parent: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def framework(self) -> str:
        """Slug of the framework the element belongs to."""
        return split_code(self.code)[0]

    @property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        """Sorts elements as people count."""
        return sort_key(self.code)


@dataclass(frozen=True, kw_only=True, slots=True)
class PassageText:
    """One passage to tag; `section` is the heading or headings above it, empty when none."""

    text: str
    lang: str = "und"
    section: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why an element was ranked where it is.

    Attributes:
        kind: The layer that found it.
        text: The words that were matched, as they stand in the passage (or its heading).
        start: Offset of the first character in the passage; None when it is not in the passage.
        end: Offset after the last character; None when it is not in the passage.
        weight: Share of the evidence, 0 to 1, for ordering reasons only.
    """

    kind: ReasonKind
    text: str
    start: int | None = None
    end: int | None = None
    weight: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """One element in the ranking of a passage.

    Attributes:
        code: Full code of the element.
        score: 0 to 1; how sure the engine is, comparable between passages.
        state: suggested when the engine stands behind it, ranked otherwise.
        why: Reasons, strongest first; empty when nothing was found.
        start: Offset of the strongest evidence in the passage, None without one.
        end: Offset after that evidence.
    """

    code: str
    score: float
    state: State
    why: tuple[Reason, ...] = ()
    start: int | None = None
    end: int | None = None
