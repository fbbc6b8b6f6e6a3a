"""Footnotes of a plain text without font sizes: find the notes, then the calls glued to words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from jalon.engines.reading.blocks import CALL, CALL_OPEN, Block, Role, mark_call
from jalon.engines.reading.counting import Candidate, best_chain
from jalon.engines.reading.normalising import join_lines, words_of
from jalon.engines.reading.numbering import Number, Style
from jalon.engines.reading.ranks import Ranks
from jalon.engines.reading.rows import Row, is_separator, is_web_line

_NOTE = re.compile(
    r"(?P<label>\d{1,3}|[a-z]|\*{1,3})(?P<dot>\.)?\s+(?=[\"«“‘(]?[A-ZÀ-ÞА-Я]|https?:|www\.)"
)
_RAISED_NOTE = re.compile(r"\ue000(?P<label>\d{1,3})\ue001(?P<dot>\.)?\s*(?=\S)")
_COUNTED_WORD = re.compile(
    r"(?:objecti(?:f|ve)s?|objetivos?|articles?|artículos?|paragr\.|paragraphes?|par\.|chapitre|"
    r"chapter|section|no|nº|n°|annexe|annex|page|p\.|et|and|y|,|catégorie|category|panel|table|tableau|figure|session|étape|step|phase)\s?$",
    re.IGNORECASE,
)
_NOT_A_CALL = re.compile(r"[-/%º°]| %|[.,]\w")
_CALL_PLACE = re.compile(r"(?P<space> ?)(?P<sign>\d{1,12}|[a-z]|\*{1,3})(?!\w)")
_GLUED_PLACE = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:»”’)\]])|(?<=[.,;:»”’)\]] ))(\d{1,3}|[a-z]|\*{1,3})(?!\w)"
    r"|(?<=\w )(\d{1,3}|[a-z]|\*{1,3})(?= ?[.,;)]|$)"
)
_WINDOW = 150
"""Rows looked back through for the call of a note."""
_MOST_CHAINS = 500
"""Most counts of notes that are looked for: two for each chapter that starts again."""
_LONGEST_NOTE = 14
"""Most lines of one footnote."""


@dataclass(kw_only=True, slots=True)
class Note:
    """A footnote: its printed label, and the rows it stands on (end not included)."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Call:
    row: int
    start: int
    end: int
    note: int
    weight: float


def take_notes(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[int, Block]]]:
    """Body rows with marked calls, and the footnotes with the body place they were found at.

    Args:
        rows: All rows, furniture marked.

    Returns:
        The rows that are neither furniture nor notes; and pairs of a number of body rows that
        stand before the note, and the note as a block.
    """
    notes = _notes(rows)
    _mark_calls(rows, notes)
    taken = {index for note in notes for index in range(note.start, note.end)}
    body: list[Row] = []
    blocks: list[tuple[int, Block]] = []
    starts = {note.start: note for note in notes}
    broken, gap = False, 0
    for index, row in enumerate(rows):
        if index in starts:
            blocks.append((len(body), _note_block(rows, starts[index])))
        if index in taken or row.furniture or is_separator(row):
            broken, gap = True, max(gap, row.gap)
            continue
        row.opens = row.opens or broken
        row.gap = max(row.gap, gap) if broken else row.gap
        broken, gap = False, 0
        body.append(row)
    return body, blocks


def _note_block(rows: Sequence[Row], note: Note) -> Block:
    lines = [row.text for row in rows[note.start : note.end]]
    head = _RAISED_NOTE.match(lines[0]) or _NOTE.match(lines[0])
    lines[0] = lines[0][head.end() :] if head else lines[0]
    return Block(
        text=join_lines(lines, words_of(lines)),
        raw="\n".join(row.raw for row in rows[note.start : note.end]),
        role=Role.FOOTNOTE,
        note=note.label,
        page=rows[note.start].page,
    )


def _notes(rows: Sequence[Row]) -> list[Note]:
    numbered: list[Candidate] = []
    others: list[tuple[int, str]] = []
    places = _places_of_labels(rows)
    for index, row in enumerate(rows):
        found = _RAISED_NOTE.match(row.text) or _NOTE.match(row.text)
        if found is None or row.furniture:
            continue
        label = found["label"]
        weight = _likeness(rows, index, found, places)
        if weight < 2:
            continue
        if label.isdigit():
            number = Number(value=int(label), suffix="", style=Style.BARE, end=found.end())
            numbered.append(Candidate(place=index, number=number, weight=weight - 1.2))
        else:
            others.append((index, label))
    starts = [(one.place, str(one.number.value)) for one in _chains(numbered)] + others
    starts.sort()
    return _with_ends(rows, starts)


def _chains(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best chain, and those before and after it (notes that start again in each chapter)."""
    found: list[Candidate] = []
    waiting = [candidates]
    for _ in range(_MOST_CHAINS):
        part = waiting.pop() if waiting else ()
        chain = best_chain(part)
        if not chain or (len(chain) < 2 and chain[0].number.value != 1):
            if not waiting:
                break
            continue
        found += chain
        waiting.append([one for one in part if one.place > chain[-1].place])
        waiting.append([one for one in part if one.place < chain[0].place])
    return sorted(found, key=lambda one: one.place)


def _likeness(
    rows: Sequence[Row], index: int, found: "re.Match[str]", places: Mapping[str, Sequence[int]]
) -> float:
    """How much a row looks like the start of a footnote; 2 is enough."""
    row, label = rows[index], found["label"]
    weight = 0.0
    if row.text.startswith(CALL_OPEN):
        weight += 2
    if _after_separator(rows, index):
        weight += 2
    if row.lead:
        weight += 0.5
    if _page_ends_soon(rows, index):
        weight += 1
    if label == "*" and row.lead:
        weight += 1
    called = places.get(label, ())
    nearest = bisect_left(called, index)
    if label != "*" and nearest and called[nearest - 1] >= index - _WINDOW:
        weight += 1 if label.isdigit() or not row.lead else 1.5
    if found["dot"]:
        weight -= 1.5
    return weight


def _after_separator(rows: Sequence[Row], index: int) -> bool:
    for row in reversed(rows[max(0, index - 40) : index]):
        if is_separator(row):
            return True
        if row.furniture and not is_web_line(row.text):
            return False
    return False


def _page_ends_soon(rows: Sequence[Row], index: int) -> bool:
    following = rows[index + 1 : index + _LONGEST_NOTE]
    if not following:
        return True
    return any(row.furniture or row.lead for row in following)


def _places_of_labels(rows: Sequence[Row]) -> dict[str, list[int]]:
    """For each label, the rows that may call a note of that label, in order."""
    places: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        labels = {first or second for first, second in _GLUED_PLACE.findall(row.text)}
        for label in labels.union(CALL.findall(row.text)):
            places.setdefault(label, []).append(index)
    return places


def _with_ends(rows: Sequence[Row], starts: Sequence[tuple[int, str]]) -> list[Note]:
    notes = []
    for order, (start, label) in enumerate(starts):
        follower = starts[order + 1][0] if order + 1 < len(starts) else len(rows)
        notes.append(Note(label=label, start=start, end=_end(rows, start, follower)))
    return notes


def _end(rows: Sequence[Row], start: int, follower: int) -> int:
    last = min(follower, start + _LONGEST_NOTE, len(rows))
    between = rows[start + 1 : last]
    if follower == last < len(rows) and not any(row.lead or row.gap > 1 for row in between):
        return last
    allowed = rows[start + 1].gap if start + 1 < last else 0
    allowed = min(allowed, 1) if rows[start].usual >= 1 else 0
    for index in range(start + 1, last):
        row = rows[index]
        if row.furniture or row.lead or row.gap > allowed or is_separator(row):
            return index
    return last


def _mark_calls(rows: Sequence[Row], notes: Sequence[Note]) -> None:
    """Mark the calls of all notes, zone by zone: a call stands above its note."""
    zone: list[Note] = []
    opened = 0
    for order, note in enumerate(notes):
        zone.append(note)
        following = notes[order + 1] if order + 1 < len(notes) else None
        if following and following.start <= note.end + 1:
            continue
        body = [
            index
            for index in range(opened, zone[0].start)
            if not rows[index].furniture and "...." not in rows[index].text
        ]
        for call in reversed(_calls(rows, body, zone)):
            row = rows[call.row]
            mark = mark_call(zone[call.note].label)
            row.text = row.text[: call.start] + mark + row.text[call.end :]
        opened, zone = note.end, []


def _calls(rows: Sequence[Row], body: Sequence[int], zone: Sequence[Note]) -> list[_Call]:
    """The heaviest increasing choice among all places that may call the notes of a page."""
    orders: dict[str, list[int]] = {}
    for order, note in enumerate(zone):
        orders.setdefault(note.label, []).append(order)
    found = [call for index in body for call in _call_places(rows[index], index, orders)]
    found.sort(key=lambda call: (call.row, call.start, -call.weight))
    return _heaviest(found, len(zone))


def _heaviest(found: Sequence[_Call], notes: int) -> list[_Call]:
    """The heaviest choice of calls, sorted by place, that call one later note after the other."""
    best = [0.0] * len(found)
    link = [-1] * len(found)
    ranks = Ranks(notes)
    waiting: list[tuple[int, int, int]] = []
    for here, call in enumerate(found):
        while waiting and waiting[0][:2] <= (call.row, call.start):
            place = heappop(waiting)[2]
            ranks.put(found[place].note, best[place], place)
        score, link[here] = ranks.best_before(call.note)
        best[here] = score + call.weight
        heappush(waiting, (call.row, call.end, here))
    chosen: list[_Call] = []
    place = max(range(len(best)), key=best.__getitem__) if best else -1
    while place >= 0:
        chosen.append(found[place])
        place = link[place]
    return chosen[::-1]


def _call_places(row: Row, index: int, orders: Mapping[str, Sequence[int]]) -> Iterator[_Call]:
    """Where a row may call a note of the page; `orders` has the notes by their label."""
    taken = set(CALL.findall(row.text))
    for found in _CALL_PLACE.finditer(row.text):
        for label, start in _labels(found):
            if label not in orders or label in taken:
                continue
            weight = _call_weight(row.text, start, found.end(), label)
            for order in orders[label] if weight else ():
                yield _Call(
                    row=index, start=start, end=found.end(), note=order,
                    weight=weight + 0.0001 * index,
                )  # fmt: skip


def _labels(found: "re.Match[str]") -> Iterator[tuple[str, int]]:
    """All labels that end where digits, a letter or stars end, and where each starts."""
    sign, start = found["sign"], found.start("sign")
    for place in range(len(sign) if sign[0].isdigit() else 1):
        space = place == 0 and found["space"]
        yield sign[place:], start + place - bool(space)


def _call_weight(text: str, start: int, end: int, label: str) -> float:
    before, after = text[:start], text[end:]
    last = before[-1:]
    if not last or _NOT_A_CALL.match(after) or re.search(r"\d[.,]$", before):
        return 0.0
    if not label.isdigit():
        return 1.0 + 0.001 * start if last.isalpha() and text[start] != " " else 0.0
    if text[start] != " ":
        return _glued_weight(before, last)
    stops = after.lstrip()[:1]
    if _COUNTED_WORD.search(before):
        return 0.1 if stops in ("", ".", ",", ";") else 0.0
    if stops in ("", ".", ",", ";", ":", ")") and (last.isalnum() or last in "»”)"):
        return 2.0
    return 0.6 if last in ".;:,»”)" and stops[:1].isupper() else 0.2


def _glued_weight(before: str, last: str) -> float:
    if last.isdigit():
        word = re.search(r"([^\W\d_]+)[ -]?\(?(\d+)$", before)
        return 1.5 if word and len(word.group(2)) <= 4 else 0.0
    if last.isalpha():
        short = re.search(r"(?:^|[^\w])[A-Z]{1,2}$", before)
        return 0.8 if short else 3.0
    return 3.0 if last in '.,;:»”’)]!?…"' else 0.0
