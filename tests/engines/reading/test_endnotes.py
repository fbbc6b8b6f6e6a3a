import zipfile
from pathlib import Path

import pytest

from jalon.engines.reading import PassageKind, Reading, read

RICE = "The harbour keeps rice for the winter"
SALT = "The salt pans are opened in spring"


def read_page(folder: Path, body: str) -> Reading:
    page = f"<html><head><title>Harbour</title></head><body>{body}</body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    return read(folder / "page.html")


def notes(reading: Reading) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in reading.passages if one.kind is PassageKind.FOOTNOTE]


LINKED = {
    "an encyclopedia": (
        f"<p>{RICE}.<sup id='r1'><a href='#n1'>[1]</a></sup></p>"
        "<ol><li id='n1'><b><a href='#r1'>^</a></b> <span>See the ledger.</span></li></ol>"
    ),
    "a word processor": (
        f"<p>{RICE}<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a>.</p>"
        "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> See the ledger.</p></div>"
    ),
    "a converter": (
        f"<p>{RICE}<a href='#fn1' id='fnref1' role='doc-noteref'><sup>1</sup></a>.</p>"
        "<section role='doc-endnotes'><ol><li id='fn1'><p>See the ledger."
        "<a href='#fnref1' role='doc-backlink'>↩︎</a></p></li></ol></section>"
    ),
    "an aside": (
        f"<p>{RICE}<a href='#n' epub:type='noteref'>1</a>.</p>"
        "<aside id='n' epub:type='footnote'>See the ledger.</aside>"
    ),
    "a foot": (
        f"<p>{RICE}<a href='#n' id='c'>1</a>.</p>"
        "<footer><p>Contact us</p><p id='n'><a href='#c'>1</a>. See the ledger.</p></footer>"
    ),
}


@pytest.mark.parametrize("body", LINKED.values(), ids=LINKED.keys())
def test_a_note_that_links_back_is_attached_to_its_call(tmp_path: Path, body: str) -> None:
    reading = read_page(tmp_path, body)

    assert reading.passages[0].text == f"{RICE}."
    assert reading.passages[0].calls == ("fn1",)
    assert notes(reading) == [("fn1", "See the ledger.")]
    assert "Contact" not in " ".join(one.text for one in reading.passages)


@pytest.mark.parametrize(
    "title", ["Notes", "Notes de bas de page", "Notas al pie", "Примечания", "الحواشي", "注释"]
)
def test_a_list_under_a_heading_of_notes_is_called_by_numbers(tmp_path: Path, title: str) -> None:
    body = f"<p>{RICE} [1].</p><p>{SALT}.<sup>2</sup></p><h2>{title}</h2>"
    reading = read_page(tmp_path, f"{body}<ol><li>See the ledger.</li><li>See the map.</li></ol>")

    assert [one.calls for one in reading.passages[:2]] == [("fn1",), ("fn2",)]
    assert reading.passages[0].text == f"{RICE}."
    assert notes(reading) == [("fn1", "See the ledger."), ("fn2", "See the map.")]


def test_a_list_that_nothing_calls_is_a_list(tmp_path: Path) -> None:
    body = f"<p>{RICE}.</p><h2>Notes</h2><ol><li>Bring a lamp.</li><li>Bring a rope.</li></ol>"

    reading = read_page(tmp_path, body)

    assert notes(reading) == []


def test_a_number_that_links_to_a_chapter_is_no_call(tmp_path: Path) -> None:
    body = f"<p id='top'><a href='#one'>1</a> Rice</p><h2 id='one'>Rice</h2><p>{RICE}.</p>"

    reading = read_page(tmp_path, f"{body}<p><a href='#top'>Up</a></p>")

    assert notes(reading) == []
    assert all(not one.calls for one in reading.passages)


def test_notes_of_a_book_may_stand_in_another_file(tmp_path: Path) -> None:
    pages = {
        "one.xhtml": f"<p>{RICE}.<a id='c1' href='notes.xhtml#a'>1</a></p>",
        "two.xhtml": f"<p>{SALT}.<a id='c1' href='notes.xhtml#b'>2</a></p>",
        "notes.xhtml": "<p id='a'><a href='one.xhtml#c1'>1</a> The ledger.</p>"
        "<p id='b'><a href='two.xhtml#c1'>2</a> The map.</p>",
    }
    _book(tmp_path / "book.epub", pages)

    reading = read(tmp_path / "book.epub")

    assert [one.calls for one in reading.passages[:2]] == [("fn1",), ("fn2",)]
    assert notes(reading) == [("fn1", "The ledger."), ("fn2", "The map.")]


def _book(path: Path, pages: dict[str, str]) -> None:
    items = "".join(
        f"<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>" for name in pages
    )
    spine = "".join(f"<itemref idref='{name}'/>" for name in pages)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='book.opf'/></rootfiles></container>",
        )
        package.writestr(
            "book.opf",
            "<package xmlns='http://www.idpf.org/2007/opf'><metadata/>"
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, body in pages.items():
            package.writestr(name, f"<html><body>{body}</body></html>")
