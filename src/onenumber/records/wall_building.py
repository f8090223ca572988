"""Builds the second wall on PostgreSQL: the functions that read who looks, and one forced policy for each table.

Which table is behind which rule is said by the roof, in one place (settings.WALLS, onenumber.config.walls). It is built
after every migration by the role that owns the tables, and left alone while the rules are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils.module_loading import import_string

NAME = "onenumber_wall"
FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION onenumber_everything() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('onenumber.services', true), '') = '*' $$""",
    """CREATE OR REPLACE FUNCTION onenumber_list(setting text) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_setting(setting, true) = '*' THEN ARRAY(SELECT id FROM organisations_service)
    ELSE string_to_array(current_setting(setting, true), ',')::bigint[] END $$""",
    """CREATE OR REPLACE FUNCTION onenumber_services() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT onenumber_list('onenumber.services') $$""",
    """CREATE OR REPLACE FUNCTION onenumber_wide() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT onenumber_list('onenumber.wide') $$""",
    """CREATE OR REPLACE FUNCTION onenumber_councils() RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT string_to_array(current_setting('onenumber.councils', true), ',') $$""",
    """CREATE OR REPLACE FUNCTION onenumber_user() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('onenumber.user', true), '')::bigint $$""",
    """CREATE OR REPLACE FUNCTION onenumber_received() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(person_id) FROM persons_workingrelationship
    WHERE user_id = onenumber_user() AND why = 'received'
    AND begins_at <= nullif(current_setting('onenumber.at', true), '')::timestamptz
    AND ends_at > nullif(current_setting('onenumber.at', true), '')::timestamptz $$""",
)


@dataclass(frozen=True)
class Wall:
    """The rule of one table: which rows are seen (and changed), and, where they differ, which may be added."""

    seen: str
    added: str = ""


def walls() -> Mapping[str, Wall]:
    """Table by table, as the roof says."""
    found: Mapping[str, Wall] = import_string(settings.WALLS)
    return found


def _statements(quote: Any) -> list[str]:
    # Each finds its tables whatever the path of whoever looks: pg_dump has an empty one.
    made = [each.replace(" STABLE ", " STABLE SET search_path FROM CURRENT ", 1) for each in FUNCTIONS]
    for table, wall in walls().items():
        name = quote(table)
        made += [
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS {NAME} ON {name}",
            f"CREATE POLICY {NAME} ON {name} USING ({wall.seen}) WITH CHECK ({wall.added or wall.seen})",
        ]
    return made


def build(connection: Any) -> None:
    """Make the wall as the rules say, in one transaction, unless it was made from these very rules."""
    statements = _statements(connection.ops.quote_name)
    mark = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('onenumber_everything'), 'pg_proc')")
        if cursor.fetchone()[0] == mark:
            return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON FUNCTION onenumber_everything() IS '{mark}'")


def build_after_migrating(using: str, **_: Any) -> None:
    """Django's signal after the migrations of all rooms."""
    connection = connections[using]
    if connection.vendor == "postgresql" and set(walls()) <= set(connection.introspection.table_names()):
        build(connection)


OWNS = (
    "pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'audit_entry'::regclass), 'USAGE')"
)
STANDS = f"""SELECT rolsuper OR rolbypassrls, {OWNS},
    (SELECT count(*) FROM pg_class JOIN pg_policies ON tablename = relname AND policyname = '{NAME}'
     WHERE relrowsecurity AND relforcerowsecurity AND relname = ANY(%s))
    FROM pg_roles WHERE rolname = current_user"""  # noqa: S608 - names of our own


def wall_trouble(connection: Any) -> str:
    """Why the second wall does not stand for the role that is connected, in a few words; empty where it does.

    Nothing to say of SQLite, which has none.
    """
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(STANDS, [list(walls())])
        passes, owns, standing = cursor.fetchone()
    if standing < len(walls()):
        tables = "table" if len(walls()) - standing == 1 else "tables"
        return (
            f"off for {len(walls()) - standing} {tables}: run `onenumber migrate` as the role that owns them"
        )
    if passes:
        return "off: the role that serves is a superuser or may bypass it"
    return "on, but the role that serves owns the tables and could take it down" if owns else ""


def may_migrate(connection: Any) -> bool:
    """Whether the connected role may change the tables, or make them where there are none."""
    if connection.vendor != "postgresql" or "audit_entry" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {OWNS}")
        return bool(cursor.fetchone()[0])
