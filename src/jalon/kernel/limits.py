"""Limits on requests: how many of a kind one visitor may send in a time, and who a visitor is."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

MOST_KEYS = 20_000
"""Visitors remembered at most; the one seen longest ago is forgotten first."""
SUBNET_BITS = 64
"""A household or an office gets a whole network of this size in IPv6, so it counts as one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """How many requests of a kind one visitor may send: all at once, or spread over the time.

    Attributes:
        name: Name of the kind, which an installation may set otherwise.
        amount: Requests; megabytes for the allowance "megabytes".
        seconds: Time in which a used-up allowance is whole again.
        covers: What it is about, for people.
    """

    name: str
    amount: int
    seconds: int
    covers: str = ""


class Meter:
    """What visitors have left of their allowances: constant time, bounded memory, any thread.

    For each visitor and kind it keeps one moment: when the allowance is whole again. A request
    moves that moment on by its share of the time; one that would move it further away than the
    time of the whole allowance has to wait.

    >>> meter, two_a_minute = Meter(), Allowance(name="searches", amount=2, seconds=60)
    >>> [meter.take("amal", two_a_minute, now=0.0) for _ in range(3)]
    [0.0, 0.0, 30.0]
    >>> meter.take("amal", two_a_minute, now=30.0)
    0.0
    """

    def __init__(self, most: int = MOST_KEYS) -> None:
        self._most = most
        self._whole_at: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._whole_at)

    def take(
        self, visitor: Hashable, allowance: Allowance, *, now: float, cost: float = 1
    ) -> float:
        """Take from an allowance.

        Args:
            visitor: Who asks.
            allowance: What they may.
            now: A moment of a clock that never goes back, in seconds.
            cost: How much is taken; more than the whole allowance counts as the whole.

        Returns:
            Seconds to wait before asking again; 0 when it was taken.
        """
        key = (allowance.name, visitor)
        share = min(cost, allowance.amount) * allowance.seconds / allowance.amount
        with self._lock:
            whole_at = max(self._whole_at.get(key, now), now) + share
            wait = whole_at - now - allowance.seconds
            if wait > 1e-6:  # of a second: sums of shares are not exact
                return wait
            self._whole_at[key] = whole_at
            self._whole_at.move_to_end(key)
            if len(self._whole_at) > self._most:
                self._whole_at.popitem(last=False)
        return 0.0


def visitor_address(remote: str, forwarded: str = "", *, proxies: int = 0) -> str:
    """Whom a request is counted for: an IPv4 address, or a network of IPv6. As `sender`.

    >>> visitor_address("10.0.0.1", "198.51.100.7, 203.0.113.9", proxies=1)
    '203.0.113.9'
    >>> visitor_address("2001:db8:1:2:3::4")
    '2001:db8:1:2::/64'
    """
    address = sender(remote, forwarded, proxies=proxies)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, SUBNET_BITS), strict=False))
    return str(address or "unknown")


def sender(
    remote: str, forwarded: str = "", *, proxies: int = 0
) -> IPv4Address | IPv6Address | None:
    """The address a request came from; None where it is not known.

    Args:
        remote: Address of the machine that speaks to this server; empty for a local socket.
        forwarded: The header X-Forwarded-For: each proxy adds the address it was asked from.
        proxies: How many proxies of ours stand in front. What is further left in the header was
            written by the visitor, and is not believed.

    >>> str(sender("10.0.0.1", "198.51.100.7"))
    '10.0.0.1'
    >>> sender("")
    """
    steps = forwarded.split(",") if forwarded else []
    named = steps[-proxies] if 0 < proxies <= len(steps) else remote
    return _address(named) or _address(remote)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address, also one with a port; None when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
