"""The return as a Frictionless data package, made from the fields: councils can validate it without us."""

from collections.abc import Mapping
from typing import Any

from amhp.dataset.codes import code_list
from amhp.dataset.columns import SCHEMA_VERSION, Field, FieldType, Need, Table, fields
from amhp.dataset.rules_answers import FORMS

_FRICTIONLESS: Mapping[FieldType, tuple[str, str]] = {
    FieldType.INTEGER: ("integer", "default"),
    FieldType.DATE: ("date", "default"),
    FieldType.MOMENT: ("datetime", "%Y-%m-%dT%H:%M%z"),
}


def table_schema() -> dict[str, Any]:
    """Return the descriptor of the data package with its four tables.

    >>> [resource["path"] for resource in table_schema()["resources"]]
    ['record.csv', 'delay.csv', 'doctor.csv', 'assessment_attempt.csv']
    """
    return {
        "profile": "tabular-data-package",
        "name": "amds",
        "title": "AMHP minimum dataset",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table) for table in Table],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe(field) for field in fields(table) if field.leaves],
        "missingValues": [""],
    }
    if table is Table.RECORD:
        schema["primaryKey"] = ["record_id"]
    else:
        reference = {"resource": Table.RECORD.value, "fields": ["record_id"]}
        schema["foreignKeys"] = [{"fields": ["record_id"], "reference": reference}]
    return {
        "profile": "tabular-data-resource",
        "name": table.value,
        "path": f"{table.value}.csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _describe(field: Field) -> dict[str, Any]:
    kind, form = _FRICTIONLESS.get(field.type, ("string", "default"))
    described = {"name": field.name, "type": kind, "format": form, "description": field.meaning}
    constraints = _constraints(field)
    return {**described, "constraints": constraints} if constraints else described


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.need is Need.MANDATORY and field.applies == "always":
        constraints["required"] = True
    if field.least is not None:
        constraints["minimum"] = field.least
    if field.most is not None:
        constraints["maximum"] = field.most
    codes = sorted({code.code for code in code_list(field.code_list)}) if field.code_list else []
    if field.type is FieldType.CODES:
        one = "|".join(codes)
        constraints["pattern"] = f"^({one})(;({one}))*$"
    elif field.type is FieldType.RESIDENCE:
        special = "|".join(code.code for code in code_list("RESIDENCE_SPECIAL"))
        constraints["pattern"] = f"^({FORMS[field.type]}|{special})$"
    elif field.type in FORMS:
        constraints["pattern"] = f"^{FORMS[field.type]}$"
    elif codes:
        constraints["enum"] = codes
    return constraints
