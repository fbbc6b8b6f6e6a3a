"""The index on disk: a folder with numbered generations, one of them current, and one writer.

    <folder>/current               the name of the current generation
    <folder>/writer.lock           held by the one process that writes
    <folder>/<version>-<number>/   the files of tantivy

A rebuild makes a new generation beside the current one and then moves `current`, which is one
atomic step; readers go on with the old files until their next search.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jalon.engines.searching.errors import IndexBusy, IndexDamaged, IndexNotWritten
from jalon.engines.searching.schema import VERSION

_POINTER = "current"
_LOCK = "writer.lock"
_PAUSE_SECONDS = 0.02


class IndexFolder:
    """The folder of an index.

    Args:
        path: Need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path | None:
        """The current generation; None when there is no index.

        Raises:
            IndexDamaged: The generation is missing, or of another version.
        """
        try:
            name = (self.path / _POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise self.damaged(str(error)) from error
        generation = self.path / name
        if not name or Path(name).name != name or not (generation / "meta.json").is_file():
            raise self.damaged("its files are missing")
        if not name.startswith(f"{VERSION}-"):
            raise self.damaged("it was made by another version of Jalon")
        return generation

    def pointed_at(self) -> Path | None:
        """The generation that `current` names, in whatever state it is; None when it names none."""
        try:
            name = (self.path / _POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return self.path / Path(name).name if name else None

    def state(self) -> tuple[object, ...]:
        """Something that differs after each commit and each rebuild, read in some microseconds.

        Raises:
            IndexDamaged: See `current`.
        """
        generation = self.current()
        if generation is None:
            raise self.damaged("there is no index in this folder")
        try:
            meta = (generation / "meta.json").stat()
        except OSError as error:
            raise self.damaged(str(error)) from error
        return generation, meta.st_mtime_ns, meta.st_ino, meta.st_size

    def damaged(self, reason: str) -> IndexDamaged:
        """The refusal for this folder."""
        return IndexDamaged(folder=str(self.path), reason=reason)

    @contextmanager
    def lock(self, *, seconds: float) -> Iterator[None]:
        """Be the one writer. The lock ends with the process that holds it, however it ends.

        Args:
            seconds: How long to wait for another writer.

        Raises:
            IndexBusy: Another writer was there all the time.
            IndexNotWritten: The folder cannot be made or written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise IndexNotWritten(folder=str(self.path), reason=str(error)) from error
        try:
            self._wait(descriptor, seconds)
            yield
        finally:
            os.close(descriptor)

    def _wait(self, descriptor: int, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise IndexBusy(folder=str(self.path), seconds=round(seconds, 1)) from error
                time.sleep(_PAUSE_SECONDS)
            else:
                return

    def new_generation(self) -> Path:
        """An empty folder for a generation that is not current yet. Only for the writer."""
        numbers = [int(path.name.rpartition("-")[2]) for path in self._generations()]
        path = self.path / f"{VERSION}-{max(numbers, default=0) + 1:06d}"
        path.mkdir()
        return path

    def make_current(self, generation: Path) -> None:
        """Move readers to a finished generation. Only for the writer.

        Raises:
            IndexNotWritten: The disk is full or refuses; readers stay where they were.
        """
        new, pointer = self.path / f"{_POINTER}.new", self.path / _POINTER
        try:
            with new.open("w", encoding="utf-8") as file:
                file.write(generation.name)
                file.flush()
                os.fsync(file.fileno())
            if pointer.is_dir():  # somebody's accident
                shutil.rmtree(pointer)
            new.replace(pointer)
        except OSError as error:
            raise IndexNotWritten(folder=str(self.path), reason=str(error)) from error

    def sweep(self, keep: Path | None) -> None:
        """Remove all generations but one: old and half made ones. Only for the writer."""
        for path in self._generations():
            if path != keep:
                shutil.rmtree(path, ignore_errors=True)

    def size_mb(self) -> float:
        """Size of all files, megabytes (10**6 bytes)."""
        total = 0
        for path in self.path.rglob("*"):
            try:
                total += path.stat().st_size if path.is_file() else 0
            except FileNotFoundError:
                continue  # a merge removed it meanwhile
        return total / 1e6

    def _generations(self) -> list[Path]:
        return [
            path
            for path in self.path.glob("*-*")
            if path.is_dir() and path.name.rpartition("-")[2].isdigit()
        ]
