"""Words of the texts that Jalon itself brings along: they tell how cut words were written."""

import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def packaged_words() -> frozenset[str]:
    """Words in small letters, in all languages, those with hyphens whole."""
    folder = Path(__file__).parents[2] / "data"
    texts = (file.read_text("utf-8") for file in sorted(folder.glob("frameworks/**/*.yaml")))
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))
