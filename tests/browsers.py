"""Which browser the tests drive: a Chromium of this machine, the one without windows of its own first (less work)."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Where it is, if there is one; ONENUMBER_CHROMIUM names another."""
    given = os.environ.get("ONENUMBER_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def chromium_or_fail() -> str:
    """Where it is; without one nothing in a browser can be tested."""
    path = chromium()
    assert path is not None, "no Chromium was found: install it, or set ONENUMBER_CHROMIUM to its path"
    return path
