"""Words of one meaning in several languages: from a query to the other words that may be found.

A word list has groups of equal terms by language. A query has no language, so its words are looked
for as each language would have them; what is found tells which language was meant. Very usual words
("of", "de la") are left out on both sides, as word lists often leave them out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import yaml

from jalon.engines.searching.analysis import CAPITALS, Piece, analyser
from jalon.engines.searching.asking import Clause, Form, read_query
from jalon.engines.searching.cards import Expansion
from jalon.engines.searching.equivalents import DATA, key
from jalon.engines.searching.folding import fold
from jalon.engines.searching.meaning import is_acronym
from jalon.engines.searching.stems import LATIN_LANGUAGES, stem_language

OTHER_LANGUAGE = "other language"
"""Kind of the reason of a term in a language that was not typed."""
LONGEST_TERM = 5
SLOP_BETWEEN = 2
"""Words that may stand between two words of a loose term."""
MOST_TERMS = 10
"""Terms of one group and language that are searched."""

Group = Mapping[str, Sequence[str]]
"""Terms of one meaning by BCP 47 tag of their language."""
Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WordList:
    """Groups of equal terms, and how much they count.

    Attributes:
        groups: Terms of one meaning by language.
        same: Kind of the reason of other terms of the typed language, such as "synonym"; empty
            when they are not to be searched.
        same_weight: Share of the score of the typed words for those.
        other: Kind of the reason of terms of other languages.
        other_weight: Their share of the score of the typed words.
        exact: Whether a term is met by its letters, as names are, and not by its stem.
        loose: Whether a few words may stand between the words of a term.
        only_whole: Whether a term is not looked for inside a longer one that was met.
    """

    groups: Sequence[Group]
    same: str = ""
    same_weight: float = 0.5
    other: str = OTHER_LANGUAGE
    other_weight: float = 0.6
    exact: bool = False
    loose: bool = False
    only_whole: bool = False


class _Place(NamedTuple):
    """Where a term stands: number of the list, number of the group, language."""

    list_number: int
    group: int
    lang: str


class Vocabulary:
    """Finds the other words for the words of a query.

    Args:
        lists: What counts first stands first: a term found twice is told by the first list.
        is_usual: Whether a folded word is left out of terms and queries.
    """

    def __init__(self, lists: Iterable[WordList], *, is_usual: Callable[[str], bool]) -> None:
        self._lists = tuple(lists)
        self._is_usual = is_usual

    @cached_property
    def _places(self) -> Mapping[str, Mapping[Key, Sequence[_Place]]]:
        """By language of the stems, and by key, the places of terms."""
        found: dict[str, dict[Key, list[_Place]]] = {
            lang: defaultdict(list) for lang in LATIN_LANGUAGES
        }
        for place, term in self._terms_in_place():
            self._put(found, term, place)
        return {lang: dict(keys) for lang, keys in found.items()}

    def _terms_in_place(self) -> Iterator[tuple[_Place, str]]:
        for number, words in enumerate(self._lists):
            for group_number, group in enumerate(words.groups):
                for lang, terms in group.items():
                    place = _Place(number, group_number, lang)
                    yield from ((place, term) for term in terms)

    def _put(self, found: Mapping[str, dict[Key, list[_Place]]], term: str, place: _Place) -> None:
        """Latin letters have the stems of their language, others the same in each of them."""
        spoken = term.isascii() or fold(term).isascii()
        latin = stem_language(place.lang)
        met = self._key(term, latin, exact=self._lists[place.list_number].exact)
        for lang in (latin,) if spoken else LATIN_LANGUAGES:
            places = found[lang].setdefault(met, [])
            if met and place not in places:
                places.append(place)

    def _key(self, text: str, latin: str, *, exact: bool) -> Key:
        if is_acronym(text):
            return (CAPITALS + fold(text),)
        pieces = analyser(latin).pieces(text)
        telling = [piece for piece in pieces if not self._is_usual(piece.surface)]
        kept = telling if len(telling) > 1 or len(pieces) == 1 else pieces
        return ("=",) * exact + tuple(p.surface if exact else p.term for p in kept)

    def expansions(self, text: str, *, langs: Sequence[str] = ()) -> tuple[Expansion, ...]:
        """Other words for the words of a query; phrases and what is left out have none.

        Args:
            text: As it was typed.
            langs: Languages that are searched; empty for all.
        """
        found: dict[tuple[str, str, Key], Expansion] = {}
        clauses = read_query(text).clauses
        left_out = {key(clause.text) for clause in clauses if clause.excluded}
        for words in _runs(clauses, self._is_usual):
            for name, places in self._met(words):
                if not left_out.isdisjoint(key(name).split()):
                    continue
                for other, expansion in self._others(name, places, langs):
                    found.setdefault((name, *other), expansion)
        return tuple(found.values())

    def _met(self, words: Sequence[str]) -> Iterator[tuple[str, Sequence[_Place]]]:
        """Runs of words that are terms, the longest first, and where these terms stand."""
        inside: set[int] = set()
        for size in range(min(len(words), LONGEST_TERM), 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                numbers = range(start, start + size)
                places = [
                    place
                    for place in self._places_of(name)
                    if inside.isdisjoint(numbers) or not self._lists[place.list_number].only_whole
                ]
                if places:
                    inside.update(numbers if size > 1 else ())
                    yield name, places

    def _places_of(self, name: str) -> list[_Place]:
        found: dict[_Place, None] = {}
        for latin, places in self._places.items():
            keys = [self._key(name, latin, exact=exact) for exact in (False, True)]
            pieces = analyser(latin).pieces(name)
            if len(pieces) == 1:
                keys += [(whole,) for whole in pieces[0].wholes if whole.startswith(CAPITALS)]
            found |= dict.fromkeys(place for key in keys for place in places.get(key, ()))
        return sorted(found)

    def _others(
        self, name: str, places: Sequence[_Place], langs: Sequence[str]
    ) -> Iterator[tuple[tuple[str, Key], Expansion]]:
        typed: dict[tuple[int, int], set[str]] = defaultdict(set)
        for place in places:
            typed[place.list_number, place.group].add(place.lang)
        for (number, group), spoken in typed.items():
            words = self._lists[number]
            for lang, terms in words.groups[group].items():
                same = lang in spoken
                if (langs and lang not in langs) or (same and not words.same):
                    continue
                yield from self._terms(name, terms[:MOST_TERMS], lang=lang, same=same, words=words)

    def _terms(
        self, name: str, terms: Iterable[str], *, lang: str, same: bool, words: WordList
    ) -> Iterator[tuple[tuple[str, Key], Expansion]]:
        latin = stem_language(lang)
        typed = self._key(name, latin, exact=False)
        for term in terms:
            met = self._key(term, latin, exact=False)
            if met != typed:
                kind = words.same if same else words.other
                told, slop = self._searched(term, loose=words.loose)
                yield (
                    (lang, met),
                    Expansion(
                        of=name,
                        terms=(told,),
                        reason=f"{kind}: {term}",
                        weight=words.same_weight if same else words.other_weight,
                        lang=lang,
                        slop=slop,
                    ),
                )

    def _searched(self, term: str, *, loose: bool) -> tuple[str, int]:
        """A term as it is searched, without very usual words, and how many may stand inside."""
        if " " not in term:
            return term, 0
        surfaces = [piece.surface for piece in analyser("").pieces(term)]
        telling = [surface for surface in surfaces if not self._is_usual(surface)]
        if len(telling) < 2:
            return term, 0
        usual = len(surfaces) - len(telling)
        slop = SLOP_BETWEEN * (len(telling) - 1) if loose else usual and usual + 1
        return (" ".join(telling) if usual else term), slop


def packaged_words(section: str) -> list[Group]:
    """Groups of words that come with Jalon.

    Args:
        section: "groups" (translations and synonyms) or "families" (words of one root).
    """
    text = (DATA / "words.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[Group] = yaml.load(text, Loader=loader)[section]  # noqa: S506 - safe loader
    return found


def _runs(clauses: Iterable[Clause], is_usual: Callable[[str], bool]) -> Iterator[list[str]]:
    """Runs of words as they were typed; a phrase, a beginning or a word left out ends a run."""
    run: list[str] = []
    for clause in clauses:
        if clause.form is not Form.WORD or clause.excluded:
            yield run
            run = []
        elif not _is_usual(analyser("").pieces(clause.text), is_usual):
            run.append(clause.text)
    yield run


def _is_usual(pieces: Sequence[Piece], is_usual: Callable[[str], bool]) -> bool:
    """Whether a clause is a very usual word and no acronym in capitals."""
    if len(pieces) != 1:
        return False
    capitals = any(whole.startswith(CAPITALS) for whole in pieces[0].wholes)
    return not capitals and is_usual(pieces[0].surface)
