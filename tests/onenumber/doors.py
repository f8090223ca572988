"""How often PostgreSQL is asked for the second wall, for the tests that count queries. SQLite has none."""

from django.db import connection

IN_A_TEST = 4  # SAVEPOINT, who looks, who looked before, RELEASE; outside a test one statement: who looks


def doors(count: int = 1) -> int:
    """For so many transactions of a viewer: a page is one, a page that keeps who opened it three."""
    return IN_A_TEST * count if connection.vendor == "postgresql" else 0
