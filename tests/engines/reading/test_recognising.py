from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from jalon.engines.reading import Limits, NoTextLayer, read
from jalon.engines.reading.recognising import languages_installed
from tests.conftest import leave_out

SENTENCES = ["The harbour keeps rice for the winter.", "The salt pans are opened in spring."]


@pytest.fixture(autouse=True)
def _with_tesseract() -> None:
    if "eng" not in languages_installed():
        leave_out("tesseract", "tesseract with English is not installed")


def scan(path: Path, lines: list[str]) -> Path:
    page = Image.new("L", (1240, 1754), 255)
    drawing, font = ImageDraw.Draw(page), ImageFont.load_default(size=34)
    for place, line in enumerate(lines):
        drawing.text((150, 200 + 200 * place), line, fill=0, font=font)
    page.save(path, resolution=150)
    return path


def test_a_scanned_page_is_recognised_and_says_so(tmp_path: Path) -> None:
    reading = read(scan(tmp_path / "scan.pdf", SENTENCES))

    assert " ".join(one.text for one in reading.passages).split() == " ".join(SENTENCES).split()
    assert all(one.recognised and 0.5 < (one.recognition or 0) <= 1 for one in reading.passages)
    assert [(one.code, one.page) for one in reading.notices] == [("page-recognised", 1)]


def test_a_recognised_passage_has_its_place_on_the_page(tmp_path: Path) -> None:
    first = read(scan(tmp_path / "scan.pdf", SENTENCES)).passages[0]

    assert first.page == 1
    assert first.box is not None
    assert first.box.left == pytest.approx(150 * 72 / 150, abs=4)
    assert first.box.top == pytest.approx((1754 - 200) * 72 / 150, abs=12)


def test_recognition_can_be_switched_off(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf", SENTENCES)

    with pytest.raises(NoTextLayer):
        read(path, limits=Limits(recognised_pages=0))


def test_a_page_without_words_stays_without_text(tmp_path: Path) -> None:
    path = scan(tmp_path / "empty.pdf", [])

    with pytest.raises(NoTextLayer):
        read(path)


def test_a_recognised_page_is_read_twice_alike(tmp_path: Path) -> None:
    path = scan(tmp_path / "scan.pdf", SENTENCES)

    assert read(path) == read(path)
