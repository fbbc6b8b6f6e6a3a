"""A benchmark of the index on generated passages, with words as frequent as Zipf's law says."""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jalon.engines.searching.cards import Card, Expansion, Query
from jalon.engines.searching.index import Index

VOCABULARY = 200_000
WORDS_PER_PASSAGE = 40
_ZIPF_EXPONENT = 1.05
_ONSETS = "b c d f g l m n p r s t v br cr dr fr gr pl pr st tr ch qu".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ou é".split()  # noqa: SIM905
_ENDINGS = ["tion", "ment", "ité", "ence", "s", "r", "l", "", "x", "nt", "que", "age"]
_LANGUAGES = ("fr", "en", "es")
_PASSAGES_PER_DOCUMENT = 80
_BATCH = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Latency:
    """Milliseconds of many queries: median, 95th and 99th percentile."""

    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What a run measured.

    Attributes:
        n: Passages.
        build_seconds: From the first card to the index being searchable, analysis included.
        per_second: Passages each second.
        index_mb: Size on disk, 10**6 bytes, stored cards included.
        by_class: Latency by class of query, for one client; 20 results with marks each.
        by_clients: Latency over all classes, by number of clients (threads of one process).
        edit_seconds: Replacing one card until it is found.
        peak_mb: Most memory of the process, 10**6 bytes.
    """

    n: int
    build_seconds: float
    per_second: float
    index_mb: float
    by_class: dict[str, Latency]
    by_clients: dict[str, Latency]
    edit_seconds: float
    peak_mb: float

    @property
    def p50_ms(self) -> dict[str, float]:
        """Medians by number of clients and by class."""
        return {name: times.p50_ms for name, times in self._latencies().items()}

    @property
    def p95_ms(self) -> dict[str, float]:
        """95th percentiles by number of clients and by class."""
        return {name: times.p95_ms for name, times in self._latencies().items()}

    @property
    def p99_ms(self) -> dict[str, float]:
        """99th percentiles by number of clients and by class."""
        return {name: times.p99_ms for name, times in self._latencies().items()}

    def _latencies(self) -> dict[str, Latency]:
        return {**self.by_clients, **self.by_class}


def vocabulary(size: int = VOCABULARY, *, seed: int = 7) -> list[str]:
    """Different words that look like words, the most usual first and mostly the shortest."""
    dice = np.random.default_rng(seed)
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = 1 + min(4, len(words) // 300 + int(dice.integers(0, 2)))
        picks = dice.integers(0, len(_ONSETS) * len(_VOWELS), syllables)
        stem = "".join(_ONSETS[p // len(_VOWELS)] + _VOWELS[p % len(_VOWELS)] for p in picks)
        words[stem + _ENDINGS[int(dice.integers(0, len(_ENDINGS)))]] = None
    return list(words)


def passages(size: int, *, words: Sequence[str], seed: int = 11) -> Iterator[Card]:
    """Generated passage cards with facets; 80 make a document."""
    dice = np.random.default_rng(seed)
    weights = 1.0 / np.arange(1, len(words) + 1) ** _ZIPF_EXPONENT
    steps = np.cumsum(weights / weights.sum())
    table = np.array(words, dtype=object)
    for start in range(0, size, _BATCH):
        count = min(_BATCH, size - start)
        drawn = np.searchsorted(steps, dice.random((count, WORDS_PER_PASSAGE)))
        rows = table[np.minimum(drawn, len(words) - 1)]
        draws = dice.integers(0, 1_000_000, (count, 3))
        for i in range(count):
            yield _card(start + i, " ".join(rows[i]), draws[i])


def _card(number: int, text: str, draws: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Card:
    document, paragraph = divmod(number, _PASSAGES_PER_DOCUMENT)
    objective = int(draws[0]) % 23 + 1
    return Card(
        id=f"passage:{number}",
        kind="passage",
        title=f"A/{60 + document % 40}/{document}, §{paragraph}",
        text=text,
        lang=_LANGUAGES[document % 3],
        url=f"/documents/d{document}/p/{paragraph}",
        place=(f"C{int(draws[1]) % 190:03d}",),
        element=(f"gcm:{objective}", f"gcm:{objective}.{'abcdefgh'[int(draws[2]) % 8]}"),
        document=f"d{document}",
        year=2000 + document % 26,
        state="confirmed" if draws[2] % 5 == 0 else "suggested",
    )


def queries(
    words: Sequence[str], rows: Sequence[Card], *, each: int = 40
) -> dict[str, list[Query]]:
    """Queries by class; `rows` are cards of the index, from which phrases and pairs are taken."""
    usual, middle, rare = words[:30], words[300:3_000], words[len(words) // 4 :]
    texts = [card.text.split() for card in rows[:each]]
    step = max(1, len(middle) // each)
    return {
        "common word": [Query(text=w, facets=False) for w in usual],
        "word": [Query(text=w, facets=False) for w in middle[::step]],
        "rare word": [Query(text=w, facets=False) for w in rare[:: max(1, len(rare) // each)]],
        "two words": [Query(text=f"{t[3]} {t[9]}", facets=False) for t in texts],
        "three words": [Query(text=f"{t[3]} {t[9]} {t[20]}", facets=False) for t in texts],
        "phrase": [Query(text=f'"{t[4]} {t[5]}"', facets=False) for t in texts],
        "prefix": [Query(text=f"{w[:5]}*", facets=False) for w in middle[::step]],
        "typo": [Query(text=_misspelt(w), facets=False) for w in rare[:each]],
        "symbol": [Query(text=card.title.split(",")[0], facets=False) for card in rows[:each]],
        "filtered": [Query(text=w, elements=("gcm:6",), facets=False) for w in middle[::step]],
        "other languages": [_expanded(middle, i) for i in range(0, len(middle), step)],
        "word with facets": [Query(text=w) for w in middle[::step]],
        "common word with facets": [Query(text=w) for w in usual],
    }


def _expanded(words: Sequence[str], i: int) -> Query:
    """A word with ten other words that are as usual, and ten pairs of words."""
    others = [words[(i + 7 * n) % len(words)] for n in range(1, 11)]
    terms = [*others, *(f"{a} {b}" for a, b in zip(others, others[1:] + others[:1], strict=True))]
    other = [Expansion(of=words[i], terms=(t,), reason=f"other language: {t}") for t in terms]
    return Query(text=words[i], expansions=tuple(other), facets=False)


def _misspelt(word: str) -> str:
    middle = len(word) // 2
    return word[:middle] + "z" + word[middle + 1 :]


def bench(
    size: int = 100_000, *, clients: Sequence[int] = (1, 4, 16), words: int = VOCABULARY
) -> Figures:
    """Build an index of generated passages in a temporary folder; measure queries and an edit.

    Args:
        size: Passages.
        clients: Numbers of threads that ask at the same time.
        words: Size of the vocabulary.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", remembered=0)
        known = vocabulary(words)
        started = time.perf_counter()
        index.rebuild(passages(size, words=known))
        seconds = time.perf_counter() - started
        classes = queries(known, list(passages(200, words=known)))
        everything = [query for asked in classes.values() for query in asked]
        return Figures(
            n=size,
            build_seconds=round(seconds, 2),
            per_second=round(size / seconds),
            index_mb=round(index.size_mb(), 1),
            by_class={name: _latency(_times(index, asked)) for name, asked in classes.items()},
            by_clients={str(c): _latency(_parallel(index, everything, c)) for c in clients},
            edit_seconds=round(_timed(lambda: _edit(index)) / 1000, 3),
            peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, 1),
        )


def _times(index: Index, asked: Sequence[Query]) -> list[float]:
    """Milliseconds of each query, the second time it is asked."""
    for query in asked:
        index.search(query)
    return [_timed(lambda query=query: index.search(query)) for query in asked]  # type: ignore[misc]  # bound now


def _parallel(index: Index, asked: Sequence[Query], clients: int) -> list[float]:
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(lambda query: _timed(lambda: index.search(query)), asked))


def _edit(index: Index) -> None:
    card = Card(id="passage:1", kind="passage", title="Edited", text="zzzunheardof", lang="en")
    index.write([card])
    if index.search(Query(text="zzzunheardof")).total != 1:
        raise AssertionError("an edited card is not found")


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _latency(values: Sequence[float]) -> Latency:
    p50, p95, p99 = (round(float(np.percentile(values, percent)), 2) for percent in (50, 95, 99))
    return Latency(p50_ms=p50, p95_ms=p95, p99_ms=p99)
