"""The columns of the return: AMDS v1 §4.1 and the additions, and nothing that must not leave."""

from datetime import UTC, date, datetime

import pytest

from amhp.dataset import (
    FieldType,
    ReturnRow,
    Table,
    UnknownField,
    WrongKind,
    code_list_names,
    doctor,
    exportable_columns,
    fields,
    find_field,
    table_schema,
)
from amhp.dataset.applicability import CONDITIONS
from amhp.dataset.columns import QUALITY_SUFFIX

# AMDS v1 §4.1, row by row, written out by hand; then the additions under §4.3.
SPECIFIED = [
    "record_id",
    "schema_version",
    "legal_regime",
    "la_gss",
    "provider_ods",
    "service_mode",
    "team_code",
    "contact_type",
    "person_key",
    "nhs_number_status",
    "age_years",
    "gender_identity",
    "gender_same_as_birth",
    "ethnic_category",
    "ethnic_detail_2021",
    "sexual_orientation",
    "religion_group",
    "language",
    "interpreter_needed",
    "accommodation",
    "residence_gss",
    "imd_decile",
    "ld_autism",
    "known_to_mh",
    "dependants",
    "received_at",
    "source_national",
    "source_amhp",
    "referrer_ods",
    "status_at_referral",
    "statutory_deadline_at",
    "priority",
    "place_at_referral",
    "triage_decision",
    "triaged_at",
    "not_assessed_reason",
    "alternatives_tried",
    "amhp_allocated_at",
    "amhp_capacity_source",
    "assessment_started_at",
    "assessment_ended_at",
    "attempts",
    "assessment_place",
    "doctors_s12",
    "doctors_total",
    "doctor_prior_acquaintance",
    "warrant",
    "police_role",
    "nr_contact",
    "advocate",
    "outcome",
    "section_applied",
    "outcome_at",
    "application_at",
    "bed_requested_at",
    "bed_found_at",
    "bed",
    "bed_ods",
    "conveyance",
    "conveyance_requested_at",
    "conveyance_arrived_at",
    "admitted_at",
    "report_completed_at",
    "closed_at",
    "amhp_minutes",
    "recommendations",
    "nr_informed_at",
    "written_reasons_sent_at",
    "interpreter_used",
    "cross_border_reason",
    "sla_code",
]
LOCAL = [
    "nhs_number",
    "birth_date",
    "lsoa",
    "amhp_key",
    "place_of_safety_arrived_at",
    "deadline_extended_hours",
    "deadline_extension_reason",
    "dol_conditions",
    "dol_conditions_from",
    "dol_order_converted",
]


def test_the_record_has_the_specified_columns_and_no_other() -> None:
    without_quality = {name for name in exportable_columns(Table.RECORD) if not name.endswith(QUALITY_SUFFIX)}
    assert without_quality == set(SPECIFIED)


def test_nothing_local_leaves() -> None:
    local = {field.name for field in fields(Table.RECORD) if not field.leaves and not field.is_quality}
    assert local == set(LOCAL)
    assert not set(LOCAL) & set(exportable_columns(Table.RECORD))
    assert "note" not in exportable_columns(Table.DELAY)


@pytest.mark.parametrize("table", Table)
def test_each_moment_is_followed_by_its_quality(table: Table) -> None:
    columns = exportable_columns(table)
    moments = [field.name for field in fields(table) if field.type is FieldType.MOMENT and field.leaves]
    assert moments and all(columns[columns.index(name) + 1] == name + QUALITY_SUFFIX for name in moments)
    assert len(set(columns)) == len(columns)


def test_child_tables() -> None:
    named = {
        table: [name for name in exportable_columns(table) if not name.endswith(QUALITY_SUFFIX)]
        for table in Table
    }
    assert named[Table.DELAY] == [
        "record_id",
        "stage",
        "reason",
        "started_at",
        "ended_at",
        "escalated",
        "harm",
    ]
    assert named[Table.DOCTOR] == (
        [
            "record_id",
            "role",
            "s12",
            "asked_at",
            "accepted_at",
            "arrived_at",
            "examined_at",
            "signed_at",
            "fee_flag",
        ]
    )
    assert named[Table.ASSESSMENT_ATTEMPT] == ["record_id", "at", "result"]


def test_fields_refer_to_lists_and_conditions_that_exist() -> None:
    for table in Table:
        for field in fields(table):
            assert field.applies in CONDITIONS
            assert not field.code_list or field.code_list in code_list_names()
            assert field.verified in {"read", "memory", "ours"} and field.meaning


def test_the_schema_describes_exactly_what_is_written() -> None:
    for resource, table in zip(table_schema()["resources"], Table, strict=True):
        assert resource["path"] == f"{table}.csv"
        described = resource["schema"]["fields"]
        assert [field["name"] for field in described] == list(exportable_columns(table))
    record = {field["name"]: field for field in table_schema()["resources"][0]["schema"]["fields"]}
    assert record["received_at"]["constraints"] == {"required": True}
    assert record["priority"]["constraints"] == {"enum": ["1", "2", "3", "4"]}  # advice has none
    assert record["gender_identity"]["constraints"]["required"] is True
    assert record["imd_decile"]["constraints"] == {"minimum": 1, "maximum": 10}
    assert "required" not in record["closed_at"].get("constraints", {})


@pytest.mark.parametrize(
    "values",
    [
        {"received_at": datetime(2026, 11, 22, 10, 0)},
        {"received_at": "2026-11-22T10:00"},
        {"received_at": datetime(9999, 12, 31, tzinfo=UTC)},
        {"age_years": "38"},
        {"age_years": True},
        {"age_years": 10**10},
        {"birth_date": datetime(1988, 2, 19, tzinfo=UTC)},
        {"birth_date": date(1, 1, 1)},
        {"source_amhp": 3},
        {"interpreter_needed": 1},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(values) -> None:
    with pytest.raises(WrongKind):
        ReturnRow(values)


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(UnknownField):
        ReturnRow({"mood": "cheerful"})
    with pytest.raises(UnknownField):
        doctor({"name": "Dr No"})
    with pytest.raises(UnknownField):
        find_field(Table.DELAY, "received_at")


def test_a_row_cannot_be_changed_afterwards() -> None:
    given = {"priority": "1"}
    kept = ReturnRow(given)
    given["priority"] = "3"
    assert kept.text("priority") == "1"
    with pytest.raises(TypeError):
        kept.values["priority"] = "2"
