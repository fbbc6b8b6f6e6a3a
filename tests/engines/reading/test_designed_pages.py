"""Pages as designers set them: drawn bullets, icons, run-in titles, labels, notes in outlines."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from jalon.engines.reading import PassageKind, Reading, read
from tests.engines.reading import specimens

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
LEFT, WIDTH, STEP = 50, 300, 14
Drawing = Callable[[Canvas], None]
Words = Sequence[tuple[str, str]]


def made(path: Path, *parts: Drawing, size: float = 10) -> Reading:
    canvas = Canvas(str(path / "page.pdf"), pagesize=A5)
    canvas.setFont(PLAIN, size)
    for part in parts:
        part(canvas)
    canvas.save()
    return read(path / "page.pdf")


def texts(reading: Reading, kind: PassageKind = PassageKind.PARAGRAPH) -> list[str]:
    return [one.text for one in reading.passages if one.kind is kind]


def set_words(words: Words, top: float, *, left: float = LEFT, size: float = 10) -> Drawing:
    """Words in their fonts, one after the other, in lines of one width."""

    def draw(canvas: Canvas) -> None:
        across, height = left, top
        for font, text in words:
            canvas.setFont(font, size)
            for word in text.split():
                width = canvas.stringWidth(f"{word} ")
                if across + width > LEFT + WIDTH + 4:
                    across, height = left, height - STEP
                canvas.drawString(across, height, f"{word} ")
                across += width

    return draw


def lines(rows: Words, top: float, *, left: float = LEFT) -> Drawing:
    """One line each, in its font, at the usual distance."""

    def draw(canvas: Canvas) -> None:
        for number, (font, text) in enumerate(rows):
            canvas.setFont(font, 10)
            canvas.drawString(left, top - STEP * number, text)

    return draw


def shape(points: Sequence[tuple[float, float]], left: float, foot: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(left + points[0][0], foot + points[0][1])
        for across, up in points[1:]:
            path.lineTo(left + across, foot + up)
        path.close()
        canvas.drawPath(path, fill=1, stroke=0)

    return draw


def chevron(left: float, foot: float) -> Drawing:
    """An arrow of many segments, taller than wide."""
    up = [(n / 10 * 4, n / 10 * 4.5) for n in range(11)]
    down = [(4 - n / 10 * 4, 4.5 + n / 10 * 4.5) for n in range(11)]
    return shape([*up, *down, (1, 9), (4.6, 4.5), (1, 0)], left, foot)


def outlined(left: float, foot: float, width: float, height: float) -> Drawing:
    """A line of text that is only drawn."""
    points = [(width * n / 120, height if n % 2 else 0.0) for n in range(121)]
    return shape(points, left, foot)


def sentence(number: int) -> tuple[str, str]:
    return PLAIN, specimens.sentence(number)


def plain(numbers: Sequence[int], top: float) -> Drawing:
    return set_words([sentence(number) for number in numbers], top)


def test_drawn_arrows_before_lines_begin_items(tmp_path: Path) -> None:
    said = ["Censuses of the population", "Surveys of households", "Registers of permits"]
    parts = [lines([(PLAIN, text)], 400 - 26 * n, left=70) for n, text in enumerate(said)]

    reading = made(
        tmp_path, plain([1, 2, 3], 500), *parts, *(chevron(58, 399 - 26 * n) for n in range(3))
    )

    assert texts(reading, PassageKind.LIST_ITEM) == said


def test_a_picture_beside_a_paragraph_is_no_bullet(tmp_path: Path) -> None:
    dots = [
        shape([(0, 0), (0, 4), (4, 4), (4, 0)], 26 + 5 * (n % 3), 488 + 5 * (n // 3))
        for n in range(9)
    ]

    reading = made(tmp_path, plain([1, 2, 3], 500), *dots)

    assert len(texts(reading)) == 1
    assert "■" not in texts(reading)[0]
    assert not texts(reading, PassageKind.LIST_ITEM)


def test_a_bold_beginning_is_no_heading(tmp_path: Path) -> None:
    first = [(BOLD, "Clear duties of all who take part in the work"), (PLAIN, "are given to")]
    second = lines([(PLAIN, "State and district alike, and all of them know what is theirs.")], 426)

    reading = made(tmp_path, plain([3, 4], 500), set_words(first, 440), second, plain([5, 6], 380))

    assert not texts(reading, PassageKind.HEADING)
    assert [one[:12] for one in texts(reading)][1] == "Clear duties"


def test_bold_words_that_go_on_in_the_next_line_are_no_heading(tmp_path: Path) -> None:
    bold = (BOLD, "The review of the goals and of the whole plan for the district And of the State")
    plainly = (PLAIN, "takes place each year, and all are heard on what they need now.")

    reading = made(tmp_path, plain([3, 4], 500), set_words([bold, plainly], 440))

    assert not texts(reading, PassageKind.HEADING)
    assert [one[:10] for one in texts(reading)][1:] == ["The review"]


def test_a_full_bold_line_that_ends_runs_into_its_paragraph(tmp_path: Path) -> None:
    title = "Guard the data of all who are asked, at each stage of the work."

    def draw(canvas: Canvas) -> None:
        canvas.setFont(BOLD, 10)
        canvas.drawString(LEFT, 440, title, charSpace=_spread(canvas, title))

    after = lines([(PLAIN, "Staff keep to the rules on data wherever they collect them.")], 426)

    reading = made(tmp_path, _justified([1, 2, 3, 4], 540), draw, after)

    assert texts(reading)[-1].startswith("Guard the data")
    assert texts(reading)[-1].endswith("collect them.")


def _spread(canvas: Canvas, text: str) -> float:
    """Space between letters that makes a text as wide as the column."""
    return (WIDTH - float(canvas.stringWidth(text))) / (len(text) - 1)


def _justified(numbers: Sequence[int], top: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for place, number in enumerate(numbers):
            text = specimens.sentence(number)
            canvas.setFont(PLAIN, 10)
            canvas.drawString(LEFT, top - STEP * place, text, charSpace=_spread(canvas, text))

    return draw


def test_paragraphs_under_a_numbered_bold_title_stand_by_themselves(tmp_path: Path) -> None:
    parts = [
        part
        for n in range(3)
        for part in (
            set_words([(BOLD, f"{n + 1}. Map the needs of district {n + 1}.")], 540 - 150 * n),
            plain([n, n + 5, n + 9], 518 - 150 * n),
            plain([n + 2, n + 3, n + 4], 450 - 150 * n),
        )
    ]

    reading = made(tmp_path, *parts)

    labels = [one.label for one in reading.passages]
    assert labels == [f"{n}{part}" for n in (1, 2, 3) for part in ("", ".p2", ".p3")]


def test_a_bold_line_with_a_colon_above_a_heading_is_its_first_half(tmp_path: Path) -> None:
    rows = [(BOLD, "WHOLE OF SOCIETY:"), (BOLD, "HEAR ALL WHO TAKE PART")]

    reading = made(tmp_path, lines(rows, 540), plain([1, 2, 3, 4], 490))

    assert texts(reading, PassageKind.HEADING)[0].startswith("WHOLE OF SOCIETY:")
    assert reading.metadata.title == "WHOLE OF SOCIETY: HEAR ALL WHO TAKE PART"


def test_an_upright_rule_parts_a_label_from_the_title_beside_it(tmp_path: Path) -> None:
    def rule(canvas: Canvas) -> None:
        canvas.line(110, 510, 110, 560)

    reading = made(
        tmp_path, lines([(PLAIN, "TOOL 2")], 522), rule,
        lines([(BOLD, "What makes a good hearing"), (BOLD, "of all who take part")], 540, left=122),
        plain([1, 2, 3, 4], 490),
    )  # fmt: skip

    assert reading.metadata.title == "TOOL 2: What makes a good hearing of all who take part"


def test_a_little_space_parts_paragraphs_where_lines_are_evenly_set(tmp_path: Path) -> None:
    first = lines([(PLAIN, specimens.sentence(n)) for n in range(6)], 540)
    second = lines([(PLAIN, specimens.sentence(n + 6)) for n in range(6)], 540 - 6 * STEP - 2.5)

    reading = made(tmp_path, first, second)

    assert len(texts(reading)) == 2


@pytest.mark.parametrize("tail", ["and who will answer for it in the end, year by year?", ""])
def test_only_a_short_bold_question_is_a_heading(tmp_path: Path, tail: str) -> None:
    question = f"How is this goal tied to the plans of the district {tail}".strip().rstrip("?")

    reading = made(
        tmp_path, plain([1, 2], 540), set_words([(BOLD, f"{question}?")], 480), plain([3, 4], 420)
    )

    assert bool(texts(reading, PassageKind.HEADING)) is not bool(tail)


def note(tmp_path: Path, second: str) -> Reading:
    """A page whose note has a drawn first line and a written second one."""

    def call(canvas: Canvas) -> None:
        canvas.setFont(PLAIN, 6)
        canvas.drawString(LEFT + WIDTH + 8, 503, "3")

    def under(canvas: Canvas) -> None:
        canvas.setFont(PLAIN, 7)
        canvas.drawString(LEFT, 100, second)

    long = plain([1, 2, 3, 4, 5, 6], 486)
    return made(tmp_path, _justified([9], 500), call, long, outlined(LEFT, 108, WIDTH, 6.5), under)


@pytest.mark.parametrize("second", ["on the rights of all (2017).", "y los derechos de todos."])
def test_a_written_line_under_a_drawn_note_goes_on_with_it(tmp_path: Path, second: str) -> None:
    reading = note(tmp_path, second)

    notes = [one for one in reading.passages if one.kind is PassageKind.FOOTNOTE]
    assert [one.label for one in notes] == ["fn3"]
    assert notes[0].text.endswith(second)
    assert not any(second in text for text in texts(reading))


def level_rule(height: float) -> Drawing:
    return lambda canvas: canvas.line(LEFT, height, LEFT + WIDTH, height)


def cell(number: int, top: float) -> tuple[Drawing, Drawing, str, str]:
    """A label in bold and its paragraph in the column beside it; what both say."""
    label = [(BOLD, f"Label of row {number}"), (BOLD, "in two lines")]
    said = [specimens.sentence(number * 5 + line, 6) for line in range(4)]
    left = lines(label, top - 14, left=LEFT)
    right = lines([(PLAIN, text) for text in said], top, left=LEFT + 120)
    return left, right, " ".join(text for _, text in label), " ".join(said)


def test_rules_across_two_columns_make_rows_that_are_read_one_by_one(tmp_path: Path) -> None:
    cells = [cell(number, 540 - 90 * number) for number in range(3)]
    rules = [level_rule(540 - 90 * number - 58) for number in range(2)]

    reading = made(tmp_path, *(part for one in cells for part in one[:2]), *rules)

    said = " ".join(one.text for one in reading.passages)
    assert said == " ".join(f"{label} {text}" for _, _, label, text in cells)


def test_entries_of_one_line_stand_by_themselves_where_they_are_many(tmp_path: Path) -> None:
    entries = [f"{word.capitalize()}s of the district" for word in specimens.WORDS[:12]]
    parts = [lines([(PLAIN, entry)], 440 - 20 * n) for n, entry in enumerate(entries)]

    reading = made(tmp_path, plain([1, 2, 3, 4, 5], 540), *parts)

    assert texts(reading)[1:] == entries


def test_a_numbered_question_with_a_drawn_end_is_no_heading(tmp_path: Path) -> None:
    question = "{}. Which needs of the villages are not met by the plan and"
    parts = [lines([(PLAIN, question.format(n + 1))], 540 - 40 * n) for n in range(4)]
    ends = [outlined(LEFT, 540 - 40 * n - 15, 180, 9) for n in range(4)]

    reading = made(tmp_path, *parts, *ends)

    assert [one.label for one in reading.passages] == ["1", "2", "3", "4"]
    assert all(text.endswith("and […]") for text in texts(reading))


def full(said: Sequence[str]) -> Drawing:
    """Lines of one paragraph, all but the last from edge to edge."""

    def draw(canvas: Canvas) -> None:
        for place, text in enumerate(said):
            canvas.setFont(PLAIN, 10)
            spread = _spread(canvas, text) if place < len(said) - 1 else 0
            canvas.drawString(LEFT, 540 - STEP * place, text, charSpace=spread)

    return draw


@pytest.mark.parametrize("start", ["— a reason that nobody would give", "3. which asks for gaps"])
def test_a_dash_or_number_inside_a_sentence_begins_no_item(tmp_path: Path, start: str) -> None:
    said = [
        "4. Recall the map of the data that was drawn up in the step",
        f"{start} for the people of this land,",
        "and say what is to be done about it.",
    ]

    reading = made(tmp_path, full(said))

    assert len(reading.passages) == 1


def test_bold_capitals_with_a_colon_are_a_heading(tmp_path: Path) -> None:
    title = lines([(BOLD, "BUDGETS FOR THE COMPACT:")], 440)

    reading = made(tmp_path, plain([1, 2, 3], 540), title, plain([4, 5, 6], 410))

    assert texts(reading, PassageKind.HEADING) == ["BUDGETS FOR THE COMPACT:"]


def test_a_letter_in_brackets_inside_a_sentence_begins_no_item(tmp_path: Path) -> None:
    said = [
        "The plan keeps to the aims that are given in paragraph 15",
        "h) of the Compact, and to all that follows from them for",
        "the people of this land.",
    ]

    reading = made(tmp_path, full(said))

    assert len(reading.passages) == 1


def test_a_short_line_ends_in_any_word_but_a_joint(tmp_path: Path) -> None:
    entries = ["All duties under the law", "Dates of the work", "What is asked of", "The people"]
    parts = [lines([(PLAIN, entry)], 440 - 30 * n) for n, entry in enumerate(entries)]

    reading = made(tmp_path, plain([1, 2, 3], 540), *parts)

    assert texts(reading)[1:] == [*entries[:2], " ".join(entries[2:])]


def test_a_bold_label_of_many_short_lines_is_a_heading(tmp_path: Path) -> None:
    label = [(BOLD, text) for text in ("Make the plan", "part of all", "work in the", "towns and")]
    below = [(BOLD, "villages")]
    said = lines([(PLAIN, specimens.sentence(n, 6)) for n in range(9)], 540, left=LEFT + 120)

    reading = made(tmp_path, lines([*label, *below], 520), said)

    headings = texts(reading, PassageKind.HEADING)
    assert headings == ["Make the plan part of all work in the towns and villages"]


def test_a_running_text_that_is_printed_twice_is_taken_out(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=A5)
    for page in range(4):
        plain([page, page + 4, page + 8, page + 12], 540)(canvas)
        canvas.setFont(PLAIN, 10)
        canvas.drawString(280, 60, "Six steps" if page else "Six steps-Six steps")
        canvas.showPage()
    canvas.save()

    reading = read(tmp_path / "page.pdf")

    assert not any("steps" in one.text for one in reading.passages)
