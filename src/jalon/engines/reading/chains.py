"""Choose which blocks of a document part start its numbered paragraphs."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from jalon.engines.reading.blocks import DRAWN, Block, Role
from jalon.engines.reading.counting import Candidate, best_chain, best_tree
from jalon.engines.reading.lettering import length_of, opens_high
from jalon.engines.reading.normalising import has_ended
from jalon.engines.reading.numbering import Number, Style, number_at

PARAGRAPH_LENGTH = 250
"""Characters from which on a candidate fully looks like a paragraph."""
TITLE_LENGTH = 200
"""Longest line that may be a heading, in characters."""
TITLE_WEIGHT = 0.3
"""Weight of a candidate that looks like a heading."""
MOST_TITLES = 0.6
"""Share of headings from which on a chain counts headings, not paragraphs."""
UNBROKEN = 1.6
"""How much more a count without a gap is trusted; resolutions have long preambles."""
STRICT_LENGTH = 4
"""Fewest paragraphs counted by numbers that lists are counted with as well."""
STRICT_SHARE = 0.45
"""Share of the text that must stand under such numbers."""
_STRICT = frozenset({Style.BRACKET, Style.DECIMAL, Style.WORDED})
CHAPTER_LENGTH = 3
"""Fewest numbered paragraphs of a chapter that counts its own."""
CHAPTER_WEIGHT = 0.9
"""Least mean weight of its paragraphs."""
CHAPTER_GAIN = 0.3
"""By how much chapters that count their own must outweigh one count, as a share of it."""
_ENOUGH = ((5, 0.5), (12, 0.3), (3, 0.8))
"""Pairs of a chain length and the share of the text under it from which on a part is numbered."""


def number_of(block: Block) -> Number | None:
    """The number a block starts with, as its format keeps it or as its text shows it."""
    if block.marker:
        return number_at(f"{block.marker} x")
    return number_at(block.text)


def like_title(block: Block) -> bool:
    """Tell whether a text block is as short and as open-ended as a heading."""
    if length_of(block.text) > TITLE_LENGTH or block.text.endswith(DRAWN):
        return False
    return not has_ended(block.text)


def chain_of(blocks: Sequence[Block], levels: Sequence[int] = ()) -> dict[int, Number]:
    """The numbered paragraphs of one part of a document.

    Args:
        blocks: All blocks of the part, in order.
        levels: Level of each block that is a heading, from 1; 0 for the others. Where given,
            numbers may start again in each chapter.

    Returns:
        For each block that starts a numbered paragraph, its index and number; empty when the part
        is not numbered.
    """
    best: list[Candidate] = []
    used = {number.style for number in map(number_of, blocks) if number}
    for style in (style for style in Style if style in used):
        candidates = _candidates(blocks, style)
        chain = _chain_in(style, candidates, levels)
        convinces = _is_strict if style in _STRICT else _is_enough
        if convinces(blocks, chain) and _weight_of(chain) > _weight_of(best):
            best = chain
    return {one.place: one.number for one in best}


def _chain_in(
    style: Style, candidates: Sequence[Candidate], levels: Sequence[int]
) -> list[Candidate]:
    """The best chain of the numbers written in one way."""
    if style is Style.DECIMAL:
        return best_tree(candidates)
    if style is not Style.WORDED:
        return _by_chapters(levels, candidates) or best_chain(candidates)
    names = dict.fromkeys(one.number.name for one in candidates)
    chains = [best_chain([one for one in candidates if one.number.name == name]) for name in names]
    return sorted((one for chain in chains for one in chain), key=lambda one: one.place)


def _is_strict(blocks: Sequence[Block], chain: Sequence[Candidate]) -> bool:
    """Tell whether numbers that lists are counted with as well count paragraphs here."""
    if len(chain) < STRICT_LENGTH or _weight_of(chain) < CHAPTER_WEIGHT * len(chain):
        return False
    values = [one.number.value for one in chain]
    whole = (
        chain[0].number.path or chain[0].number.name or values == list(range(1, len(values) + 1))
    )
    total = sum(len(block.text) for block in blocks if block.role is Role.TEXT) or 1
    ends = [one.place for one in chain[1:]] + [len(blocks)]
    under = sum(
        len(blocks[one.place].text)
        + sum(len(block.text) for block in _followers(blocks[:end], one.place, limit=6))
        for one, end in zip(chain, ends, strict=True)
    )
    return bool(whole) and under >= STRICT_SHARE * total


def _weight_of(chain: Sequence[Candidate]) -> float:
    return sum(one.weight for one in chain)


def _by_chapters(levels: Sequence[int], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The chains of all chapters, where numbers start again in each; else empty."""
    if sum(one.number.value == 1 for one in candidates) < 2 or not any(levels):
        return []
    best: list[Candidate] = []
    for level in sorted({level for level in levels if level}):
        found: list[Candidate] = []
        chapters = 0
        for chapter in _chapters(levels, candidates, level):
            chain = best_chain(chapter)
            if _is_counted(chain):
                found += chain
                chapters += 1
        if chapters > 1 and _weight_of(found) > _weight_of(best):
            best = found
    whole = best_chain(candidates)
    gained = _weight_of(best) - _weight_of(whole)
    return best if gained > CHAPTER_GAIN * _weight_of(whole) else []


def _chapters(
    levels: Sequence[int], candidates: Sequence[Candidate], level: int
) -> list[list[Candidate]]:
    """Candidates by chapter: a chapter starts at each heading of a level or above it."""
    starts = [place for place, one in enumerate(levels) if 0 < one <= level]
    chapters: list[list[Candidate]] = [[] for _ in range(len(starts) + 1)]
    for candidate in candidates:
        chapters[bisect_right(starts, candidate.place)].append(candidate)
    return chapters


def _is_counted(chain: Sequence[Candidate]) -> bool:
    """Tell whether a chain counts paragraphs of a chapter: from 1, whole, not mere titles."""
    values = [one.number.value for one in chain]
    return (
        len(chain) >= CHAPTER_LENGTH
        and values[0] == 1
        and values[-1] == len(set(values))
        and _weight_of(chain) >= CHAPTER_WEIGHT * len(chain)
    )


def _candidates(blocks: Sequence[Block], style: Style) -> list[Candidate]:
    found = []
    for index, block in enumerate(blocks):
        if block.role not in {Role.TEXT, Role.HEADING}:
            continue
        number = number_of(block)
        if number is None or number.style is not style or number.value == 0:
            continue
        if style is Style.BARE and not _bare_paragraph(block, number):
            continue
        weight = _weight(blocks, index, style)
        found.append(Candidate(place=index, number=number, weight=weight))
    return found


def _bare_paragraph(block: Block, number: Number) -> bool:
    after = block.text[number.end :] if not block.marker else block.text
    return bool(after) and opens_high(after) and length_of(after) > TITLE_LENGTH


def _weight(blocks: Sequence[Block], index: int, style: Style) -> float:
    block = blocks[index]
    if block.role is Role.HEADING or like_title(block):
        return TITLE_WEIGHT if not block.tight else 0.2
    length = length_of(block.text) + sum(
        length_of(follower.text) for follower in _followers(blocks, index, limit=4, style=style)
    )
    weight = 0.4 + min(length / PARAGRAPH_LENGTH, 1.0)
    return weight * 0.6 if block.tight else weight


def _followers(
    blocks: Sequence[Block], index: int, limit: int, style: Style = Style.DOTTED
) -> list[Block]:
    """Text blocks after a candidate that belong to it: up to a heading or another number."""
    found: list[Block] = []
    for block in islice(blocks, index + 1, None):
        if block.role is Role.HEADING or len(found) >= limit:
            break
        if block.role is Role.TEXT:
            number = number_of(block)
            if number and number.style in {Style.DOTTED, style}:
                break
            found.append(block)
    return found


def _is_enough(blocks: Sequence[Block], chain: Sequence[Candidate]) -> bool:
    titles = sum(blocks[one.place].role is Role.HEADING for one in chain)
    if titles >= MOST_TITLES * len(chain):
        return False
    total = sum(len(block.text) for block in blocks if block.role is Role.TEXT) or 1.0
    under = sum(
        len(blocks[one.place].text)
        + sum(len(block.text) for block in _followers(blocks, one.place, limit=60))
        for one in chain
    )
    values = [one.number.value for one in chain]
    if len(values) >= 5 and values == list(range(1, len(values) + 1)):
        total /= UNBROKEN
    return any(len(chain) >= length and under >= share * total for length, share in _ENOUGH)
