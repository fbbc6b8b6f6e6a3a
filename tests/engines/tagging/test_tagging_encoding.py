"""A sentence encoder beside the tagger: here a tiny random one, and stand-ins for its programs."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.encoders import TinyEncoder, stand_in

from jalon.engines.tagging import ElementText, PassageText, State, Tagger
from jalon.engines.tagging.encoding import (
    Calibration,
    EncodedTagger,
    EncoderPartMissing,
    EncoderUnusable,
    OnnxEncoder,
    Vectors,
    VectorsOfTwoModels,
    fingerprint_of,
    load_calibration,
    nearness,
    pooled,
)

ELEMENTS = [
    ElementText(code="own:1", kind="element", titles={"en": "Orchards and apples"}),
    ElementText(code="own:2", kind="element", titles={"en": "Boats and harbours"}),
]
NEITHER = PassageText(text="Nothing of either here.", lang="en")
CALIBRATION = Calibration(weight=6.0, middle=0.2, suggested=0.5)


def encoded(**more) -> EncodedTagger:
    encoder = TinyEncoder({"plums": "apples", "groves": "orchards"})
    given = {"encoder": encoder, "calibration": CALIBRATION} | more
    return EncodedTagger(Tagger(ELEMENTS), ELEMENTS, **given)


def test_what_is_near_in_meaning_is_raised_and_says_so() -> None:
    passage = PassageText(text="Groves and plums", lang="en")

    (before,), (after,) = Tagger(ELEMENTS).tag([passage]), encoded().tag([passage])

    first = after[0]
    assert first.code == "own:1"
    assert first.score > next(one.score for one in before if one.code == "own:1")
    assert ("meaning", "Orchards and apples") in [(one.kind, one.text) for one in first.why]


def test_an_encoder_without_weight_changes_no_score() -> None:
    silent = Calibration(weight=0.0, middle=0.0, suggested=2.0)
    passages = [NEITHER, PassageText(text="Apples of the orchards.", lang="en")]

    found = encoded(calibration=silent).tag(passages)

    for before, after in zip(Tagger(ELEMENTS).tag(passages), found, strict=True):
        scores = {one.code: one.score for one in before}
        assert {one.code: one.score for one in after} == pytest.approx(scores, abs=4e-4)
        assert {one.state for one in after} == {State.RANKED}


def test_vectors_of_two_models_are_not_compared() -> None:
    one = Vectors(fingerprint="a", rows=np.eye(2, dtype=np.float32))
    other = Vectors(fingerprint="b", rows=np.eye(2, dtype=np.float32))

    with pytest.raises(VectorsOfTwoModels, match="a, b"):
        nearness(one, other)

    assert nearness(one, one).tolist() == [[1, 0], [0, 1]]


def test_padding_does_not_count() -> None:
    states = np.array([[[3.0, 4.0], [9.0, -9.0]]], dtype=np.float32)

    rows = pooled(states, np.array([[1, 0]]))

    assert rows[0].tolist() == pytest.approx([0.6, 0.8])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return stand_in(tmp_path, monkeypatch)


def test_texts_become_vectors_of_length_one(folder: Path) -> None:
    made = OnnxEncoder(folder).encode(["one two three", "one"] * 20)

    assert made.rows.shape == (40, 2)
    assert np.linalg.norm(made.rows, axis=1).tolist() == pytest.approx([1.0] * 40)
    assert made.fingerprint == fingerprint_of(folder)


def test_another_model_has_another_fingerprint(folder: Path) -> None:
    before = fingerprint_of(folder)
    (folder / "model.onnx").write_bytes(b"another model")

    assert fingerprint_of(folder) != before


def test_an_encoder_that_lacks_something_is_refused(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()

    with pytest.raises(EncoderUnusable, match=r"tokenizer\.json is missing"):
        OnnxEncoder(folder)


def test_without_its_programs_a_sentence_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(EncoderPartMissing, match=r"jalon\[encoder\]"):
        OnnxEncoder(folder)


def test_a_calibration_belongs_to_one_model_and_its_frameworks(tmp_path: Path) -> None:
    rows = {"gcm": {"weight": 4, "middle": 0.3, "suggested": 0.4}}
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps({"fingerprint": "abc", "frameworks": rows}), encoding="utf-8")

    found = load_calibration(tmp_path, framework="gcm", fingerprint="abc")

    assert found == Calibration(weight=4.0, middle=0.3, suggested=0.4)
    assert load_calibration(tmp_path, framework="sdg", fingerprint="abc") is None
    with pytest.raises(EncoderUnusable, match="made with the model abc"):
        load_calibration(tmp_path, framework="gcm", fingerprint="def")


ODD = {"fingerprint": "abc", "frameworks": {"gcm": {"weight": "x"}}}


@pytest.mark.parametrize("content", ["", "[]", '{"fingerprint": "abc"}', json.dumps(ODD)])
def test_an_odd_calibration_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "calibration.json").write_text(content, encoding="utf-8")

    with pytest.raises(EncoderUnusable, match="missing or odd"):
        load_calibration(tmp_path, framework="gcm", fingerprint="abc")
