"""Puts a pack into its folders: whole or not at all, read back, the newest kept and older ones deleted.

A folder is never made here: a second place that is not mounted must say so instead of filling the disk beneath it.
Only files that bear a pack's name are ever deleted. What is deleted is sealed, so deleting is enough.
"""

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

SHORTEST = 20  # letters of a passphrase: about five words
PACK_NAME = re.compile(r"([A-Z]{2,4})-\d{6}-\d{4}\.html")


class PackTrouble(Exception):
    """Why no pack could be written, in plain words with what to do."""


def passphrase_file(prefix: str) -> Path:
    """Where the passphrase of one service lies. PackTrouble when none is set or it lies beside the packs."""
    if not settings.PACK_PASSPHRASES:
        raise PackTrouble("no passphrase is set (ONENUMBER_PACK_PASSPHRASES)")
    file = Path(settings.PACK_PASSPHRASES) / prefix
    if any(file.resolve().is_relative_to(Path(folder).resolve()) for folder in settings.PACK_FOLDERS):
        raise PackTrouble("the passphrase lies beside the packs: move it elsewhere")
    return file


def read_passphrase(prefix: str) -> str:
    """The passphrase of a service, as its only line. PackTrouble says what is wrong with it."""
    file = passphrase_file(prefix)
    try:
        if file.stat().st_mode & 0o077:
            raise PackTrouble(f"others can read the passphrase {file}: chmod 600 {file.name}")
        words = file.read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise PackTrouble(f"the passphrase {file} cannot be read ({problem.strerror})") from problem
    if len(words) < SHORTEST:
        raise PackTrouble(f"the passphrase {file} is shorter than {SHORTEST} letters: use five words or more")
    return words


def put(folder: Path, name: str, data: bytes) -> None:
    """Write one file so that it is there whole or not at all, also after a power cut; read it back."""
    if not folder.is_dir():
        raise PackTrouble(f"the folder {folder} is not there")
    waiting = folder / f".{name}.part"
    try:
        with contextlib.suppress(FileNotFoundError):
            waiting.unlink()
        descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if waiting.read_bytes() != data:
            raise PackTrouble(f"{folder} does not give back what was written")
        waiting.replace(folder / name)
        _sync(folder)
    except OSError as problem:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise PackTrouble(f"{folder} cannot be written ({problem.strerror})") from problem


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def packs_in(folder: Path, prefix: str) -> list[Path]:
    """The packs of one service, oldest first (the names sort by time)."""
    return sorted(
        file
        for file in folder.iterdir()
        if (named := PACK_NAME.fullmatch(file.name)) and named[1] == prefix and file.is_file()
    )


def delete_old(folder: Path, prefix: str, *, keep: int) -> None:
    """Delete all but the newest packs; called once a newer one is there and was read back."""
    for file in packs_in(folder, prefix)[: -max(1, keep)]:
        file.unlink(missing_ok=True)


def put_everywhere(folders: Iterable[Path], name: str, data: bytes, *, prefix: str, keep: int) -> list[str]:
    """Into each folder by itself: one that fails leaves the others as they are. What went wrong, a sentence each."""
    troubles = []
    for folder in folders:
        try:
            put(folder, name, data)
            delete_old(folder, prefix, keep=keep)
        except PackTrouble as problem:
            troubles.append(str(problem))
        except OSError as problem:
            troubles.append(f"old packs in {folder} cannot be deleted ({problem.strerror})")
    return troubles
