"""The two processes of a service as commands: web server and worker. Nothing of Django is imported here."""

import subprocess
import sys
from collections.abc import Iterable


def server_command(*, host: str, port: int, workers: int) -> list[str]:
    """The web server: granian, WSGI; the threads of a process each keep a database connection."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--backlog",
        "256",
        "--no-ws",
        "--log-level",
        "warning",
        "onenumber.config.wsgi:application",
    ]


def worker_command() -> list[str]:
    """The worker as its own process."""
    return [sys.executable, "-m", "onenumber.config", "worker"]


def watchdog_command(*, web: str, every: int = 20, after: int = 0) -> list[str]:
    """The watchdog as its own process."""
    more = ["--web", web, "--every", str(every), "--after", str(after)]
    return [sys.executable, "-m", "onenumber.config", "watchdog", *more]


def stop_all(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask each child to stop, and wait for it."""
    running = list(children)
    for child in running:
        child.terminate()
    for child in running:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
