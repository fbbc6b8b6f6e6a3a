"""The card of the model that comes with Jalon, which stands inside the file of the model."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np

Card = Mapping[str, Any]  # as JSON has it


@cache
def packaged_card(framework: str) -> Card | None:
    """What the model of a framework was made from and how good it is; None where there is none."""
    file = files("jalon") / "data" / "models" / f"{framework}.npz"
    return card_in(file.read_bytes()) if file.is_file() else None


def card_in(content: bytes) -> Card | None:
    """The card in the file of a model: JSON under `names`, as bytes; None when it holds none."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        if "names" not in kept.files:
            return None
        names = json.loads(kept["names"].tobytes().decode())
    card = names.get("card")
    return card if isinstance(card, dict) and "version" in card else None
