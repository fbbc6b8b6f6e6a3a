from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jalon.engines.searching import Expansion, Index, Order, Query
from tests.engines.searching.making import ask, found, make_card, make_index, marked

CARDS = (
    make_card(
        "passage:fr",
        "Le Portugal a adopté 97 mesures pour la sécurité des migrants, avec l’OIT et l'ONU.",
        lang="fr", title="A/75/542, §12", element=("gcm:6", "gcm:6.c"), place=("PRT",), year=2020,
        document="a-75-542",
    ),
    make_card(
        "passage:en",
        "The ILO supports fair recruitment of migrant workers and decent work (C189).",
        year=2019, element=("gcm:6",), state="confirmed",
    ),
    make_card("passage:ru", "МОТ и МОМ защищают права мигрантов.", lang="ru", title="Мигранты"),
    make_card("passage:zh", "国际劳工组织支持移民政策和体面劳动", lang="zh-Hans"),
    make_card("passage:ar", "تعزيز الهجرة الآمنة مع منظمة العمل الدولية للمهاجرين", lang="ar"),
    make_card("passage:es", "Protección de las personas migrantes; un 10 % en 10.7.1", lang="es"),
    make_card("passage:plan", "dispositions de l’objectif 6 c) et e)", lang="fr"),
    make_card("objective:gcm:6", "Facilitate fair and ethical recruitment", title="Objective 6"),
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Index:
    return make_index(tmp_path_factory.mktemp("search"), *CARDS)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("securite", {"passage:fr"}),
        ("SÉCURITÉ", {"passage:fr"}),
        ("migrante", {"passage:es", "passage:en", "passage:fr"}),
        ("мигранты", {"passage:ru"}),
        ("الهجره", {"passage:ar"}),
        ("والمهاجرين", {"passage:ar"}),
        ("移民政策", {"passage:zh"}),
        ("劳动", {"passage:zh"}),
        ("A/75/542", {"passage:fr"}),
        ("75/542", {"passage:fr"}),
        ("c189", {"passage:en"}),
        ("C 189", {"passage:en"}),
        ("10.7", {"passage:es"}),
        ("10%", {"passage:es"}),
        ("97 %", set()),
        ("97 mesures", {"passage:fr"}),
        ("6 c)", {"passage:plan"}),
        ("6(c)", {"passage:plan"}),
        ("de la sécurité", {"passage:fr"}),
        ('"decent work"', {"passage:en"}),
        ('"work decent"', set()),
        ("l’OIT", {"passage:fr", "passage:en", "passage:ru", "passage:zh", "passage:ar"}),
        ("组织 -OIT recruitment", set()),
        ("recruit* -passage", {"passage:en", "objective:gcm:6"}),
        ("recruitment -workers", {"objective:gcm:6"}),
        ("nations unies", {"passage:fr"}),
        ("element:6.c", {"passage:fr"}),
        ("element:GCM:6 year:2019..", {"passage:fr", "passage:en"}),
        ("lang:zh", {"passage:zh"}),
        ("recruitment kind:objective", {"objective:gcm:6"}),
        ("🙂", set()),
    ],
)
def test_a_query_finds_exactly(index: Index, text: str, ids: set[str]) -> None:
    assert set(found(index, text, tolerant=False)) == ids


def test_filters_widen_inside_and_narrow_between(index: Index) -> None:
    both = found(index, "", langs=("fr", "en"), years=(2019, 2020))

    assert set(both) == {"passage:fr", "passage:en"}
    assert found(index, "migrants", langs=("fr",), elements=("gcm:6",)) == ["passage:fr"]
    assert found(index, "", states=("confirmed",), kinds=("passage",)) == ["passage:en"]
    assert found(index, "", places=("PRT",), documents=("a-75-542",)) == ["passage:fr"]


def test_the_typed_name_comes_before_its_equivalents(index: Index) -> None:
    results = ask(index, "OIT")

    assert results.hits[0].id == "passage:fr"
    assert results.hits[0].why == "word: OIT"
    assert {hit.why for hit in results.hits[1:]} == {
        "equivalent: ILO", "equivalent: МОТ", "equivalent: 国际劳工组织",
        "equivalent: منظمة العمل الدولية",
    }  # fmt: skip


def test_a_word_that_is_also_an_acronym_is_one_only_in_capitals(index: Index) -> None:
    assert found(index, "UN") == ["passage:fr"]
    assert found(index, "un") == ["passage:es"]


def test_a_title_counts_more_than_a_text(tmp_path) -> None:
    index = make_index(
        tmp_path, make_card("a:1", "return and more words"), make_card("a:2", "x", title="Return")
    )

    assert found(index, "return") == ["a:2", "a:1"]


def test_a_confirmed_card_comes_before_its_twin(tmp_path) -> None:
    twins = [make_card(f"a:{n}", "return", state="confirmed" if n == 3 else "") for n in range(6)]
    index = make_index(tmp_path, *twins)

    assert found(index, "return")[0] == "a:3"


def test_words_near_each_other_come_first(tmp_path) -> None:
    index = make_index(
        tmp_path,
        make_card("a:1", "work in the field is decent " + "filler " * 3),
        make_card("a:2", "we want decent work in the field now " + "filler " * 2),
    )

    assert found(index, "decent work")[0] == "a:2"


def test_usual_words_are_not_insisted_on(index: Index) -> None:
    assert found(index, "the recruitment of the workers by them", tolerant=False) == ["passage:en"]


def test_a_misspelt_word_is_read_as_its_neighbour(index: Index) -> None:
    results = ask(index, "recruitmnet workers")

    assert results.corrected == (("recruitmnet", "recruitment"),)
    assert results.hits[0].why == "typo: recruitment; word: workers"
    assert marked(results) == ["recruitment", "workers"]


def test_without_all_words_those_with_some_are_shown(index: Index) -> None:
    results = ask(index, "decent zebras")

    assert results.relaxed
    assert [hit.id for hit in results.hits] == ["passage:en"]


def test_facets_count_all_that_matches(index: Index) -> None:
    facets = ask(index, "", limit=1).facets

    assert facets["kind"] == (("passage", 7), ("objective", 1))
    assert facets["year"] == (("2020", 1), ("2019", 1))
    assert facets["element"] == (("gcm:6", 2), ("gcm:6.c", 1))


def test_marks_and_reasons_say_why(index: Index) -> None:
    results = ask(index, '"decent work" C189 recr*')

    assert marked(results) == ["recruitment", "decent work", "C189"]
    assert results.hits[0].why == "phrase: decent work; word: C189; prefix: recr"


def test_expansions_find_other_words_and_tell_their_reason(index: Index) -> None:
    other = Expansion(of="embauche", terms=("fair recruitment",), reason="language: embauche")
    whole = Expansion(terms=("体面劳动",), reason="concept: decent work", weight=0.5)

    beside = ask(index, "embauche workers", expansions=(other,))
    instead = ask(index, "dignes emplois", expansions=(whole,))

    assert [(hit.id, hit.why) for hit in beside.hits] == [
        ("passage:en", "language: embauche; word: workers")
    ]
    assert [(hit.id, hit.why) for hit in instead.hits] == [("passage:zh", "concept: decent work")]


def test_results_can_be_sorted_by_year(index: Index) -> None:
    newest = found(index, "", years=(2019, 2020), order=Order.NEWEST)

    assert newest == ["passage:fr", "passage:en"]
    assert found(index, "", years=(2019, 2020), order=Order.OLDEST) == newest[::-1]


def test_pages_do_not_overlap_and_miss_nothing(tmp_path) -> None:
    index = make_index(tmp_path, *(make_card(f"a:{n}", "return") for n in range(53)))

    pages = [found(index, "return", limit=10, offset=start) for start in range(0, 60, 10)]

    assert sorted(chain(*pages)) == sorted(f"a:{n}" for n in range(53))
    assert pages[0] == found(index, "return", limit=10)


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-5, -5), (10**9, 10**12)])
def test_strange_pages_are_no_error(index: Index, limit: int, offset: int) -> None:
    assert ask(index, "migrants", limit=limit, offset=offset).total == 3


@given(
    st.text(max_size=80)
    | st.text(st.sampled_from('"“»-*:()[]^~\\/ abéOIT移民هجرة019.,%\x00\ud800'), max_size=60)
    | st.lists(st.sampled_from(["kind:", "year:", "-", '"', "*", "a", "OR", "移", "6(c)"])).map(
        "".join
    )
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_query_is_an_error(index: Index, text: str) -> None:
    results = index.search(Query(text=text))

    assert results.total >= len(results.hits)
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
