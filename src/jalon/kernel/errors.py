"""Refusals: what Jalon says when it will not do something, and why."""

from typing import Any, ClassVar


def text_marker(text: str) -> str:
    """Mark a sentence for the translation files without translating it yet."""
    return text


_ = text_marker


class JalonError(Exception):
    """A refusal that a person can act on: a stable code, a sentence, and the facts in it.

    Subclasses set `code` and `sentence`; the sentence names its facts in braces.

    >>> class UnknownPlace(JalonError):
    ...     code = "unknown-place"
    ...     sentence = "No place has the code {place}."
    >>> str(UnknownPlace(place="XYZ"))
    'No place has the code XYZ.'
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = _("This cannot be done.")

    def __init__(self, **facts: Any) -> None:  # Any: facts are shown, never computed with
        super().__init__(facts)
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let refusals cross from worker processes with their facts."""
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[JalonError], facts: dict[str, Any]) -> JalonError:
    return kind(**facts)


class UnknownCode(JalonError):
    """Nothing has the code that was asked for."""

    code = "unknown-code"
    sentence = _("Nothing here has the code “{value}”. Check the spelling, or look at the list.")


class NotAllowed(JalonError):
    """The person may not do this."""

    code = "not-allowed"
    sentence = _("{who} may not do this: {why}")


class WrongUse(JalonError):
    """A command or an address was called in a way it does not understand."""

    code = "wrong-use"
    sentence = _("This call is not understood: {why}")
