"""The AMHP minimum dataset v1: its fields, code lists and rules as data, and the writing of a return.

One row for each request to an AMHP service, with its waits, doctors and attempts. No national return counts
requests under s13 or what ends in something less restrictive; this one does. Everything that may change with
the law or a national list is a dated row under `data/`.
"""

from amhp.dataset.answered import Completeness, FieldCompleteness, completeness
from amhp.dataset.applicability import applies, is_answered
from amhp.dataset.codes import (
    Code,
    ExpiredCode,
    OutcomeFlags,
    UnknownCode,
    code_list,
    code_list_names,
    delay_group,
    ethnic_category_2001,
    find_code,
    label,
    national_source,
    outcome_flags,
    require_code,
    urgency_rank,
)
from amhp.dataset.columns import (
    SCHEMA_VERSION,
    Field,
    FieldType,
    Need,
    Table,
    UnknownField,
    exportable_columns,
    fields,
    find_field,
)
from amhp.dataset.json_rows import BadRow, row_from_json
from amhp.dataset.judging import judge, judge_all, judge_each
from amhp.dataset.manifests import FileEntry, Manifest
from amhp.dataset.person_keys import KeyTooShort, person_key
from amhp.dataset.proposals import propose_place, propose_source
from amhp.dataset.reading import DataFileDamaged
from amhp.dataset.regimes import NoRegime, legal_regime, regime_on
from amhp.dataset.rows import ChildRow, ReturnRow, Value, WrongKind, attempt, delay, doctor, join_codes
from amhp.dataset.rulebook import Context, Problem, Rule, Severity, rules
from amhp.dataset.table_schemas import table_schema
from amhp.dataset.writing import RecordIdRepeated, ReturnExists, RowOutsidePeriod, write_return

__all__ = [
    "SCHEMA_VERSION",
    "BadRow",
    "ChildRow",
    "Code",
    "Completeness",
    "Context",
    "DataFileDamaged",
    "ExpiredCode",
    "Field",
    "FieldCompleteness",
    "FieldType",
    "FileEntry",
    "KeyTooShort",
    "Manifest",
    "Need",
    "NoRegime",
    "OutcomeFlags",
    "Problem",
    "RecordIdRepeated",
    "ReturnExists",
    "ReturnRow",
    "RowOutsidePeriod",
    "Rule",
    "Severity",
    "Table",
    "UnknownCode",
    "UnknownField",
    "Value",
    "WrongKind",
    "applies",
    "attempt",
    "code_list",
    "code_list_names",
    "completeness",
    "delay",
    "delay_group",
    "doctor",
    "ethnic_category_2001",
    "exportable_columns",
    "fields",
    "find_code",
    "find_field",
    "is_answered",
    "join_codes",
    "judge",
    "judge_all",
    "judge_each",
    "label",
    "legal_regime",
    "national_source",
    "outcome_flags",
    "person_key",
    "propose_place",
    "propose_source",
    "regime_on",
    "require_code",
    "row_from_json",
    "rules",
    "table_schema",
    "urgency_rank",
    "write_return",
]
