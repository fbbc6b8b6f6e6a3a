"""Learn the tagger's model from `data/`: passages, lexicon, titles and labels.

Usage: python -m tools.train_tagging [gcm] [--check] [--scores]

Writes `src/jalon/data/models/<framework>.npz`; `--check` only asks whether the model is older than
what it was made from, `--scores` only prints how good it is on passages it has not learned from.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import django
import numpy as np
from numpy.typing import NDArray
from tools.learning.fitting import fit_mixture, fit_scores, linear, quality, targets
from tools.learning.table import Table
from tools.learning.texts import (
    DATA,
    Text,
    fingerprint,
    passages,
    read_yaml,
    sources,
    words_to_learn,
)

from jalon.engines.tagging import ElementText, PassageText, Tagger
from jalon.engines.tagging.concepts import Lexicon
from jalon.engines.tagging.learned import (
    MIXED,
    Floats,
    Mixture,
    chances_of,
    from_bytes,
    mixed,
    none_features,
)
from jalon.engines.tagging.weighing import ASIDE_SHARE, MUCH_ASIDE, Evidence

FOLDS = 5
HINT = 1.5
"""What a mention that may belong to another plan adds: too rare in the passages to be learned."""


def with_concepts(tagger: Tagger, texts: Sequence[Text]) -> list[Text]:
    """The same texts, each with the concepts that the lexicon sees in it.

    A text about the machinery of the framework is not about the element that the machinery leans
    to, although collections of initiatives often say so.
    """
    names = [f"{row.element}/{row.name}" for row in _lexicon(tagger).concepts]
    leaning = f"{tagger.framework}:{_lexicon(tagger).leans}"
    leans = tagger.codes.index(leaning) if leaning in tagger.codes else -1
    looks, _, _ = tagger.evidence_of([PassageText(text=t.text, lang=t.lang) for t in texts])
    return [
        replace(
            text,
            concepts=frozenset(names[hit.concept] for hit in look.hits),
            places=tuple(at for at in text.places if at != leans or look.aside < MUCH_ASIDE),
        )
        for text, look in zip(texts, looks, strict=True)
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOut:
    """What each text got from a layer that had not learned from it."""

    evidence: Evidence
    learned: Floats


@dataclass(frozen=True, kw_only=True, slots=True)
class Unpacked:
    """What goes into a model file beside the linear layer."""

    codes: tuple[str, ...]
    mixture: Mixture
    card: dict[str, Any]  # Any: numbers and words of a JSON object


def held_out(tagger: Tagger, texts: Sequence[Text], words: Sequence[Text]) -> HeldOut:
    """Evidence, and learned sums of each text from the other folds."""
    n = len(tagger.codes)
    _, _, evidence = tagger.evidence_of([PassageText(text=t.text, lang=t.lang) for t in texts])
    fold_of = np.array(
        [int(hashlib.sha256(t.group.encode()).hexdigest(), 16) % FOLDS for t in texts]
    )
    learned = np.zeros((len(texts), n + 1), dtype=np.float32)
    for fold_number in range(FOLDS):
        others = [t for t, at in zip(texts, fold_of, strict=True) if at != fold_number]
        mine = np.flatnonzero(fold_of == fold_number).tolist()
        known = [*others, *words]
        table = Table([*known, *(texts[at] for at in mine)], _lexicon(tagger))
        coef, base = linear(table, known, n)
        learned[mine] = table.matrix([texts[at] for at in mine]) @ coef.T + base
    return HeldOut(evidence=evidence, learned=learned)


def _lexicon(tagger: Tagger) -> Lexicon:
    if tagger.lexicon is None:
        raise SystemExit("A framework without a lexicon has nothing to learn from.")
    return tagger.lexicon


def mixture_of(held: HeldOut, texts: Sequence[Text], n: int) -> tuple[Mixture, Floats]:
    """The mixture fitted on what was held out, and the chances it gives there."""
    aside = held.evidence.aside[:, None]
    layers = held.evidence.layers
    parts = mixed(
        layers, learned=held.learned, aside=ASIDE_SHARE * aside, hints=held.evidence.hints
    )
    none = none_features(layers, learned=held.learned, aside=aside)
    weights, bias, out = fit_mixture(parts, none, targets(texts, n))
    weights[MIXED.index("hint")] = HINT
    zero = np.zeros(4, dtype=np.float32)
    start = Mixture(weights=weights, bias=bias, none=out, score=zero, least=np.zeros(n, np.float32))
    chances = chances_of(start, parts, none)
    truth = np.zeros((len(texts), n), dtype=bool)
    for row, text in enumerate(texts):
        truth[row, list(text.places)] = True
    return fit_scores(start, chances, truth), chances


def elements_of(framework: str) -> list[ElementText]:
    """The elements of a framework as the library hands them to the tagger."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")
    django.setup()
    from jalon.frameworks.public import packaged_framework
    from jalon.library.engine import element_texts

    return element_texts(packaged_framework(framework).elements)


def learn(framework: str) -> tuple[bytes, dict[str, Any]]:
    """The bytes of the model file, and its card."""
    elements = elements_of(framework)
    tagger = Tagger(elements, model=None, use_model=False)
    n = len(tagger.codes)
    lexicon = _lexicon(tagger)
    words = words_to_learn(elements, lexicon, tagger.codes)
    texts = with_concepts(tagger, passages(framework, tagger.codes))
    held = held_out(tagger, texts, words)
    mixture, chances = mixture_of(held, texts, n)
    table = Table([*texts, *words], lexicon)
    coef, base = linear(table, [*texts, *words], n)
    bare = held.evidence.layers[0] <= 0
    langs = sorted({text.lang for text in texts})
    card = {
        "framework": framework,
        "version": fingerprint(framework),
        "as_of": max(str(read_yaml(path).get("as_of", "")) for path in sources(framework)),
        "passages": len(texts),
        "by_language": {lang: sum(text.lang == lang for text in texts) for lang in langs},
        "held_out": {
            "all": quality(mixture, chances, texts, bare=bare),
            **{
                lang: quality(mixture, chances[rows], [texts[row] for row in rows], bare=bare[rows])
                for lang in langs
                if (rows := [row for row, text in enumerate(texts) if text.lang == lang])
            },
        },
    }
    model = Unpacked(codes=tagger.codes, mixture=mixture, card=card)
    return _bytes(table, (coef, base), model), card


def _bytes(
    table: Table, layer: tuple[NDArray[np.float64], NDArray[np.float64]], model: Unpacked
) -> bytes:
    coef, base = layer
    words, letters = len(table.words.names), len(table.letters.names)
    names = {
        "codes": list(model.codes),
        "words": table.words.names,
        "letters": table.letters.names,
        "concepts": table.concepts,
        "card": model.card,
    }
    packed = np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), dtype=np.uint8)
    mixture = {
        f"mixture_{part}": getattr(model.mixture, part) for part in Mixture.__dataclass_fields__
    }
    file = BytesIO()
    np.savez_compressed(
        file,
        names=packed,
        words_coef=coef.T[:words].astype(np.float16),
        words_rarity=table.words.rarity.astype(np.float16),
        letters_coef=coef.T[words : words + letters].astype(np.float16),
        letters_rarity=table.letters.rarity.astype(np.float16),
        concepts=coef.T[words + letters :].astype(np.float16),
        base=base.astype(np.float32),
        **mixture,
    )
    return file.getvalue()


def main(arguments: Iterable[str]) -> None:
    """Do what the arguments say."""
    given = list(arguments)
    framework = next((word for word in given if not word.startswith("-")), "gcm")
    path = DATA / "models" / f"{framework}.npz"
    if "--check" in given:
        kept = from_bytes(path.read_bytes()).version if path.is_file() else ""
        if kept != fingerprint(framework):
            print(f"{path.name} is older than its data: run `make model`.")
            sys.exit(1)
        return
    content, card = learn(framework)
    print(json.dumps(card, indent=1, ensure_ascii=False))
    if "--scores" not in given:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(f"{path.name}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
