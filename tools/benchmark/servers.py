"""Starts product and floor under granian on 127.0.0.1, and stops exactly what it started."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from databases_of import Filled


class DidNotStart(RuntimeError):
    """A server did not answer in time."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, child: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if child.poll() is not None:
            raise DidNotStart(f"a server ended at once with status {child.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise DidNotStart("a server did not answer within a minute")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextlib.contextmanager
def product(filled: Filled) -> Iterator[tuple[int, list[int]]]:
    """Web server (two processes) and worker; the port, and the two process numbers."""
    port = free_port()
    program = [sys.executable, "-m", "onenumber.config"]
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(
            subprocess.Popen(
                [*program, "serve", "--port", str(port)], env=filled.environment, stderr=subprocess.DEVNULL
            )
        )
        _wait(port, children[0])
        children.append(
            subprocess.Popen([*program, "worker"], env=filled.environment, stderr=subprocess.DEVNULL)
        )
        yield port, [child.pid for child in children]
    finally:
        _stop(children)


@contextlib.contextmanager
def floor(filled: Filled, folder: Path) -> Iterator[int]:
    """The floor's own `serve`: granian with two processes."""
    port = free_port()
    command = [sys.executable, "floor.py", "serve", str(port)]
    child = subprocess.Popen(
        command,
        env=filled.floor_environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, child)
        yield port
    finally:
        _stop([child])
