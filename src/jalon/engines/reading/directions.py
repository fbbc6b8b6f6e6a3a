"""Put the characters of a line that runs from right to left, or both ways, in reading order.

A PDF holds glyphs and their places; in which order it names them tells little. So order is taken
from the places: letters of a script that runs from right to left are read from the right, Latin
words and numbers inside them from the left. Instead of moving characters, each gets a place
along the line in reading order, so that what follows need not know directions at all.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jalon.engines.reading.signs import Sign, Way

WIDE = 1.0
"""Gap that parts two texts on one line, in font sizes."""
FEW_LEFT = 0.2
"""Share of letters that run to the left below which a line on a page of them may not."""
EVEN = 0.35
"""Least share of the rarer letters of a line, on any other page, at which it may run either way."""
SAME_PLACE = 0.02
"""Distance of two letters whose order cannot be told, in font sizes."""
SPACE, LEAST_SPACE, LARGE_SPACE = 0.12, 0.08, 0.3
"""Gap between words, in font sizes; between letters with a break of the file; without one."""
NO_SPACE = 0.03
"""Gap that is none, in font sizes, whatever the file says."""
BRACKETS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "{": "{}", "}": "{}", "«": "«»", "»": "«»"}
_JOINS_NUMBERS = ".,:/\u060c\u066b\u066c"
_ENDS_SENTENCE = ".!؟?:؛"
_ENDS_CLAUSE = _ENDS_SENTENCE + "،"
_AFTER_NUMBER = ".)"
_PERCENT = "%‰"
_ALEFS = "اأإآٱ"
_ENDS_WORD = "ةىךםןףץ"
"""Letters that end a word: where one stands inside, the order is in doubt."""


def segments_of(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """The signs of a line, from its left, parted where wide gaps or raised figures part them."""
    segment: list[Sign] = []
    for sign in sorted(signs, key=_place):
        wide = segment and sign.left - max(one.right for one in segment[-3:]) > WIDE * sign.size
        if segment and (wide or sign.raised != segment[-1].raised):
            tell_spaces(segment)
            yield segment
            segment = []
        segment.append(sign)
    if segment:
        tell_spaces(segment)
        yield segment


def _place(sign: Sign) -> float:
    """What orders signs: the edge of a letter, the middle of a mark."""
    return (sign.left + sign.right) / 2 if sign.way is Way.MARK else sign.left


def vote_of(segment: Sequence[Sign]) -> int:
    """What the ends of a segment say of its direction: above 0 from right to left, below 0 not.

    Full stops end lines, numbers with a stop or bracket begin them. The segment is from the left.
    """
    if len(segment) < 4 or not any(sign.way is Way.LEFT for sign in segment):
        return 0
    first, last = segment[0], segment[-1]
    votes = (first.text in _ENDS_SENTENCE) - (last.text in _ENDS_SENTENCE)
    if first.way is Way.NUMBER and _stop_after(segment):
        votes -= 1
    if last.way is Way.NUMBER and _stop_after(segment[::-1]):
        votes += 1
    return votes


def _stop_after(signs: Sequence[Sign]) -> bool:
    after = next((sign for sign in signs if sign.way is not Way.NUMBER), None)
    return after is not None and after.text in _AFTER_NUMBER


def runs_left(segment: Sequence[Sign], *, page_left: bool, mostly_left: bool) -> bool:
    """Tell whether a segment runs from right to left; where that is not sure, it is in doubt.

    Args:
        segment: Of a line.
        page_left: True when the page runs from right to left.
        mostly_left: True when most letters of the page do.
    """
    left = sum(sign.way is Way.LEFT for sign in segment)
    right = sum(sign.way is Way.RIGHT for sign in segment)
    if mostly_left and not page_left:
        return False
    if not left or not right:
        return page_left if left == right else left > 0
    runs = page_left or left > right
    share = left / (left + right)
    if share < FEW_LEFT if page_left else EVEN < share < 1 - EVEN:
        for sign in segment:
            sign.doubtful = True
    return runs


def put_in_order(segment: Sequence[Sign], *, left: bool, page_left: bool) -> list[Sign]:
    """The signs of a segment in reading order, each with a place along the page's direction.

    Args:
        segment: Sorted along the direction of the page.
        left: True when the segment runs from right to left.
        page_left: True when the page does: then places are counted from its right.
    """
    signs = list(segment)
    if left != page_left:
        signs = _turned(signs)
    blocks = _latin_blocks(signs) if left else _arabic_blocks(signs)
    ordered: list[Sign] = []
    done = 0
    for first, last in blocks:
        ordered += signs[done:first]
        block = _turned(signs[first : last + 1])
        if not left:
            block = [sign for part in _inner(block) for sign in part]
        ordered += block
        done = last + 1
    ordered += signs[done:]
    _mind_order(ordered)
    mend_brackets(ordered)
    return ordered


def _inner(block: Sequence[Sign]) -> Iterator[list[Sign]]:
    """An Arabic block inside a Latin line, its numbers turned."""
    done = 0
    for first, last in _latin_blocks(block):
        yield list(block[done:first])
        yield _turned(block[first : last + 1])
        done = last + 1
    yield list(block[done:])


def _turned(signs: Sequence[Sign]) -> list[Sign]:
    """Signs read from the other end, in the same room."""
    start, end = min(sign.left for sign in signs), max(sign.right for sign in signs)
    before = signs[0].spaced
    for sign in signs:
        sign.left, sign.right = start + end - sign.right, start + end - sign.left
    turned = sorted(signs, key=_place)
    tell_spaces(turned)
    turned[0].spaced = before
    return turned


def tell_spaces(signs: Sequence[Sign]) -> None:
    """Tell for each sign of a line whether a space stands between it and the one before."""
    reach = signs[0].right
    for before, sign in pairwise(signs):
        sign.spaced = _is_spaced(before, sign, sign.left - reach)
        reach = max(reach, sign.right)


def _is_spaced(before: Sign, sign: Sign, gap: float) -> bool:
    blanks = abs(sign.blanks - before.blanks)
    between = max(sign.index - before.last, before.index - sign.last) - 1
    if gap < NO_SPACE * sign.size:
        return False
    if min(before, sign, key=lambda one: one.home).blank:
        return True
    joined = {before.way, sign.way} <= {Way.LEFT, Way.MARK}
    if between != blanks or not joined:
        return gap > SPACE * sign.size
    return gap > (LEAST_SPACE if blanks else LARGE_SPACE) * sign.size


def _latin_blocks(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """First and last index of what runs from left to right inside a line that does not."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for end in range(len(signs) + 1):
        if end < len(signs) and signs[end].way is not Way.LEFT:
            continue
        if end > start:
            blocks += _blocks_between(signs, start, end)
        start = end + 1
    return blocks


def _blocks_between(signs: Sequence[Sign], start: int, end: int) -> list[tuple[int, int]]:
    """The same in a stretch without a letter that runs to the left."""
    letters = [place for place in range(start, end) if signs[place].way is Way.RIGHT]
    if not letters:
        return list(_numbers(signs, start, end))
    first, last = letters[0], letters[-1]
    while last + 1 < end and _sticks(signs, last + 1, last):
        last += 1
    while last > letters[-1] and signs[last].way is Way.NEITHER:
        last -= 1
    first = _with_numbers_before(signs, start, first)
    if sum(signs[place].text in BRACKETS for place in range(first, last + 1)) % 2:
        if first > start and signs[first - 1].text in BRACKETS and not signs[first].spaced:
            first -= 1
        elif last + 1 < end and signs[last + 1].text in BRACKETS and not signs[last + 1].spaced:
            last += 1
    before, after = _numbers(signs, start, first), _numbers(signs, last + 1, end)
    return [*before, (first, last), *after]


def _sticks(signs: Sequence[Sign], place: int, before: int) -> bool:
    """Tell whether a sign goes on with the Latin letters before it in the line."""
    sign = signs[place]
    return place == before + 1 and not sign.spaced and sign.way in {Way.NUMBER, Way.NEITHER}


def _with_numbers_before(signs: Sequence[Sign], start: int, first: int) -> int:
    """Where a Latin block starts with the numbers that a reader from the right meets before it.

    A number with a space between may belong to it or not: "SDG 10" looks like that either way.
    """
    place = first
    while place > start and not signs[place].spaced:
        place -= 1
    while place < first and signs[place].way is Way.NEITHER:
        place += 1
    if place != first or first <= start or signs[first - 1].way is not Way.NUMBER:
        return place
    while place > start and signs[place - 1].way is Way.NUMBER:
        place -= 1
    for sign in signs[place : first + 1]:
        sign.doubtful = True
    return first if place == 0 else place


def _numbers(signs: Sequence[Sign], start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last index of each number, its separators included."""
    place = start
    while place < end:
        if signs[place].way is not Way.NUMBER:
            place += 1
            continue
        last = place
        while last + 1 < end and not signs[last + 1].spaced:
            further = last + 2
            if signs[last + 1].way is Way.NUMBER:
                last += 1
            elif (
                signs[last + 1].text in _JOINS_NUMBERS
                and further < end
                and signs[further].way is Way.NUMBER
                and not signs[further].spaced
            ):
                last = further
            else:
                break
        yield place - _has_percent(signs, place), last
        place = last + 1


def _has_percent(signs: Sequence[Sign], place: int) -> bool:
    """Tell whether a number in Hebrew is met after its percent sign; in Arabic that comes last."""
    if not place or signs[place].spaced or signs[place - 1].text not in _PERCENT:
        return False
    letters = (sign.text for sign in reversed(signs[:place]) if sign.way is Way.LEFT)
    return unicodedata.bidirectional(next(letters, "ا")[0]) == "R"


def _arabic_blocks(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """First and last index of what runs from right to left inside a line that does not."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for end in range(len(signs) + 1):
        if end < len(signs) and signs[end].way is not Way.RIGHT:
            continue
        letters = [place for place in range(start, end) if signs[place].way is Way.LEFT]
        if letters:
            first = _with_number_after(signs, start, letters[0])
            if first > start and signs[first - 1].text in _ENDS_CLAUSE and not signs[first].spaced:
                first -= 1
            blocks.append((first, letters[-1]))
        start = end + 1
    return blocks


def _with_number_after(signs: Sequence[Sign], start: int, first: int) -> int:
    """Where an Arabic block starts, on its left, with a number that ends it.

    At the beginning of a line such a number may as well be that of a note: it is in doubt.
    """
    place = first
    while place > start and signs[place - 1].way is Way.NEITHER and not signs[place].spaced:
        place -= 1
    number = place
    while (number > start and signs[number - 1].way is Way.NUMBER) or (
        number - 1 > start
        and signs[number - 1].text in _JOINS_NUMBERS
        and signs[number - 2].way is Way.NUMBER
    ):
        number -= 1
    if number == place:
        return first
    if number == 0:
        for sign in signs[:first]:
            sign.doubtful = True
    return number


def _mind_order(signs: Sequence[Sign]) -> None:
    """Mark signs whose order is in doubt: same place, a mark first, an ending inside a word."""
    for before, sign in zip([None, *signs[:-1]], signs, strict=True):
        starts = before is None or sign.spaced
        if sign.way is Way.MARK and starts:
            sign.doubtful = True
        if before is None or starts or sign.way is not Way.LEFT or before.way is not Way.LEFT:
            continue
        if before.text[-1] in _ENDS_WORD or abs(sign.left - before.left) < SAME_PLACE * sign.size:
            before.doubtful = sign.doubtful = True


def join_glyph(before: Sign, sign: Sign) -> None:
    """Put the second letter of one glyph to the first: files name them in either order."""
    before.last = sign.index
    if sign.text == before.text:
        return
    if before.way is Way.MARK or (sign.text == "ل" and before.text in _ALEFS):
        before.text = sign.text + before.text
    elif sign.way is Way.MARK or (before.text == "ل" and sign.text in _ALEFS):
        before.text += sign.text
    else:
        latin = before.way is Way.RIGHT and before.left <= sign.left
        before.text += sign.text
        before.doubtful = not latin
    before.left, before.right = min(before.left, sign.left), max(before.right, sign.right)


def mend_brackets(signs: Sequence[Sign]) -> None:
    """Turn brackets as they open and close in reading order: files name them either way."""
    opened: list[str] = []
    for place, sign in enumerate(signs):
        pair = BRACKETS.get(sign.text)
        if pair is None:
            continue
        holds_before = place > 0 and not sign.spaced
        after = signs[place + 1] if place + 1 < len(signs) else None
        holds_after = after is not None and not after.spaced and after.way is not Way.NEITHER
        opens = holds_after if holds_after != holds_before else pair not in opened
        if opens:
            opened.append(pair)
        elif pair in opened:
            opened.remove(pair)
        sign.text = pair[0] if opens else pair[1]
