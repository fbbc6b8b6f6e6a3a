"""The models that this installation learned, as small files in JALON_HOME/models.

There is one folder for each framework, and in it a file that names the model in use. A model is
two files of open formats: arrays (npz, from which nothing is run) and its card (JSON), which holds
the digest of the arrays. What does not fit is left out with a word in the log.
"""

import json
import logging
import os
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from jalon.engines.tagging.correcting import Correction, from_bytes

log = logging.getLogger("jalon.learning")

IN_USE = "current"
_NAME = re.compile(r"^[a-z0-9-]{1,60}$")
Card = Mapping[str, Any]  # as JSON has it


def _folder(framework: str) -> Path:
    return Path(settings.JALON_MODELS) / framework


def used(framework: str) -> str:
    """The name of the model that is in use for a framework; empty when none is."""
    try:
        name = (_folder(framework) / IN_USE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _NAME.match(name) else ""


def use(framework: str, name: str) -> None:
    """Have a model be used from now on, or with an empty name none."""
    _write(_folder(framework) / IN_USE, name.encode())


def keep(framework: str, name: str, card: Card, arrays: bytes | None) -> None:
    """Keep a card, and the arrays of a model before it so that no card names what is not there."""
    if arrays is not None:
        _write(_folder(framework) / f"{name}.npz", arrays)
    text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True)
    _write(_folder(framework) / f"{name}.json", text.encode())


def cards(framework: str) -> list[Card]:
    """The cards of all that was learned for a framework, the newest first."""
    found = []
    for file in _folder(framework).glob("*.json"):
        try:
            card = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            log.warning("The card %s cannot be read and is left out.", file.name)
            continue
        if isinstance(card, dict) and card.get("name") == file.stem:
            found.append(card)
    return sorted(found, key=lambda card: str(card.get("made_at")), reverse=True)


def card(framework: str, name: str) -> Card | None:
    """The card of one model."""
    return next((one for one in cards(framework) if one["name"] == name), None)


def correction(framework: str, *, fits: str) -> Correction | None:
    """What was learned for a framework and is in use; None when nothing is, or it does not fit.

    Args:
        framework: Its slug.
        fits: What names the tagger that it must have been learned over.
    """
    name = used(framework)
    return _loaded(str(settings.JALON_MODELS), framework, name, fits) if name else None


@cache
def _loaded(_models: str, framework: str, name: str, fits: str) -> Correction | None:
    """A model by its name, which is never given to another one; looked at once by each process."""
    found = card(framework, name)
    why = problem_of(framework, found, fits=fits)
    if why:
        log.warning("The model %s of %s is not used: %s", name, framework, why)
        return None
    return from_bytes((_folder(framework) / f"{name}.npz").read_bytes())


def problem_of(framework: str, found: Card | None, *, fits: str) -> str:
    """Why a model cannot be used; empty when it can."""
    if found is None:
        return "its card is missing."
    if found.get("fits") != fits:
        return "it was learned over another version of the tagger. Run “jalon learn” again."
    try:
        arrays = (_folder(framework) / f"{found['name']}.npz").read_bytes()
    except OSError:
        return "its arrays are missing. Bring the models folder back from a backup."
    if sha256(arrays).hexdigest() != found.get("sha256"):
        return "its arrays were changed after it was made."
    try:
        from_bytes(arrays)
    except ValueError:
        return "its arrays cannot be read."
    return ""


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)
