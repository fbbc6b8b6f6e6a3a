import pytest

from jalon.engines.reading import Found, Metadata
from jalon.engines.reading.blocks import Block, Role
from jalon.engines.reading.metadata import complete, date_in, symbol_in

SYMBOLS = [
    "A/RES/73/195", "A/HRC/45/CRP.1", "A/HRC/RES/35/17", "A/CONF.231/3",
    "A/76/L.2/Rev.1", "E/CN.9/2020/1",
    "E/CN.5/2019/NGO/12", "GB.335/POL/1(Rev.)", "TTMLM/2013/14", "EC/68/SC/CRP.9", "C/110/INF/1",
    "CMW/C/GC/5", "S/2019/280/Add.1",
]  # fmt: skip


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_an_official_symbol_is_found_whole(symbol: str) -> None:
    assert symbol_in(f"United Nations\n{symbol}\nGeneral") == symbol


@pytest.mark.parametrize("text", ["and/or 12", "see http://a.b/E/12", "the ratio A/B of 3"])
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert symbol_in(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Date: 2019-03-15", "2019-03-15"),
        ("Geneva, 15 March 2019", "2019-03-15"),
        ("Genève, le 1er mars 2019", "2019-03-01"),
        ("3 de marzo de 2021", "2021-03-03"),
        ("15 марта 2019 года", "2019-03-15"),
        ("15 آذار/مارس 2019", "2019-03-15"),
        ("26 تشرين الأول/أكتوبر 2020", "2020-10-26"),
        ("2020年10月26日", "2020-10-26"),
    ],
)
def test_dates_are_read_in_six_languages(text: str, date: str) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize("text", ["2019-13-40", "call 2019-03-15-77", "99 March 2019"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert date_in(text) is None


def test_each_value_says_how_sure_it_is_and_where_it_was_found() -> None:
    blocks = [
        Block(text="A/75/542"),
        Block(text="Report on the harbour", role=Role.HEADING, level=1),
        Block(text="The harbour keeps rice for the winter. " * 8),
    ]

    found = complete(Metadata(date="2020-10-01"), blocks, "en")

    assert found.confidence["symbol"] > found.confidence["title"] > found.confidence["date"]
    assert found.found_in["symbol"] is Found.CONTENT
    assert found.found_in["date"] is Found.PROPERTIES


def test_what_was_not_found_has_no_confidence() -> None:
    found = complete(Metadata(), [Block(text="rice and salt")], "und")

    assert "symbol" not in found.confidence
    assert "language" not in found.confidence
    assert found.confidence.keys() == found.found_in.keys()


def test_a_title_in_text_and_properties_is_surer_than_one_in_either() -> None:
    said = [Block(text="Report on the harbour", role=Role.HEADING, level=1)]
    title = Metadata(title="Report on the harbour")

    both = complete(title, said, "en").confidence["title"]
    text = complete(Metadata(), said, "en").confidence["title"]
    file = complete(title, [Block(text="Rice is kept for the winter.")], "en").confidence["title"]

    assert both > text > file
