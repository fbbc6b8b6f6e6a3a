"""Papers on every hard thing: what they say and in what order, before anything prints them."""

from collections.abc import Iterator
from dataclasses import replace

from jalon.project.benchmarks.specimens.papers import CALL, Paper, Part, PartKind
from jalon.project.benchmarks.specimens.texts import Wording

LETTERS = "abcdefghij"


def report(  # each is one thing a reader may stumble on
    name: str,
    lang: str,
    *,
    paragraphs: int = 24,
    columns: int = 1,
    notes: bool = True,
    seed: int = 1,
) -> Paper:
    """A report: title, headings, numbered paragraphs with footnotes, lists with letters."""
    said = Wording(lang, seed=seed)
    head = said.word("head")
    parts = [Part(kind=PartKind.TITLE, text=head)]
    for number in range(1, paragraphs + 1):
        if number % 8 == 1:
            parts.append(Part(kind=PartKind.HEADING, text=said.title()))
        parts.append(_numbered(said, number, noted=notes and number % 4 == 0))
        if number % 6 == 5:
            parts += _letters(said, str(number))
    return Paper(name=name, lang=lang, parts=tuple(parts), head=f"T/2020/7 {head}", columns=columns)


def _numbered(said: Wording, number: int, *, noted: bool, sentences: int = 3) -> Part:
    text = said.sentences(sentences)
    notes = (said.note(),) if noted else ()
    return Part(
        kind=PartKind.PARAGRAPH, text=text + CALL * len(notes), marker=f"{number}.",
        label=str(number), notes=notes,
    )  # fmt: skip


def _letters(said: Wording, number: str, count: int = 3) -> Iterator[Part]:
    for letter in LETTERS[:count]:
        yield Part(
            kind=PartKind.ITEM, text=said.sentence(), marker=f"({letter})",
            label=f"{number}.{letter}",
        )  # fmt: skip


def chapters(name: str, lang: str = "en") -> Paper:
    """Paragraphs without numbers, bullets, a ruled table, a figure, references."""
    said = Wording(lang, seed=3)
    heading = said.title()
    return Paper(
        name=name, lang=lang, head=said.word("head"),
        parts=(
            Part(kind=PartKind.TITLE, text=said.word("head")),
            Part(kind=PartKind.HEADING, text=heading),
            *_plain(said, 3),
            *_bullets(said, 4),
            *_plain(said, 2),
            Part(kind=PartKind.HEADING, text=said.title()),
            *_plain(said, 1),
            *_table(said),
            *_plain(said, 2),
            Part(kind=PartKind.CAPTION, text=f"{said.word('figure')} 1. {said.sentence()}"),
            *_plain(said, 3),
            Part(kind=PartKind.HEADING, text=said.word("references")),
            *_references(said, 9),
        ),
    )  # fmt: skip


def _plain(said: Wording, count: int, sentences: int = 3) -> Iterator[Part]:
    for _ in range(count):
        yield Part(kind=PartKind.PARAGRAPH, text=said.sentences(sentences))


def _bullets(said: Wording, count: int) -> Iterator[Part]:
    for _ in range(count):
        yield Part(kind=PartKind.ITEM, text=said.sentence(), marker="•")


def _table(said: Wording, rows: int = 5) -> Iterator[Part]:
    yield Part(
        kind=PartKind.ROW, text=" | ".join(said.word(one) for one in ("place", "wells", "opened"))
    )
    for row in range(1, rows + 1):
        cells = (said.sentence().rstrip(".。"), str(12 + 31 * row), str(1980 + 7 * row))
        yield Part(kind=PartKind.ROW, text=" | ".join(cells))


def _references(said: Wording, count: int) -> Iterator[Part]:
    who = {"en": "Harbour Office", "fr": "Bureau du port", "es": "Oficina del puerto"}
    for number in range(1, count + 1):
        text = f"{who.get(said.lang, 'H. O.')} ({2000 + number}). {said.note()}"
        yield Part(kind=PartKind.REFERENCE, text=text)


def contents(name: str, lang: str = "en", *, chapters: int = 6) -> Paper:
    """A table of contents with leaders, then the chapters; an annex that lists the titles again."""
    said = Wording(lang, seed=4)
    titles = [said.title() for _ in range(chapters)]
    parts = [
        Part(kind=PartKind.TITLE, text=said.word("head")),
        Part(kind=PartKind.HEADING, text=said.word("contents")),
    ]
    parts += [
        Part(kind=PartKind.CONTENTS, text=f"{title} {2 + at}") for at, title in enumerate(titles)
    ]
    for title in titles:
        parts += [Part(kind=PartKind.HEADING, text=title), *_plain(said, 5, sentences=4)]
    parts.append(Part(kind=PartKind.ANNEX, text=said.word("annex")))
    parts += [
        Part(kind=PartKind.CONTENTS, text=title, marker=f"{at}.", label=f"annex-1.{at}")
        for at, title in enumerate(titles * 2, start=1)
    ]
    return Paper(name=name, lang=lang, parts=tuple(parts), head=said.word("head"))


def boxes(name: str, lang: str = "en") -> Paper:
    """Paragraphs with framed boxes between them and notes at their side."""
    said = Wording(lang, seed=5)
    parts = [Part(kind=PartKind.TITLE, text=said.word("head"))]
    for turn in range(8):
        parts += _plain(said, 2, sentences=4)
        kind = PartKind.BOX if turn % 2 else PartKind.SIDE
        parts.append(Part(kind=kind, text=said.sentences(2 if turn % 2 else 1)))
    return Paper(name=name, lang=lang, parts=tuple(parts), head=said.word("head"))


def resolution(name: str, lang: str = "en") -> Paper:
    """A resolution: clauses without numbers, then numbered ones, an annex that counts anew."""
    said = Wording(lang, seed=6)
    recalling = {"en": "Recalling", "fr": "Rappelant", "es": "Recordando"}[lang]
    deciding = {"en": "Decides", "fr": "Décide", "es": "Decide"}[lang]
    preamble = [
        Part(kind=PartKind.PARAGRAPH, text=f"{recalling} {_lower(said.sentence())[:-1]},")
        for _ in range(4)
    ]
    clauses = [
        Part(
            kind=PartKind.PARAGRAPH, text=f"{deciding} {_lower(said.sentence())}",
            marker=f"{number}.", label=str(number),
        )
        for number in range(1, 8)
    ]  # fmt: skip
    annex = [Part(kind=PartKind.ANNEX, text=said.word("annex"))]
    annex += [_numbered(said, number, noted=False) for number in range(1, 6)]
    again = [replace(part, label=f"annex-1.{part.label}" if part.label else "") for part in annex]
    head = Part(kind=PartKind.TITLE, text=said.word("head"))
    return Paper(
        name=name, lang=lang, parts=(head, *preamble, *clauses, *again), head="A/RES/99/999"
    )


def styles(name: str, lang: str = "en") -> Paper:
    """Paragraphs `1.` to `12.`, `12 bis`, with items `a)`, `i)` and dashes below them."""
    said = Wording(lang, seed=7)
    parts = [Part(kind=PartKind.TITLE, text=said.word("head"))]
    for number in range(1, 15):
        bis = number == 13
        marker, label = (f"{number}.", str(number)) if number < 13 else (f"{number - 1}.", "")
        if bis:
            marker, label = "12 bis.", "12bis"
        label = label or str(number - 1)
        text = said.sentences(3)
        parts.append(Part(kind=PartKind.PARAGRAPH, text=text, marker=marker, label=label))
        if number in {4, 9}:
            parts += _nested(said, label)
    return Paper(name=name, lang=lang, parts=tuple(parts), head=said.word("head"))


def restarts(name: str, lang: str = "en") -> Paper:
    """Chapters whose paragraphs count from one again."""
    said = Wording(lang, seed=8)
    parts = [Part(kind=PartKind.TITLE, text=said.word("head"))]
    for _ in range(4):
        parts.append(Part(kind=PartKind.HEADING, text=said.title()))
        counted = (_numbered(said, number, noted=False) for number in range(1, 8))
        parts += [replace(part, label="") for part in counted]
    return Paper(name=name, lang=lang, parts=tuple(parts), head="T/2020/8")


def _nested(said: Wording, label: str) -> Iterator[Part]:
    for letter in "ab":
        yield Part(
            kind=PartKind.ITEM, text=said.sentence(), marker=f"{letter})", label=f"{label}.{letter}"
        )
        for roman in ("i", "ii"):
            yield Part(
                kind=PartKind.ITEM, text=said.sentence(), marker=f"{roman})",
                label=f"{label}.{letter}.{roman}", depth=2,
            )  # fmt: skip


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
