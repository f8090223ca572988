"""`onenumber try` (behind `make run`): the synthetic county, the web server and the worker, in one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click

from onenumber.config.processes import server_command, stop_all, worker_command


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nothing listens on."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise click.ClickException(f"No free port from {wanted} to {wanted + 49}. Give one with --port.")


def wait_until_it_answers(address: str, *, seconds: int = 40) -> None:
    """Ask until the service answers."""
    for _ in range(seconds * 10):
        try:
            urlopen(address + "health/", timeout=2).close()  # noqa: S310
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise click.ClickException(
        f"{address} did not answer within {seconds} seconds; the messages above say why."
    )


@click.command(name="try")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def try_it(port: int, host: str) -> None:
    """Try One Number with the synthetic county of Westmoor: nothing in it is real."""
    data = Path(os.environ.get("ONENUMBER_DATA", "data")).resolve()
    os.environ["ONENUMBER_DATA"] = str(data)
    mark = data / "demonstration"
    if not mark.exists() or "being made" in mark.read_text(encoding="utf-8"):
        subprocess.run([sys.executable, "-m", "onenumber.config", "demo"], check=True)
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # stopped by another program: stop the children too
    port = free_port(port)
    address = f"http://{host}:{port}/"
    children = [
        subprocess.Popen(server_command(host=host, port=port, workers=2)),
        subprocess.Popen(worker_command()),
    ]
    try:
        wait_until_it_answers(address)
        click.echo(f"\n  One Number is ready:  {address}\n")
        click.echo(f"  Sign in as anyone with one click at {address}demonstration/")
        click.echo(
            "  By day start with Dilys Probert, hub AMHP; at night with an EDT officer marked “on duty now”."
        )
        click.echo("  Everything in it is invented. Stop it with Ctrl+C.\n")
        children[0].wait()
    except KeyboardInterrupt:
        pass
    finally:
        stop_all(children)
