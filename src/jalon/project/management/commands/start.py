"""`jalon start`: create what is missing, then run web server and worker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from django.core.management import call_command

from jalon.base.frames.commands import CommandParser, JalonCommand, positive
from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.project.installing import set_up


class AddressTaken(JalonError):
    """Something else listens where the server should."""

    code = "address-taken"
    sentence = _("Something already listens on {host}:{port}. Stop it, or choose another --port.")


class Command(JalonCommand):
    help = "Create what is missing, load reference data, start web server and worker."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=positive, default=8000, help="Port to listen on.")
        parser.add_argument("--web-workers", type=positive, default=2, help="Web processes.")

    def run(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        host, port = str(options["host"]), int(options["port"])
        check_free(host, port)
        counts = set_up()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.tell(f"Jalon answers at http://{host}:{port}/ (stop with Ctrl+C).")
        supervise([_web(host, port, int(options["web_workers"])), _worker()])
        return counts


def check_free(host: str, port: int) -> None:
    """Make sure nothing listens there yet.

    Raises:
        AddressTaken: Something does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressTaken(host=host, port=port) from error


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "jalon.project.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(processes), "--threads", "4"),
        *("--worker-class", "gthread", "--timeout", "120", "--log-level", "warning"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "jalon.project.command", "worker"]


def supervise(commands: list[list[str]], *, pause_seconds: float = 0.5) -> None:
    """Keep processes running, start one again that ends, and end all when we are told to stop."""
    stopping: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stopping.append(number))
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    running = [(command, subprocess.Popen(command, env=environment)) for command in commands]  # noqa: S603
    while not stopping:
        time.sleep(pause_seconds)
        for at, (command, process) in enumerate(running):
            if process.poll() is not None and not stopping:
                running[at] = (command, subprocess.Popen(command, env=environment))  # noqa: S603
    for _command, process in running:
        process.terminate()
    for _command, process in running:
        process.wait(timeout=40)
