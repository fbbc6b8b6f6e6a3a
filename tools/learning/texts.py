"""The texts that the tagger learns from, out of `data/`."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jalon.engines.tagging import ElementText
from jalon.engines.tagging.concepts import Lexicon

DATA = Path(__file__).resolve().parents[2] / "src" / "jalon" / "data"
TERM_WEIGHT, TITLE_WEIGHT = 0.4, 1.0
"""What the terms of a concept, and a title or label, count beside a passage."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text to learn from: its elements by place, first the main one; none for no element.

    Texts of one group say the same in several languages, and stay on one side of each split.
    """

    text: str
    lang: str
    places: tuple[int, ...]
    weight: float = 1.0
    concepts: frozenset[str] = frozenset()
    group: str = ""


def sources(framework: str) -> list[Path]:
    """The files that a model is made from, in order."""
    folders = ("training", "concepts", "frameworks")
    files = [path for name in folders for path in sorted((DATA / name / framework).glob("*.yaml"))]
    files += sorted((DATA / "concepts" / f"{framework}-principles").glob("*.yaml"))
    return [*files, *sorted((DATA / "starter" / "initiatives").glob("*.yaml"))]


def fingerprint(framework: str) -> str:
    """A digest of all that a model is made from, this program included."""
    digest = hashlib.sha256()
    for program in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(program.read_bytes())
    for path in sources(framework):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def passages(framework: str, codes: Sequence[str]) -> list[Text]:
    """The passages written to learn from, and the initiatives of the starter collection.

    The n-th passage of each language in a file is of one group, as some tell the same scene.
    """
    place = {code: at for at, code in enumerate(codes)}
    rows = []
    for path in sorted((DATA / "training" / framework).glob("*.yaml")):
        seen: Counter[str] = Counter()
        for row in read_yaml(path)["passages"]:
            group = f"{path.stem} {seen[row['lang']]}"
            seen[row["lang"]] += 1
            rows.append((row["text"], row["lang"], row["codes"], group))
    if framework == "gcm":
        for path in sorted((DATA / "starter" / "initiatives").glob("*.yaml")):
            for row in read_yaml(path)["initiatives"]:
                for lang in ("en", "fr"):
                    text = f"{row['title'][lang]}. {row['summary'][lang]}"
                    rows.append((text, lang, row["objectives"], row["id"]))
    return [
        Text(
            text=text,
            lang=lang,
            places=tuple(place[f"{framework}:{code}"] for code in wanted),
            group=group,
        )
        for text, lang, wanted, group in rows
    ]


def read_yaml(path: Path) -> Any:  # Any: YAML as it was written
    """What a YAML file says."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe loader


def words_to_learn(
    elements: Sequence[ElementText], lexicon: Lexicon, codes: Sequence[str]
) -> list[Text]:
    """Titles, labels, and the terms of each concept as a text of its own."""
    place = {code.split(":")[1]: at for at, code in enumerate(codes)}
    rows = []
    for element in elements:
        at = place.get(element.code.split(":")[1].split(".")[0])
        if at is not None:
            rows += [
                Text(text=title, lang=lang, places=(at,), weight=TITLE_WEIGHT)
                for lang, title in element.titles.items()
            ]
    for concept in lexicon.concepts:
        at = place.get(concept.element)
        if at is None and concept.element != "-":
            continue
        rows += [
            Text(
                text=" . ".join(terms).replace("&", " "),
                lang=lang,
                places=() if at is None else (at,),
                weight=TERM_WEIGHT * concept.weight,
            )
            for lang, terms in concept.terms.items()
        ]
    return rows
