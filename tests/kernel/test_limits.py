import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.kernel.limits import Allowance, Meter, visitor_address

SEARCHES = Allowance(name="searches", amount=3, seconds=60)


def test_an_allowance_may_be_used_at_once_and_then_comes_back_bit_by_bit() -> None:
    meter = Meter()

    waits = [meter.take("amal", SEARCHES, now=now) for now in (0, 0, 0, 0, 19, 20, 20)]

    assert waits == [0, 0, 0, 20, 1, 0, 20]


def test_visitors_and_kinds_do_not_share() -> None:
    meter = Meter()
    for _ in range(3):
        meter.take("amal", SEARCHES, now=0)

    assert meter.take("bilal", SEARCHES, now=0) == 0
    assert meter.take("amal", Allowance(name="forms", amount=1, seconds=60), now=0) == 0


def test_a_cost_above_the_whole_is_let_through_once() -> None:
    meter = Meter()

    assert meter.take("amal", SEARCHES, now=0, cost=50) == 0
    assert meter.take("amal", SEARCHES, now=0) == 20


def test_memory_is_bounded_and_the_oldest_is_forgotten() -> None:
    meter = Meter(most=10)

    for number in range(1000):
        meter.take(number, SEARCHES, now=0)

    assert len(meter) == 10


def test_threads_together_take_no_more_than_the_allowance() -> None:
    meter, allowance = Meter(), Allowance(name="api", amount=500, seconds=3600)
    taken: list[int] = []

    def ask() -> None:
        taken.append(sum(not meter.take("amal", allowance, now=0) for _ in range(400)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(taken) == 500


@given(st.lists(st.floats(min_value=0, max_value=30), max_size=60))
def test_no_time_sees_more_than_twice_the_allowance(steps: list[float]) -> None:
    meter, now, taken = Meter(), 0.0, []
    for step in steps:
        now += step
        if not meter.take("amal", SEARCHES, now=now):
            taken.append(now)

    assert all(sum(0 <= late - early < 60 for late in taken) <= 6 for early in taken)


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "found"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", 0, "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", 2, "10.0.0.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "unknown", 1, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7:4711", 1, "198.51.100.7"),
        ("10.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::/64"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9"),
        ("fe80::1%eth0", "", 0, "fe80::/64"),
        ("", "", 0, "unknown"),
        ("", "198.51.100.7", 1, "198.51.100.7"),
    ],
)
def test_a_visitor_is_known_by_an_address_that_was_not_made_up(
    remote: str, forwarded: str, proxies: int, found: str
) -> None:
    assert visitor_address(remote, forwarded, proxies=proxies) == found


@given(st.text(), st.text(), st.integers(min_value=0, max_value=3))
def test_no_header_breaks_the_address(remote: str, forwarded: str, proxies: int) -> None:
    assert visitor_address(remote, forwarded, proxies=proxies)
