"""Fills an empty database with a service and its past, far faster than the actions could: `fill.py CASES`.

Run as a process of its own with ONENUMBER_DATA and ONENUMBER_DATABASE set. Rows are made inside the database by
INSERT ... SELECT over running numbers; foreign keys and the disk are not waited for while that goes on, and both
engines serve with their usual settings afterwards. The service is loaded through the product's own action and is a
live one (not a demonstration), so every gate of a live service is measured. The board's stored rows of the 50 open
cases are written by the product's own `rebuild`.
"""

import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
from tqdm import tqdm

django.setup()

from dialect import Dialect  # noqa: E402
from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from rows import APART, BLOCK, DUTIES, Known, Rows, Written, about_people, of_the_line  # noqa: E402
from rows_of_cases import of_allocation, of_cases, of_the_duty_list, of_the_ground  # noqa: E402
from rows_of_the_night import of_arranging, of_the_handover, of_the_neighbours, of_the_phones, of_writing  # noqa: E402

import onenumber.demo  # noqa: E402
from onenumber.access.models import Grant, Role, User  # noqa: E402
from onenumber.allocation.actions import rebuild_offers  # noqa: E402
from onenumber.audit.models import ChainHead, GrantHeld, Viewer  # noqa: E402
from onenumber.cases.actions import rebuild_projection  # noqa: E402
from onenumber.organisations.actions import load_service  # noqa: E402
from onenumber.organisations.models import Service  # noqa: E402
from onenumber.organisations.queries import installer, read_service_file  # noqa: E402
from onenumber.persons.queries import name_sound  # noqa: E402
from onenumber.records.models import WorkerBeat  # noqa: E402
from onenumber.returns.models import ImportBatch  # noqa: E402
from onenumber.workforce.models import Hat, Practitioner  # noqa: E402

PEOPLE, DOCTORS = 47, 25
AT_A_TIME = 100_000
FIRST = ("Al", "Ben", "Car", "Don", "El", "Fin", "Gwen", "Har", "Ir", "Jas", "Kir", "Lor", "Mar", "Nor", "Os", "Per",
         "Ros", "Sim", "Tam", "Vin")  # fmt: skip
FIRST_ENDS = ("a", "an", "in", "is", "ie", "on", "wyn", "ette", "old", "mund")
LAST = ("Ash", "Black", "Cart", "Dun", "East", "Fair", "Gold", "Hal", "Iver", "Jen", "Kel", "Lang", "Mor", "New", "Old",
        "Pen", "Quar", "Rad", "Stan", "Thorn", "Under", "Ver", "Whit", "Yar", "Hol", "Bram", "Crom", "Dal", "Els",
        "Frog", "Gar", "Hep", "Kirk", "Lud", "Mill", "Nether", "Ox", "Pres", "Row", "Sed")  # fmt: skip
LAST_ENDS = ("by", "combe", "croft", "dale", "den", "field", "ford", "gate", "ham", "head", "hurst", "land", "ley",
             "low", "man", "mere", "more", "ridge", "shaw", "son", "stead", "stone", "ton", "ward", "well", "wick",
             "wood", "worth", "burn", "bridge")  # fmt: skip


def make_service(at: datetime) -> Known:
    """The service from the demonstration's file, as a live one; 47 people who sign in and serve."""
    text = (Path(onenumber.demo.__file__).parent / "data" / "service.toml").read_text()
    file = read_service_file(text.replace("synthetic = true", "synthetic = false"))
    service = load_service(by=installer(at), at=at, file=file)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    users = [
        User(email=f"amhp{n}@westmoor.example", name=f"{name} Person") for n, name in enumerate(_names())
    ]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users)
    roles = [Role.HUB_AMHP] * 7 + [Role.AMHP_LEAD] + [Role.EDT_OFFICER] * 6 + [Role.LOCALITY_AMHP] * 33
    Grant.objects.bulk_create(
        Grant(user=user, service=service, role=role, begins_at=long_ago)
        for user, role in zip(users, roles, strict=True)
    )
    localities = list(service.localities.order_by("pk"))
    people = Practitioner.objects.bulk_create(
        Practitioner(service=service, user=user, name=user.name, email=user.email, locality=localities[n % 7],
                     telephone=f"07700 900 {n:03}")
        for n, user in enumerate(users)
    )  # fmt: skip
    _approve(people, "amhp", "Westmoor")
    make_doctors(service)
    batch = ImportBatch.objects.create(service=service, digest="0" * 64, file_name="past.csv", rows=1, happened_at=at,
                                       recorded_at=at, by_id=0, by_name="command line")  # fmt: skip
    return Known(
        service=service.pk, council=service.provider_id, locality=localities[0].pk, practitioner=people[0].pk,
        user=users[0].pk, people=PEOPLE, batch=batch.pk, audit=ChainHead.objects.get(id=1).position,
    )  # fmt: skip


def make_doctors(service: Service) -> None:
    """25 doctors approved under section 12, as the county has, who can be texted and written to."""
    doctors = Practitioner.objects.bulk_create(
        Practitioner(
            service=service,
            name=f"Dr {name}",
            telephone=f"07700 901 {number:03}",
            email=f"doctor{number}@doctors.example",
            employer="Independent",
        )
        for number, name in zip(range(DOCTORS), _names(), strict=False)
    )
    _approve(doctors, "s12", "Panel")


def _approve(people: list[Practitioner], kind: str, authority: str) -> None:
    Hat.objects.bulk_create(
        Hat(
            practitioner=one,
            kind=kind,
            authority=authority,
            begins_on=date(2020, 1, 1),
            ends_on=date(2099, 1, 1),
        )
        for one in people
    )


def _names() -> Iterator[str]:
    for number in range(PEOPLE):
        yield f"{FIRST[number % len(FIRST)]}{FIRST_ENDS[number // len(FIRST) % len(FIRST_ENDS)]}"


def name_tables() -> None:
    """Two tables of first and last names with the way they sound, dropped at the end."""
    made = {
        "benchmark_first": [start + end for start in FIRST for end in FIRST_ENDS],
        "benchmark_last": [start + end for start in LAST for end in LAST_ENDS],
    }
    with connection.cursor() as cursor:
        for table, names in made.items():
            cursor.execute(f"CREATE TABLE {table} (id integer PRIMARY KEY, name text, sound text)")
            sounds = [name_sound(f"{name} {name}").split()[0] for name in names]
            rows = list(zip(range(len(names)), names, sounds, strict=True))
            cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s)", rows)


def statement(rows: Rows, dialect: Dialect, first: int, last: int) -> str:
    """INSERT ... SELECT for the numbers first to last; columns not named get their default."""
    model = next(m for m in apps.get_models() if m._meta.db_table == rows.table)
    fields = [f for f in model._meta.concrete_fields if f.attname in rows.columns or not _automatic(f)]
    unknown = set(rows.columns) - {f.attname for f in fields}
    if unknown:
        raise KeyError(f"{rows.table} has no column {', '.join(sorted(unknown))}")
    values = [rows.columns.get(f.attname) or dialect.absent(f) for f in fields]
    if dialect.is_sqlite is False:
        values = [_typed(value, field) for value, field in zip(values, fields, strict=True)]
    names = ", ".join(f'"{f.column}"' for f in fields)
    where = f" WHERE {rows.where}" if rows.where else ""
    numbers = dialect.numbers(first, last)
    return (
        f'INSERT INTO "{rows.table}" ({names}) SELECT {", ".join(values)} FROM {numbers}{rows.joins}{where}'
    )


def _automatic(field: models.Field) -> bool:
    return isinstance(field, models.AutoField)


def _typed(value: str, field: models.Field) -> str:
    return f"({value})::jsonb" if isinstance(field, models.JSONField) else value


def put_in(tables: list[Rows], dialect: Dialect) -> None:
    """Run the statements in steps, with a bar."""
    with tqdm(total=sum(rows.count for rows in tables), unit=" rows", unit_scale=True, leave=False) as bar:
        for rows in tables:
            bar.set_description(rows.table)
            for first in range(1, rows.count + 1, AT_A_TIME):
                last = min(first + AT_A_TIME - 1, rows.count)
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement(rows, dialect, first, last))
                bar.update(last - first + 1)


def without_waiting() -> None:
    """While filling: no foreign keys, no waiting for the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")


def drop_indexes() -> list[str]:
    """Indexes that hold no constraint are built afterwards, all at once; gives what builds them."""
    kind = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%'"
    if connection.vendor == "postgresql":
        kind = (
            "SELECT quote_ident(indexname), indexdef FROM pg_indexes WHERE schemaname = 'public' "
            "AND indexdef LIKE 'CREATE INDEX%%' "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = quote_ident(indexname)::regclass)"
        )
    with connection.cursor() as cursor:
        cursor.execute(kind)
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {name}" if name.startswith('"') else f'DROP INDEX "{name}"')
    return [made for _, made in found]


def put_in_order(indexes: list[str], tables: list[Rows]) -> None:
    """Indexes, sequences, statistics."""
    with connection.cursor() as cursor:
        for made in tqdm(indexes, desc="indexes", leave=False):
            cursor.execute(made)
        for table in ("benchmark_first", "benchmark_last"):
            cursor.execute(f"DROP TABLE {table}")
        if connection.vendor == "postgresql":
            for name in sorted({rows.table for rows in tables if "id" in rows.columns}):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM \"{name}\"))"
                )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def finish(known: Known, cases: int, at: datetime) -> None:
    """The end of the audit, the worker's sign of life, and the board's stored rows by the product itself."""
    ChainHead.objects.filter(id=1).update(position=known.audit + 4 * cases, hash=uuid.uuid4().hex * 2)
    WorkerBeat.objects.create(name="worker", beat_at=at + timedelta(days=1))
    system = Viewer(0, "benchmark", (GrantHeld("system", known.service),), at)
    rebuild_projection(by=system, at=at)
    rebuild_offers(by=system, at=at)


def fill(cases: int) -> None:
    """Everything, in order."""
    at = datetime.now(UTC).replace(microsecond=0)
    call_command("migrate", verbosity=0, interactive=False)
    known = make_service(at)
    dialect = Dialect(at)
    written = Written(cases, known, dialect)
    tables = [
        *about_people(written), *of_the_line(written), *of_cases(written), *of_allocation(written),
        *of_the_ground(written), *of_the_duty_list(written, apart=APART, block=BLOCK, duties=DUTIES),
        *of_arranging(written), *of_writing(written), *of_the_handover(written), *of_the_phones(written),
        *of_the_neighbours(written),
    ]  # fmt: skip
    name_tables()
    without_waiting()
    indexes = drop_indexes()
    put_in(tables, dialect)
    put_in_order(indexes, tables)
    connection.close()
    finish(known, cases, at)
    assert Service.objects.count() == 1


if __name__ == "__main__":
    fill(int(sys.argv[1]))
