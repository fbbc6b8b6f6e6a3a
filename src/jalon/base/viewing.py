"""For whom this thread looks things up: the public, unless somebody says otherwise.

Rooms that keep records which are not public ask here whose they may show, in the one place where
they begin a query. So a page, a file, a hit or a count that forgets to ask shows what is public.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jalon.base.rules import EVERYONE, Viewer

_viewer: ContextVar[Viewer] = ContextVar("viewer", default=EVERYONE)


def viewer() -> Viewer:
    """For whom things are looked up now."""
    return _viewer.get()


@contextmanager
def seeing(wanted: Viewer) -> Iterator[None]:
    """Look things up for somebody: in a request for who asks, in a command for its operator."""
    before = _viewer.set(wanted)
    try:
        yield
    finally:
        _viewer.reset(before)
