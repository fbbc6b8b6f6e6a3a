"""Reasons: the words of a passage that speak for an element, strongest first."""

from jalon.engines.tagging.finding import Hit
from jalon.engines.tagging.looking import Eye, Look
from jalon.engines.tagging.mentions import Mention
from jalon.engines.tagging.records import Reason, ReasonKind

MOST = 4
"""Reasons given for one element."""


def reasons_for(
    eye: Eye, look: Look, above: Look | None, *, element: int, deep: bool
) -> tuple[Reason, ...]:
    """Why an element was ranked where it is.

    Args:
        eye: What looked at the passage.
        look: What it saw in the passage.
        above: What it saw in the headings, None without headings.
        element: Place of the element among the ranked ones.
        deep: Also look for words without a concept when nothing stronger is there.
    """
    if not (deep or above or look.mentions or element in look.amounts):
        return ()
    local = eye.locals[element]
    reasons = [
        _mentioned(look, mention)
        for mention in look.mentions
        if mention.local.split(".")[0] == local
    ]
    reasons += _concepts(eye, look, element)
    if above and (above.mentions or element in above.amounts):
        reasons += _section(eye, above, element)
    if not reasons and deep:
        reasons += _words(eye, look, element)
    return tuple({(reason.start, reason.text): reason for reason in reasons}.values())[:MOST]


def _mentioned(look: Look, mention: Mention) -> Reason:
    return Reason(
        kind=ReasonKind.MENTION,
        text=look.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        weight=1.0 if mention.sure else 0.5,
    )


def reasons_beside(eye: Eye, look: Look, *, element: str) -> tuple[Reason, ...]:
    """Why an element that is not ranked (a principle) was found: its concepts."""
    hits = [hit for hit in look.hits if eye.element(hit) == element]
    return tuple(_reasons_of(eye, look, hits)[:MOST])


def _concepts(eye: Eye, look: Look, element: int) -> list[Reason]:
    return _reasons_of(eye, look, [hit for hit in look.hits if eye.place(hit) == element])


def _reasons_of(eye: Eye, look: Look, hits: list[Hit]) -> list[Reason]:
    seen: dict[str, Reason] = {}
    for hit in hits:
        start, end = look.words[hit.first][1], look.words[hit.last][2]
        text = look.text[start:end] if not hit.pair else _both_sides(look, hit)
        kind = ReasonKind.CONCEPT
        seen.setdefault(
            text, Reason(kind=kind, text=text, start=start, end=end, weight=eye.weight(hit))
        )
    return sorted(seen.values(), key=lambda reason: -reason.weight)


def _both_sides(look: Look, hit: Hit) -> str:
    """The two ends of a stretch of words: "children … school"."""
    if hit.last - hit.first < 4:
        return look.text[look.words[hit.first][1] : look.words[hit.last][2]]
    return f"{look.words[hit.first][0]} … {look.words[hit.last][0]}"


def _section(eye: Eye, above: Look, element: int) -> list[Reason]:
    found = [
        _mentioned(above, mention)
        for mention in above.mentions
        if mention.local == eye.locals[element]
    ]
    found += _concepts(eye, above, element)
    return [
        Reason(kind=ReasonKind.SECTION, text=reason.text, weight=reason.weight * 0.35)
        for reason in found[:1]
    ]


def _words(eye: Eye, look: Look, element: int) -> list[Reason]:
    reasons = []
    for place, by_stem in eye.votes.strongest(look.numbers, element):
        word, start, end = look.words[place]
        kind = ReasonKind.WORDS if by_stem else ReasonKind.CHARACTERS
        reasons.append(Reason(kind=kind, text=word, start=start, end=end, weight=0.2))
    return reasons
