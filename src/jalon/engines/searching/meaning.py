"""From clauses to wishes: every way in which a text may fulfil a clause, with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jalon.engines.searching.analysis import CAPITALS, Piece, analyser
from jalon.engines.searching.asking import Clause, Form
from jalon.engines.searching.cards import Expansion, Reason
from jalon.engines.searching.equivalents import Equivalents, Group, key
from jalon.engines.searching.folding import fold
from jalon.engines.searching.stems import LATIN_LANGUAGES, stem_language

EQUIVALENT_WEIGHT = 0.6
TYPO_WEIGHT = 0.6
_SHORTEST_JOINED_NUMBER = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One way to fulfil a wish: any of the sequences or words, or the beginning.

    Attributes:
        reason: What people are told.
        sequences: Terms that stand side by side in `body`.
        words: Forms in `words`.
        prefix: Beginning of a form in `words`; empty when not used.
        weight: Share of the full score.
    """

    reason: Reason
    sequences: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    prefix: str = ""
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """One thing that is wanted, or not wanted.

    Attributes:
        text: As it was typed.
        ways: Any of them fulfils it; the typed words first.
        excluded: Whether results must not have it.
        usual: Whether it is so usual that results need not have it.
    """

    text: str
    form: Form
    ways: tuple[Way, ...]
    excluded: bool = False
    usual: bool = False

    @property
    def folded(self) -> str:
        """Its folded word or words, with a blank between them."""
        return key(self.text)


def wishes(
    clauses: Iterable[Clause], *, equivalents: Equivalents, expansions: Sequence[Expansion] = ()
) -> list[Wish]:
    """What is wanted, in the order in which it was typed.

    Clauses without any word are left out, and very usual words unless they are all there is.
    """
    grouped = _join_names(list(clauses), equivalents, expansions)
    found = [wish for clause in grouped for wish in _wishes_of(clause, equivalents)]
    found = [_expanded(wish, expansions) for wish in found]
    telling = [wish for wish in found if not wish.usual]
    return telling if any(not wish.excluded for wish in telling) else found


def _join_names(
    clauses: list[Clause], equivalents: Equivalents, expansions: Sequence[Expansion]
) -> list[Clause]:
    """The clauses; neighbouring words that are one name ("nations unies") become one clause."""
    known = {key(expansion.of) for expansion in expansions if " " in expansion.of}
    longest = max([equivalents.longest_name, *(name.count(" ") + 1 for name in known)])
    joined: list[Clause] = []
    at = 0
    while at < len(clauses):
        size = _name_size(clauses[at : at + longest], equivalents, known)
        text = " ".join(clause.text for clause in clauses[at : at + size])
        joined.append(replace(clauses[at], text=text))
        at += size
    return joined


def _name_size(clauses: list[Clause], equivalents: Equivalents, known: set[str]) -> int:
    """How many of the first clauses are one name together; 1 when none are."""
    words = [clause.form is Form.WORD and not clause.excluded for clause in clauses]
    usable = words.index(False) if False in words else len(words)
    for size in range(usable, 1, -1):
        text = " ".join(clause.text for clause in clauses[:size])
        if key(text) in known or equivalents.group(text, in_capitals=False):
            return size
    return 1


def _wishes_of(clause: Clause, equivalents: Equivalents) -> list[Wish]:
    pieces = analyser("").pieces(clause.text)
    if not pieces:
        return []
    if clause.form is Form.PREFIX:
        return _prefix_wishes(clause, pieces)
    group = equivalents.group(clause.text, in_capitals=_in_capitals(pieces))
    if group is None and clause.form is Form.WORD and (pairs := _pairs(pieces)):
        return [_wish(clause, text, None, equivalents) for text in pairs]
    return [_wish(clause, clause.text, group, equivalents)]


def _pairs(pieces: Sequence[Piece]) -> list[str]:
    """Neighbouring pairs of a run of three Chinese characters or more; empty for anything else."""
    pairs = [piece.wholes[0] for piece in pieces if piece.wholes and len(piece.wholes[0]) == 2]
    return (
        pairs
        if len(pieces) > 2 and len(pairs) == len(pieces) - 1 and not pieces[0].surface.isascii()
        else []
    )


def _wish(clause: Clause, text: str, group: Group | None, equivalents: Equivalents) -> Wish:
    """A word, a phrase, or a symbol whose parts stand side by side."""
    pieces = analyser("").pieces(text)
    capitals = _in_capitals(pieces)
    label = text.strip(".,;:!?") or text
    words = _exact_words(pieces, clause.form)
    typed = Way(
        reason=Reason(kind=clause.form.value, text=label),
        sequences=() if label[-1] in "%‰" and words else sequences(text),
        words=words,
    )
    if group is not None and capitals and equivalents.is_only_capitals(text):
        typed = replace(typed, sequences=(), words=(CAPITALS + pieces[0].surface,))
    return Wish(
        text=label,
        form=clause.form,
        ways=(typed, *_equivalent_ways(group, text)),
        excluded=clause.excluded,
        usual=not capitals and len(pieces) == 1 and equivalents.is_usual(pieces[0].surface),
    )


def sequences(text: str, languages: Sequence[str] = LATIN_LANGUAGES) -> tuple[tuple[str, ...], ...]:
    """The terms of a text, side by side, as each of the languages has them; each once.

    >>> sequences("droits")
    (('droit',), ('droits',))
    """
    streams = (tuple(p.term for p in analyser(lang).pieces(text)) for lang in languages)
    return tuple(dict.fromkeys(stream for stream in streams if stream))


def _exact_words(pieces: Sequence[Piece], form: Form) -> tuple[str, ...]:
    """The whole forms of a symbol; for "97%" and "1,000" they say more than the parts."""
    if form is not Form.WORD or len(pieces) == 0:
        return ()
    number = pieces[0].surface if len(pieces) == 1 and pieces[0].surface.isdigit() else ""
    wholes = tuple(w for w in pieces[0].wholes if not w.startswith(CAPITALS) and not _is_pair(w))
    return wholes + ((number,) if len(number) > _SHORTEST_JOINED_NUMBER else ())


def _is_pair(whole: str) -> bool:
    return len(whole) == 2 and not whole.isascii() and whole[-1] not in "%‰"


def _in_capitals(pieces: Sequence[Piece]) -> bool:
    return len(pieces) == 1 and any(whole.startswith(CAPITALS) for whole in pieces[0].wholes)


def _equivalent_ways(group: Group | None, text: str) -> list[Way]:
    """The other names of the group: acronyms in capitals, names word by word."""
    if group is None:
        return []
    typed = key(text)
    ways = [
        Way(
            reason=Reason(kind="equivalent", text=acronym),
            words=(CAPITALS + fold(acronym),),
            weight=EQUIVALENT_WEIGHT,
        )
        for acronym in group.acronyms
        if key(acronym) != typed
    ]
    for lang, name in group.names:
        if key(name) != typed:
            found = sequences(name, (stem_language(lang),))
            reason = Reason(kind="equivalent", text=name)
            ways.append(Way(reason=reason, sequences=found, weight=EQUIVALENT_WEIGHT))
    return ways


def _prefix_wishes(clause: Clause, pieces: Sequence[Piece]) -> list[Wish]:
    """A beginning; of several parts ("non-discrim*") the last is the beginning."""
    *before, last = pieces
    reason = Reason(kind=Form.PREFIX.value, text=clause.text)
    ending = Wish(
        text=clause.text,
        form=Form.PREFIX,
        ways=(Way(reason=reason, prefix=last.surface, sequences=((last.surface,),)),),
        excluded=clause.excluded,
    )
    words = [
        Wish(
            text=piece.surface,
            form=Form.WORD,
            ways=(Way(reason=reason, sequences=sequences(piece.surface)),),
            excluded=clause.excluded,
        )
        for piece in before
    ]
    return [*words, ending] if not clause.excluded else [ending]


def _expanded(wish: Wish, expansions: Sequence[Expansion]) -> Wish:
    """The wish with the ways of the expansions that stand beside its words."""
    ways = [
        expansion_way(expansion)
        for expansion in expansions
        if expansion.of and key(expansion.of) == key(wish.text)
    ]
    return replace(wish, ways=(*wish.ways, *ways)) if ways else wish


def whole_query_wishes(expansions: Sequence[Expansion]) -> list[Wish]:
    """What the expansions of the whole query look for: to mark it, and to tell the reason."""
    ways = tuple(expansion_way(expansion) for expansion in expansions if not expansion.of)
    return [Wish(text="", form=Form.WORD, ways=ways)] if ways else []


def expansion_way(expansion: Expansion) -> Way:
    """The way an expansion describes: any of its terms."""
    kind, _, text = expansion.reason.partition(": ")
    found = [sequence for term in expansion.terms for sequence in sequences(term)]
    return Way(
        reason=Reason(kind=kind, text=text),
        sequences=tuple(dict.fromkeys(found)),
        weight=expansion.weight,
    )


def respelled(wish: Wish, spellings: Sequence[str]) -> Wish:
    """The wish with other spellings of its word."""
    ways = [
        Way(reason=Reason(kind="typo", text=word), sequences=sequences(word), weight=TYPO_WEIGHT)
        for word in spellings
    ]
    return replace(wish, ways=(*wish.ways, *ways))
