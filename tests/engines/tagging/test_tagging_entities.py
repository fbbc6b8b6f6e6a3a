"""Bodies, instruments, cities, dates and figures that a passage names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.engines.tagging.entities.figures import number_of
from jalon.engines.tagging.entities.finding import find_entities
from jalon.engines.tagging.entities.records import Entity, EntityKind
from jalon.engines.tagging.entities.sheets import sheet


def found(text: str, lang: str, kind: EntityKind) -> list[Entity]:
    return [entity for entity in find_entities(text, lang).entities if entity.kind is kind]


def codes(text: str, lang: str, kind: EntityKind) -> list[str]:
    return [entity.code for entity in found(text, lang, kind)]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("IOM and the International Labour Office agreed.", "en", ["iom", "ilo"]),
        ("L’OIT et le Haut-Commissariat pour les réfugiés", "fr", ["ilo", "unhcr"]),
        ("la OIM y el ACNUR", "es", ["iom", "unhcr"]),
        ("منظمة العمل الدولية", "ar", ["ilo"]),
        ("Международная организация по миграции", "ru", ["iom"]),
        ("国际劳工组织", "zh-Hans", ["ilo"]),
        ("who decides what", "en", []),
    ],
)
def test_known_bodies_are_found_by_name_and_acronym(
    text: str, lang: str, wanted: list[str]
) -> None:
    assert codes(text, lang, EntityKind.BODY) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("The Ministry of Labour and Families signed.", "en", "Ministry of Labour and Families"),
        ("Le ministère des Sports l’a signé.", "fr", "ministère des Sports"),
        ("El Ministerio de Trabajo y Minas firmó.", "es", "Ministerio de Trabajo y Minas"),
        ("Министерство внутренних дел сообщило.", "ru", "Министерство внутренних дел"),
        ("أعلنت وزارة الداخلية ذلك", "ar", "وزارة الداخلية"),
        ("The Ministry signed.", "en", None),
        ("En 2019, le Gouvernement canadien a agi.", "fr", "Gouvernement canadien"),
        ("Le Gouvernement a agi.", "fr", None),
        ("The Government of Canada acted.", "en", "Government of Canada"),
    ],
)
def test_ministries_are_found_by_their_pattern(text: str, lang: str, name: str | None) -> None:
    names = [entity.text for entity in found(text, lang, EntityKind.BODY)]

    assert names == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Conventions Nos. 97 and 143, and C189", "en", ["ilo:c097", "ilo:c143", "ilo:c189"]),
        ("la convention (no 181) sur les agences d’emploi privées", "fr", ["ilo:c181"]),
        ("el Convenio núm. 189 y la Recomendación núm. 201", "es", ["ilo:c189", "ilo:r201"]),
        ("Конвенция № 97", "ru", ["ilo:c097"]),
        ("第189号公约", "zh-Hans", ["ilo:c189"]),
        ("Convention No. 999", "en", []),
        ("resolution 73/195 (A/RES/73/195)", "en", ["un:a-res-73-195", "un:a-res-73-195"]),
        ("la Convention relative aux droits de l’enfant", "fr", ["un:crc"]),
        ("la loi n° 2015-36 du 26 mai 2015", "fr", ["law:loi-n-2015-36"]),
        ("the Immigration Act 2016", "en", ["law:immigration-act-2016"]),
    ],
)
def test_instruments_are_found_by_number_symbol_name_and_pattern(
    text: str, lang: str, wanted: list[str]
) -> None:
    assert codes(text, lang, EntityKind.INSTRUMENT) == wanted


def test_a_city_is_found_but_not_in_the_name_of_a_convention() -> None:
    cities = codes("In Agadez and Genève, under the Geneva Conventions.", "en", EntityKind.CITY)

    assert cities == ["NER/agadez", "CHE/geneva"]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("adopted on 19 December 2018", "en", ["2018-12-19"]),
        ("December 10, 2018", "en", ["2018-12-10"]),
        ("du 1er mars 2018", "fr", ["2018-03-01"]),
        ("el 5 de mayo de 2021", "es", ["2021-05-05"]),
        ("19 декабря 2018 года", "ru", ["2018-12-19"]),
        ("في 19 كانون الأول/ديسمبر 2018", "ar", ["2018-12-19"]),
        ("2018年12月19日", "zh-Hans", ["2018-12-19"]),
        ("the plan for 2018-2022.", "en", ["2018/2022"]),
        ("entre 2015 et 2018", "fr", ["2015/2018"]),
        ("A/RES/73/195 and 12 345", "en", []),
    ],
)
def test_dates_are_given_as_iso_8601(text: str, lang: str, wanted: list[str]) -> None:
    assert codes(text, lang, EntityKind.DATE) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("En 2019, 13 753 migrants de retour", "fr", ("13753", "", "migrants de retour", "", 2019)),
        ("Le plan compte 97 actions.", "fr", ("97", "", "actions", "", None)),
        ("97 mesures avec l’OIM", "fr", ("97", "", "mesures", "", None)),
        ("environ 12 millions de dollars", "fr", ("12000000", "USD", "", "about", None)),
        ("more than 1,250 returnees", "en", ("1250", "", "returnees", "at least", None)),
        ("3.2 billion euros", "en", ("3200000000", "EUR", "", "", None)),
        ("el 45 % de ellos", "es", ("45", "percent", "", "", None)),
        ("3 mil millones de dólares", "es", ("3000000000", "USD", "", "", None)),
        ("1,2 млн мигрантов", "ru", ("1200000", "", "мигрантов", "", None)),
        ("约120万移民", "zh-Hans", ("1200000", "", "移民", "about", None)),
    ],
)
def test_a_figure_has_value_unit_what_is_counted_and_year(
    text: str, lang: str, wanted: tuple[str, str, str, str, int | None]
) -> None:
    [entity] = found(text, lang, EntityKind.FIGURE)

    figure = entity.figure
    assert figure is not None
    value, *rest = wanted
    assert figure.value == Decimal(value)
    assert [figure.unit, figure.counted, figure.about, figure.year] == rest


@pytest.mark.parametrize(
    "text",
    ["see paragraph 12 below", "Article 5 applies", "objectif 6 du Pacte", "in 2020 they met",
     "the 3rd meeting", "COVID-19 closed borders", "1. First item", "A/75/542 was issued"],
)  # fmt: skip
def test_addresses_and_years_are_no_figures(text: str) -> None:
    assert found(text, "en", EntityKind.FIGURE) == []


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([" ", "\u00a0", ",", ".", "’"]))
def test_thousands_are_read_whatever_parts_them(number: int, mark: str) -> None:
    assert number_of(f"{number:,}".replace(",", mark)) == number


@given(st.text(alphabet="ab 0123456789.,%$€-–/()’nNoº第年", max_size=60))
def test_every_entity_stands_in_the_text(text: str) -> None:
    for lang in ("en", "fr", "zh-Hans"):
        for entity in find_entities(text, lang).entities:
            assert entity.text == text[entity.start : entity.end]


def test_ids_of_bodies_and_instruments_are_unique_and_named() -> None:
    bodies, instruments = sheet("bodies")["bodies"], sheet("instruments")

    assert all(any(row.values()) for row in bodies.values())
    assert all(code[0] in "CRP" and code[1:].isdigit() for code in instruments["ilo"])
    assert all(":" in code and any(row.values()) for code, row in instruments["named"].items())
