"""Pictures of pages: the right size, under limits, and passages found in them."""

import io
import multiprocessing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jalon.engines.reading import (
    DamagedFile,
    EncryptedFile,
    MissingFile,
    ReadingCrashed,
    ReadingMemory,
    ReadingTimeout,
    picturing,
    read,
)
from jalon.engines.reading.picturing import (
    MAX_PIXELS,
    MAX_SIDE,
    NoSuchPage,
    Picture,
    PictureKind,
    draw_page,
    picture_page,
    place_of,
)
from jalon.engines.reading.records import Box
from jalon.project.benchmarks.specimens.drawing import Sheet, save
from tests.engines.reading import specimens

CROP = (50.0, 60.0, 350.0, 500.0)


def drawn(path: Path, *, width: int = 600) -> Picture:
    return draw_page(path, 1, width=width, kind=PictureKind.PNG)


def dark(picture: Picture) -> np.ndarray:
    """Rows and columns of the picture, true where there is ink."""
    return np.asarray(Image.open(io.BytesIO(picture.data)).convert("L")) < 128


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, CROP])
def test_a_passage_lies_where_its_ink_is(
    tmp_path: Path, turned: int, crop: tuple[float, float, float, float] | None
) -> None:
    sheet = Sheet(width=400, height=600, turned=turned, crop=crop)
    sheet.write(100, 400, "Hello there world of water")
    save([sheet], tmp_path / "page.pdf")
    picture = drawn(tmp_path / "page.pdf")
    box = read(tmp_path / "page.pdf").passages[0].box
    assert box

    place = place_of(box, picture.frame)

    ink = dark(picture)
    assert place
    inside = ink[place.top : place.bottom, place.left : place.right]
    assert inside.sum() == ink.sum() > 100
    assert inside.size < 0.1 * ink.size


def test_a_box_that_is_not_shown_has_no_place(tmp_path: Path) -> None:
    sheet = Sheet(width=400, height=600, crop=CROP)
    sheet.write(100, 400, "Hello there world of water")
    save([sheet], tmp_path / "page.pdf")

    frame = drawn(tmp_path / "page.pdf").frame

    assert place_of(Box(left=360, bottom=100, right=390, top=120), frame) is None
    half = place_of(Box(left=0, bottom=100, right=200, top=120), frame)
    assert half
    assert half.left == 0


@pytest.mark.parametrize(
    ("kind", "start"), [(PictureKind.PNG, b"\x89PNG"), (PictureKind.WEBP, b"RIFF")]
)
def test_a_worker_gives_the_picture_in_the_form_asked_for(
    tmp_path: Path, kind: PictureKind, start: bytes
) -> None:
    specimens.lines_pdf(tmp_path / "a.pdf", [["one"], ["two"]])

    picture = picture_page(tmp_path / "a.pdf", 2, width=480, kind=kind)

    assert picture.data.startswith(start)
    assert (picture.page, picture.frame.width) == (2, 480)
    assert Image.open(io.BytesIO(picture.data)).size == (480, picture.frame.height)


def test_a_very_tall_page_is_drawn_narrower(tmp_path: Path) -> None:
    sheet = Sheet(width=100, height=14_000)
    sheet.write(10, 400, "Hello")
    save([sheet], tmp_path / "tall.pdf")

    frame = draw_page(tmp_path / "tall.pdf", 1, width=2400, kind=PictureKind.WEBP).frame

    assert frame.width < 400
    assert frame.height <= MAX_SIDE
    assert frame.width * frame.height < 1.05 * MAX_PIXELS


def test_a_picture_is_the_same_each_time(tmp_path: Path) -> None:
    specimens.report(tmp_path / "a.pdf")

    assert drawn(tmp_path / "a.pdf") == drawn(tmp_path / "a.pdf")


def test_what_cannot_be_drawn_is_refused_with_a_sentence(tmp_path: Path) -> None:
    specimens.lines_pdf(tmp_path / "a.pdf", [["one"]])
    specimens.lines_pdf(tmp_path / "locked.pdf", [["secret"]], encrypt="password")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")

    with pytest.raises(NoSuchPage, match="has 1 pages; there is no page 2"):
        picture_page(tmp_path / "a.pdf", 2)
    with pytest.raises(MissingFile):
        picture_page(tmp_path / "none.pdf", 1)
    with pytest.raises(EncryptedFile):
        drawn(tmp_path / "locked.pdf")
    with pytest.raises(DamagedFile):
        drawn(tmp_path / "broken.pdf")


def slow_page(path: Path) -> None:
    sheet = Sheet()
    curves = b" ".join(b"%d %d %d %d %d %d c" % ((n % 590,) * 6) for n in range(60_000))
    sheet.drawn.append(b"0 0 m " + curves + b" S")
    sheet.drawn *= 20
    save([sheet], path)


def test_a_page_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    slow_page(tmp_path / "slow.pdf")

    with pytest.raises(ReadingTimeout, match="took more than"):
        picture_page(tmp_path / "slow.pdf", 1, seconds=0.2)


def test_a_page_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    slow_page(tmp_path / "large.pdf")

    with pytest.raises((ReadingMemory, ReadingCrashed)):
        picture_page(tmp_path / "large.pdf", 1, memory_mb=4)


def asked(path: Path, page: int = 1) -> list[object]:
    """What the worker says when it draws a page, here in this process."""
    ours, theirs = multiprocessing.Pipe()
    wish = picturing._Wish(path=path, page=page, width=300, kind=PictureKind.PNG)
    picturing._work(theirs, wish, 1000)
    theirs.close()
    return [ours.recv(), ours.recv()]


def test_a_worker_says_that_it_started_and_then_what_it_drew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picturing, "_limit_memory", lambda _: None)
    specimens.lines_pdf(tmp_path / "a.pdf", [["one"]])

    drawn_page, refused = asked(tmp_path / "a.pdf"), asked(tmp_path / "a.pdf", page=2)

    assert drawn_page[0] == refused[0] == "started"
    assert isinstance(drawn_page[1], Picture)
    assert isinstance(refused[1], NoSuchPage)


def test_a_worker_out_of_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Picture:
        raise MemoryError

    monkeypatch.setattr(picturing, "_limit_memory", lambda _: None)
    monkeypatch.setattr(picturing, "draw_page", full)

    assert asked(tmp_path / "a.pdf") == ["started", "memory"]


@pytest.mark.parametrize(
    ("answer", "refusal"), [("memory", ReadingMemory), ("nonsense", ReadingCrashed)]
)
def test_what_a_worker_could_not_do_becomes_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, refusal: type[Exception]
) -> None:
    specimens.lines_pdf(tmp_path / "a.pdf", [["one"]])
    monkeypatch.setattr(picturing, "_answer", lambda *_: answer)

    with pytest.raises(refusal):
        picture_page(tmp_path / "a.pdf", 1)


def test_a_worker_that_says_something_else_first_has_crashed() -> None:
    ours, theirs = multiprocessing.Pipe()
    theirs.send("hello")

    with pytest.raises(ReadingCrashed):
        picturing._answer(ours, "a.pdf", 1)


def test_a_page_without_size_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Flat:
        def __getitem__(self, _: int) -> "Flat":
            return self

        def get_bbox(self) -> tuple[float, float, float, float]:
            return (0, 0, 0, 0)

        def get_rotation(self) -> int:
            return 0

        def get_size(self) -> tuple[float, float]:
            return (0, 0)

    wish = picturing._Wish(path=tmp_path, page=1, width=300, kind=PictureKind.PNG)

    with pytest.raises(DamagedFile):
        picturing._drawn(Flat(), "a.pdf", wish)
