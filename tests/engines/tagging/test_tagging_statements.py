"""What kind of statement a passage makes, and who acts in it."""

import pytest

from jalon.engines.tagging import PlaceFinder
from jalon.engines.tagging.entities.finding import find_entities
from jalon.engines.tagging.entities.records import Statement, StatementKind
from jalon.engines.tagging.entities.sheets import sheet
from jalon.kernel.languages import Language

PLACES = PlaceFinder({"PRT": ["Portugal"], "MEX": ["México", "Mexico"], "KAZ": ["Казахстан"]})


def stated(text: str, lang: str) -> Statement:
    return find_entities(text, lang, places=PLACES.find(text, lang)).statement


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("Portugal has adopted a plan with measures for each objective.", "en", "measure"),
        ("Le Portugal a mis en place un guichet unique.", "fr", "measure"),
        ("El Gobierno puso en marcha un registro.", "es", "measure"),
        ("The government will introduce a visa for seasonal workers.", "en", "commitment"),
        ("Nous nous engageons à mettre fin à cette pratique.", "fr", "commitment"),
        ("Se compromete a revisar la norma.", "es", "commitment"),
        ("As a result, waiting times fell by half.", "en", "result"),
        ("Le dispositif a permis à des familles de se retrouver.", "fr", "result"),
        ("Gracias a ello se beneficiaron muchas familias.", "es", "result"),
        ("There is a lack of interpreters and access remains limited.", "en", "gap"),
        ("Le manque de moyens reste un obstacle.", "fr", "gap"),
        ("Persisten dificultades y falta de personal.", "es", "gap"),
        ("States should ratify the convention and fill the lack of data.", "en", "recommendation"),
        ("Renforcer la coopération entre les services.", "fr", "recommendation"),
        ("Fortalecer las oficinas consulares.", "es", "recommendation"),
        ("Some 169 million workers, 4.9 per cent of all, in 2019.", "en", "statistic"),
        ("The report has five chapters on the history of the port.", "en", "background"),
        ("Государствам следует принять меры.", "ru", "recommendation"),
        ("ينبغي للدول أن تحمي المهاجرين", "ar", "recommendation"),
        ("政府应当保护移民。", "zh-Hans", "recommendation"),
    ],
)
def test_the_kind_of_a_statement_is_told_by_its_words(text: str, lang: str, kind: str) -> None:
    assert stated(text, lang).kind == kind


def test_the_words_that_told_are_given_with_their_place() -> None:
    text = "En 2019, le Portugal a adopté un plan."

    statement = stated(text, "fr")

    assert text[statement.start : statement.end] == statement.cue == "a adopté"


@pytest.mark.parametrize(
    ("text", "lang", "actor"),
    [
        ("En 2019, le Portugal a adopté un plan.", "fr", "place:PRT"),
        ("The Ministry of Labour adopted rules with Mexico.", "en", "named:ministry-of-labour"),
        ("ILO trained inspectors. Rules were adopted.", "en", "ilo"),
        ("A law was adopted.", "en", ""),
        ("Portugal should adopt a law.", "en", ""),
    ],
)
def test_who_acts_is_named_before_what_is_done(text: str, lang: str, actor: str) -> None:
    assert stated(text, lang).actor == actor


@pytest.mark.parametrize("lang", list(Language))
def test_each_language_has_words_for_each_kind_that_words_tell(lang: Language) -> None:
    without_words = {StatementKind.STATISTIC, StatementKind.BACKGROUND}

    kinds = {kind for kind, by_lang in sheet("statements")["kinds"].items() if by_lang.get(lang)}

    assert kinds == set(StatementKind) - without_words
