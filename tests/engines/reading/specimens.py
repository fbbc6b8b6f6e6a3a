"""Documents made for the tests of reading: texts our own, with every hard thing once."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WORDS = [
    "river",
    "stone",
    "garden",
    "paper",
    "window",
    "morning",
    "letter",
    "winter",
    "harbour",
    "bridge",
    "teacher",
    "village",
    "music",
    "silver",
    "orchard",
    "lantern",
    "station",
    "market",
    "valley",
    "engine",
    "history",
    "number",
    "colour",
    "ladder",
    "kitchen",
]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sentence(seed: int, length: int = 9) -> str:
    """A sentence of its own for each seed, ending in a stop."""
    words = [WORDS[(seed * 7 + step * (3 + seed % 5)) % len(WORDS)] for step in range(length)]
    return " ".join(words).capitalize() + "."


def column_lines(count: int, offset: int = 0) -> list[str]:
    """Lines of words, each starting with a word and a number of its own."""
    turns = [n + offset // 7 for n in range(count)]
    return [
        f"{WORDS[turn % 25]}{turn + offset} {WORDS[(turn * 3) % 25]} {WORDS[(turn + 5) % 25]} and"
        for turn in turns
    ]


def two_columns(path: Path, *, interleaved: bool, pages: int = 2) -> list[str]:
    """A PDF with two columns; returns its lines in reading order."""
    canvas = Canvas(str(path), pagesize=A4)
    truth: list[str] = []
    for page in range(pages):
        canvas.setFont("Helvetica", 10)
        left, right = column_lines(40, 200 * page), column_lines(40, 200 * page + 100)
        pairs = [(60, y, line) for y, line in enumerate(left)]
        pairs += [(320, y, line) for y, line in enumerate(right)]
        if interleaved:
            pairs.sort(key=lambda pair: pair[1])
        for x, y, line in pairs:
            canvas.drawString(x, 760 - 14 * y, line)
        truth += left + right
        canvas.showPage()
    canvas.save()
    return truth


def report(path: Path, *, paragraphs: int = 12, per_page: int = 4) -> None:
    """A PDF report: running head and foot, headings, numbered paragraphs, footnotes."""
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(1, paragraphs + 1):
        place = (number - 1) % per_page
        if place == 0:
            _furniture(canvas, 1 + (number - 1) // per_page)
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(70, 740, f"Chapter about the {WORDS[number]}")
        top = 700 - 140 * place
        canvas.setFont("Helvetica", 11)
        canvas.drawString(70, top, f"{number}. {sentence(number)}")
        canvas.drawString(70, top - 14, sentence(number + 50)[:-1])
        _raise(canvas, 70 + canvas.stringWidth(sentence(number + 50)[:-1]), top - 14, str(number))
        canvas.drawString(70, top - 28, f"objective 2 of {number} and more to say.")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(
            70, 120 - 12 * place, f"{number} Note number {number} about {WORDS[number]}."
        )
        if place == per_page - 1:
            canvas.showPage()
    canvas.save()


def _furniture(canvas: Canvas, page: int) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(70, 800, "T/2020/7 Report on gardens")
    canvas.drawString(70, 40, f"20-12345 {page}")
    canvas.drawString(500, 40, f"{page}/3")


def _raise(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFont("Helvetica", 6.5)
    canvas.drawString(x, y + 4, text)
    canvas.setFont("Helvetica", 11)


def lines_pdf(path: Path, pages: Sequence[Sequence[str]], *, encrypt: str | None = None) -> None:
    """A plain PDF of lines, page by page."""
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
    for lines in pages:
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(lines):
            canvas.drawString(70, 740 - 15 * row, line)
        canvas.showPage()
    canvas.save()


def squeezed_pdf(path: Path, words: Sequence[str], *, gap: float) -> None:
    """A PDF line whose words stand `gap` points apart, without space characters."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    x = 70.0
    for word in words:
        canvas.drawString(x, 700, word)
        x += canvas.stringWidth(word) + gap
    canvas.drawString(70, 660, sentence(3))
    canvas.save()


def picture_pdf(path: Path) -> None:
    """A PDF with drawings only."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()


def docx(path: Path, body: str, *, footnotes: Sequence[str] = (), numbering: bool = True) -> None:
    """A DOCX package of hand-written parts around the body XML."""
    notes = "".join(
        f'<w:footnote w:id="{place}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for place, text in enumerate(footnotes, start=2)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
        "word/styles.xml": (
            f'<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/>'
            "</w:style></w:styles>"
        ),
    }
    if numbering:
        parts["word/numbering.xml"] = _numbering()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in ((0, "decimal", "%1."), (1, "lowerLetter", "%2)"))
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def word_paragraph(text: str, *, level: int | None = None, style: str = "", extra: str = "") -> str:
    """The XML of a paragraph, numbered by the list when it has a level."""
    numbering = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        if level is not None
        else ""
    )
    shape = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{shape}{numbering}</w:pPr><w:r><w:t>{text}</w:t></w:r>{extra}</w:p>"


def bomb(path: Path, *, megabytes: int) -> None:
    """A DOCX that unpacks to zeros of the given size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (megabytes * 1024 * 1024))
    path.write_bytes(packed.getvalue())


def docx_with_doctype(path: Path, body: str, doctype: str) -> None:
    """A DOCX whose main part declares an entity."""
    xml = f'{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml)


def slow_file(path: Path) -> None:
    """A text that keeps a reader busy for far longer than a test waits."""
    line = " ".join(f"{n}. (a) {WORDS[n % 25]} b) i) {n} {n}" for n in range(60))
    path.write_text((line + "\n") * 8_000, encoding="utf-8")


def unnamed_font_pdf(path: Path, text: str) -> None:
    """A PDF with a drawn (Type 3) font that names no letters, as TeX makes them."""
    codes = sorted({ord(char) for char in text if char != " "})
    shape = b"500 0 0 0 400 500 d1 0 0 400 500 re f"
    procs = " ".join(f"/a{code} 6 0 R" for code in codes)
    fonts = b"/Resources << /Font << /F1 4 0 R >> >>"
    differences = " ".join(f"{code} /a{code}" for code in codes)
    first, last = codes[0], codes[-1]
    widths = f"/FirstChar {first} /LastChar {last} /Widths [{'500 ' * (last - first + 1)}]"
    kind = "/Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [.001 0 0 .001 0 0]"
    coded = f"/Encoding << /Type /Encoding /Differences [{differences}] >>"
    words = text.split(" ")
    shown = " ".join(
        f"<{word.encode('latin-1').hex()}> Tj {12 * 0.5 * len(word) + 4:.1f} 0 Td" for word in words
    )
    content = f"BT /F1 12 Tf 60 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %s >>" % fonts,
        f"<< {kind} {widths} /CharProcs << {procs} >> /Resources << >> {coded} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shape), shape),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer << /Size 7 /Root 1 0 R >>\n" % table
    path.write_bytes(data + end + b"startxref\n%d\n%%%%EOF\n" % len(data))
