"""An invented library as large as wanted, made by the acts that make a real one."""

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256

from jalon.atlas.public import PlaceKind, all_places
from jalon.base.public import SYSTEM
from jalon.engines.reading import Metadata, Passage, Reading
from jalon.kernel.languages import pick
from jalon.library.public import (
    Filing,
    KeptFile,
    TagState,
    decide_tag,
    describe_document,
    store_reading,
    tags_of_document,
)
from jalon.practices.public import InitiativeKind, store_initiatives
from jalon.project.benchmarks.specimens import sentences
from jalon.search.public import flush_all

PASSAGES_PER_DOCUMENT = 100
SPEAKS_OF_AN_OBJECTIVE = 0.8
SPEAKS_OF_ANOTHER = 0.4
NAMES_A_PLACE = 0.3
IS_ABOUT_A_PLACE = 0.5
DECIDED_PER_DOCUMENT = 6
YEARS = range(2005, 2027)
CHAPTERS = 8
PLAIN = {
    "en": (
        "The meeting took note of the draft and asked for a second version by the spring",
        "Three rooms of the old building were painted and the roof was mended",
        "The tables below were drawn up by the secretariat from the answers received",
        "Delegates thanked the host city for the warm welcome and the long evenings",
        "The annual budget was closed with a small surplus that was carried over",
    ),
    "fr": (
        "La réunion a pris note du projet et demandé une deuxième version pour le printemps",
        "Trois salles du vieux bâtiment ont été repeintes et le toit a été réparé",
        "Les tableaux suivants ont été dressés par le secrétariat à partir des réponses",
        "Les délégués ont remercié la ville hôte de son accueil et de ses longues soirées",
        "Le budget annuel a été clos avec un petit excédent qui a été reporté",
    ),
}


def fill(passages: int, *, initiatives: int) -> None:
    """Store about so many passages and initiatives, decide on some tags, and index them all."""
    dice = random.Random(7)  # noqa: S311 - repeatable, not secret
    names = {place.code: place.name for place in all_places() if place.kind is PlaceKind.COUNTRY}
    for number in range(max(1, passages // PASSAGES_PER_DOCUMENT)):
        lang = ("en", "fr")[number % 2]
        places = [(code, pick(name, lang)) for code, name in names.items()]
        about = dice.choice(places)[0] if dice.random() < IS_ABOUT_A_PLACE else ""
        reading = _reading(number, places, lang=lang, dice=dice)
        _store(reading, about)
        known = {"title": f"Known report {number}", "language": lang, "symbol": f"K/{number}"}
        describe_document(slug=f"known-{number}", values=known, actor=SYSTEM)
    store_initiatives(list(_initiatives(initiatives, sorted(names), dice)), actor=SYSTEM)
    flush_all()


def _store(reading: Reading, about: str) -> None:
    """Store a reading and decide on the first of its tags: two of three are confirmed."""
    name = f"{reading.document}.pdf"
    file = KeptFile(name=name, kept="", digest=reading.sha256, bytes=0, filing=Filing(place=about))
    slug = store_reading(reading, file, actor=SYSTEM).slug
    tags = [tag for found in tags_of_document(slug).values() for tag in found]
    tags.sort(key=lambda tag: (tag.passage_id, tag.code))
    for at, tag in enumerate(tags[:DECIDED_PER_DOCUMENT]):
        wanted = TagState.REFUSED if at % 3 == 2 else TagState.CONFIRMED
        decide_tag(tag_id=tag.id, wanted=wanted, actor=SYSTEM)


def _reading(
    number: int, places: Sequence[tuple[str, str]], *, lang: str, dice: random.Random
) -> Reading:
    symbol, year = f"BENCH/{number}", dice.choice(YEARS)
    metadata = Metadata(
        title=f"Report {number} of the bench on {dice.choice(places)[1]}",
        symbol=symbol,
        date=f"{year}-05-12",
        language=lang,
        body="Ministry of Invention",
        page_count=20,
        media_type="application/pdf",
    )
    passages = tuple(
        Passage(
            order=at,
            label=str(at + 1),
            number=str(at + 1),
            page=at // 5 + 1,
            page_label=str(at // 5 + 1),
            section=f"Chapter {at * CHAPTERS // PASSAGES_PER_DOCUMENT + 1}",
            lang=lang,
            text=_text(places, lang=lang, dice=dice),
        )
        for at in range(PASSAGES_PER_DOCUMENT)
    )
    digest = sha256(symbol.encode()).hexdigest()
    return Reading(document=f"bench-{number}", sha256=digest, metadata=metadata, passages=passages)


def _text(places: Sequence[tuple[str, str]], *, lang: str, dice: random.Random) -> str:
    """Three sentences: plain ones, some on objectives, some that name a place."""
    said = dice.sample(PLAIN[lang], 3)
    if dice.random() < SPEAKS_OF_AN_OBJECTIVE:
        said[0] = dice.choice(_KNOWN[lang])
        if dice.random() < SPEAKS_OF_ANOTHER:
            said[1] = dice.choice(_KNOWN[lang])
    if dice.random() < NAMES_A_PLACE:
        said[2] = f"{said[2]} ({dice.choice(places)[1]})"
    return ". ".join(said) + "."


_KNOWN = {lang: sentences(lang) for lang in PLAIN}


def _initiatives(
    count: int, places: Sequence[str], dice: random.Random
) -> Iterator[dict[str, object]]:
    kinds = list(InitiativeKind)
    for number in range(count):
        objectives = dice.sample(range(1, 24), 2)
        started = dice.choice(YEARS)
        yield {
            "id": f"bench-{number}",
            "title": {"en": f"Initiative {number}", "fr": f"Initiative {number} (fr)"},
            "summary": {
                lang: f"{dice.choice(_KNOWN[lang])}. {PLAIN[lang][number % 5]}." for lang in PLAIN
            },
            "kind": kinds[number % len(kinds)].value,
            "who": ["Ministry of Invention"],
            "places": [dice.choice(places)],
            "year_from": started,
            "year_to": started + 3,
            "objectives": [str(one) for one in objectives],
            "source": {
                "document": f"bench-{dice.randrange(max(1, count // 100))}",
                "paragraph": "1",
            },
        }
