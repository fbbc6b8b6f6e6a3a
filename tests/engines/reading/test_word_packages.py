import zipfile
from pathlib import Path

import pytest

from jalon.engines.reading import read
from tests.engines.reading import specimens
from tests.engines.reading.packages import W, paragraph, run

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
)
TEXT = "The town keeps its gardens open."


def numbered(list_id: int, level: int, *inner: str) -> str:
    shape = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(*inner, shape=shape)


def packed(path: Path, body: str, *, numbering: str = "", styles: str = "") -> list[str]:
    main, parts = "word/document2.xml", {"numbering": numbering, "styles": styles}
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Type="http://x/officeDocument" Target="/{main}"/>'
            "</Relationships>",
        )
        package.writestr(
            main, f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        )
        for name, inner in parts.items():
            if inner:
                package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')
    return [f"{one.kind.value}: {one.text}" for one in read(path).passages]


def labels(path: Path) -> list[str]:
    return [one.label for one in read(path).passages]


def test_the_main_part_may_have_another_name_and_styles_may_be_missing(tmp_path: Path) -> None:
    body = paragraph(run("Jardins"), shape='<w:pStyle w:val="Titre1"/>') + paragraph(run(TEXT))

    said = packed(tmp_path / "a.docx", body)

    assert said == ["heading: Jardins", f"paragraph: {TEXT}"]


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>never</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> Always.</w:t></w:r>'

    said = packed(tmp_path / "a.docx", paragraph(run(TEXT), hidden, shown))

    assert said == [f"paragraph: {TEXT} Always."]


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_paragraphs_taken_out_are_not_counted(tmp_path: Path, change: str) -> None:
    mark = "delText" if change == "del" else "t"
    gone = f"<w:{change}><w:r><w:{mark}>never</w:{mark}></w:r></w:{change}>"
    body = "".join(numbered(1, 0, inner) for inner in (run(TEXT), gone, run(f"{TEXT} Always.")))
    specimens.docx(tmp_path / "a.docx", body)

    assert labels(tmp_path / "a.docx") == ["s0.1", "s0.2"]


def test_a_list_may_take_its_levels_from_a_list_style(tmp_path: Path) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Law"/>{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    heads = '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(
        paragraph(run(text), shape=heads.format(level))
        for level, text in ((0, "Gardens"), (0, "Bridges"), (1, "Stones"))
    )

    said = packed(tmp_path / "a.docx", body + paragraph(run(TEXT)), numbering=lists)

    assert said[:3] == ["heading: I. Gardens", "heading: II. Bridges", "heading: 2.1 Stones"]


def test_a_list_may_write_a_level_in_its_own_way(tmp_path: Path) -> None:
    own = '<w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum><w:num w:numId="1">'
        f'<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    shape = '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>'

    said = packed(tmp_path / "a.docx", paragraph(run("Gardens"), shape=shape), numbering=lists)

    assert said == ["heading: A. Gardens"]


def test_text_boxes_in_cells_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('box'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inner = paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")
    cells = f"<w:tc>{inner}</w:tc><w:tc>{paragraph(run('north'))}</w:tc>"

    said = packed(tmp_path / "a.docx", f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")

    assert said == ["table: box | north"]


def test_captions_of_other_producers_are_captions(tmp_path: Path) -> None:
    style = '<w:style w:styleId="ImageCaption"><w:name w:val="Image Caption"/></w:style>'
    body = paragraph(run(TEXT), shape='<w:pStyle w:val="ImageCaption"/>')

    assert packed(tmp_path / "a.docx", body, styles=style) == [f"caption: {TEXT}"]


def test_a_note_with_a_star_does_not_count(tmp_path: Path) -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    plain = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    body = paragraph(run(TEXT), star) + paragraph(run(f"{TEXT} Always."), plain)
    specimens.docx(tmp_path / "a.docx", body, footnotes=["* Of the town.", "Of the river."])

    said = [(one.label, one.text, one.calls) for one in read(tmp_path / "a.docx").passages]

    assert said == [
        ("s0.p1", TEXT, ("fnstar",)), ("fnstar", "Of the town.", ()),
        ("s0.p2", f"{TEXT} Always.", ("fn1",)), ("fn1", "Of the river.", ()),
    ]  # fmt: skip


def test_numbering_that_a_paragraph_switches_off_is_off(tmp_path: Path) -> None:
    style = '<w:style w:styleId="L"><w:name w:val="law"/><w:pPr>{}</w:pPr></w:style>'
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    shape = '<w:pStyle w:val="L"/><w:outlineLvl w:val="0"/>'
    off = f'{shape}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph(run("Gardens"), shape=off) + paragraph(run("Bridges"), shape=shape)

    said = packed(
        tmp_path / "a.docx", body, numbering=lists,
        styles=style.format('<w:numPr><w:numId w:val="1"/></w:numPr>'),
    )  # fmt: skip

    assert said == ["heading: Gardens", "heading: I. Bridges"]
