"""A hostile record through every page: markup, text turned round, emoji, template marks and ten thousand letters.

Every free text of every record is made hostile behind the program's back, so that no form's check stands in between,
and every page of the table is opened by somebody who may. A new page is tried the day it stands in the table.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import connection, models

from onenumber.config.walls import WALLS
from onenumber.hub.commands import pack_body
from tests.isolation.asking import Asker, address_of, seats_that_may
from tests.isolation.reading import Row, rows
from tests.isolation.world import World
from tests.onenumber.conftest import AT

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}{% x %}\u202e😀=1+1&lt;"
SHORTEST = 100  # letters of a column that holds words and no code
WORDS_TOO = {"telephone", "caller_number", "relation", "language", "their_reference"}
NO_WORDS = {  # codes, keys and what is made from them
    "name_key", "digest", "previous_hash", "hash", "fields", "content", "alternatives_tried", "email", "password",
}  # fmt: skip
STAFF = {"workforce_practitioner", "access_user", "organisations_locality", "organisations_place"}


class Running(HTMLParser):
    """Finds what a browser would run, or fetch, in a page of ours."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing of ours has a script without an address, a handler in an attribute, or a picture called x."""
        said = dict(attrs)
        handler = any(name.startswith("on") for name in said)
        if handler or (tag == "script" and "src" not in said) or (tag == "img" and said.get("src") == "x"):
            self.found.append(f"<{tag} {said}>"[:200])


def free_texts(model: type[models.Model]) -> dict[str, str]:
    """The columns of words, and what each then holds."""
    found = {}
    for field in model._meta.concrete_fields:
        if not isinstance(field, (models.CharField, models.TextField)) or field.choices:
            continue
        longest = field.max_length
        if field.name not in NO_WORDS and (
            longest is None or longest >= SHORTEST or (field.name in WORDS_TOO and longest >= 40)
        ):
            found[field.attname] = HOSTILE + "x" * 10_000 if longest is None else HOSTILE[:longest]
    return found


@pytest.fixture(scope="module")
def hostile(world: World) -> Iterator[int]:
    """Every word in it, past the guards; how many columns."""
    count = 0
    if connection.vendor != "sqlite":
        pytest.skip("pages are made the same on both databases; the guards are taken away on SQLite only")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_kept_u"')
    for model in apps.get_models():
        texts = free_texts(model) if model._meta.db_table in {*WALLS, *STAFF} else {}
        if texts and model._meta.db_table not in {"audit_entry", "records_outgoing"}:
            for name, words in texts.items():  # what is empty stays so: an answer that was not given
                filled = model._default_manager.exclude(**{name: ""})
                count += filled.update(**{name: words}) > 0
    yield count


def pages() -> list[Row]:
    """Every page that somebody may open, with a record that is open, once."""
    found = {
        row.address + row.variant: row
        for row in rows()
        if row.verb == "GET" and row.of in {"own", "-", "held"} and seats_that_may(row)
    }
    return list(found.values())


def test_a_hostile_record_runs_nothing_on_any_page(hostile: int, asker: Asker) -> None:
    wrong, shown = [], set()
    assert hostile > 50
    for row in pages():
        key = asker.user_key(seats_that_may(row)[0], row.of)
        answer = asker.send(key, "GET", address_of(asker.world, row, key))
        if answer.status >= 500:
            wrong.append(f"{row} as {key}: {answer.status} {answer.fault}")
        if "<" in answer.page:
            wrong += [f"{row} as {key}: {what}" for what in Running(answer.page).found]
        if "&lt;script&gt;alert(1)" in answer.page:
            shown.add(row.address)
    assert wrong == []
    assert len(shown) > 25, sorted(shown)


def test_a_hostile_record_runs_nothing_in_the_pack(hostile: int, world: World) -> None:
    """The sealed pack is opened from a folder, by a browser, with nobody's content policy around it."""
    _code, body = pack_body(world.county.westmoor, at=AT)
    assert Running(body).found == []
    assert body.count("&lt;script&gt;alert(1)") > 20
