"""Memory of a service's processes: proportional set size, so that what they share is counted once."""

import re
import subprocess
import time
from pathlib import Path

KILOBYTES = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
OF_THE_SERVICE = ("granian", "worker")


def _parent(process: Path) -> int:
    return int((process / "stat").read_text().rpartition(")")[2].split()[1])


def descendants(root: int) -> list[Path]:
    """Every process below this one."""
    parents: dict[int, list[Path]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parents.setdefault(_parent(process), []).append(process)
        except (OSError, ValueError):
            continue
    found: list[Path] = []
    waiting = [root]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += [int(process.name) for process in below]
    return found


def megabytes(root: int, *, itself: bool = False) -> float:
    """PSS of web server and worker below this process, in MB; 0 where the system does not tell (no /proc)."""
    total = 0
    processes = [*descendants(root), *([Path(f"/proc/{root}")] if itself else [])]
    for process in processes:
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if any(word in command for word in OF_THE_SERVICE):
                found = KILOBYTES.search((process / "smaps_rollup").read_text())
                total += int(found.group(1)) if found else 0
        except OSError:
            continue
    return total / 1024


def while_it_runs(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Run a replay; the largest and the last sum while its service ran, and the replay's last line."""
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    most = last = 0.0
    while running.poll() is None:
        now = megabytes(running.pid)
        most, last = max(most, now), now or last
        time.sleep(1)
    said = (running.stdout.read() if running.stdout else "").strip().splitlines()
    return most, last, said[-1] if said else f"it ended with status {running.returncode}"
