"""Make passages out of blocks: numbers, lists, sections, annexes, footnotes, labels."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from jalon.engines.reading.blocks import Block, Draft, Role
from jalon.engines.reading.chains import chain_of, like_title, number_of
from jalon.engines.reading.lettering import opens_high
from jalon.engines.reading.normalising import (
    HYPHENS,
    has_ended,
    join_lines,
    runs_on,
    take_calls,
    words_of,
)
from jalon.engines.reading.numbering import Marker, Number, Style, marker_at
from jalon.engines.reading.outline import (
    CONTENTS_LINE,
    is_caption,
    mode_after,
    opens_preamble,
    parts_of,
    title_level,
    title_lists,
)
from jalon.engines.reading.pieces import Piece, clean, note_slug, pair_notes
from jalon.engines.reading.records import PassageKind

ASIDE_LETTERS = 12
"""Fewest letters of a note in the margin."""
LONGEST = 20_000
"""Characters of a passage from which on nothing is put to it."""
LONGEST_TITLE = 300
"""Characters of a heading from which on nothing is put to it."""
CLAUSE_ENDS = (",", "،", "，")
"""Signs that a clause ends in which the next one follows."""
SECTION_JOINT = " › "


def pieces_of(draft: Draft) -> list[Piece]:
    """All passages of a document, in order, with unique labels."""
    taken: set[str] = set()
    pieces: list[Piece] = []
    known = cache(lambda: words_of(block.text for block in draft.blocks))
    for prefix, blocks in parts_of(draft.blocks):
        writer = _Writer(prefix=prefix, taken=taken, known=known)
        writer.write(blocks)
        pieces += writer.pieces
    for piece in pieces:
        clean(piece)
    pair_notes(pieces)
    return [piece for piece in pieces if piece.text]


@dataclass(kw_only=True, slots=True)
class _Writer:
    """Writes the passages of one part of a document."""

    prefix: str
    taken: set[str]
    pieces: list[Piece] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    path: list[tuple[int, str]] = field(default_factory=list)
    current: Piece | None = None
    base: Piece | None = None
    items: list[tuple[Marker, Piece]] = field(default_factory=list)
    mode: PassageKind | None = None
    titles: set[int] = field(default_factory=set)
    under: str = ""
    entry: Piece | None = None
    loose: bool = False
    last: int = 0
    count: int = 1
    preamble: bool = False
    known: Callable[[], Counter[str]] = Counter

    def write(self, blocks: Sequence[Block]) -> None:
        """Write all blocks of the part."""
        levels = [
            block.level or title_level(block.text) if block.role is Role.HEADING else 0
            for block in blocks
        ]
        numbers = chain_of(blocks, levels)
        self.titles = title_lists(blocks, numbers)
        for index, block in enumerate(blocks):
            number = numbers.get(index)
            if block.role is Role.FOOTNOTE:
                self._footnote(block)
            elif number:
                self._numbered(block, number)
            elif index in self.titles:
                self._title_item(block)
            elif block.role is Role.HEADING or self._late_heading(block):
                self._heading(block)
            else:
                self._other(block)
            self.preamble = self.preamble or (bool(numbers) and opens_preamble(block, self.last))

    def _late_heading(self, block: Block) -> bool:
        """Tell whether a numbered short line outside the chain is a heading."""
        if block.role is not Role.TEXT or block.marker or not like_title(block):
            return False
        number = number_of(block)
        if number is None or self.mode is not None:
            return False
        return number.style is Style.DOTTED or (number.style is Style.WORDED and not number.name)

    def _heading(self, block: Block) -> None:
        text = take_calls(block.text)[0].strip()
        level = block.level or title_level(text)
        self.mode = mode_after(text)
        self.loose = block.level == 0 or block.box is not None
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.counts["h"] += 1
        self.counts["p"] = 0
        self.current = self.base = None
        self.items = []
        self._add(f"h{self.counts['h']}", PassageKind.HEADING, block, block.text)
        self.path.append((level, text))

    def _numbered(self, block: Block, number: Number) -> None:
        text = block.text if block.marker else block.text[number.end :]
        self.items = []
        self.mode = None
        single = not (number.path or number.name)
        if single and number.value <= self.last and not number.suffix:
            self.count += 1
        self.last = number.value
        self.preamble = False
        label = number.label if self.count == 1 else f"c{self.count}.{number.label}"
        self.current = self.base = self._add(
            label, PassageKind.PARAGRAPH, block, text, number=number.label
        )

    def _title_item(self, block: Block) -> None:
        """Write an entry of a list of titles, or what stands beside the one before it."""
        number = number_of(block)
        if number is None and self.entry and len(self.entry.text) < LONGEST:
            joint = (
                " | " if self.entry.raw == self.entry.text or " | " not in self.entry.text else " "
            )
            self.entry.text += f"{joint}{block.text}"
            self.entry.raw += f"\n{block.raw}"
            return
        if number and number.value == 1:
            self.under = self.base.label if self.base else f"{self.prefix}s{self.counts['h']}"
            self.under = self.prefix if self.prefix and not self.base else f"{self.under}."
        label = f"{self.under}{number.label if number else 'x'}"
        self.entry = self._add(label, PassageKind.CONTENTS, block, block.text, whole=True)

    def _footnote(self, block: Block) -> None:
        section = SECTION_JOINT.join(text for _, text in self.path)
        label = self._unique(f"fn{note_slug(block.note)}")
        self.pieces.append(
            Piece(
                label=label, kind=PassageKind.FOOTNOTE, text=block.text, raw=block.raw,
                number=block.note, page=block.page, box=block.box, section=section,
                doubtful=block.doubtful,
            )
        )  # fmt: skip

    def _other(self, block: Block) -> None:
        kind = self._kind(block)
        if kind is PassageKind.TABLE:
            self._table_row(block)
            return
        if self._ends_heading(block):
            return
        if kind is not PassageKind.PARAGRAPH:
            self.counts[kind] += 1
            short = {"contents": "toc", "reference": "ref", "caption": "caption"}[kind.value]
            self._add(f"{short}{self.counts[kind]}", kind, block, block.text)
            return
        previous = self.items[-1][0] if self.items else None
        marker = marker_at(f"{block.marker} x" if block.marker else block.text, previous)
        if marker and self._is_item(block, marker):
            self._item(block, marker)
        elif self._starts_anew(block) or not self._continues(block):
            self._paragraph(block)

    def _starts_anew(self, block: Block) -> bool:
        """Tell whether a block is a paragraph of a preamble, or a clause, which end in a comma."""
        if self.preamble:
            return not block.text[:1].islower()
        piece = self.current
        plain = piece is not None and piece.kind is PassageKind.PARAGRAPH and piece.number is None
        if piece is None or not plain or not opens_high(block.text):
            return False
        return all(take_calls(one.text)[0].rstrip()[-1:] in CLAUSE_ENDS for one in (piece, block))

    def _ends_heading(self, block: Block) -> bool:
        """Append the second half of a heading that was cut in two."""
        last = self.pieces[-1] if self.pieces else None
        if not self.loose or last is None or last.kind is not PassageKind.HEADING:
            return False
        if (last.recognised is None) != (block.recognised is None):
            return False
        if has_ended(last.text) or len(last.text) > LONGEST_TITLE:
            return False
        if not block.text[:1].islower() or not like_title(block) or block.marker:
            return False
        last.text, last.raw = f"{last.text} {block.text}", f"{last.raw}\n{block.raw}"
        level, text = self.path.pop()
        self.path.append((level, f"{text} {take_calls(block.text)[0].strip()}"))
        return True

    def _kind(self, block: Block) -> PassageKind:
        if block.role is not Role.TEXT:
            return PassageKind(block.role.value)
        if self.mode is PassageKind.CONTENTS:
            if CONTENTS_LINE.search(block.text) or like_title(block):
                return PassageKind.CONTENTS
            self.mode = None
        if block.box is None and not block.marker and is_caption(block.text):
            return PassageKind.CAPTION
        return self.mode or PassageKind.PARAGRAPH

    def _is_item(self, block: Block, marker: Marker) -> bool:
        """Tell whether a marker starts a list item, not a sentence ("A. Smith said")."""
        if block.marker or marker.kind in {"bullet", "digit"}:
            return True
        return marker.value == 1 or any(
            other.kind == marker.kind and 0 < marker.value - other.value <= 2
            for other, _ in self.items
        )

    def _item(self, block: Block, marker: Marker) -> None:
        text = block.text if block.marker else block.text[marker.end :]
        while self.items and self.items[-1][0].kind != marker.kind:
            if not any(other.kind == marker.kind for other, _ in self.items):
                break
            self.items.pop()
        if self.items and self.items[-1][0].kind == marker.kind:
            self.items.pop()
        parent = self.items[-1][1] if self.items else self.base
        under = parent.label if parent else f"{self.prefix}s{self.counts['h']}"
        self.counts[f"{under}•"] += marker.kind == "bullet"
        name = marker.text or f"item-{self.counts[f'{under}•']}"
        piece = self._add(f"{under}.{name}", PassageKind.LIST_ITEM, block, text, whole=True)
        piece.number = self.base.number if self.base else None
        self.items.append((marker, piece))
        self.current = piece

    def _continues(self, block: Block) -> bool:
        """Append a block to the passage before it when it belongs there."""
        piece = self.current
        if piece is None or (_is_aside(block) and not piece.small):
            return False
        if (piece.recognised is None) != (block.recognised is None):
            return False
        if len(piece.text) > LONGEST:
            return False
        over = piece.full and block.opens and not block.indented and not block.marker
        flows = runs_on(piece.text, block.text) or (over and has_ended(piece.text))
        plain = piece.kind is PassageKind.PARAGRAPH and piece.number is not None
        if plain and piece.bold and not block.bold and not block.text[:1].islower():
            return False
        if not flows and not plain:
            return False
        cut = piece.text[-1:] in HYPHENS
        if flows or not has_ended(piece.text):
            piece.text = join_lines([piece.text, block.text], self.known() if cut else Counter())
        else:
            piece.text = f"{piece.text}\n{block.text}"
        piece.full = block.full
        piece.raw = f"{piece.raw}\n{block.raw}"
        piece.doubtful = piece.doubtful or block.doubtful
        if piece.recognised is not None and block.recognised is not None:
            piece.recognised = min(piece.recognised, block.recognised)
        return True

    def _paragraph(self, block: Block) -> None:
        before = (self.current, self.base, self.items)
        main = self.current if _is_aside(block) else None
        goes_on = main is not None and not main.small and not has_ended(main.text)
        self._new_paragraph(block)
        if goes_on:
            self.current, self.base, self.items = before

    def _new_paragraph(self, block: Block) -> None:
        if self.base and self.base.number:
            self.counts[f"{self.base.label}.p"] += 1
            label = f"{self.base.label}.p{1 + self.counts[f'{self.base.label}.p']}"
            self.items = []
            self.current = self._add(label, PassageKind.PARAGRAPH, block, block.text, whole=True)
            self.current.number = None
            return
        self.items = []
        if self.preamble:
            self.counts["pp"] += 1
            label = f"pp{self.counts['pp']}"
        else:
            self.counts["p"] += 1
            label = f"s{self.counts['h']}.p{self.counts['p']}"
        self.current = self.base = self._add(label, PassageKind.PARAGRAPH, block, block.text)

    def _table_row(self, block: Block) -> None:
        table, row = block.table or (0, self.counts["row"] + 1)
        self.counts["row"] += 1
        self._add(f"t{table}.r{row}", PassageKind.TABLE, block, block.text)
        self.current = None

    def _add(
        self, label: str, kind: PassageKind, block: Block, text: str,
        *, number: str | None = None, whole: bool = False,
    ) -> Piece:  # fmt: skip
        piece = Piece(
            label=self._unique(label if whole else self.prefix + label),
            kind=kind, text=text.strip(), raw=block.raw or block.text, number=number,
            page=block.page, box=block.box,
            section=SECTION_JOINT.join(title for _, title in self.path),
            doubtful=block.doubtful, full=block.full, small=block.small, bold=block.bold,
            recognised=block.recognised,
        )  # fmt: skip
        self.pieces.append(piece)
        return piece

    def _unique(self, label: str) -> str:
        wanted, copy = label, 1
        while wanted in self.taken:
            copy += 1
            wanted = f"{label}-{copy}"
        self.taken.add(wanted)
        return wanted


def _is_aside(block: Block) -> bool:
    """Tell whether a block is set smaller than the text, as notes in a margin are."""
    letters = sum(char.isalpha() for char in block.text)
    return block.small and letters >= ASIDE_LETTERS and not block.text.startswith("[")
