"""The encoder of an installation: used when it is there, told in the version, else nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jalon.engines.tagging import TAGGER_VERSION
from jalon.engines.tagging.encoding import EncodedTagger, EncoderUnusable, fingerprint_of
from jalon.library import engine
from tests.encoders import stand_in


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    engine._encoded.cache_clear()
    yield
    engine._encoded.cache_clear()


def test_without_an_encoder_the_tagger_is_the_one_that_comes() -> None:
    assert engine.base_tagger() is engine.packaged_tagger()
    assert engine.tagger_version() == TAGGER_VERSION


def test_a_folder_that_lacks_the_model_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.JALON_ENCODER = str(tmp_path)

    with pytest.raises(EncoderUnusable, match=r"model\.onnx is missing"):
        engine.tagger()


def test_an_encoder_is_named_in_the_version_and_in_what_must_fit(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.fits("gcm")
    mark = fingerprint_of(stand_in(tmp_path, monkeypatch))
    rows = {"gcm": {"weight": 1, "middle": 0.2, "suggested": 0.5}}
    calibration = json.dumps({"fingerprint": mark, "frameworks": rows})
    (tmp_path / "calibration.json").write_text(calibration, encoding="utf-8")

    settings.JALON_ENCODER = str(tmp_path)

    assert isinstance(engine.base_tagger(), EncodedTagger)
    assert engine.base_tagger("sdg") is engine.packaged_tagger("sdg")
    assert engine.tagger_version() == f"{TAGGER_VERSION}+{mark[:8]}"
    assert engine.fits("gcm") != before
