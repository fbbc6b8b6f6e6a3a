"""`jalon start`: create what is missing, then run web server and worker."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from django.core.management import call_command

from jalon.base.frames.commands import CommandParser, JalonCommand, positive
from jalon.base.frames.links import marked, path_of
from jalon.base.public import SYSTEM, has_keeper, invite_keeper
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.project.installing import set_up

LAST_PORT = 65535

FIRST_ACCOUNT = (
    "Nobody administers this installation yet. This link opens the first account, once, within "
    "a day:\n{link}"
)


class AddressTaken(JalonError):
    """Something else listens where the server should."""

    code = "address-taken"
    sentence = _("Something already listens on {host}:{port}. Stop it, or choose another --port.")


class AddressUnusable(JalonError):
    """Nothing can listen at an address: it is not of this machine, or not allowed."""

    code = "address-unusable"
    sentence = _("Nothing can listen on {host}:{port}: {why}. Choose another --host or --port.")


class Command(JalonCommand):
    help = "Create what is missing, load reference data, start web server and worker."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=port_number, default=8000, help="Port to listen on.")
        parser.add_argument("--web-workers", type=positive, default=2, help="Web processes.")

    def run(self, options: Mapping[str, Any]) -> None:
        host, port = str(options["host"]), int(options["port"])
        check_free(host, port)
        counts = set_up()
        call_command("collectstatic", interactive=False, verbosity=0)
        if options["json"]:
            self.print_result(counts, as_json=True)
        self.tell(f"Jalon answers at http://{host}:{port}/ (stop with Ctrl+C).")
        if link := first_link(f"http://{host}:{port}"):
            self.tell(FIRST_ACCOUNT.format(link=link))
        supervise([_web(host, port, int(options["web_workers"])), _worker()])


def first_link(site: str) -> str:
    """The one-time link for the first administrator; empty when there is one.

    A link of an earlier start ends, so that only the newest opens anything.
    """
    if has_keeper():
        return ""
    return site + path_of(marked(invite_keeper(actor=SYSTEM)))


def check_free(host: str, port: int) -> None:
    """Make sure nothing listens there yet.

    Raises:
        AddressTaken: Something does.
        AddressUnusable: Nothing ever could.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise AddressTaken(host=host, port=port) from error
            raise AddressUnusable(host=host, port=port, why=error.strerror) from error


def port_number(text: str) -> int:
    """An argument that is a port, 1 to 65535.

    Raises:
        ArgumentTypeError: It is not.
    """
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise ArgumentTypeError(f"“{text}” is not a whole number from 1 to {LAST_PORT}")
    return int(text)


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "jalon.project.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(processes), "--threads", "4"),
        *("--worker-class", "gthread", "--timeout", "120", "--log-level", "warning"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--forwarded-allow-ips", ""),  # only JALON_HTTPS says whether a proxy is believed
        "--no-control-socket",
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "jalon.project.command", "worker", "--only"]


def supervise(commands: list[list[str]], *, pause_seconds: float = 0.5) -> None:
    """Keep processes running, start one again that ends, and end all when we are told to stop.

    What they say goes to standard error: standard output is for the result of the command.
    """
    stopping: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stopping.append(number))
    running = [(command, _started(command)) for command in commands]
    while not stopping:
        time.sleep(pause_seconds)
        for at, (command, process) in enumerate(running):
            if process.poll() is not None and not stopping:
                running[at] = (command, _started(command))
    for _command, process in running:
        process.terminate()
    for _command, process in running:
        process.wait(timeout=40)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, env=environment, stdout=sys.__stderr__)  # noqa: S603
