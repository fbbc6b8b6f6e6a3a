"""What all tests share: a closed network, the shared documents, and tables of what was measured."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_socket import SocketBlockedError

from jalon.base.remembering import forget

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("JALON_SHARED", ROOT.parent / "shared"))
LOOPBACK = ("127.0.0.1", "::1")
LOOKED_UP_HERE = {*LOOPBACK, "localhost", "", None}


def leave_out(name: str, reason: str) -> None:
    """Skip a test that needs something absent, or fail where JALON_REQUIRE names it."""
    if name in os.environ.get("JALON_REQUIRE", "").split():
        pytest.fail(f"JALON_REQUIRE names “{name}”, but {reason}")
    pytest.skip(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Close the network but for this machine: databases and servers of tests answer there."""
    config.option.allow_hosts = ",".join(LOOPBACK)
    config.option.allow_unix_socket = True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # Any: xdist has no types
    """Hand all tests in a browser to one worker, so that one Chromium runs at a time.

    Their mark `xdist_group` would do, but pytest-xdist 3.8 writes it where pytest 9.2 does not
    look; this hook can go when a release of pytest-xdist sends marked tests to one worker again.
    """
    from xdist.scheduler import LoadGroupScheduling

    class OneBrowser(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            scope: str = super()._split_scope(nodeid)
            return "browser" if nodeid.startswith("tests/browser/") else scope

    return OneBrowser(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.fixture(autouse=True, scope="session")
def names_of_hosts_stay_unknown() -> Iterator[None]:
    """No name is looked up in the network either: it would leave this machine, and take long."""
    look_up = socket.getaddrinfo

    def guarded(host: Any, *rest: Any, **more: Any) -> Any:  # Any: as the socket module has it
        if host not in LOOKED_UP_HERE:
            raise SocketBlockedError(f"A test looked up the host “{host}”.")
        return look_up(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", guarded)
        yield


@pytest.fixture(autouse=True)
def nothing_stays_from_the_test_before() -> None:
    """Each test begins in the language of the settings, and with no answer remembered."""
    translation.deactivate()
    forget()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents beside the repository; without it its tests are skipped."""
    if not (SHARED / "corpus").is_dir():
        leave_out("shared", "the folder shared/ with test documents is not beside the repository.")
    return SHARED


def pytest_terminal_summary(terminalreporter: Any) -> None:  # Any: pytest names no public type
    """Show what tests measured with `record_property`: a property that is a mapping is a table."""
    tables: dict[str, dict[str, float]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, measured in getattr(report, "user_properties", ()):
                if isinstance(measured, Mapping):
                    tables.setdefault(name, {}).update(measured)
    for name, measured in tables.items():
        terminalreporter.section(name)
        for what, value in sorted(measured.items(), key=lambda pair: -pair[1]):
            terminalreporter.write_line(f"{value:>8} {what}")
