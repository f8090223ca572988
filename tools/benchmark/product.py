"""CPU of the product in this process alone, and its queries: `product.py ROUNDS_OF`, JSON on the last line.

The same way as the floor's measure.py: requests go straight into the WSGI application, 50 to warm up, the median of
those after. Set ONENUMBER_DATA and ONENUMBER_DATABASE first.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import django

django.setup()

import requests_of  # noqa: E402
import requests_of_the_night  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from requests_of import Request  # noqa: E402

from onenumber.config.wsgi import application  # noqa: E402

WARM_UP = 50
FEW, WARM_UP_FEW = 10, 3  # of what is heavy, or can be done once for each open case


class Wrong(RuntimeError):
    """The product did not answer as it should: nothing is measured then."""


def environ_of(request: Request) -> dict[str, object]:
    """What a server would hand over."""
    made: dict[str, object] = {
        "REQUEST_METHOD": request.method, "PATH_INFO": request.path, "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1",
        "QUERY_STRING": request.query, "CONTENT_TYPE": request.headers.get("Content-Type", ""),
    }  # fmt: skip
    made |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return made


def spend(request: Request) -> tuple[float, int, int, str]:
    """CPU milliseconds of one request, its status, the bytes of its body and its ETag."""
    environ, answers = environ_of(request), []
    began = time.process_time()
    response = application(environ, lambda line, headers: answers.append((line, headers)))
    size = sum(map(len, response))
    response.close()
    taken = (time.process_time() - began) * 1000
    line, headers = answers[0]
    etag = next((value for name, value in headers if name == "ETag"), "")
    return taken, int(line.split()[0]), size, etag


def fetch(request: Request) -> str:
    """What the product answers, for what is needed before measuring."""
    answers: list[str] = []
    response = application(environ_of(request), lambda line, _: answers.append(line))
    page = b"".join(response).decode()
    response.close()
    if int(answers[0].split()[0]) != request.expects:
        raise Wrong(f"{request.method} {request.path} answered {answers[0]}, not {request.expects}")
    return page


def measure(requests: Iterable[Request], count: int, *, warm_up: int = WARM_UP) -> dict[str, float | int]:
    """The median of `count` after the warm-up; a wrong answer stops everything."""
    taken, size = [], 0
    for number, request in zip(range(count + warm_up), requests, strict=False):
        cpu, status, size, _ = spend(request)
        if status != request.expects:
            raise Wrong(f"{request.method} {request.path} answered {status}, not {request.expects}")
        if number >= warm_up:
            taken.append(cpu)
    return {"cpu": statistics.median(taken), "bytes": size}


def polls(who: requests_of.SignedIn, count: int) -> dict[str, float | int]:
    """The unchanged board; when the minute turns, the answer is new once and is left out."""
    taken, etag, size = [], spend(requests_of.board(who))[3], 0
    while len(taken) < count + WARM_UP:
        cpu, status, size, etag = spend(requests_of.poll(who, etag))
        if status == 304:
            taken.append(cpu)
        elif status != 200:
            raise Wrong(f"the board answered {status}")
    return {"cpu": statistics.median(taken[WARM_UP:]), "bytes": size}


def queries(request: Request) -> int:
    """How often one request asks the database."""
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    spend(request)
    connection.force_debug_cursor = False
    return sum(1 for query in connection.queries_log if not _is_frame(query["sql"]))


def _is_frame(sql: str) -> bool:
    return sql.split(" ", 1)[0] in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}


def main(count: int) -> None:
    """Measure all pages and print them."""
    assert isinstance(application, WSGIHandler)
    requests_of.clear_the_board()
    who = requests_of.sign_in(0)
    series = f"{int(time.time()) % 1_000_000}"
    taking = requests_of.contacts(who, count + WARM_UP + 1, series)
    found = {
        "board": measure((requests_of.board(who) for _ in range(count + WARM_UP)), count),
        "poll": polls(who, count),
        "case": measure(requests_of.cases(who), count),
        "take": measure(taking[1:], count),
    }
    etag = spend(requests_of.board(who))[3]
    asked = {
        "board": requests_of.board(who), "poll": requests_of.poll(who, etag), "case": next(requests_of.cases(who)),
        "take": taking[0],
    }  # fmt: skip
    for page, request in asked.items():
        found[page]["queries"] = queries(request)
    print(json.dumps(found | of_the_night(who, count)))


def of_the_night(who: requests_of.SignedIn, count: int) -> dict[str, dict[str, float | int]]:
    """The pages of handing over, asking and writing; asking comes last, since it makes the board longer."""
    handover, pdf = requests_of_the_night.handover(who), requests_of_the_night.Writer().pdf(fetch)
    keeps = requests_of_the_night.Writer().keeps()
    asks = list(requests_of_the_night.asks(who, fetch, FEW + WARM_UP_FEW + 1))
    few: dict[str, Any] = {"count": FEW, "warm_up": WARM_UP_FEW}
    found = {
        "handover": measure((handover for _ in range(count + WARM_UP)), count),
        "report": measure(keeps, count),
        "pdf": measure((pdf for _ in range(FEW + WARM_UP_FEW)), **few),
        "ask": measure(asks[1:], **few),
    }
    counted = {"handover": handover, "report": next(keeps), "pdf": pdf, "ask": asks[0]}
    for page, request in counted.items():
        found[page]["queries"] = queries(request)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
