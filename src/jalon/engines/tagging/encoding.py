"""A sentence encoder beside the tagger, where an installation has one: nearness of meaning.

Nothing is downloaded: a folder holds the model (ONNX), its tokenizer and a calibration that was
made with it. The encoder speaks after the scores are weighed, as a number added to the log-odds of
each element; a tagger without it is not touched. Vectors carry the fingerprint of the model that
made them, and those of two models are never compared.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from jalon.engines.tagging.correcting import Ranker, is_named, log_odds_of
from jalon.engines.tagging.records import (
    ElementText,
    PassageText,
    Reason,
    ReasonKind,
    State,
    Suggestion,
)
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.kernel.languages import pick

Floats = NDArray[np.float32]
MODEL, TOKENIZER, CALIBRATION = "model.onnx", "tokenizer.json", "calibration.json"
LONGEST = 256
"""Tokens of a passage that are looked at."""
TOGETHER = 32
"""Passages encoded in one call of the model."""
TELLING = 0.3
"""What the encoder must add to the log-odds of an element to be told as a reason."""


class EncoderPartMissing(JalonError):
    """The programs that run an encoder are not installed."""

    code = "encoder-part-missing"
    sentence = _(
        "JALON_ENCODER names a sentence encoder, but what runs it is not installed. Install the "
        "optional part with “pip install 'jalon[encoder]'”, or unset JALON_ENCODER."
    )


class EncoderUnusable(JalonError):
    """The folder of an encoder lacks something, or its files do not belong together."""

    code = "encoder-unusable"
    sentence = _(
        "The sentence encoder in “{folder}” cannot be used: {why}. Mend the folder, or unset "
        "JALON_ENCODER to tag without it."
    )


class VectorsOfTwoModels(JalonError):
    """Vectors of two encoders were to be compared, which says nothing."""

    code = "vectors-of-two-models"
    sentence = _("Vectors of two encoders ({one}, {other}) cannot be compared. Encode both anew.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Vectors:
    """Texts as vectors of length 1: `rows` is (m, d), made by the model with this fingerprint."""

    fingerprint: str
    rows: Floats


class Encoder(Protocol):
    """What makes vectors of texts, in any language that it knows."""

    fingerprint: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """How nearness becomes log-odds, for one framework and one model.

    Attributes:
        weight: What is added to the log-odds for each step of nearness above `middle`.
        middle: The nearness at which nothing is added, -1 to 1.
        suggested: Score from which an element is suggested.
    """

    weight: float
    middle: float
    suggested: float


def nearness(passages: Vectors, elements: Vectors) -> Floats:
    """Cosine of each passage with each element, (m, n).

    Raises:
        VectorsOfTwoModels: They were made by two models.
    """
    if passages.fingerprint != elements.fingerprint:
        raise VectorsOfTwoModels(one=passages.fingerprint, other=elements.fingerprint)
    near: Floats = passages.rows @ elements.rows.T
    return near


class OnnxEncoder:
    """A sentence encoder from a folder: the mean of its last states over the tokens.

    Raises:
        EncoderPartMissing: onnxruntime or tokenizers is not installed.
        EncoderUnusable: The folder lacks a file, or one cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        for name in (MODEL, TOKENIZER):
            if not (folder / name).is_file():
                raise EncoderUnusable(folder=str(folder), why=f"{name} is missing")
        if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
            raise EncoderPartMissing
        import onnxruntime
        from tokenizers import Tokenizer

        self.fingerprint = fingerprint_of(folder)
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / MODEL), providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise EncoderUnusable(folder=str(folder), why="a file cannot be read") from error
        self._tokenizer.enable_truncation(max_length=LONGEST)
        self._tokenizer.enable_padding()
        self._asked = {given.name for given in self._session.get_inputs()}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text."""
        parts = [
            self._some(texts[start : start + TOGETHER]) for start in range(0, len(texts), TOGETHER)
        ]
        rows = np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)
        return Vectors(fingerprint=self.fingerprint, rows=rows)

    def _some(self, texts: Sequence[str]) -> Floats:
        read = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in read], dtype=np.int64)
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {name: array for name, array in given.items() if name in self._asked}
        return pooled(self._session.run(None, wanted)[0], mask)


def pooled(states: Floats, mask: NDArray[np.int64]) -> Floats:
    """The mean of states (m, t, d) over the tokens of the mask (m, t), of length 1: (m, d)."""
    kept = mask[..., None].astype(np.float32)
    mean = (states * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1)
    long = np.linalg.norm(mean, axis=1, keepdims=True)
    rows: Floats = (mean / np.maximum(long, 1e-9)).astype(np.float32)
    return rows


def fingerprint_of(folder: Path) -> str:
    """What names the model and tokenizer in a folder: changes when either does."""
    digest = sha256()
    for name in (MODEL, TOKENIZER):
        with (folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()[:16]


def load_calibration(folder: Path, *, framework: str, fingerprint: str) -> Calibration | None:
    """How nearness counts for a framework; None when the encoder was not calibrated for it.

    Raises:
        EncoderUnusable: It is missing or odd, or was made with another model.
    """
    try:
        read: Mapping[str, Any] = json.loads((folder / CALIBRATION).read_text(encoding="utf-8"))
        made_with, rows = str(read["fingerprint"]), read["frameworks"]
        row = rows.get(framework)
        found = row and Calibration(
            **{name: float(row[name]) for name in ("weight", "middle", "suggested")}
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{CALIBRATION} is missing or odd"
        raise EncoderUnusable(folder=str(folder), why=why) from error
    if made_with != fingerprint:
        why = f"{CALIBRATION} was made with the model {made_with}, and this one is {fingerprint}"
        raise EncoderUnusable(folder=str(folder), why=why)
    return found or None


class EncodedTagger:
    """A tagger to whose log-odds an encoder adds how near each element is in meaning.

    Args:
        tagger: What ranks.
        elements: The elements it ranks, as words.
        encoder: What makes vectors.
        calibration: How nearness counts.
    """

    def __init__(
        self,
        tagger: Ranker,
        elements: Sequence[ElementText],
        *,
        encoder: Encoder,
        calibration: Calibration,
    ) -> None:
        self.codes = tagger.codes
        self._tagger = tagger
        self._elements = {element.code: element for element in elements}
        self._encoder = encoder
        self._calibration = calibration
        self._place = {code: place for place, code in enumerate(self.codes)}

    def tag(self, passages: Sequence[PassageText]) -> list[list[Suggestion]]:
        """Rank the elements for each passage, as `Tagger.tag` does."""
        ranked = self._tagger.tag(passages)
        if not passages or not self.codes:
            return ranked
        near = nearness(self._encoder.encode([one.text for one in passages]), self._known)
        added = self._calibration.weight * (near - self._calibration.middle)
        rows = zip(passages, ranked, added, strict=True)
        return [self._moved(found, row, lang=passage.lang) for passage, found, row in rows]

    @cached_property
    def _known(self) -> Vectors:
        """The elements as vectors: the mean of those of their titles and notes."""
        rows = []
        for code in self.codes:
            element = self._elements[code]
            texts = [*element.titles.values(), *element.notes] or [code]
            made = self._encoder.encode(texts).rows
            rows.append(pooled(made[None], np.ones((1, len(texts)), dtype=np.int64))[0])
        return Vectors(fingerprint=self._encoder.fingerprint, rows=np.array(rows))

    def _moved(self, ranked: list[Suggestion], added: Floats, *, lang: str) -> list[Suggestion]:
        first = [self._one(one, added, lang=lang) for one in ranked if one.code in self._place]
        others = [one for one in ranked if one.code not in self._place]
        return [*sorted(first, key=lambda one: -one.score), *others]

    def _one(self, one: Suggestion, added: Floats, *, lang: str) -> Suggestion:
        more = float(added[self._place[one.code]])
        if is_named(one):
            return one
        score = float(1 / (1 + np.exp(-(log_odds_of(one.score) + more))))
        stands = score >= self._calibration.suggested
        said = Reason(
            kind=ReasonKind.MEANING,
            text=pick(self._elements[one.code].titles, lang) or one.code,
            weight=max(0.0, min(1.0, more)),
        )
        return Suggestion(
            code=one.code,
            score=round(score, 4),
            state=State.SUGGESTED if stands else State.RANKED,
            why=(*one.why, said) if more >= TELLING else one.why,
            start=one.start,
            end=one.end,
        )
