import threading
from multiprocessing import active_children
from pathlib import Path

import pytest

from jalon.engines import reading
from jalon.engines.reading import Limits, read, read_many
from jalon.kernel.errors import JalonError
from tests.engines.reading import specimens


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(reading.MissingFile, match=r"no file “none\.pdf”"):
        read(tmp_path / "none.pdf")


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.txt").write_bytes(content)

    with pytest.raises(reading.EmptyFile, match=r"empty\.txt"):
        read(tmp_path / "empty.txt")


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    specimens.lines_pdf(tmp_path / "locked.pdf", [["secret"]], encrypt="password")

    with pytest.raises(reading.EncryptedFile, match="locked by a password"):
        read(tmp_path / "locked.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing more", b"%PDF-1.4\n" + b"\x00\xff" * 500])
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.pdf").write_bytes(content)

    with pytest.raises(reading.DamagedFile, match="cannot be opened as PDF"):
        read(tmp_path / "broken.pdf")


def test_a_damaged_docx_is_refused(tmp_path: Path) -> None:
    specimens.docx(tmp_path / "broken.docx", "<w:p>never closed")

    with pytest.raises(reading.DamagedFile, match="DOCX"):
        read(tmp_path / "broken.docx")


def test_a_file_that_is_not_what_its_ending_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_text("Only some words, no PDF at all.", encoding="utf-8")

    with pytest.raises(reading.WrongKind, match="holds plain text, not PDF"):
        read(tmp_path / "notes.pdf")


def test_a_pdf_without_an_ending_is_read(tmp_path: Path) -> None:
    specimens.lines_pdf(tmp_path / "download", [[specimens.sentence(1)]])

    assert read(tmp_path / "download").metadata.media_type == "application/pdf"


def test_a_picture_is_not_supported(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    with pytest.raises(reading.UnsupportedKind, match="a picture"):
        read(tmp_path / "photo")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(300 * 1024 * 1024)

    with pytest.raises(reading.FileTooLarge, match="300 MB; at most 250 MB"):
        read(tmp_path / "large.pdf")


def test_the_limit_of_size_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(specimens.sentence(1) * 100, encoding="utf-8")

    with pytest.raises(reading.FileTooLarge):
        read(tmp_path / "text.txt", limits=Limits(bytes_per_file=100))


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    specimens.bomb(tmp_path / "bomb.docx", megabytes=40)

    with pytest.raises(reading.ZipBomb, match="would unpack to 40 MB"):
        read(tmp_path / "bomb.docx")


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    entity = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = specimens.word_paragraph("before &e; after")
    specimens.docx(tmp_path / "entity.docx", body)
    data = (tmp_path / "entity.docx").read_bytes()
    assert data
    specimens.docx_with_doctype(tmp_path / "entity.docx", body, entity)

    everything = " ".join(one.text for one in read(tmp_path / "entity.docx").passages)

    assert "root" not in everything


def test_pages_of_pictures_have_no_text_layer(tmp_path: Path) -> None:
    specimens.picture_pdf(tmp_path / "scan.pdf")

    with pytest.raises(reading.NoTextLayer, match="1 pages are pictures"):
        read(tmp_path / "scan.pdf")


def test_every_refusal_has_a_code_of_its_own_and_a_sentence() -> None:
    kinds = [kind for kind in vars(reading).values() if isinstance(kind, type)]
    refusals = [kind for kind in kinds if issubclass(kind, JalonError)]

    codes = {kind.code for kind in refusals}

    assert len(codes) == len(refusals)
    assert all(kind.sentence.endswith(".") for kind in refusals)


def test_a_batch_goes_on_after_bad_files(tmp_path: Path) -> None:
    specimens.lines_pdf(tmp_path / "good.pdf", [[specimens.sentence(1)]])
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (tmp_path / "text.txt").write_text(specimens.sentence(2), encoding="utf-8")
    paths = [tmp_path / name for name in ("good.pdf", "bad.pdf", "text.txt", "none.pdf")]

    outcomes = dict(read_many(paths, workers=1))

    assert set(outcomes) == set(paths)
    kinds = {path.name: type(outcome).__name__ for path, outcome in outcomes.items()}
    assert kinds == {
        "good.pdf": "Reading",
        "bad.pdf": "DamagedFile",
        "text.txt": "Reading",
        "none.pdf": "MissingFile",
    }


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    pipe = tmp_path / "endless.txt"
    specimens.slow_file(pipe)
    (tmp_path / "text.txt").write_text(specimens.sentence(2), encoding="utf-8")

    outcomes = dict(read_many([pipe, tmp_path / "text.txt"], workers=1, seconds_per_file=0.5))

    assert isinstance(outcomes[pipe], reading.ReadingTimeout)
    assert isinstance(outcomes[tmp_path / "text.txt"], reading.Reading)


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_text("word " * 8_000_000, encoding="utf-8")
    (tmp_path / "text.txt").write_text(specimens.sentence(2), encoding="utf-8")
    paths = [tmp_path / "wide.txt", tmp_path / "text.txt"]

    outcomes = dict(read_many(paths, workers=1, memory_mb=60))

    assert isinstance(outcomes[paths[0]], reading.ReadingMemory)
    assert isinstance(outcomes[paths[1]], reading.Reading)


def test_a_file_that_kills_its_worker_is_refused_and_the_batch_goes_on(tmp_path: Path) -> None:
    specimens.slow_file(tmp_path / "deadly.txt")
    (tmp_path / "text.txt").write_text(specimens.sentence(2), encoding="utf-8")
    batch = read_many([tmp_path / "deadly.txt", tmp_path / "text.txt"], workers=1)
    killer = threading.Timer(3.0, lambda: [one.kill() for one in active_children()])

    killer.start()
    outcomes = dict(batch)
    killer.cancel()

    assert isinstance(outcomes[tmp_path / "deadly.txt"], reading.ReadingCrashed)
    assert isinstance(outcomes[tmp_path / "text.txt"], reading.Reading)
