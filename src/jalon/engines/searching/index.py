"""The index: write cards, search them, make it anew."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy

from jalon.engines.searching.answering import run
from jalon.engines.searching.cards import Card, Query, Results
from jalon.engines.searching.equivalents import Equivalents, standard_equivalents
from jalon.engines.searching.errors import IndexNotWritten
from jalon.engines.searching.folder import IndexFolder
from jalon.engines.searching.folding import readable
from jalon.engines.searching.schema import document_of, schema

WAIT_SECONDS = 30.0
REMEMBERED = 200
_HEAP_BYTES = 30_000_000
_REBUILD_HEAP_BYTES = 120_000_000


class Writer:
    """Changes that become visible together when the `with index.writer()` block ends."""

    def __init__(self, engine: Any, folder: IndexFolder) -> None:  # Any: tantivy's writer
        self._engine = engine
        self._folder = folder

    def put(self, cards: Iterable[Card], *, new: bool = False) -> int:
        """Add cards; a card replaces the one of the same id.

        Args:
            cards: Any number; taken one by one.
            new: Set when none of the ids is in the index yet, which saves time.

        Returns:
            How many.
        """
        count = 0
        for card in cards:
            if not new:
                self.delete((card.id,))
            document = document_of(card)
            with written(self._folder):
                self._engine.add_document(document)
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the cards with these ids; an unknown id is no error."""
        for card_id in ids:
            self._engine.delete_documents_by_term("id", readable(card_id))


class Index:
    """A search index in a folder.

    Many threads and processes may use it at once; one of them writes at a time.

    Args:
        folder: Need not exist; `create` or the first write makes it.
        equivalents: Names that stand for each other; those of `data/search/` when not given.
        remembered: Answers that are kept until the index changes; 0 for none.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        equivalents: Equivalents | None = None,
        remembered: int = REMEMBERED,
    ) -> None:
        self._folder = IndexFolder(Path(folder))
        self._equivalents = equivalents
        self._reader = Reader(self._folder)
        self._memory = Memory(most=remembered)

    @property
    def folder(self) -> Path:
        """Where the index is."""
        return self._folder.path

    def exists(self) -> bool:
        """Whether there is an index of this version.

        Raises:
            IndexDamaged: There is one that cannot be used.
        """
        return self._folder.current() is not None

    def create(self) -> None:
        """Make an empty index if there is none.

        Raises:
            IndexDamaged: There is one that cannot be used.
            IndexBusy: Another process writes.
        """
        with self._folder.lock(seconds=WAIT_SECONDS):
            self._current_or_new()

    @contextmanager
    def writer(self, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[Writer]:
        """Be the one writer; all changes are seen when the block ends, none when it raises.

        Args:
            wait_seconds: How long to wait for another writer.

        Raises:
            IndexBusy: Another process writes. Nothing was written.
            IndexDamaged: The index is lost or cannot be read.
            IndexNotWritten: The disk is full or refuses. Nothing was written.
        """
        with self._folder.lock(seconds=wait_seconds):
            generation = self._current_or_new()
            with guarded(self._folder):
                engine = tantivy.Index.open(str(generation)).writer(_HEAP_BYTES, 1)
            with _writing(self._folder, engine):
                yield Writer(engine, self._folder)

    def write(self, cards: Iterable[Card] = (), deletes: Iterable[str] = ()) -> int:
        """Delete, then add or replace cards, in one step that others see whole.

        Returns:
            How many cards were written.

        Raises:
            IndexBusy: See `writer`, as for the others.
            IndexDamaged: See `writer`.
            IndexNotWritten: See `writer`.
        """
        with self.writer() as writer:
            writer.delete(deletes)
            return writer.put(cards)

    def rebuild(self, cards: Iterable[Card], *, wait_seconds: float = WAIT_SECONDS) -> int:
        """Make the index anew, whatever state it is in; others search the old one meanwhile.

        When it fails or is killed, the old index stays as it was.

        Args:
            cards: Every card there should be, each id once.
            wait_seconds: How long to wait for another writer.

        Returns:
            How many cards were written.

        Raises:
            IndexBusy: Another process writes.
            IndexNotWritten: The disk is full or refuses.
        """
        with self._folder.lock(seconds=wait_seconds):
            try:
                generation = self._new_generation()
                with written(self._folder):
                    engine = tantivy.Index.open(str(generation)).writer(_REBUILD_HEAP_BYTES, 1)
                with _writing(self._folder, engine):
                    count = Writer(engine, self._folder).put(cards, new=True)
                self._folder.make_current(generation)
            finally:
                self._folder.sweep(keep=self._folder.pointed_at())
            return count

    def search(self, query: Query) -> Results:
        """One page of what matches, best first. No text is refused.

        Raises:
            IndexDamaged: The index is lost or cannot be read.
        """
        with guarded(self._folder):
            searcher = self._reader.searcher()
            return self._memory.answer(query, searcher, lambda: self._run(query, searcher))

    def _run(self, query: Query, searcher: Any) -> Results:
        return run(query, searcher, self._equivalents or standard_equivalents())

    def count(self) -> int:
        """How many cards there are.

        Raises:
            IndexDamaged: The index is lost or cannot be read.
        """
        with guarded(self._folder):
            return int(self._reader.searcher().num_docs)

    def ids(self) -> frozenset[str]:
        """The ids of all cards, to compare with the database.

        Raises:
            IndexDamaged: The index is lost or cannot be read.
        """
        everything = tantivy.Query.all_query()
        with guarded(self._folder):
            terms = self._reader.searcher().terms_with_prefix("id", "", everything)
        return frozenset(term for term, count in terms if count)

    def size_mb(self) -> float:
        """Size on disk, megabytes."""
        return self._folder.size_mb()

    def _current_or_new(self) -> Path:
        generation = self._folder.current()
        if generation is None:
            generation = self._new_generation()
            self._folder.make_current(generation)
            self._folder.sweep(keep=generation)
        return generation

    def _new_generation(self) -> Path:
        """A generation without any card; not current yet."""
        with written(self._folder):
            generation = self._folder.new_generation()
            tantivy.Index(schema(), str(generation))
        return generation


class Memory:
    """The last answers of one state of an index: pages are turned, links are sent around.

    Args:
        most: Answers that are kept; the one asked least recently goes first.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._searcher: Any = None
        self._answers: OrderedDict[Query, Results] = OrderedDict()

    def answer(self, query: Query, searcher: Any, compute: Callable[[], Results]) -> Results:
        """What is remembered for a query in this state of the index, else what is computed."""
        started = time.perf_counter()
        with self._lock:
            if searcher is not self._searcher:
                self._searcher = searcher
                self._answers.clear()
            known = self._answers.get(query)
            if known is not None:
                self._answers.move_to_end(query)
        if known is not None:
            return replace(known, took_ms=(time.perf_counter() - started) * 1000)
        results = compute()
        with self._lock:
            if searcher is self._searcher and self._most:
                self._answers[query] = results
                if len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return results


class Reader:
    """The newest committed state of an index; looks for a newer one at each use."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state: tuple[object, ...] = ()
        self._engine: Any = None  # Any: tantivy's index
        self._searcher: Any = None

    def searcher(self) -> Any:
        """Tantivy's searcher over what was last committed, by any process.

        Raises:
            IndexDamaged: The index is lost or cannot be read.
        """
        with self._lock:
            state = self._folder.state()
            if state != self._state:
                if self._engine is None or state[0] != self._state[0]:
                    self._engine = tantivy.Index.open(str(state[0]))
                    self._engine.config_reader("manual")
                self._engine.reload()
                self._searcher = self._engine.searcher()
                self._state = state
            return self._searcher


@contextmanager
def guarded(folder: IndexFolder) -> Iterator[None]:
    """Turn what tantivy raises on files it cannot read into a refusal.

    Raises:
        IndexDamaged: The index cannot be read.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise folder.damaged(str(error)) from error
    except BaseException as error:
        # A failed check inside tantivy arrives as PanicException, which is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise folder.damaged("its files do not fit together") from error


@contextmanager
def written(folder: IndexFolder) -> Iterator[None]:
    """Turn what tantivy raises when it cannot write into a refusal.

    Raises:
        IndexNotWritten: The disk is full or refuses.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexNotWritten(folder=str(folder.path), reason=str(error)) from error


@contextmanager
def _writing(folder: IndexFolder, engine: Any) -> Iterator[None]:
    """Commit at the end, merge, remove unused files; on any error keep what was there before."""
    try:
        yield
        with written(folder):
            engine.commit()
    except BaseException:
        with suppress(ValueError, OSError):
            engine.rollback()
        raise
    finally:
        with suppress(ValueError, OSError):  # merging is not needed for what was committed
            engine.wait_merging_threads()  # and lets tantivy's own lock go
