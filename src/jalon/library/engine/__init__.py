"""The engines as the library uses them: one tagger and one place finder for each process."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings

from jalon.atlas.public import searchable_names
from jalon.engines.tagging import TAGGER_VERSION, ElementText, Tagger
from jalon.engines.tagging.correcting import CorrectedTagger, Ranker
from jalon.engines.tagging.encoding import EncodedTagger
from jalon.frameworks.public import ElementRecord, Kind, packaged_framework
from jalon.library.engine import shelf
from jalon.library.engine.encoder import encoder_for
from jalon.library.engine.packaged import packaged_card

if TYPE_CHECKING:
    from jalon.engines.tagging import PlaceFinder

TAGGED_KINDS = (Kind.OBJECTIVE, Kind.PRINCIPLE, Kind.ACTION, Kind.GOAL, Kind.TARGET, Kind.ELEMENT)


def element_texts(elements: Sequence[ElementRecord]) -> list[ElementText]:
    """Elements as the tagging engine wants them: what stands below a mere section stands alone."""
    tagged = {element.code for element in elements if element.kind in TAGGED_KINDS}
    return [
        ElementText(
            code=element.code,
            kind=element.kind.value,
            parent=element.parent if element.parent in tagged else None,
            titles=dict(element.title),
            notes=tuple(element.note.values()) + tuple(element.short.values()),
        )
        for element in elements
        if element.kind in TAGGED_KINDS
    ]


def packaged_tagger(framework: str = "gcm") -> Tagger:
    """The tagger of a framework as it comes with Jalon.

    Raises:
        UnknownCode: None has this slug.
    """
    return _packaged(framework)


@cache
def _packaged(framework: str) -> Tagger:
    return Tagger(element_texts(packaged_framework(framework).elements))


def base_tagger(framework: str = "gcm") -> Ranker:
    """The tagger as it comes, with the encoder of this installation over it where there is one.

    Raises:
        UnknownCode: No framework that comes with Jalon has this slug.
        EncoderPartMissing: What runs the encoder is not installed.
        EncoderUnusable: The folder of the encoder cannot be used.
    """
    return _encoded(framework, settings.JALON_ENCODER)


@cache
def _encoded(framework: str, _folder: str) -> Ranker:
    packaged, found = packaged_tagger(framework), encoder_for(framework)
    if found is None:
        return packaged
    elements = element_texts(packaged_framework(framework).elements)
    return EncodedTagger(packaged, elements, encoder=found[0], calibration=found[1])


def _base_version(framework: str) -> str:
    """The version of the tagger, with the encoder that speaks beside it."""
    found = encoder_for(framework)
    return f"{TAGGER_VERSION}+{found[0].fingerprint[:8]}" if found else TAGGER_VERSION


def tagger(framework: str = "gcm") -> Ranker:
    """The tagger of a framework, with what this installation has learned over it.

    Raises:
        UnknownCode: No framework that comes with Jalon has this slug.
    """
    learned = shelf.correction(framework, fits=fits(framework))
    if learned is None:
        return base_tagger(framework)
    return _corrected(framework, shelf.used(framework), str(settings.JALON_MODELS))


@cache
def _corrected(framework: str, _name: str, _models: str) -> Ranker:
    """The tagger with a model over it; kept, because it remembers what it did for each word."""
    learned = shelf.correction(framework, fits=fits(framework))
    base = base_tagger(framework)
    return CorrectedTagger(base, learned) if learned is not None else base


def tagger_version(framework: str = "gcm") -> str:
    """The version of the tagger that tags now, with the name of what was learned over it."""
    learned = shelf.correction(framework, fits=fits(framework))
    version = _base_version(framework)
    return f"{version} {shelf.used(framework)}"[:40] if learned else version


def fits(framework: str) -> str:
    """What names the packaged tagger of a framework: its version, model and elements."""
    card = packaged_card(framework) or {}
    parts = " ".join([*packaged_tagger(framework).codes, str(card.get("version", ""))])
    return f"{_base_version(framework)}-{sha256(parts.encode()).hexdigest()[:8]}"


@cache
def place_finder() -> "PlaceFinder":
    """Finds the names of places in texts, in all six languages."""
    from jalon.engines.tagging import PlaceFinder

    return PlaceFinder(searchable_names())
