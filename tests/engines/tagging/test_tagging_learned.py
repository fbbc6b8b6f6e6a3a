"""What was learned: the packaged model, and how its sums become scores."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.tagging.test_tagging_tagger import OBJECTIVES, elements_of
from tools.learning.table import Table
from tools.learning.texts import Text

from jalon.engines.tagging import PassageText, State, Suggestion, Tagger
from jalon.engines.tagging.concepts import load_lexicon
from jalon.engines.tagging.learned import (
    Learned,
    Mixture,
    chances_of,
    from_bytes,
    load_model,
    score_features,
    scores_of,
)
from jalon.engines.tagging.votes import SHORT_LETTERS, SHORT_WORDS

TEXTS = (
    ("Recruiters may not charge fees to workers, and contracts are written.", "en"),
    ("Les consulats délivrent des documents aux ressortissants détenus.", "fr"),
    ("El registro civil entrega actas de nacimiento a hijos de migrantes.", "es"),
    ("移民工人的招聘费用由雇主支付。", "zh-Hans"),
)


@cache
def model() -> Learned:
    found = load_model("gcm")
    assert found is not None
    return found


@cache
def gcm() -> Tagger:
    return Tagger(elements_of("gcm"))


def tags(text: str, lang: str = "en") -> list[Suggestion]:
    return gcm().tag([PassageText(text=text, lang=lang)])[0]


def mixture(n: int, *, score: Sequence[float] = (0, 1, 0, 0)) -> Mixture:
    return Mixture(
        weights=np.ones(8, dtype=np.float32),
        bias=np.zeros(n, dtype=np.float32),
        none=np.zeros(4, dtype=np.float32),
        score=np.array(score, dtype=np.float32),
        least=np.full(n, 0.5, dtype=np.float32),
    )


def test_the_packaged_model_knows_the_objectives_and_is_small() -> None:
    size = len((files("jalon") / "data" / "models" / "gcm.npz").read_bytes())

    assert model().codes == OBJECTIVES
    assert size < 10_000_000


def test_the_tagger_uses_the_model_only_for_the_elements_it_was_made_for() -> None:
    some = [row for row in elements_of("gcm") if row.code != "gcm:5"]

    assert gcm().model is not None
    assert Tagger(some).model is None
    assert Tagger(elements_of("gcm"), use_model=False).model is None


def test_a_model_file_cannot_run_anything() -> None:
    file = BytesIO()
    np.savez(file, names=np.array([{"a": 1}], dtype=object))

    with pytest.raises(ValueError, match="pickle"):
        from_bytes(file.getvalue())


def test_sums_are_those_of_the_features_it_was_learned_from() -> None:
    lexicon = load_lexicon("gcm")
    assert lexicon is not None
    _, _, evidence = gcm().evidence_of([PassageText(text=t, lang=lang) for t, lang in TEXTS])

    assert evidence.learned is not None
    for row, (text, lang) in enumerate(TEXTS):
        sums = _by_hand(Table([Text(text=text, lang=lang, places=())], lexicon), text, lang)
        look = gcm().evidence_of([PassageText(text=text, lang=lang)])[0][0]
        seen = {hit.concept for hit in look.hits}
        names = [f"{one.element}/{one.name}" for one in gcm().lexicon.concepts]  # type: ignore[union-attr] # gcm has one
        rows = [model().concepts[names[at]] for at in seen if names[at] in model().concepts]
        sums += sum(rows) / np.sqrt(len(rows)) if rows else 0
        np.testing.assert_allclose(evidence.learned[row], sums + model().base, atol=2e-3)


def _by_hand(table: Table, text: str, lang: str) -> np.ndarray:
    words, letters = table.count(Text(text=text, lang=lang, places=()))
    total = np.zeros(len(model().codes) + 1)
    for features, weights, least in (
        (words, model().words, SHORT_WORDS),
        (letters, model().letters, SHORT_LETTERS),
    ):
        known = [weights.rows[one] for one in features if one in weights.rows]
        length = np.sqrt(max(weights.square[known].sum(), least))
        total += weights.coef[known].sum(axis=0) / length
    return total


@given(st.integers(1, 6), st.integers(0, 2**31))
def test_chances_of_the_elements_and_of_none_add_up_to_one(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    parts = random.normal(size=(8, 5, n)).astype(np.float32)
    none = random.normal(size=(4, 5)).astype(np.float32)

    chances = chances_of(mixture(n), parts, none)

    assert chances.shape == (5, n + 1)
    np.testing.assert_allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_a_better_chance_never_has_a_lower_score() -> None:
    chances = np.array([[0.1, 0.6, 0.3], [0.05, 0.15, 0.8]], dtype=np.float32)

    scores = scores_of(model().mixture, chances)

    assert scores[0, 1] > scores[0, 0]
    assert scores[1, 1] > scores[1, 0]
    assert score_features(chances).shape == (4, 2, 2)


def test_none_of_them_is_an_answer() -> None:
    answer = tags("The hospital opened a new wing with ninety beds and a helipad.")

    assert not [one for one in answer if one.state is State.SUGGESTED]


def test_scores_on_what_was_held_out_are_on_the_card() -> None:
    held_out = json.loads(json.dumps(dict(model().card)))["held_out"]

    assert held_out["all"]["n"] == model().card["passages"]
    assert held_out["all"]["first"] >= 0.66
    assert held_out["all"]["three"] >= 0.84
    assert held_out["all"]["silent_when_none"] >= 0.8


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("A whole-of-government approach joins all ministries.", "en", "gcm:p9"),
        ("L’intérêt supérieur de l’enfant prime dans chaque décision.", "fr", "gcm:p8"),
    ],
)
def test_principles_come_after_the_objectives_with_their_words(
    text: str, lang: str, code: str
) -> None:
    answer = tags(text, lang)

    places = {one.code: at for at, one in enumerate(answer)}
    assert places[code] >= len(OBJECTIVES)
    assert answer[places[code]].state is State.SUGGESTED
    assert answer[places[code]].why
