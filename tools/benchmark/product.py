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

import django

django.setup()

import requests_of  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from requests_of import Request  # noqa: E402

from onenumber.config.wsgi import application  # noqa: E402

WARM_UP = 50


class Wrong(RuntimeError):
    """The product did not answer as it should: nothing is measured then."""


def environ_of(request: Request) -> dict[str, object]:
    """What a server would hand over."""
    made: dict[str, object] = {
        "REQUEST_METHOD": request.method, "PATH_INFO": request.path, "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1",
        "QUERY_STRING": "", "CONTENT_TYPE": request.headers.get("Content-Type", ""),
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


def measure(requests: Iterable[Request], count: int) -> dict[str, float | int]:
    """The median of `count` after the warm-up; a wrong answer stops everything."""
    taken, size = [], 0
    for number, request in zip(range(count + WARM_UP), requests, strict=False):
        cpu, status, size, _ = spend(request)
        if status != request.expects:
            raise Wrong(f"{request.method} {request.path} answered {status}, not {request.expects}")
        if number >= WARM_UP:
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
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
