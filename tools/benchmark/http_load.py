"""Clients over HTTP on 127.0.0.1: how long they wait for an answer, at one and at several at once."""

import http.client
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

Sent = dict[str, Any]


class WrongAnswer(RuntimeError):
    """A page did not answer as it should; nothing is made of its time."""


@dataclass(frozen=True)
class Waited:
    """Milliseconds until the whole answer was there."""

    p50: float
    p95: float


def waited(taken: Sequence[float]) -> Waited:
    """The middle, and what nineteen of twenty stay under."""
    return Waited(statistics.median(taken), statistics.quantiles(taken, n=20)[18])


class Client:
    """One kept-open connection."""

    def __init__(self, port: int) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, sent: Sent) -> tuple[float, str]:
        """Milliseconds, and the ETag of the answer."""
        began = time.perf_counter()
        self.link.request(sent["method"], sent["path"], sent["body"].encode() or None, sent["headers"])
        answer = self.link.getresponse()
        answer.read()
        taken = (time.perf_counter() - began) * 1000
        if answer.status not in {sent["expects"], 200}:
            raise WrongAnswer(f"{sent['method']} {sent['path']} answered {answer.status}")
        return taken, answer.headers.get("ETag", "")


def at_once(port: int, clients: int, work: Callable[[Client, int], Iterator[float]]) -> Waited:
    """Each client does its work in a thread of its own, all from the same moment."""
    start = Barrier(clients)

    def one(number: int) -> list[float]:
        client = Client(port)
        start.wait()
        return list(work(client, number))

    with ThreadPoolExecutor(clients) as pool:
        return waited([taken for each in pool.map(one, range(clients)) for taken in each])


def again(requests: Sequence[Sequence[Sent]], count: int) -> Callable[[Client, int], Iterator[float]]:
    """Each client's own requests in turn, `count` of them."""

    def work(client: Client, number: int) -> Iterator[float]:
        own = requests[number % len(requests)]
        for place in range(count):
            yield client.send(own[place % len(own)])[0]

    return work


def polling(boards: Sequence[Sent], count: int) -> Callable[[Client, int], Iterator[float]]:
    """Asks again with the ETag of the last answer, as the board's script does."""

    def work(client: Client, number: int) -> Iterator[float]:
        sent = boards[number % len(boards)]
        etag = client.send(sent)[1]
        for _ in range(count):
            headers = {**sent["headers"], "X-Fragment": "board", "If-None-Match": etag}
            taken, etag = client.send({**sent, "headers": headers, "expects": 304})
            yield taken

    return work
