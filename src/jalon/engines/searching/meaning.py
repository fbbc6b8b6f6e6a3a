"""From clauses to wishes: every way in which a text may fulfil a clause, with its reason."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jalon.engines.searching.analysis import CAPITALS, Piece, analyser
from jalon.engines.searching.asking import Clause, Form
from jalon.engines.searching.cards import Expansion, Reason
from jalon.engines.searching.equivalents import Equivalents, Group, key
from jalon.engines.searching.folding import fold
from jalon.engines.searching.stems import LATIN_LANGUAGES, stem_language

EQUIVALENT_WEIGHT = 0.6
TYPO_WEIGHT = 0.6
_SHORTEST_JOINED_NUMBER = 3
_MOST_INSTEAD = 6
_LONGEST_ACRONYM = 7
_PER_CENT = (("per", "cent"), ("percent",), ("pour", "cent"), ("por", "ciento"))
_INSTRUMENTS = {
    "C": ("convention", "convenio"),
    "R": ("recommendation", "recommandation", "recomendación"),
}
"""How the International Labour Organization writes "C189", by its letter."""
_SLOP_TO_NUMBER = 12
"""Words between "convention" and its number, as in "conventions Nos. 97, 143 and 189"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One way to fulfil a wish: any of the sequences or words, or the beginning.

    Attributes:
        reason: What people are told.
        sequences: Terms that stand side by side in `body`.
        words: Forms in `words`.
        prefix: Beginning of a form in `words`; empty when not used.
        weight: Share of the full score.
        slop: How many words may stand between those of a sequence.
    """

    reason: Reason
    sequences: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()
    prefix: str = ""
    weight: float = 1.0
    slop: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """One thing that is wanted, or not wanted.

    Attributes:
        text: As it was typed.
        ways: Any of them fulfils it; the typed words first.
        excluded: Whether results must not have it.
        usual: Whether it is so usual that results need not have it.
        instead_of: Numbers of the wishes that it fulfils all at once; empty for what was typed.
    """

    text: str
    form: Form
    ways: tuple[Way, ...]
    excluded: bool = False
    usual: bool = False
    instead_of: tuple[int, ...] = ()

    @property
    def folded(self) -> str:
        """Its folded word or words, with a blank between them."""
        return key(self.text)


def wishes(
    clauses: Iterable[Clause], *, equivalents: Equivalents, expansions: Sequence[Expansion] = ()
) -> list[Wish]:
    """What is wanted, in the order in which it was typed, then what may stand for several words.

    Clauses without any word are left out, and very usual words unless they are all there is.
    """
    by_name: dict[str, list[Expansion]] = defaultdict(list)
    for expansion in expansions:
        by_name[_telling_key(expansion.of, equivalents)].append(expansion)
    grouped = _join_names(list(clauses), equivalents)
    found = [wish for clause in grouped for wish in _wishes_of(clause, equivalents, by_name)]
    telling = [wish for wish in found if not wish.usual]
    if any(not wish.excluded for wish in telling):
        found = telling
    found = [_expanded(wish, by_name) for wish in found]
    return [*found, *_instead(found, by_name)]


def _telling_key(text: str, equivalents: Equivalents) -> str:
    """The key of a name without its very usual words, unless nothing else is left."""
    words = key(text).split()
    return " ".join([word for word in words if not equivalents.is_usual(word)] or words)


def _join_names(clauses: list[Clause], equivalents: Equivalents) -> list[Clause]:
    """The clauses; neighbouring words that are one name ("nations unies") become one clause."""
    longest = max(1, equivalents.longest_name)
    joined: list[Clause] = []
    at = 0
    while at < len(clauses):
        size = _name_size(clauses[at : at + longest], equivalents)
        text = " ".join(clause.text for clause in clauses[at : at + size])
        joined.append(replace(clauses[at], text=text))
        at += size
    return joined


def _name_size(clauses: list[Clause], equivalents: Equivalents) -> int:
    """How many of the first clauses are one name together; 1 when none are."""
    words = [clause.form is Form.WORD and not clause.excluded for clause in clauses]
    usable = words.index(False) if False in words else len(words)
    for size in range(usable, 1, -1):
        text = " ".join(clause.text for clause in clauses[:size])
        if equivalents.group(text, in_capitals=False):
            return size
    return 1


def _wishes_of(clause: Clause, equivalents: Equivalents, known: Container[str]) -> list[Wish]:
    pieces = analyser("").pieces(clause.text)
    if not pieces:
        return []
    if clause.form is Form.PREFIX:
        return _prefix_wishes(clause, pieces)
    group = equivalents.group(clause.text, in_capitals=_in_capitals(pieces))
    is_name = group is not None or key(clause.text) in known
    if not is_name and clause.form is Form.WORD and (pairs := _pairs(pieces)):
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
        ways=(typed, *_equivalent_ways(group, text), *_said_ways(pieces, label)),
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


def _said_ways(pieces: Sequence[Piece], label: str) -> list[Way]:
    """A percentage in words ("97 per cent"), or an instrument of the ILO by name ("C189")."""
    surfaces = [piece.surface for piece in pieces]
    if len(surfaces) == 1 and surfaces[0].isdigit() and label[-1] == "%":
        said = tuple((surfaces[0], *words) for words in _PER_CENT)
        return [Way(reason=Reason(kind="equivalent", text="per cent"), sequences=said)]
    if len(surfaces) != 2 or label[0] not in _INSTRUMENTS or not surfaces[1].isdigit():
        return []
    names = _INSTRUMENTS[label[0]] if label[1:].isdigit() else ()
    return [
        Way(
            reason=Reason(kind="equivalent", text=f"{name} {surfaces[1]}"),
            sequences=tuple((*stems, surfaces[1]) for stems in sequences(name)),
            weight=EQUIVALENT_WEIGHT,
            slop=_SLOP_TO_NUMBER,
        )
        for name in names
    ]


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


def _expanded(wish: Wish, by_name: Mapping[str, Sequence[Expansion]]) -> Wish:
    """The wish with the ways of the expansions that stand beside its words."""
    if wish.excluded or wish.form is not Form.WORD:
        return wish
    ways = [expansion_way(expansion) for expansion in by_name.get(wish.folded, ())]
    return replace(wish, ways=(*wish.ways, *ways)) if ways else wish


def _instead(found: Sequence[Wish], by_name: Mapping[str, Sequence[Expansion]]) -> Iterator[Wish]:
    """Wishes for the expansions of several words; of overlapping ones the longest, then the first.

    Words that are wished for apart need not stand side by side; other words for them all may
    stand in the place of them all.
    """
    names = [
        wish.folded if wish.form is Form.WORD and not wish.excluded else "\0" for wish in found
    ]
    taken: set[int] = set()
    for size in range(min(len(found), _MOST_INSTEAD), 1, -1):
        for start in range(len(found) - size + 1):
            numbers = range(start, start + size)
            expansions = by_name.get(" ".join(names[start : start + size]), ())
            if expansions and taken.isdisjoint(numbers):
                taken.update(numbers)
                yield Wish(
                    text="",
                    form=Form.WORD,
                    ways=tuple(expansion_way(expansion) for expansion in expansions),
                    instead_of=tuple(numbers),
                )


def whole_query_wishes(expansions: Sequence[Expansion]) -> list[Wish]:
    """What the expansions of the whole query look for: to mark it, and to tell the reason."""
    ways = tuple(expansion_way(expansion) for expansion in expansions if not expansion.of)
    return [Wish(text="", form=Form.WORD, ways=ways)] if ways else []


@lru_cache(maxsize=20_000)
def expansion_way(expansion: Expansion) -> Way:
    """The way an expansion describes: any of its terms, acronyms in capitals."""
    kind, _, text = expansion.reason.partition(": ")
    capitals = tuple(term for term in expansion.terms if is_acronym(term))
    languages = (stem_language(expansion.lang),) if expansion.lang else LATIN_LANGUAGES
    found = [
        s for term in expansion.terms if term not in capitals for s in sequences(term, languages)
    ]
    return Way(
        reason=Reason(kind=kind, text=text),
        sequences=tuple(dict.fromkeys(found)),
        words=tuple(CAPITALS + fold(term) for term in capitals),
        weight=expansion.weight,
        slop=expansion.slop,
    )


def is_acronym(term: str) -> bool:
    """Whether a term is found only where a text has it in capitals.

    >>> is_acronym("AVRR"), is_acronym("Chile"), is_acronym("汇款")
    (True, False, False)
    """
    return term.isupper() and term.isalpha() and 1 < len(term) <= _LONGEST_ACRONYM


def respelled(wish: Wish, spellings: Sequence[str]) -> Wish:
    """The wish with other spellings of its word."""
    ways = [
        Way(reason=Reason(kind="typo", text=word), sequences=sequences(word), weight=TYPO_WEIGHT)
        for word in spellings
    ]
    return replace(wish, ways=(*wish.ways, *ways))
