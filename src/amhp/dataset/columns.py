"""The fields of AMDS v1, one row for each, read from data: the columns of the return and their order.

Source: AMDS v1 §4.1 with the additions under §4.3. A field that leaves `never` is local (or a practitioner's
key) and is in no file that is written.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from amhp.dataset.reading import DataFileDamaged, Row, data_rows

SCHEMA_VERSION = "1.0.0"
QUALITY_SUFFIX = "_quality"


class Table(StrEnum):
    """The tables of the return; each is one CSV file."""

    RECORD = "record"
    DELAY = "delay"
    DOCTOR = "doctor"
    ASSESSMENT_ATTEMPT = "assessment_attempt"


class FieldType(StrEnum):
    """What a value of a field is; `codes` is several codes with semicolons between."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    YES_NO = "yes_no"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    NHS_NUMBER = "nhs_number"
    GSS = "gss"
    RESIDENCE = "residence"
    ODS = "ods"
    LANGUAGE = "language"


class Need(StrEnum):
    """Mandatory, required if it applies, optional."""

    MANDATORY = "M"
    REQUIRED = "R"
    OPTIONAL = "O"


class UnknownField(KeyError):
    """The table has no such field."""


@dataclass(frozen=True)
class Field:
    """One column. `applies` names the condition under which it is asked; `code_list` may be empty."""

    table: Table
    name: str
    type: FieldType
    code_list: str
    need: Need
    applies: str
    leaves: bool
    least: int | None
    most: int | None
    verified: str
    meaning: str

    @property
    def is_quality(self) -> bool:
        """Say whether this is the companion of a moment: exact, estimated or unknown."""
        return self.code_list == "QUALITY"


def _field(row: Row) -> Field:
    if row["leaves"] not in ("yes", "never"):
        raise DataFileDamaged(f"fields.csv: {row['name']} must leave `yes` or `never`.")
    return Field(
        table=Table(row["table"]),
        name=row["name"],
        type=FieldType(row["type"]),
        code_list=row["codes"],
        need=Need(row["need"]),
        applies=row["applies"],
        leaves=row["leaves"] == "yes",
        least=int(row["least"]) if row["least"] else None,
        most=int(row["most"]) if row["most"] else None,
        verified=row["verified"],
        meaning=row["meaning"],
    )


def _companion(moment: Field) -> Field:
    return Field(
        table=moment.table,
        name=moment.name + QUALITY_SUFFIX,
        type=FieldType.CODE,
        code_list="QUALITY",
        need=Need.OPTIONAL,
        applies="always",
        leaves=moment.leaves,
        least=None,
        most=None,
        verified="ours",
        meaning=f"how sure {moment.name} is",
    )


@cache
def fields(table: Table) -> tuple[Field, ...]:
    """Return the fields of a table in order, each moment followed by its quality.

    >>> [field.name for field in fields(Table.ASSESSMENT_ATTEMPT)]
    ['record_id', 'at', 'at_quality', 'result']
    """
    columns: list[Field] = []
    for row in data_rows("fields.csv"):
        if row["table"] == table:
            column = _field(row)
            columns.append(column)
            if column.type is FieldType.MOMENT:
                columns.append(_companion(column))
    return tuple(columns)


@cache
def _by_name(table: Table) -> dict[str, Field]:
    return {field.name: field for field in fields(table)}


def find_field(table: Table, name: str) -> Field:
    """Return one field, or raise `UnknownField`.

    >>> find_field(Table.RECORD, "nhs_number").leaves
    False
    """
    try:
        return _by_name(table)[name]
    except KeyError:
        raise UnknownField(f"The table {table} has no field {name!r}.") from None


def exportable_columns(table: Table) -> tuple[str, ...]:
    """Return the columns that are written, in order: nothing local, no practitioner's key.

    >>> "birth_date" in exportable_columns(Table.RECORD)
    False
    """
    return tuple(field.name for field in fields(table) if field.leaves)
