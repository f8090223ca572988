"""What is measured, in order: CPU by turns (floor, ours, floor, ours ...), waiting over HTTP, memory after a day."""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import http_load
import memory
import servers
from databases_of import Filled, script
from tqdm import tqdm

LINE = re.compile(r"^(/\w+)\s.*?([\d.]+) CPU ms$", re.MULTILINE)
PAGES = ("board", "poll", "case", "take")
OF_THE_NIGHT = ("handover", "ask", "report", "pdf")  # CPU and queries alone
MANY = 16


class Failed(RuntimeError):
    """A step ended with an error; its own words say why."""


@dataclass
class Measured:
    """Everything about one database: CPU of each round, queries and bytes, waits by (page, clients), memory."""

    cpu: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)
    waits: dict[tuple[str, int], http_load.Waited] = field(default_factory=dict)
    after_load: float = 0.0

    def median(self, page: str) -> float:
        """The middle of the rounds' medians."""
        return statistics.median(self.cpu[page])

    def ratio(self, page: str, floor_page: str) -> float:
        """How many times the floor, in the middle of the rounds; each round is compared with its own floor."""
        return statistics.median(
            ours / floor for ours, floor in zip(self.cpu[page], self.cpu[floor_page], strict=True)
        )


def run(command: list[str], environment: dict[str, str], cwd: Path | None = None) -> str:
    """The output of one of our scripts. Raises Failed with the end of what it said."""
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command[1:])} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def fill(filled: Filled, floor: Path | None) -> None:
    """Our tables, and in the same database the floor's."""
    subprocess.run(script("fill.py", str(filled.cases)), env=filled.environment, check=True)
    if floor:
        run([sys.executable, "floor.py", "seed", str(filled.cases)], filled.floor_environment, floor)


def cpu_rounds(found: dict[Filled, Measured], floor: Path | None, *, rounds: int, count: int) -> None:
    """In each round every database is measured once, the floor just before ours."""
    with tqdm(total=rounds * len(found), desc="CPU by turns", leave=False) as bar:
        for _ in range(rounds):
            for filled, measured in found.items():
                _one_round(filled, measured, floor, count)
                bar.update()


def _one_round(filled: Filled, measured: Measured, floor: Path | None, count: int) -> None:
    if floor:
        said = run([sys.executable, "measure.py", str(count)], filled.floor_environment, floor)
        for page, cpu in LINE.findall(said):
            measured.cpu.setdefault(page, []).append(float(cpu))
    told: dict[str, Any] = json.loads(
        run(script("product.py", str(count)), filled.environment).splitlines()[-1]
    )
    for page in (*PAGES, *OF_THE_NIGHT):
        measured.cpu.setdefault(page, []).append(told[page]["cpu"])
        measured.queries[page], measured.size[page] = told[page]["queries"], told[page]["bytes"]


def waits(filled: Filled, measured: Measured, floor: Path | None, *, alone: int, each: int) -> None:
    """p50 and p95 through granian: the floor's server first, then ours with its worker."""
    if floor:
        with servers.floor(filled, floor) as port:
            for page, sent in (("/list", _get("/list")), ("/create", _create())):
                for clients, count in ((1, alone), (MANY, each)):
                    work = http_load.again([[sent]], count)
                    http_load.at_once(port, clients, http_load.again([[sent]], 5))
                    measured.waits[page, clients] = http_load.at_once(port, clients, work)
    told = json.loads(
        run(script("prepare.py", str(MANY), str(alone + each)), filled.environment).splitlines()[-1]
    )
    boards, cases = [client["board"][0] for client in told], [client["case"] for client in told]
    with servers.product(filled) as (port, processes):
        http_load.at_once(port, MANY, http_load.again([[board] for board in boards], 3))
        for clients, count in ((1, alone), (MANY, each)):
            boards_in_turn = http_load.again([[board] for board in boards], count)
            measured.waits["board", clients] = http_load.at_once(port, clients, boards_in_turn)
            measured.waits["poll", clients] = http_load.at_once(
                port, clients, http_load.polling(boards, count)
            )
            measured.waits["case", clients] = http_load.at_once(port, clients, http_load.again(cases, count))
        for clients, count, first in ((1, alone, 0), (MANY, each, alone)):
            own = [client["take"][first : first + count] for client in told]
            measured.waits["take", clients] = http_load.at_once(port, clients, http_load.again(own, count))
        measured.after_load = sum(memory.megabytes(process, itself=True) for process in processes)


def _get(path: str) -> http_load.Sent:
    return {"method": "GET", "path": path, "headers": {}, "body": "", "expects": 200}


def _create() -> http_load.Sent:
    contact = {
        "kind": "referral", "caller": "PC Amy Hobbs", "organisation": "Westmoor Police", "telephone": "01632 960 417",
        "person": "Leanne Marsh", "birth_date": "1991-03-14", "place": "Marlbridge General, Emergency Department",
        "locality": "Marlbridge", "danger": "no", "words": "Found by the river, cold and frightened. " * 5,
    }  # fmt: skip
    return {"method": "POST", "path": "/create", "headers": {}, "body": json.dumps(contact), "expects": 201}


def replayed_day(filled: Filled) -> tuple[float, float, str]:
    """Memory of web and worker while a day is replayed by 16 clients: most, at the end, and the replay's last line."""
    with tempfile.TemporaryDirectory(prefix="one-number-day-") as folder:
        command = [sys.executable, "-m", "onenumber.config", "replay", "--days", "1", "--clients", str(MANY)]
        environment = {**filled.environment, "ONENUMBER_DATABASE": ""}
        return memory.while_it_runs([*command, "--data", f"{folder}/day"], environment)
