"""Words in a draft to think about: advice to those who write, which blocks nothing."""

from dataclasses import dataclass

from jalon.library.public import TermFound, terms_found
from jalon.practices.rules import InitiativeDraft, Section


@dataclass(frozen=True, kw_only=True, slots=True)
class TermHint:
    """A word of a draft to think about, and the section in which it is written."""

    section: Section
    found: TermFound


def term_hints(draft: InitiativeDraft) -> tuple[TermHint, ...]:
    """Words to think about in what people wrote, each once in a language, the original first."""
    hints: dict[tuple[str, str], TermHint] = {}
    for texts in (draft.title, draft.summary):
        for tag, text in texts.by_people.items():
            section = Section.WHAT if tag == texts.original else Section.LANGUAGES
            for found in terms_found(text, tag):
                key = (tag, found.text.casefold())
                hints.setdefault(key, TermHint(section=section, found=found))
    return tuple(sorted(hints.values(), key=lambda hint: list(Section).index(hint.section)))
