"""Prints what the clients over HTTP send, as JSON: `prepare.py CLIENTS CONTACTS_EACH`. Needs our environment."""

import json
import sys
import time
from dataclasses import asdict

import django

django.setup()

import requests_of  # noqa: E402

HUB_AMHPS = 7


def main(clients: int, contacts_each: int) -> None:
    """For each client its sign-in, the board, some cases, and contacts ready to be saved."""
    requests_of.clear_the_board()
    told = []
    for number in range(clients):
        who = requests_of.sign_in(number % HUB_AMHPS)
        some = requests_of.cases(who)
        series = f"{int(time.time()) % 100_000}{chr(97 + number)}"
        taking = requests_of.contacts(who, contacts_each, series)
        requests = {
            "board": [requests_of.board(who)],
            "case": [next(some) for _ in range(50)],
            "take": taking,
        }
        told.append(
            {page: [{**asdict(r), "body": r.body.decode()} for r in rs] for page, rs in requests.items()}
        )
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
