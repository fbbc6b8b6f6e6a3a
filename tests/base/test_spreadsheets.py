"""Workbooks to download: what is inside, and what never is."""

import io
from zipfile import ZipFile

from lxml import etree

from jalon.base.frames.spreadsheets import Sheet, xlsx, xlsx_response

SPACES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _parts(book: bytes) -> dict[str, etree._Element]:
    with ZipFile(io.BytesIO(book)) as parts:
        return {name: etree.fromstring(parts.read(name)) for name in parts.namelist()}


def _values(sheet: etree._Element) -> list[list[str]]:
    rows = sheet.findall(".//s:row", SPACES)
    return [["".join(cell.itertext()) for cell in row.findall("s:c", SPACES)] for row in rows]


def test_a_sheet_has_its_rows_with_numbers_as_numbers() -> None:
    parts = _parts(xlsx([Sheet(name="Confirmed", rows=[["code", "n"], ["gcm:6", 3], ["x", None]])]))

    sheet = parts["xl/worksheets/sheet1.xml"]
    assert _values(sheet) == [["code", "n"], ["gcm:6", "3"], ["x", ""]]
    assert [cell.get("t") for cell in sheet.findall(".//s:row[2]/s:c", SPACES)] == [
        "inlineStr",
        None,
    ]


def test_text_is_never_a_formula_nor_markup_nor_a_control_sign() -> None:
    rows = [["a"], ["=1+1"], ["<b>&"], ["tab\tand\x07bell"]]
    parts = _parts(xlsx([Sheet(name="x", rows=rows)]))

    sheet = parts["xl/worksheets/sheet1.xml"]
    assert _values(sheet)[1:] == [["=1+1"], ["<b>&"], ["tab\tandbell"]]
    assert sheet.findall(".//s:f", SPACES) == []


def test_names_of_sheets_are_such_as_workbooks_take() -> None:
    parts = _parts(
        xlsx([Sheet(name="A/75/542: [all]?" + "x" * 40, rows=[]), Sheet(name="", rows=[])])
    )

    names = [one.get("name") for one in parts["xl/workbook.xml"].findall(".//s:sheet", SPACES)]
    assert names[0].startswith("A 75 542")
    assert len(names[0]) <= 31
    assert names[1] == "1"


def test_every_part_is_declared_and_reached() -> None:
    parts = _parts(xlsx([Sheet(name="a", rows=[["1"]]), Sheet(name="b", rows=[["2"]])]))

    declared = {one.get("PartName") for one in parts["[Content_Types].xml"]} - {None}
    targets = {one.get("Target") for one in parts["xl/_rels/workbook.xml.rels"]}
    assert {
        f"/{name}" for name in parts if name.startswith("xl/") and "_rels" not in name
    } == declared
    assert targets == {"worksheets/sheet1.xml", "worksheets/sheet2.xml", "styles.xml"}


def test_a_workbook_reads_from_the_right_and_is_downloaded() -> None:
    answer = xlsx_response("x.xlsx", [Sheet(name="a", rows=[["1"]])], direction="rtl")

    view = _parts(answer.content)["xl/worksheets/sheet1.xml"].find(".//s:sheetView", SPACES)
    assert view is not None
    assert view.get("rightToLeft") == "1"
    assert answer["Content-Disposition"] == 'attachment; filename="x.xlsx"'
