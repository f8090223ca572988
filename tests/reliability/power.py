"""A disk that forgets what was not synced: what SQLite handed to `xSync` is durable, everything after it is not.

SQLite reaches the disk through a table of functions (its VFS). Here each file it opens gets a copy of that table in
which `xSync` also takes a picture of the file. A power cut leaves those pictures, and of anything written since as much
as chance decides, torn in the middle of a page. Source: https://www.sqlite.org/vfs.html, "The Method Of Moving".
"""

import ctypes
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

POINTER = ctypes.sizeof(ctypes.c_void_p)
METHODS = 19  # the version number and eighteen functions of sqlite3_io_methods, version 3
SYNC_PLACE = 5  # xSync in it: after the version, xClose, xRead, xWrite and xTruncate
VFS_SIZE = 21 * POINTER  # sqlite3_vfs, version 3
OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.POINTER(ctypes.c_int),
)
SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def loaded_sqlite() -> ctypes.CDLL | None:
    """The very library that Python's sqlite3 uses, if it is one that can be reached by name."""
    import sqlite3  # noqa: F401 - loads it

    for line in Path("/proc/self/maps").read_text().splitlines():
        if "libsqlite3" in line:
            return ctypes.CDLL(line.split()[-1])
    return None


@dataclass
class ForgetfulDisk:
    """Pictures of the database and its log at their last sync; `install` before the first connection is opened."""

    library: ctypes.CDLL
    synced: dict[Path, bytes] = field(default_factory=dict)
    before_sync: Callable[[], None] | None = None
    kept_alive: list[object] = field(default_factory=list)

    def install(self) -> None:
        """From now on every file that SQLite opens is watched."""
        self.library.sqlite3_vfs_find.restype = ctypes.c_void_p
        original = self.library.sqlite3_vfs_find(None)
        vfs = ctypes.create_string_buffer(ctypes.string_at(original, VFS_SIZE), VFS_SIZE)
        words = (ctypes.c_void_p * (VFS_SIZE // POINTER)).from_buffer(vfs)
        first = _pointers_before_open()
        words[first - 3] = None  # pNext
        name = ctypes.create_string_buffer(b"forgetful")
        words[first - 2] = ctypes.addressof(name)
        opening = OPEN(self._opening(OPEN(words[first] or 0)))
        words[first] = ctypes.cast(opening, ctypes.c_void_p).value
        self.kept_alive += [vfs, words, name, opening]
        assert self.library.sqlite3_vfs_register(vfs, 1) == 0

    def _opening(self, original: Callable[..., int]) -> Callable[..., int]:
        def opened(vfs: int, name: bytes | None, file: int, flags: int, out: object) -> int:
            code = original(vfs, name, file, flags, out)
            table = ctypes.c_void_p.from_address(file)
            if code == 0 and name and table.value:
                table.value = self._watched(table.value, Path(name.decode()))
            return code

        return opened

    def _watched(self, table: int, path: Path) -> int:
        copy = (ctypes.c_void_p * METHODS).from_buffer_copy(ctypes.string_at(table, METHODS * POINTER))
        original = SYNC(copy[SYNC_PLACE] or 0)

        def synced(file: int, flags: int) -> int:
            if self.before_sync is not None:
                self.before_sync()
            code = original(file, flags)
            self.synced[path] = path.read_bytes()
            return code

        watching = SYNC(synced)
        copy[SYNC_PLACE] = ctypes.cast(watching, ctypes.c_void_p).value
        self.kept_alive += [copy, watching, original]
        return ctypes.addressof(copy)

    def cut(self, path: Path, into: Path, rng: random.Random) -> None:
        """What is on the disk after the power went: in the folder `into`, under the same names."""
        for name in (path, Path(f"{path}-wal")):
            durable, now = self.synced.get(name, b""), name.read_bytes() if name.exists() else b""
            lost = now[len(durable) :]
            torn = lost[: rng.randrange(len(lost) + 1)] if lost else b""
            (into / name.name).write_bytes(durable + torn[:-1] + bytes(rng.randrange(256) for _ in torn[-1:]))


def _pointers_before_open() -> int:
    """iVersion and szOsFile share a word on 64-bit machines; mxPathname, pNext, zName and pAppData follow."""
    ints = 3 * ctypes.sizeof(ctypes.c_int)
    return -(-ints // POINTER) + 3
