"""How fast passages are tagged, and how right on the passages written for checking."""

from collections.abc import Mapping
from itertools import cycle, islice
from typing import Any

from jalon.engines.tagging import PassageText
from jalon.engines.tagging.evaluation import assess, check_cases
from jalon.library.public import packaged_tagger, place_finder
from jalon.project.benchmarks.figures import figures, timed
from jalon.project.benchmarks.specimens import paragraphs

DEFAULT_SIZE = 10_000


def bench(size: int) -> Mapping[str, Any]:
    """Tag `size` generated passages in this process, places included, on one core."""
    languages = cycle(("en", "fr", "es"))
    made = {lang: paragraphs(size // 3 + 1, lang=lang, seed=3) for lang in ("en", "fr", "es")}
    rows = [
        PassageText(text=made[lang][at // 3], lang=lang)
        for at, lang in enumerate(islice(languages, size))
    ]
    engine, finder = packaged_tagger(), place_finder()
    engine.tag(rows[:10])
    with timed() as clock:
        engine.tag(rows)
        for row in rows:
            finder.find(row.text, row.lang)
    quality = assess(engine, check_cases("gcm")).rows()
    return figures("tagging", n=size, unit="passages", **clock, quality=quality)
