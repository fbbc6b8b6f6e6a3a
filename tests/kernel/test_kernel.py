import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.kernel.codes import element_code, slug_of, sort_key, split_code
from jalon.kernel.errors import JalonError, UnknownCode
from jalon.kernel.languages import Language, direction, language_of, own_name, pick, picked_language


def test_a_refusal_keeps_its_facts_between_processes() -> None:
    refusal = UnknownCode(value="gcm:99")

    copy = pickle.loads(pickle.dumps(refusal))  # noqa: S301 - our own bytes

    assert str(copy) == str(refusal)
    assert copy.facts == {"value": "gcm:99"}
    assert isinstance(copy, JalonError)


def test_codes_sort_as_people_count() -> None:
    codes = ["gcm:10", "gcm:6.a", "gcm:p1", "gcm:6", "gcm:2", "sdg:10.7.1", "sdg:10.7"]

    assert sorted(codes, key=sort_key) == [
        "gcm:2", "gcm:6", "gcm:6.a", "gcm:10", "gcm:p1", "sdg:10.7", "sdg:10.7.1",
    ]  # fmt: skip


@given(st.text(), st.text(alphabet="abc123.", min_size=1))
def test_codes_come_apart_as_they_were_put_together(local: str, framework: str) -> None:
    assert split_code(element_code(framework, local)) == (framework, local)


@given(st.text())
def test_a_slug_is_safe_in_an_address_and_stays_itself(text: str) -> None:
    slug = slug_of(text)

    assert slug == slug_of(slug)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("tag", "ours"), [("fr-CH", "fr"), ("zh", "zh-Hans"), ("ZH_hans", "zh-Hans"), ("de", "und")]
)
def test_language_tags_of_any_form_are_known(tag: str, ours: str) -> None:
    assert language_of(tag) == ours


def test_texts_fall_back_to_a_language_that_is_there() -> None:
    texts = {"fr": "oui", "en": ""}

    assert pick(texts, Language.AR) == "oui"
    assert picked_language(texts, Language.AR) == "fr"
    assert picked_language({}, "en") == "und"
    assert direction("ar") == "rtl"


def test_chinese_is_found_under_the_tag_that_django_writes() -> None:
    texts = {"en": "yes", "zh-Hans": "是"}

    assert pick(texts, "zh-hans") == "是"
    assert picked_language(texts, "zh-hans") == "zh-Hans"
    assert own_name("zh-hans") == "中文"
