"""Answers that are kept until something changes: the newest act says which data they are of.

Every change is an act with a line in the record, in the same transaction. So the digest of the
newest line names the state of everything, and one cheap statement in a request tells whether
answers that were worked out before still hold. Each process keeps its own answers, and keeps
those for people who see more than the public apart.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import local
from typing import ParamSpec, TypeVar

from jalon.base.queries import last_digest
from jalon.base.rules import FIRST_HASH
from jalon.base.viewing import viewer

MOST_KEPT = 96
"""Answers kept at the most; the one that was worked out first goes first."""

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_kept: OrderedDict[tuple[object, ...], tuple[str, object]] = OrderedDict()
_request = local()


def remembered(work_out: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """Have a function that only reads work out each answer once, until the next act.

    Its arguments must be hashable, and nobody may change what it answers. Do not use it for what
    an act asks between a change and the line that records it.
    """

    @wraps(work_out)
    def answer(*args: _Given.args, **named: _Given.kwargs) -> _Answer:
        newest = _newest()
        asked = (work_out.__module__, work_out.__qualname__, args, *sorted(named.items()))
        key = (viewer(), *asked)
        known = _kept.get(key)
        if known is not None and known[0] == newest:
            return known[1]  # type: ignore[return-value]  # what this function answered before
        found = work_out(*args, **named)
        if newest != FIRST_HASH:
            _keep(key, newest, found)
        return found

    return answer


def forget() -> None:
    """Drop all answers: for what changes tables without an act, such as a restored backup."""
    _kept.clear()


def begin_request(**_facts: object) -> None:
    """From now on one look at the record serves this thread, until it acts or the request ends."""
    _request.newest = ""


def look_again() -> None:
    """Look at the record anew, because this thread has added a line."""
    if getattr(_request, "newest", None):
        _request.newest = ""


def end_request(**_facts: object) -> None:
    """Outside requests, each question looks at the record."""
    _request.newest = None


def _newest() -> str:
    known: str | None = getattr(_request, "newest", None)
    if known:
        return known
    newest = last_digest()
    if known is not None:
        _request.newest = newest
    return newest


def _keep(key: tuple[object, ...], newest: str, found: object) -> None:
    _kept.pop(key, None)
    _kept[key] = (newest, found)
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
